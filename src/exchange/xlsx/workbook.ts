/**
 * The value of a cell, as the file writes it.
 *
 * A number keeps its text, so that no digit is lost; a formula keeps its stored result, which nobody has checked.
 */
export interface Cell {
  readonly kind: "text" | "number" | "boolean" | "date" | "error" | "formula";
  readonly text: string;
}

/** One row with at least one cell. `cells[0]` is column A; an empty cell is `undefined`. */
export interface SheetRow {
  /** The number of the row as the screen shows it; the first is 1. */
  readonly row: number;
  readonly cells: readonly (Cell | undefined)[];
}

/** One sheet, rows from top to bottom. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

/** What was read of a workbook: values only, no formats, no macros, no links. */
export interface Workbook {
  readonly sheets: readonly Sheet[];
}

/** The letters of a column: 0 → `A`, 26 → `AA`. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26);
  const letter = String.fromCharCode(65 + (column % 26));
  return rest === 0 ? letter : columnLetters(rest - 1) + letter;
}

/** The row and column of a reference such as `H75009`, or nothing. Columns count from 0. */
export function parseReference(text: string): { row: number; column: number } | undefined {
  const match = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(text);
  if (!match) return undefined;
  let column = 0;
  for (const letter of match[1] ?? "") column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(match[2]), column: column - 1 };
}
