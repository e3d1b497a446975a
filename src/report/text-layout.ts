/** How wide the terminal version is. */
export const textWidth = 96;

/** A text broken into lines of at most `width` characters, with `indent` before the second and later ones. */
export function wrap(text: string, width = textWidth, indent = ""): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const start = lines.length === 0 ? "" : indent;
    if (line === "") line = start + word;
    else if (line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = indent + word;
    }
  }
  return line.trim() === "" ? lines : [...lines, line];
}

/** A text cut to `width` characters; an ellipsis says so. */
export function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1).trimEnd()}…`;
}

/** A column of a text table: how wide at most, and on which side its cells stand. */
export interface TextColumn {
  readonly name: string;
  readonly side: "left" | "right";
  /** Longer cells are cut; no limit when absent. */
  readonly most?: number;
}

/** A table in aligned columns, indented by two; no cell is wider than its column allows. */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const cells = rows.map((row) =>
    columns.map((column, index) => cut(row[index] ?? "", column.most ?? textWidth)),
  );
  const widths = columns.map((column, index) =>
    Math.max(column.name.length, ...cells.map((row) => (row[index] ?? "").length)),
  );
  const lineOf = (row: readonly string[]) =>
    `  ${columns
      .map((column, index) => {
        const width = widths[index] ?? 0;
        const cell = row[index] ?? "";
        return column.side === "left" ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  ")}`.trimEnd();
  const head = columns.some((column) => column.name !== "")
    ? [lineOf(columns.map((column) => column.name))]
    : [];
  return [...head, ...cells.map(lineOf)];
}

/** A bar of `width` characters for a ratio from 0 to 1, to an eighth of a character. */
export function textBar(ratio: number, width: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, ratio)) * width * 8);
  const part = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8] ?? "";
  return ("█".repeat(Math.floor(eighths / 8)) + part).padEnd(width);
}
