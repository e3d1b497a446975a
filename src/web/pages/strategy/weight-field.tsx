import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
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

/** What a weight's field holds, and what it does. */
function useWeight(row: StrategyRow, reason: string) {
  const { plan } = usePlan();
  const { make } = useChange();
  const [text, setText] = useState(row.weight ?? "");
  // What the field held when typing began: others may change the weight meanwhile.
  const [seen, setSeen] = useState<string | null | undefined>();
  const [problem, setProblem] = useState<string | undefined>();
  const saving = useRef(false);
  const newest = useRef(text);
  newest.current = text;
  // Asked to save while a save was on its way.
  const again = useRef(false);
  useEffect(() => {
    if (seen === undefined) setText(row.weight ?? "");
  }, [row.weight, seen]);

  const save = async () => {
    if (saving.current) again.current = true;
    if (saving.current || seen === undefined) return;
    const after = text.trim();
    const wrong = complainWeight(after);
    setProblem(wrong);
    if (wrong !== undefined) return;
    if (after === (seen ?? "")) {
      setSeen(undefined);
      return;
    }
    const cell = { table: "objectives" as const, row: row.id, field: "weight" };
    saving.current = true;
    try {
      const made = await make({
        reason,
        edits: [{ ...cell, before: seen, after: after === "" ? null : after }],
      });
      await askAnew(plan, ["readStrategy", "readOverview"]);
      // What was typed meanwhile stays, and is a change of what was saved.
      const saved = made === undefined ? seen : made.change.edits[0]?.after;
      const now = newest.current === text ? undefined : saved;
      setSeen((old) => (old === undefined ? undefined : now));
    } catch (thrown) {
      again.current = false;
      // What was typed stays, so that it can be tried again.
      setProblem(wordsOf(thrown));
    } finally {
      saving.current = false;
    }
  };
  useEffect(() => {
    if (!again.current || saving.current) return;
    again.current = false;
    void save();
  });
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter") void save();
    if (event.key === "Escape") {
      setText(row.weight ?? "");
      setSeen(undefined);
      setProblem(undefined);
    }
  };
  const type = (typed: string) => {
    setText(typed);
    if (seen === undefined) setSeen(row.weight);
  };
  return { text, problem, save, press, type };
}

function wordsOf(thrown: unknown): string {
  if (thrown instanceof RefusedError) {
    const [finding] = thrown.problem.findings;
    return finding === undefined ? thrown.message : `${finding.found}. ${finding.help}`;
  }
  return thrown instanceof Error ? thrown.message : String(thrown);
}
