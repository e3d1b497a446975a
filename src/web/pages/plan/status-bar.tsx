import { useId, useMemo } from "react";
import { cents, formatDollars, group, parseDollars } from "../../../base/money.ts";
import { type GridState, rowAt } from "../../grid/grid-state.ts";
import { countCells, rectsOf } from "../../grid/selection.ts";
import { Withheld } from "../../parts/states.tsx";

/** Under the grid: what is loaded, selected and said, and the reason that goes with edits. */
export function StatusBar(props: {
  readonly state: GridState;
  readonly waiting: boolean;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly mayEdit: boolean;
}) {
  const { state, waiting } = props;
  const selected = useMemo(() => saySelected(state), [state]);
  const id = useId();
  const drafts = state.rows.list.filter((row) => row.draft).length;
  const saving = state.pending.length;
  return (
    <div className="plan-status">
      {props.mayEdit && (
        <span className="plan-reason">
          <label htmlFor={id}>Reason for my edits</label>
          <input
            id={id}
            className="usa-input"
            value={props.reason}
            maxLength={2000}
            placeholder="Edited in the grid"
            onChange={(event) => props.onReason(event.target.value)}
          />
        </span>
      )}
      <span>
        {group(String(state.rows.list.length))} rows{state.complete ? "" : " so far"}
      </span>
      {drafts > 0 && <span className="plan-unsaved">{drafts} not saved yet</span>}
      {selected !== "" && <span>{selected}</span>}
      {saving > 0 && (
        <span className="soft">{waiting ? `${saving} waiting for the server` : "Saving"}</span>
      )}
      <span role="status" className="plan-said">
        {state.said}
      </span>
      {state.withheld && <Withheld />}
    </div>
  );
}

/** Cells of which a sum is still worked out at once. */
const mostSummed = 200_000;

function saySelected(state: GridState): string {
  const count = countCells(state.selection);
  if (count < 2) return "";
  const words = `${group(String(count))} cells selected`;
  if (count > mostSummed) return words;
  let [sum, amounts] = [0, 0];
  for (const rect of rectsOf(state.selection)) {
    const places = state.shown
      .slice(rect.left, rect.right + 1)
      .filter(({ column }) => column.spec.type === "money");
    for (let line = rect.top; places.length > 0 && line <= rect.bottom; line++) {
      const row = rowAt(state, line);
      for (const { place } of places) {
        const text = row?.cells[place];
        const amount = text === undefined || text === null ? "" : parseDollars(text, true);
        if (typeof amount !== "number") continue;
        sum += amount;
        amounts++;
      }
    }
  }
  return amounts === 0 ? words : `${words}, sum $${group(formatDollars(cents(sum)))}`;
}
