/**
 * Words in lines of at most `columns` columns, each indented by `inset`; further lines by two more.
 *
 * A word that is longer than a line stands alone on one.
 */
export function wrapText(words: string, columns: number, inset: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words.split(/\s+/).filter((part) => part !== "")) {
    const indent = " ".repeat(lines.length === 0 ? inset : inset + 2);
    if (line === "") line = indent + word;
    else if (line.length + 1 + word.length <= columns) line += ` ${word}`;
    else {
      lines.push(line);
      line = `${" ".repeat(inset + 2)}${word}`;
    }
  }
  return line === "" ? lines : [...lines, line];
}
