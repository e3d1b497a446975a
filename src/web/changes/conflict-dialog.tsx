import { Button } from "@trussworks/react-uswds";
import { useState } from "react";
import { Dialog } from "../parts/dialog.tsx";
import type { ApiConflict, CellEdit } from "./change-values.ts";
import { cellKey, settleEdits } from "./settle-edits.ts";

/** Both sides of a stale change, cell by cell: take theirs, keep mine, or write another. */
export function ConflictDialog(props: {
  readonly edits: readonly CellEdit[];
  readonly conflicts: readonly ApiConflict[];
  /** Told the edits to make instead, or `null` where the change is given up. */
  readonly onSettle: (edits: readonly CellEdit[] | null) => void;
}) {
  const { edits, conflicts, onSettle } = props;
  const [settled, setSettled] = useState<ReadonlyMap<string, string | null>>(
    () => new Map(conflicts.map((one) => [cellKey(one), one.theirs])),
  );
  const settle = (one: ApiConflict, value: string | null) =>
    setSettled(new Map(settled).set(cellKey(one), value));
  const all = (side: "yours" | "theirs") =>
    setSettled(new Map(conflicts.map((one) => [cellKey(one), one[side]])));
  const cells = conflicts.length === 1 ? "A cell was" : `${conflicts.length} cells were`;
  return (
    <Dialog
      title={`${cells} changed by somebody else`}
      wide
      onClose={() => onSettle(null)}
      actions={
        <>
          <Button type="button" onClick={() => onSettle(settleEdits(edits, conflicts, settled))}>
            Save
          </Button>
          <Button type="button" outline onClick={() => all("theirs")}>
            All theirs
          </Button>
          <Button type="button" outline onClick={() => all("yours")}>
            All mine
          </Button>
          <Button type="button" unstyled onClick={() => onSettle(null)}>
            Give up my change
          </Button>
        </>
      }
    >
      <p>
        What you saw is no longer what is there. Choose for each cell. The rest of your change is
        saved with it.
      </p>
      <div className="conflicts">
        {conflicts.map((one) => (
          <ConflictCell
            key={cellKey(one)}
            conflict={one}
            value={settled.get(cellKey(one)) ?? null}
            onValue={(value) => settle(one, value)}
          />
        ))}
      </div>
    </Dialog>
  );
}

function ConflictCell(props: {
  readonly conflict: ApiConflict;
  readonly value: string | null;
  readonly onValue: (value: string | null) => void;
}) {
  const { conflict, value, onValue } = props;
  const name = cellKey(conflict);
  const by = conflict.by;
  return (
    <fieldset className="usa-fieldset conflict">
      <legend>
        <code>{conflict.table}</code> › <code>{conflict.row}</code> › <code>{conflict.field}</code>
      </legend>
      <p className="soft">It was {shown(conflict.before)}.</p>
      <Side
        name={name}
        label={`Theirs: ${shown(conflict.theirs)}`}
        note={by === undefined ? undefined : `${by.author}: “${by.reason}”`}
        checked={value === conflict.theirs}
        onChoose={() => onValue(conflict.theirs)}
      />
      <Side
        name={name}
        label={`Mine: ${shown(conflict.yours)}`}
        checked={value === conflict.yours && value !== conflict.theirs}
        onChoose={() => onValue(conflict.yours)}
      />
      <label className="usa-label" htmlFor={`${name} other`}>
        What {conflict.field} is to hold
      </label>
      <input
        className="usa-input"
        id={`${name} other`}
        value={value ?? ""}
        onChange={(event) => onValue(event.target.value === "" ? null : event.target.value)}
      />
    </fieldset>
  );
}

function Side(props: {
  readonly name: string;
  readonly label: string;
  readonly note?: string | undefined;
  readonly checked: boolean;
  readonly onChoose: () => void;
}) {
  const id = `${props.name} ${props.label}`;
  return (
    <div className="usa-radio">
      <input
        className="usa-radio__input"
        type="radio"
        id={id}
        name={props.name}
        checked={props.checked}
        onChange={props.onChoose}
      />
      <label className="usa-radio__label" htmlFor={id}>
        {props.label}
        {props.note !== undefined && (
          <span className="usa-radio__label-description">{props.note}</span>
        )}
      </label>
    </div>
  );
}

function shown(cell: string | null): string {
  return cell === null ? "nothing" : `“${cell}”`;
}
