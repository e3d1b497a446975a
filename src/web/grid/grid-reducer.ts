import { dropChange, receiveChange, saveChange } from "./apply-change.ts";
import { endRows, setCellsOf } from "./apply-gesture.ts";
import { noFindings } from "./findings-index.ts";
import type { GridAction } from "./grid-actions.ts";
import { type GridState, rearrange, sizeOf, withLines } from "./grid-state.ts";
import { clampSelection } from "./selection.ts";
import { addRows, type GridRow, makeRows, setCells } from "./table-rows.ts";
import { showColumns, type View } from "./view.ts";

/** The grid after something happened. */
export function reduceGrid(state: GridState, action: GridAction): GridState {
  switch (action.kind) {
    case "rows_came": {
      const rows = addRows(state.rows, action.rows);
      const { complete, withheld } = action;
      return rearrange({ ...state, rows, complete, withheld: withheld || state.withheld });
    }
    case "table_read":
      return readTable(state, action.rows, action.withheld);
    case "rows_read":
      return readAgain(state, action.rows, action.gone);
    case "findings_came": {
      const next = { ...state, findings: action.findings };
      // Lines stay where they are while somebody works, save when the first findings come to a filter by them.
      return state.view.found && state.findings === noFindings ? rearrange(next) : next;
    }
    case "selected":
      return { ...state, selection: clampSelection(action.selection, sizeOf(state)) };
    case "edit_began":
      return { ...state, editing: action.editing };
    case "edit_left":
      return { ...state, editing: null };
    case "cells_set":
      return setCellsOf(state, action.label, action.changes, action.added);
    case "rows_ended":
      return endRows(state, action.label, action.keys, action.edits);
    case "change_saved":
      return saveChange(state, action);
    case "change_dropped":
      return { ...dropChange(state, action.ticket), said: action.said };
    case "change_came":
      return receiveChange(state, action.seq, action.name, action.edits);
    case "sender_free":
      // A new list of the same changes, so that who sends looks at it again.
      return { ...state, pending: [...state.pending.map((one) => ({ ...one }))] };
    case "flash_ended": {
      const flashes = new Map([...state.flashes].filter(([, { seq }]) => seq !== action.seq));
      return { ...state, flashes };
    }
    case "view_set":
      return setView(state, action.view);
    case "said":
      return { ...state, said: action.words };
  }
}

function setView(state: GridState, changes: Partial<View>): GridState {
  const view = { ...state.view, ...changes };
  const shown = showColumns(state.columns, view);
  const next = { ...state, view, shown };
  const arranged = ["filters", "sort", "group", "folded", "found"].some((name) => name in changes);
  if (arranged) return rearrange(next);
  return { ...next, selection: clampSelection(keepColumn(state, next), sizeOf(next)) };
}

/** The selection with the active column where it stands now. */
function keepColumn(before: GridState, after: GridState): GridState["selection"] {
  const { selection } = after;
  const place = before.shown[selection.active.column]?.place;
  const column = after.shown.findIndex((one) => one.place === place);
  if (column < 0 || column === selection.active.column) return selection;
  const spot = { line: selection.active.line, column };
  return { active: spot, anchor: spot, far: spot, others: [] };
}

/** The table as it was read again, with what this person has not saved yet. */
function readTable(state: GridState, fresh: readonly GridRow[], withheld: boolean): GridState {
  const drafts = state.rows.list.filter((row) => row.draft);
  const edits = state.pending.flatMap((one) => one.edits);
  const waiting = Map.groupBy(
    edits.filter((edit) => edit.table === state.table && edit.field !== "id"),
    (edit) => edit.row,
  );
  const places = new Map(state.columns.map((column, place) => [column.name, place]));
  const list = fresh.map((row) => {
    const own = waiting.get(row.key);
    if (own === undefined) return row;
    const cells = own.map(({ field, after }) => [places.get(field) ?? -1, after] as const);
    return setCells(row, cells);
  });
  const rows = makeRows([...list, ...drafts]);
  return rearrange({ ...state, rows, withheld, complete: true, cellSeqs: new Map() });
}

function readAgain(
  state: GridState,
  fresh: readonly GridRow[],
  gone: readonly string[],
): GridState {
  const known = new Map(fresh.map((row) => [row.key, row]));
  const lost = new Set(gone);
  const isNew = new Set(fresh.map((row) => row.key).filter((key) => !state.rows.places.has(key)));
  const list = state.rows.list
    // A row that the server does not have was never made: it stays, to be mended and sent again.
    .map((row) => known.get(row.key) ?? (lost.has(row.key) ? { ...row, draft: true } : row));
  const rows = makeRows([...list, ...fresh.filter((row) => isNew.has(row.key))]);
  const lines = [...state.lines, ...[...isNew].map((key) => ({ kind: "row", key }) as const)];
  const next = { ...state, rows };
  return isNew.size === 0
    ? next
    : state.view.group === null
      ? withLines(next, lines)
      : rearrange(next);
}
