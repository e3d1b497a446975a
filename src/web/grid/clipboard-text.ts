/** Cells of a clipboard: lines of texts. */
export type Texts = readonly (readonly string[])[];

/** Cells as the text that spreadsheets take: tabs between cells, quotes where a cell holds what separates. */
export function formatTsv(texts: Texts): string {
  return texts.map((line) => line.map(quoteTsv).join("\t")).join("\r\n");
}

function quoteTsv(text: string): string {
  return /[\t\n\r]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * The cells of a text copied from a spreadsheet.   The inverse of {@link formatTsv}.
 *
 * A spreadsheet quotes only a cell that holds a tab, a line break or doubled quotes; other quotes are the cell's own,
 * and stay.
 */
export function parseTsv(text: string): Texts {
  const lines: string[][] = [[]];
  let at = 0;
  while (at <= text.length) {
    const { cell, end } = readCell(text, at);
    lines.at(-1)?.push(cell);
    const separator = text[end];
    if (separator === undefined) break;
    at = end + 1;
    if (separator === "\t") continue;
    if (separator === "\r" && text[at] === "\n") at++;
    // The break at the very end closes the last line; it does not begin another.
    if (at >= text.length) break;
    lines.push([]);
  }
  return lines;
}

function readCell(text: string, at: number): { readonly cell: string; readonly end: number } {
  const quoted = text[at] === '"' ? readQuoted(text, at) : undefined;
  if (quoted !== undefined) return quoted;
  let end = at;
  while (end < text.length && !/[\t\r\n]/.test(text[end] ?? "")) end++;
  return { cell: text.slice(at, end), end };
}

function readQuoted(text: string, at: number) {
  let cell = "";
  let needed = false;
  for (let place = at + 1; place < text.length; place++) {
    const letter = text[place] ?? "";
    if (letter !== '"') {
      if (/[\t\r\n]/.test(letter)) needed = true;
      cell += letter;
    } else if (text[place + 1] === '"') {
      needed = true;
      cell += '"';
      place++;
    } else {
      const next = text[place + 1];
      const ends = next === undefined || /[\t\r\n]/.test(next);
      return ends && needed ? { cell: cell.replaceAll("\r\n", "\n"), end: place + 1 } : undefined;
    }
  }
  return undefined;
}
