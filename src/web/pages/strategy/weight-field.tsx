import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { RefusedError } from "../../../api/client.ts";
import { useChange } from "../../changes/change-context.tsx";
import { usePlan } from "../../plan-context.tsx";
import { askAnew } from "../../queries/api.ts";
import type { StrategyRow } from "./strategy-tree.ts";
import { complainWeight } from "./weight-text.ts";

/** A weight to change: Enter or leaving the field saves it, Escape gives it up. */
export function WeightField(props: { readonly row: StrategyRow; readonly reason: string }) {
  const { row, reason } = props;
  const { plan } = usePlan();
  const { make } = useChange();
  const [text, setText] = useState(row.weight ?? "");
  const [problem, setProblem] = useState<string | undefined>();
  const words = useId();
  useEffect(() => setText(row.weight ?? ""), [row.weight]);

  const save = async () => {
    const after = text.trim();
    const wrong = complainWeight(after);
    setProblem(wrong);
    if (wrong !== undefined || after === (row.weight ?? "")) return;
    const edit = {
      table: "objectives" as const,
      row: row.id,
      field: "weight",
      before: row.weight,
      after: after === "" ? null : after,
    };
    try {
      await make({ reason, edits: [edit] });
      await askAnew(plan, ["readStrategy", "readOverview"]);
    } catch (thrown) {
      setProblem(wordsOf(thrown));
    }
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter") void save();
    if (event.key === "Escape") {
      setText(row.weight ?? "");
      setProblem(undefined);
    }
  };
  return (
    <>
      <input
        className="usa-input weight"
        aria-label={`Weight of ${row.name}`}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : words}
        inputMode="decimal"
        value={text}
        onChange={(event) => setText(event.target.value)}
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

function wordsOf(thrown: unknown): string {
  if (thrown instanceof RefusedError) {
    const [finding] = thrown.problem.findings;
    return finding === undefined ? thrown.message : `${finding.found}. ${finding.help}`;
  }
  return thrown instanceof Error ? thrown.message : String(thrown);
}
