import { arrangeRows, type Line } from "./arrange.ts";
import type { Column } from "./columns.ts";
import { type FindingIndex, isFoundIn, noFindings } from "./findings-index.ts";
import { clampSelection, firstCell, type Selection, type Size } from "./selection.ts";
import { type CellEdit, findRow, type GridRow, noRows, type TableRows } from "./table-rows.ts";
import { plainView, type ShownColumn, showColumns, type View } from "./view.ts";

/** A change that is shown and not yet answered by the server. */
export interface Pending {
  readonly ticket: number;
  readonly label: string;
  readonly edits: readonly CellEdit[];
}

/** A cell that is being edited. */
export interface Editing {
  readonly key: string;
  readonly place: number;
  /** What the editor begins with. */
  readonly text: string;
  /** Begun by typing: arrows then leave the cell, as in a spreadsheet. */
  readonly quick: boolean;
}

/** A cell that somebody else has just changed. */
export interface Flash {
  readonly name: string;
  readonly seq: number;
}

/** Everything that the grid shows. */
export interface GridState {
  readonly table: string;
  readonly columns: readonly Column[];
  readonly rows: TableRows;
  /** Whether all rows have come. */
  readonly complete: boolean;
  readonly withheld: boolean;
  readonly pending: readonly Pending[];
  /** Counts changes and new rows of this window. */
  readonly count: number;
  readonly view: View;
  readonly shown: readonly ShownColumn[];
  readonly lines: readonly Line[];
  readonly selection: Selection;
  readonly editing: Editing | null;
  readonly findings: FindingIndex;
  /** By row and field, joined with a space; ids hold none. */
  readonly flashes: ReadonlyMap<string, Flash>;
  /** The change that last wrote a cell since its row was read, under the same names. */
  readonly cellSeqs: ReadonlyMap<string, number>;
  /** What is said to everybody and to screen readers. */
  readonly said: string;
}

/** A grid before any row has come. */
export function startGrid(table: string, columns: readonly Column[], view: View): GridState {
  return {
    table,
    columns,
    rows: noRows,
    complete: false,
    withheld: false,
    pending: [],
    count: 0,
    view,
    shown: showColumns(columns, view),
    lines: [],
    selection: firstCell,
    editing: null,
    findings: noFindings,
    flashes: new Map(),
    cellSeqs: new Map(),
    said: "",
  };
}

/** A grid of a table that shows everything. */
export function plainGrid(table: string, columns: readonly Column[]): GridState {
  return startGrid(table, columns, plainView);
}

/** The size of the grid in lines and shown columns. */
export function sizeOf(state: GridState): Size {
  return { lines: state.lines.length, columns: state.shown.length };
}

/** The row on a line; nothing where the line is the head of a group or beyond the end. */
export function rowAt(state: GridState, line: number): GridRow | undefined {
  const one = state.lines[line];
  return one?.kind === "row" ? findRow(state.rows, one.key) : undefined;
}

/** A name for a line that outlives its place. */
function nameLine(line: Line | undefined): string | undefined {
  if (line === undefined) return undefined;
  return line.kind === "row" ? `row ${line.key}` : `group ${line.value}`;
}

/** The state with these lines; the active cell stays on its row where that is still shown. */
export function withLines(state: GridState, lines: readonly Line[]): GridState {
  const { active, anchor, far } = state.selection;
  const moved = { ...state, lines };
  if (active.line === anchor.line && active.line === far.line) {
    const name = nameLine(state.lines[active.line]);
    const line = name === undefined ? -1 : lines.findIndex((one) => nameLine(one) === name);
    if (line >= 0 && line !== active.line) {
      const at = <S extends { readonly column: number }>(spot: S) => ({ ...spot, line });
      const selection = { active: at(active), anchor: at(anchor), far: at(far), others: [] };
      return { ...moved, selection: clampSelection(selection, sizeOf(moved)) };
    }
  }
  return { ...moved, selection: clampSelection(state.selection, sizeOf(moved)) };
}

/** The state with its lines arranged anew. */
export function rearrange(state: GridState): GridState {
  const { rows, columns, view, findings } = state;
  return withLines(
    state,
    arrangeRows(rows, columns, view, (key, code) => isFoundIn(findings, key, code)),
  );
}

/** The line on which a row stands, or -1. */
export function lineOf(state: GridState, key: string): number {
  return state.lines.findIndex((line) => line.kind === "row" && line.key === key);
}

/** The name under which a cell's flash is kept. */
export function flashKey(row: string, field: string): string {
  return `${row} ${field}`;
}
