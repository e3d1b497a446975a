import { type KeyboardEvent, useId, useRef, useState } from "react";
import { RefusedError } from "../../../api/client.ts";
import { useChange } from "../../changes/change-context.tsx";
import { usePlan } from "../../plan-context.tsx";
import { askAnew } from "../../queries/api.ts";
import type { StrategyRow } from "./strategy-tree.ts";
import { complainWeight } from "./weight-text.ts";

/** A weight to change: Enter or leaving the field saves it, Escape gives it up. */
export function WeightField(props: { readonly row: StrategyRow; readonly reason: string }) {
  const { row, reason } = props;
  const { text, problem, save, press, type } = useWeight(row, reason);
  const words = useId();
  return (
    <>
      <input
        className="usa-input weight"
        aria-label={`Weight of ${row.name}`}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : words}
        inputMode="decimal"
        value={text}
        onChange={(event) => type(event.target.value)}
        onBlur={() => void save()}
        onKeyDown={press}
      />
      {problem !== undefined && (
        <span className="weight-problem" id={words} role="alert">
          {problem}
        </span>
      )}
    </>
  );
}

/** What is typed into a weight's field. */
interface Draft {
  readonly text: string;
  /** What the field held when typing began: others may change the weight meanwhile. */
  readonly seen: string | null;
}

/** What a weight's field holds, and what it does. */
function useWeight(row: StrategyRow, reason: string) {
  const { plan } = usePlan();
  const { make } = useChange();
  const [draft, setDraft] = useState<Draft | undefined>();
  const [problem, setProblem] = useState<string | undefined>();
  // Saving takes a while, and goes by what is typed by then, not by what was drawn when it began.
  const now = useRef({ draft, row, reason, make });
  now.current = { ...now.current, row, reason, make };
  const hold = (held: Draft | undefined) => {
    now.current.draft = held;
    setDraft(held);
  };

  const saveDraft = async () => {
    const { draft: sent, reason: why, make: send } = now.current;
    if (sent === undefined) return;
    const after = sent.text.trim();
    const wrong = complainWeight(after);
    setProblem(wrong);
    if (wrong !== undefined) return;
    if (after === (sent.seen ?? "")) {
      hold(undefined);
      return;
    }
    const cell = { table: "objectives" as const, row: row.id, field: "weight" };
    const edit = { ...cell, before: sent.seen, after: after === "" ? null : after };
    const made = await send({ reason: why, edits: [edit] });
    await askAnew(plan, ["readStrategy", "readOverview"]);
    const typed = now.current.draft;
    if (typed?.text === sent.text) hold(undefined);
    // What was typed meanwhile stays, and is a change of what was saved.
    else if (typed !== undefined && made !== undefined)
      hold({ ...typed, seen: made.change.edits[0]?.after ?? null });
  };
  const save = useInTurn(saveDraft, (thrown) => setProblem(wordsOf(thrown)));

  const type = (text: string) => {
    const { draft: begun, row: drawn } = now.current;
    hold({ seen: begun === undefined ? drawn.weight : begun.seen, text });
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter") void save();
    if (event.key === "Escape") {
      hold(undefined);
      setProblem(undefined);
    }
  };
  const text = draft?.text ?? row.weight ?? "";
  return { text, problem, save, press, type };
}

/** Does a work once at a time; what is asked for meanwhile is done once more afterwards, unless it failed. */
function useInTurn(work: () => Promise<void>, fail: (thrown: unknown) => void) {
  const working = useRef(false);
  const asked = useRef(false);
  return async () => {
    asked.current = true;
    if (working.current) return;
    working.current = true;
    try {
      while (asked.current) {
        asked.current = false;
        await work();
      }
    } catch (thrown) {
      fail(thrown);
    } finally {
      working.current = false;
    }
  };
}

function wordsOf(thrown: unknown): string {
  if (thrown instanceof RefusedError) {
    const [finding] = thrown.problem.findings;
    return finding === undefined ? thrown.message : `${finding.found}. ${finding.help}`;
  }
  return thrown instanceof Error ? thrown.message : String(thrown);
}
