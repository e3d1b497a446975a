import { group } from "../../base/money.ts";
import type { Column } from "./columns.ts";

/** A cell as it stands in the grid: amounts in groups of three digits, lists with commas. */
export function showCell(text: string | null, column: Column): string {
  if (text === null) return "";
  switch (column.spec.type) {
    case "money":
      return group(text);
    case "choices":
    case "references":
    case "accounts":
      return text.replaceAll(";", ", ");
    default:
      return text;
  }
}

/** What a screen reader is told of a cell: column, value, and what is found in it. */
export function sayCell(
  row: string,
  column: Column,
  text: string | null,
  marks: readonly string[],
): string {
  const value = text === null || text === "" ? "blank" : showCell(text, column);
  return [`${row}, ${column.name}: ${value}`, ...marks].join(". ");
}
