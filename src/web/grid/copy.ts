import type { Texts } from "./clipboard-text.ts";
import type { Canvas } from "./paste.ts";
import { rectsOf, type Selection } from "./selection.ts";

/** What was copied, or why it cannot be. */
export type Copied = { readonly texts: Texts } | { readonly refused: string };

/**
 * The selected cells as texts of files, so that what is copied can be pasted again unchanged.
 *
 * Several ranges can be copied where they have the same columns. Heads of groups are left out.
 */
export function copyCells(selection: Selection, canvas: Canvas, withHeaders: boolean): Copied {
  const rects = [...rectsOf(selection)].sort((a, b) => a.top - b.top);
  const [first] = rects;
  if (first === undefined) return { texts: [] };
  if (rects.some((rect) => rect.left !== first.left || rect.right !== first.right)) {
    return {
      refused: "Ranges of different columns cannot be copied together. Copy one at a time.",
    };
  }
  const columns = canvas.columns.slice(first.left, first.right + 1);
  const texts: string[][] = withHeaders ? [columns.map(({ column }) => column.name)] : [];
  for (const rect of rects) {
    for (let line = rect.top; line <= rect.bottom; line++) {
      const row = canvas.rowAt(line);
      if (row !== undefined) texts.push(columns.map(({ place }) => row.cells[place] ?? ""));
    }
  }
  return { texts };
}

/** Every line of the view as CSV (RFC 4180), with the names of its columns first. */
export function formatCsv(canvas: Canvas): string {
  const quoted = (text: string) =>
    /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = [canvas.columns.map(({ column }) => column.name)];
  for (let line = 0; line < canvas.lines; line++) {
    const row = canvas.rowAt(line);
    if (row !== undefined) lines.push(canvas.columns.map(({ place }) => row.cells[place] ?? ""));
  }
  return lines.map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");
}
