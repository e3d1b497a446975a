import type { Canvas } from "./paste.ts";
import type { Spot } from "./selection.ts";
import { showCell } from "./show-cell.ts";

/** A test whether a cell holds what is looked for, whatever the case of letters, as written or as shown. */
export function finderOf(query: string, canvas: Canvas): (spot: Spot) => boolean {
  const wanted = query.toLowerCase();
  return ({ line, column }) => {
    const target = canvas.columns[column];
    const text = target === undefined ? null : (canvas.rowAt(line)?.cells[target.place] ?? null);
    if (target === undefined || text === null || wanted === "") return false;
    return (
      text.toLowerCase().includes(wanted) ||
      showCell(text, target.column).toLowerCase().includes(wanted)
    );
  };
}

/** How many cells hold it, and which of them, from 1, the given cell is (0 for none). */
export function countFound(
  query: string,
  at: Spot,
  canvas: Canvas,
): { readonly count: number; readonly place: number } {
  const found = finderOf(query, canvas);
  let [count, place] = [0, 0];
  if (query === "") return { count, place };
  for (let line = 0; line < canvas.lines; line++) {
    for (let column = 0; column < canvas.columns.length; column++) {
      if (!found({ line, column })) continue;
      count++;
      if (line === at.line && column === at.column) place = count;
    }
  }
  return { count, place };
}

/** The next cell that holds it, line by line, from the given one on and round; nothing where none does. */
export function findNext(
  query: string,
  from: Spot,
  way: 1 | -1,
  canvas: Canvas,
  withSelf = false,
): Spot | undefined {
  const found = finderOf(query, canvas);
  const width = canvas.columns.length;
  const total = width * canvas.lines;
  const start = from.line * width + from.column;
  for (let step = withSelf ? 0 : 1; step <= total; step++) {
    const place = (((start + way * step) % total) + total) % total;
    const spot = { line: Math.floor(place / width), column: place % width };
    if (found(spot)) return spot;
  }
  return undefined;
}
