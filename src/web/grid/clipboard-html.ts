import { parseTsv, type Texts } from "./clipboard-text.ts";

/** Cells as a table for programs that take HTML; each cell is marked as text, so that none changes a value. */
export function formatHtmlTable(texts: Texts): string {
  const style = "mso-number-format:'\\@';white-space:pre-wrap";
  const line = (cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<td style="${style}">${escapeHtml(cell)}</td>`).join("")}</tr>`;
  return `<meta charset="utf-8"><table><tbody>${texts.map(line).join("")}</tbody></table>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "<br>");
}

const names: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
};

function unescapeHtml(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{1,8}));/gi, (whole, ten, hex, name) => {
    if (name !== undefined) return names[String(name).toLowerCase()] ?? whole;
    const point = ten === undefined ? Number.parseInt(hex, 16) : Number(ten);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

/**
 * The cells of the first table of an HTML text, or nothing where it has none.
 *
 * A cell that spans several leaves the others empty. Line breaks of the cell are kept, those of the source are spaces.
 */
export function parseHtmlTable(html: string): Texts | undefined {
  const table = /<table\b[\s\S]*?<\/table\s*>/i.exec(html)?.[0];
  if (table === undefined) return undefined;
  const lines: string[][] = [];
  const taken: boolean[][] = [];
  for (const [, cells = ""] of table.matchAll(/<tr\b[^>]*>([\s\S]*?)(?=<tr\b|<\/table)/gi)) {
    const place = lines.length;
    lines.push([]);
    let column = 0;
    for (const [, marks = "", inside = ""] of cells.matchAll(
      /<t[dh]\b([^>]*)>([\s\S]*?)(?=<t[dh]\b|<\/t[dhr]\b|<\/tbody|$)/gi,
    )) {
      while (taken[place]?.[column] === true) put(lines, place, column++, "");
      put(lines, place, column, readInside(inside));
      spread(lines, taken, place, column, readSpan(marks, "row"), readSpan(marks, "col"));
      column += readSpan(marks, "col");
    }
    while (taken[place]?.[column] === true) put(lines, place, column++, "");
  }
  return lines.length === 0 ? undefined : lines;
}

function put(lines: string[][], line: number, column: number, text: string): void {
  const cells = lines[line] ?? [];
  while (cells.length < column) cells.push("");
  cells[column] = text;
}

function spread(
  lines: string[][],
  taken: boolean[][],
  line: number,
  column: number,
  down: number,
  across: number,
): void {
  for (let right = 1; right < across; right++) put(lines, line, column + right, "");
  for (let below = 1; below < down; below++) {
    taken[line + below] ??= [];
    for (let right = 0; right < across; right++) {
      const marks = taken[line + below];
      if (marks !== undefined) marks[column + right] = true;
    }
  }
}

function readSpan(marks: string, way: "row" | "col"): number {
  const text = new RegExp(`${way}span\\s*=\\s*["']?(\\d{1,4})`, "i").exec(marks)?.[1];
  return Math.max(1, Number(text ?? 1));
}

function readInside(html: string): string {
  const text = html
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/[ \t\r\n]+/g, " ")
    .replace(/ ?<br\b[^>]*> ?/gi, "\n")
    .replace(/<\/(p|div|li)>\s*(?=<(p|div|li)\b)/gi, "\n")
    .replace(/<[^>]*>/g, "");
  return unescapeHtml(text)
    .replaceAll("\u00a0", " ")
    .replace(/^ +| +$/g, "");
}

/**
 * What a clipboard holds as cells. A spreadsheet gives both forms of one table: its text is the exact one. Where the
 * two differ in shape, as from a word processor, the table is right.
 */
export function readClipboard(plain: string, html: string): Texts {
  const fromText = parseTsv(plain);
  const fromTable = html === "" ? undefined : parseHtmlTable(html);
  if (fromTable === undefined) return fromText;
  const width = (texts: Texts) => Math.max(...texts.map((line) => line.length));
  const agree = fromText.length === fromTable.length && width(fromText) === width(fromTable);
  return agree && plain !== "" ? fromText : fromTable;
}
