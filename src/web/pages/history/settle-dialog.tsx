import { Button } from "@trussworks/react-uswds";
import { useState } from "react";
import type { Difference } from "../../changes/change-values.ts";
import { cellKey } from "../../changes/settle-edits.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { ErrorState } from "../../parts/states.tsx";

/** What a rebase or a merge is told. */
export interface Settled {
  readonly reason: string;
  readonly settle: {
    table: Difference["table"];
    row: string;
    field: string;
    value: string | null;
  }[];
}

/** Asks for a reason and, for each cell that both sides changed, what it is to hold. */
export function SettleDialog(props: {
  readonly title: string;
  readonly reason: string;
  readonly conflicts: readonly Difference[];
  readonly onJoin: (settled: Settled) => Promise<void>;
  readonly onClose: () => void;
}) {
  const { title, conflicts, onJoin, onClose } = props;
  const [reason, setReason] = useState("");
  const [chosen, setChosen] = useState<ReadonlyMap<string, string | null>>(new Map());
  const [problem, setProblem] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const unsettled = conflicts.filter((one) => !chosen.has(cellKey(one)));
  const join = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await onJoin({
        reason: reason.trim() === "" ? props.reason : reason.trim(),
        settle: conflicts.map(({ table, row, field }) => ({
          table,
          row,
          field,
          value: chosen.get(cellKey({ table, row, field })) ?? null,
        })),
      });
    } catch (thrown) {
      setProblem(thrown instanceof Error ? thrown : new Error(String(thrown)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      wide={conflicts.length > 0}
      onClose={onClose}
      actions={
        <>
          <Button type="button" disabled={busy || unsettled.length > 0} onClick={() => void join()}>
            {title}
          </Button>
          <Button type="button" unstyled onClick={onClose}>
            Leave it
          </Button>
          {unsettled.length > 0 && (
            <span className="soft">Still to choose: {unsettled.length}</span>
          )}
        </>
      }
    >
      <ReasonField value={reason} usual={props.reason} onValue={setReason} />
      {conflicts.length > 0 && (
        <p>
          Both the plan and the scenario have changed these cells. Choose for each what it is to
          hold.
        </p>
      )}
      {conflicts.map((one) => (
        <Sides
          key={cellKey(one)}
          difference={one}
          chosen={chosen.get(cellKey(one))}
          onChoose={(value) => setChosen(new Map(chosen).set(cellKey(one), value))}
        />
      ))}
      {problem !== null && <ErrorState problem={problem} />}
    </Dialog>
  );
}

function ReasonField(props: {
  readonly value: string;
  readonly usual: string;
  readonly onValue: (value: string) => void;
}) {
  return (
    <>
      <label className="usa-label" htmlFor="join-reason">
        Reason
      </label>
      <input
        id="join-reason"
        className="usa-input"
        value={props.value}
        placeholder={props.usual}
        onChange={(event) => props.onValue(event.target.value)}
      />
    </>
  );
}

function Sides(props: {
  readonly difference: Difference;
  readonly chosen: string | null | undefined;
  readonly onChoose: (value: string | null) => void;
}) {
  const { difference, chosen, onChoose } = props;
  const name = cellKey(difference);
  const sides = [
    ["Scenario", difference.left],
    ["Plan", difference.right],
    ["As it was", difference.base],
  ] as const;
  return (
    <fieldset className="usa-fieldset conflict">
      <legend>
        <code>{difference.table}</code> › <code>{difference.row}</code> ›{" "}
        <code>{difference.field}</code>
      </legend>
      {sides.map(([side, value]) => (
        <div className="usa-radio" key={side}>
          <input
            className="usa-radio__input"
            type="radio"
            id={`${name} ${side}`}
            name={name}
            checked={chosen !== undefined && chosen === value}
            onChange={() => onChoose(value)}
          />
          <label className="usa-radio__label" htmlFor={`${name} ${side}`}>
            {side}: {value === null ? "nothing" : `“${value}”`}
          </label>
        </div>
      ))}
    </fieldset>
  );
}
