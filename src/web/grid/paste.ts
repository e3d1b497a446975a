import { quote } from "../../plan/words.ts";
import type { CheckedCell, KnownRows } from "./check-cell.ts";
import type { Texts } from "./clipboard-text.ts";
import type { Column } from "./columns.ts";
import { reportGrid } from "./finding-kinds.ts";
import type { CellChange, CellProblem, Gesture } from "./gesture.ts";
import { readPasted } from "./pasted-cell.ts";
import { mainRect, rectsOf, type Selection } from "./selection.ts";
import type { GridRow } from "./table-rows.ts";

/** What pasting and filling need to know of the grid. */
export interface Canvas {
  /** The visible columns, each with its place in the table. */
  readonly columns: readonly { readonly column: Column; readonly place: number }[];
  readonly lines: number;
  /** The row of a line; nothing where the line is the head of a group. */
  readonly rowAt: (line: number) => GridRow | undefined;
  /** Why a cell may not be changed; nothing where it may. */
  readonly lockOf: (row: GridRow, column: Column) => string | undefined;
  readonly known: KnownRows;
}

interface Collected {
  readonly changes: CellChange[];
  readonly added: Map<number, string>[];
  readonly refused: CellProblem[];
  readonly notes: CellProblem[];
}

/**
 * What pasting cells would do. One value fills every selected cell; a block is repeated over a selection that it
 * divides evenly; else it goes from the active cell on, and what lies below the last line makes new rows.
 */
export function planPaste(texts: Texts, selection: Selection, canvas: Canvas): Gesture {
  const into: Collected = { changes: [], added: [], refused: [], notes: [] };
  const [first] = texts[0] ?? [];
  const width = Math.max(0, ...texts.map((line) => line.length));
  if (texts.length === 1 && width === 1 && first !== undefined) {
    for (const rect of rectsOf(selection)) {
      for (let line = rect.top; line <= rect.bottom; line++) {
        for (let column = rect.left; column <= rect.right; column++) {
          pasteCell(first, 0, line, column, canvas, into);
        }
      }
    }
    return { label: "Pasted", ...into };
  }
  const rect = mainRect(selection);
  const times = (size: number, span: number) =>
    span > size && span % size === 0 ? span / size : 1;
  const down = times(texts.length, rect.bottom - rect.top + 1);
  const across = times(width, rect.right - rect.left + 1);
  for (let copy = 0; copy < down; copy++) {
    for (const [at, line] of texts.entries()) {
      const target = rect.top + copy * texts.length + at;
      for (let side = 0; side < across; side++) {
        line.forEach((text, place) => {
          pasteCell(text, at, target, rect.left + side * width + place, canvas, into);
        });
      }
    }
  }
  return { label: "Pasted", ...into };
}

function pasteCell(
  text: string,
  from: number,
  line: number,
  column: number,
  canvas: Canvas,
  into: Collected,
): void {
  const target = canvas.columns[column];
  const row = line < canvas.lines ? canvas.rowAt(line) : undefined;
  const key = row?.key ?? null;
  if (target === undefined) {
    // A spreadsheet that copies whole rows adds empty cells at the end.
    if (text.trim() !== "") into.refused.push(beyond(key, from, text));
    return;
  }
  if (line < canvas.lines && row === undefined) return;
  if (row !== undefined && isKept(text, row, target.place)) return;
  const lock = row === undefined ? undefined : lockFinding(row, target.column, text, canvas);
  if (lock !== undefined) {
    into.refused.push({ key, line: from, column: target.column.name, finding: lock });
    return;
  }
  const checked =
    row === undefined && text.trim() === "" ? empty : readPasted(text, target.column, canvas.known);
  for (const finding of checked.findings) {
    const problem = { key, line: from, column: target.column.name, finding };
    (checked.refused ? into.refused : into.notes).push(problem);
  }
  if (checked.refused) return;
  if (row !== undefined) {
    into.changes.push({ key: row.key, column: target.place, after: checked.value });
  } else addCell(into.added, line - canvas.lines, target.place, checked.value);
}

const empty: CheckedCell = { value: null, refused: false, findings: [] };

function isKept(text: string, row: GridRow, place: number): boolean {
  return (row.cells[place] ?? "") === text;
}

function lockFinding(row: GridRow, column: Column, text: string, canvas: Canvas) {
  if (column.name === "id" && !row.draft) {
    const words = {
      expected: `\`${row.key}\``,
      help: "Paste beside the id, or below the last row.",
    };
    return reportGrid("pasted_id", {}, { found: quote(text), ...words });
  }
  const reason = canvas.lockOf(row, column);
  if (reason === undefined) return undefined;
  return reportGrid(
    "cell_read_only",
    {},
    { found: quote(text), expected: "no change", help: reason },
  );
}

function beyond(key: string | null, line: number, text: string): CellProblem {
  const finding = reportGrid(
    "pasted_beyond",
    {},
    {
      found: quote(text),
      expected: "no more columns than stand to the right of the cell",
      help: "Begin further left, or show more columns.",
    },
  );
  return { key, line, column: "", finding };
}

function addCell(
  added: Map<number, string>[],
  index: number,
  place: number,
  value: string | null,
): void {
  while (added.length <= index) added.push(new Map());
  if (value !== null) added[index]?.set(place, value);
}
