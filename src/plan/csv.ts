/** Told of what a CSV text holds.   Lines count from 1, as an editor counts them. */
export interface CsvListener {
  /** A row, with the line on which it begins. An empty line is a row of one empty cell. */
  row(line: number, cells: readonly string[]): void;
  /** A quote that is never closed: the text ends with this problem, and the row is not told. */
  quoteOpen(line: number): void;
  /** A quote inside a cell that has none around it, or text after a closing quote. */
  quoteStray(line: number): void;
}

const quoteMark = 0x22;
const comma = 0x2c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

interface Cursor {
  readonly text: string;
  at: number;
  line: number;
}

/**
 * Reads CSV as RFC 4180 has it, with lines that end in LF, CRLF or CR.
 *
 * It is our own because a person needs all problems at once, each with its line, and the rows around them;
 * libraries stop at the first.
 */
export function scanCsv(text: string, listener: CsvListener): void {
  const cursor: Cursor = { text, at: 0, line: 1 };
  while (cursor.at < text.length) {
    const line = cursor.line;
    const cells: string[] = [];
    for (;;) {
      const cell = scanCell(cursor, listener);
      if (cell === undefined) return;
      cells.push(cell);
      if (text.charCodeAt(cursor.at) !== comma) break;
      cursor.at += 1;
    }
    skipLineEnd(cursor);
    listener.row(line, cells);
  }
}

function scanCell(cursor: Cursor, listener: CsvListener): string | undefined {
  if (cursor.text.charCodeAt(cursor.at) !== quoteMark) {
    const cell = scanBare(cursor);
    if (cell.includes('"')) listener.quoteStray(cursor.line);
    return cell;
  }
  const opened = cursor.line;
  const quoted = scanQuoted(cursor);
  if (quoted === undefined) {
    listener.quoteOpen(opened);
    return undefined;
  }
  const rest = scanBare(cursor);
  if (rest === "") return quoted;
  listener.quoteStray(cursor.line);
  return quoted + rest;
}

function scanBare(cursor: Cursor): string {
  const { text } = cursor;
  const from = cursor.at;
  let to = from;
  for (; to < text.length; to++) {
    const code = text.charCodeAt(to);
    if (code === comma || code === lineFeed || code === carriageReturn) break;
  }
  cursor.at = to;
  return text.slice(from, to);
}

function scanQuoted(cursor: Cursor): string | undefined {
  const { text } = cursor;
  let cell = "";
  let from = cursor.at + 1;
  for (;;) {
    const close = text.indexOf('"', from);
    if (close === -1) return undefined;
    cell += text.slice(from, close);
    if (text.charCodeAt(close + 1) !== quoteMark) {
      cursor.at = close + 1;
      cursor.line += countLineEnds(cell);
      return cell;
    }
    cell += '"';
    from = close + 2;
  }
}

function countLineEnds(cell: string): number {
  if (!cell.includes("\n") && !cell.includes("\r")) return 0;
  return cell.match(/\r\n|\n|\r/g)?.length ?? 0;
}

function skipLineEnd(cursor: Cursor): void {
  const { text } = cursor;
  if (text.charCodeAt(cursor.at) === carriageReturn) cursor.at += 1;
  else if (text.charCodeAt(cursor.at) !== lineFeed) return;
  else {
    cursor.at += 1;
    cursor.line += 1;
    return;
  }
  if (text.charCodeAt(cursor.at) === lineFeed) cursor.at += 1;
  cursor.line += 1;
}

/** One row of CSV as RFC 4180 has it, ended by LF; `null` is an empty cell. */
export function formatCsvRow(cells: readonly (string | null)[]): string {
  return `${cells.map((cell) => quoteCsvCell(cell ?? "")).join(",")}\n`;
}

function quoteCsvCell(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
