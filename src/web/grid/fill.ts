import { quote } from "../../plan/words.ts";
import { checkCell } from "./check-cell.ts";
import { reportGrid } from "./finding-kinds.ts";
import type { CellChange, CellProblem, Gesture } from "./gesture.ts";
import type { Canvas } from "./paste.ts";
import { mainRect, type Rect, rectsOf, type Selection } from "./selection.ts";

/** What Ctrl+D would do: the top cells of the range over those below; a range of one line takes the line above. */
export function planFillDown(selection: Selection, canvas: Canvas): Gesture {
  const rect = mainRect(selection);
  const single = rect.top === rect.bottom;
  const from = single ? { ...rect, top: rect.top - 1, bottom: rect.top - 1 } : rect;
  if (from.top < 0) return planCopies([], canvas, "Filled down");
  const first = single ? rect.top : rect.top + 1;
  const pairs = cellsOf({ ...rect, top: first }).map(
    ([line, column]) => [from.top, column, line, column] as const,
  );
  return planCopies(pairs, canvas, "Filled down");
}

/** What Ctrl+R would do: the left cells of the range over those to their right. */
export function planFillRight(selection: Selection, canvas: Canvas): Gesture {
  const rect = mainRect(selection);
  const single = rect.left === rect.right;
  const from = single ? rect.left - 1 : rect.left;
  if (from < 0) return planCopies([], canvas, "Filled right");
  const first = single ? rect.left : rect.left + 1;
  const pairs = cellsOf({ ...rect, left: first }).map(
    ([line, column]) => [line, from, line, column] as const,
  );
  return planCopies(pairs, canvas, "Filled right");
}

/** What dragging the handle of a range to another would do: the range's cells, repeated as a pattern. */
export function planFillTo(from: Rect, to: Rect, canvas: Canvas): Gesture {
  const height = from.bottom - from.top + 1;
  const width = from.right - from.left + 1;
  const wrap = (place: number, start: number, span: number) =>
    start + ((((place - start) % span) + span) % span);
  const pairs = cellsOf(to)
    .filter(
      ([line, column]) =>
        line < from.top || line > from.bottom || column < from.left || column > from.right,
    )
    .map(
      ([line, column]) =>
        [wrap(line, from.top, height), wrap(column, from.left, width), line, column] as const,
    );
  return planCopies(pairs, canvas, "Filled");
}

/** The range that a drag of the handle fills: to the side on which it went further. */
export function fillTarget(from: Rect, line: number, column: number): Rect {
  const down = Math.max(line - from.bottom, from.top - line, 0);
  const across = Math.max(column - from.right, from.left - column, 0);
  if (down === 0 && across === 0) return from;
  return down >= across
    ? { ...from, top: Math.min(from.top, line), bottom: Math.max(from.bottom, line) }
    : { ...from, left: Math.min(from.left, column), right: Math.max(from.right, column) };
}

/** What Delete would do: every selected cell emptied. */
export function planClear(selection: Selection, canvas: Canvas): Gesture {
  const into: { changes: CellChange[]; refused: CellProblem[] } = { changes: [], refused: [] };
  for (const [line, column] of rectsOf(selection).flatMap(cellsOf)) {
    setCell(null, line, column, canvas, into);
  }
  return { label: "Emptied", added: [], notes: [], ...into };
}

function cellsOf(rect: Rect): [line: number, column: number][] {
  const cells: [number, number][] = [];
  for (let line = rect.top; line <= rect.bottom; line++) {
    for (let column = rect.left; column <= rect.right; column++) cells.push([line, column]);
  }
  return cells;
}

type Copy = readonly [fromLine: number, fromColumn: number, line: number, column: number];

function planCopies(copies: readonly Copy[], canvas: Canvas, label: string): Gesture {
  const into: { changes: CellChange[]; refused: CellProblem[] } = { changes: [], refused: [] };
  for (const [fromLine, fromColumn, line, column] of copies) {
    const source = canvas.rowAt(fromLine);
    const place = canvas.columns[fromColumn]?.place;
    if (source === undefined || place === undefined) continue;
    setCell(source.cells[place] ?? null, line, column, canvas, into);
  }
  return { label, added: [], notes: [], ...into };
}

function setCell(
  text: string | null,
  line: number,
  column: number,
  canvas: Canvas,
  into: { readonly changes: CellChange[]; readonly refused: CellProblem[] },
): void {
  const row = canvas.rowAt(line);
  const target = canvas.columns[column];
  if (row === undefined || target === undefined || row.cells[target.place] === text) return;
  const refuse = (finding: CellProblem["finding"]) =>
    into.refused.push({ key: row.key, line, column: target.column.name, finding });
  const lock = canvas.lockOf(row, target.column);
  if (lock !== undefined) {
    const found = text === null ? "an empty cell" : quote(text);
    refuse(reportGrid("cell_read_only", {}, { found, expected: "no change", help: lock }));
    return;
  }
  const checked = checkCell(text, target.column, canvas.known);
  if (checked.refused && !(row.draft && text === null)) checked.findings.forEach(refuse);
  else into.changes.push({ key: row.key, column: target.place, after: checked.value });
}
