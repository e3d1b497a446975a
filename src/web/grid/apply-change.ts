import { dropLines } from "./apply-gesture.ts";
import { replaceFindings } from "./findings-index.ts";
import type { GridAction } from "./grid-actions.ts";
import { type Flash, flashKey, type GridState, rearrange, withLines } from "./grid-state.ts";
import { type CellEdit, findRow, type GridRow, makeRows, removeRows } from "./table-rows.ts";

/** The grid after the server took a change. */
export function saveChange(
  state: GridState,
  saved: Extract<GridAction, { kind: "change_saved" }>,
): GridState {
  const next = applyEdits(dropChange(state, saved.ticket), saved.edits, saved.seq);
  const findings = replaceFindings(next.findings, saved.rows, saved.findings);
  return { ...next, findings };
}

/** The grid without a change that waits. */
export function dropChange(state: GridState, ticket: number): GridState {
  return { ...state, pending: state.pending.filter((one) => one.ticket !== ticket) };
}

/** The grid after a change that came by itself; cells of others flash with the name of who changed them. */
export function receiveChange(
  state: GridState,
  seq: number,
  name: string | null,
  edits: readonly CellEdit[],
): GridState {
  const mine = edits.filter((edit) => edit.table === state.table);
  if (mine.length === 0) return state;
  if (name === null) return applyEdits(withoutSaved(state, edits), mine, seq);
  const next = applyEdits(state, mine, seq);
  const flashes = new Map<string, Flash>(next.flashes);
  for (const { row, field } of mine) flashes.set(flashKey(row, field), { name, seq });
  return { ...next, flashes };
}

/** The grid without the waiting change that these edits are: it was saved, and the answer to it was lost or is late. */
function withoutSaved(state: GridState, edits: readonly CellEdit[]): GridState {
  const same = (one: { readonly edits: readonly CellEdit[] }) =>
    one.edits.length === edits.length &&
    one.edits.every((edit, at) => {
      const other = edits[at];
      return (
        edit.table === other?.table &&
        edit.row === other.row &&
        edit.field === other.field &&
        edit.after === other.after
      );
    });
  const saved = state.pending.find(same);
  return saved === undefined ? state : dropChange(state, saved.ticket);
}

/**
 * Writes edits that the log holds; a cell that waits to be saved keeps what this person gave it.
 *
 * Answers to this window and news of others come in any order: a cell keeps what the later change gave it, and a row
 * what it held already when it was read.
 */
function applyEdits(state: GridState, edits: readonly CellEdit[], seq: number): GridState {
  const waiting = new Set(
    state.pending.flatMap((one) => one.edits.map((edit) => flashKey(edit.row, edit.field))),
  );
  const places = new Map(state.columns.map((column, place) => [column.name, place]));
  const cellSeqs = new Map(state.cellSeqs);
  const changed = new Map<string, GridRow>();
  const made: GridRow[] = [];
  const ended = new Set<string>();
  for (const edit of edits) {
    const key = flashKey(edit.row, edit.field);
    const known = findRow(state.rows, edit.row);
    const isOld = (known?.version ?? 0) >= seq || (cellSeqs.get(key) ?? 0) > seq;
    if (edit.table !== state.table || isOld || waiting.has(key)) continue;
    cellSeqs.set(key, seq);
    const row = changed.get(edit.row) ?? known;
    const place = places.get(edit.field);
    if (edit.field === "id" && edit.after === null) ended.add(edit.row);
    else if (edit.field === "id") {
      ended.delete(edit.row);
      if (row !== undefined) continue;
      const cells = state.columns.map((column, at) => (at === 0 ? edit.row : column.absent));
      const fresh = { key: edit.row, version: 0, cells, draft: false };
      changed.set(edit.row, fresh);
      made.push(fresh);
    } else if (row !== undefined && place !== undefined) {
      const cells = [...row.cells];
      cells[place] = edit.after ?? state.columns[place]?.absent ?? null;
      changed.set(edit.row, { ...row, cells });
    }
  }
  return settle({ ...state, cellSeqs }, changed, made, ended);
}

function settle(
  state: GridState,
  changed: ReadonlyMap<string, GridRow>,
  made: readonly GridRow[],
  ended: ReadonlySet<string>,
): GridState {
  if (changed.size === 0 && ended.size === 0) return state;
  const list = state.rows.list.map((row) => changed.get(row.key) ?? row);
  const added = made.map((row) => changed.get(row.key) ?? row);
  if (added.length === 0 && ended.size === 0) {
    return { ...state, rows: { ...state.rows, list } };
  }
  const rows = removeRows(makeRows([...list, ...added]), ended);
  const next = { ...state, rows };
  const grown =
    state.view.group === null
      ? withLines(next, [
          ...state.lines,
          ...added.map(({ key }) => ({ kind: "row", key }) as const),
        ])
      : rearrange(next);
  return ended.size === 0 ? grown : dropLines(grown, ended);
}
