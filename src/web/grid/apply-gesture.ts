import { checkCell } from "./check-cell.ts";
import type { CellChange } from "./gesture.ts";
import { type GridState, rearrange, withLines } from "./grid-state.ts";
import { creationEdits, lackOf, makeDraft, proposeId } from "./new-rows.ts";
import {
  type CellEdit,
  findRow,
  type GridRow,
  makeRows,
  removeRows,
  replaceRows,
  setCells,
} from "./table-rows.ts";

/** The grid after a person set cells and added rows; what can be saved is pending as one change. */
export function setCellsOf(
  state: GridState,
  label: string,
  changes: readonly CellChange[],
  added: readonly ReadonlyMap<number, string | null>[],
): GridState {
  const edits: CellEdit[] = [];
  const changed: GridRow[] = [];
  for (const [key, ofRow] of Map.groupBy(changes, (change) => change.key)) {
    const row = findRow(state.rows, key);
    if (row === undefined) continue;
    const cells = new Map<number, string | null>();
    for (const { column: place, after } of ofRow) {
      const column = state.columns[place];
      const before = row.cells[place] ?? null;
      const shown = after ?? column?.absent ?? null;
      if (column === undefined || shown === before) continue;
      cells.set(place, shown);
      if (!row.draft)
        edits.push({ table: state.table, row: key, field: column.name, before, after });
    }
    if (cells.size > 0) changed.push(setCells(row, cells));
  }
  if (changed.length === 0 && added.length === 0) return state;
  const next = { ...state, rows: replaceRows(state.rows, changed) };
  return finishRows(addDrafts(next, added), label, edits);
}

/** New rows at the end, each with an id that is free. */
function addDrafts(
  state: GridState,
  added: readonly ReadonlyMap<number, string | null>[],
): GridState {
  if (added.length === 0) return state;
  const taken = new Set<string>();
  const model = state.rows.list.at(-1)?.cells[0] ?? `${state.table}-0`;
  const drafts = added.map((given, index) => {
    const id = given.get(0) ?? proposeId(model, state.rows, taken);
    taken.add(id);
    return makeDraft(`new ${state.count + index + 1}`, id, state.columns, given);
  });
  const rows = makeRows([...state.rows.list, ...drafts]);
  const next = { ...state, rows, count: state.count + drafts.length };
  if (state.view.group !== null) return rearrange(next);
  return withLines(next, [
    ...state.lines,
    ...drafts.map(({ key }) => ({ kind: "row", key }) as const),
  ]);
}

/** Saves the unsaved rows that lack nothing any more, together with the edits of the others. */
function finishRows(state: GridState, label: string, edits: readonly CellEdit[]): GridState {
  const names = new Map<string, string>();
  const made: CellEdit[] = [];
  const list = state.rows.list.map((row) => {
    if (!row.draft || lackOf(row, state.columns, state.rows) !== undefined) return row;
    const id = row.cells[0] ?? "";
    // Of two new rows with one id, the first is made.
    if ([...names.values()].includes(id)) return row;
    names.set(row.key, id);
    const cells = row.cells.map((text, place) => {
      const column = state.columns[place];
      return column === undefined ? text : (checkCell(text, column).value ?? column.absent);
    });
    const ready = { ...row, key: id, draft: false, cells };
    made.push(...creationEdits(state.table, ready, state.columns));
    return ready;
  });
  const all = [...edits, ...made];
  const count = state.count + 1;
  const next =
    names.size === 0
      ? state
      : {
          ...state,
          rows: makeRows(list),
          lines: state.lines.map((line) =>
            line.kind === "row" ? { ...line, key: names.get(line.key) ?? line.key } : line,
          ),
        };
  if (all.length === 0) return { ...next, count };
  const pending = [...next.pending, { ticket: count, label, edits: all }];
  return { ...next, count, pending };
}

/** The grid after a person ended rows; unsaved ones go without a change. */
export function endRows(
  state: GridState,
  label: string,
  keys: readonly string[],
  edits: readonly CellEdit[],
): GridState {
  const gone = new Set(keys);
  const rows = removeRows(state.rows, gone);
  const next = { ...state, rows, count: state.count + 1, editing: null };
  const pending =
    edits.length === 0 ? state.pending : [...state.pending, { ticket: next.count, label, edits }];
  return dropLines({ ...next, pending }, gone);
}

/** The grid without the lines of some rows. */
export function dropLines(state: GridState, gone: ReadonlySet<string>): GridState {
  if (state.view.group !== null) return rearrange(state);
  return withLines(
    state,
    state.lines.filter((line) => line.kind !== "row" || !gone.has(line.key)),
  );
}
