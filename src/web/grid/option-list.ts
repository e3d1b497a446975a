import { type KnownRows, searchNames } from "./check-cell.ts";
import { type Column, isList } from "./columns.ts";

/** A value that an editor offers. */
export interface Option {
  readonly id: string;
  /** What is behind it, such as the name of a row; empty where the value says it all. */
  readonly name: string;
}

/** What has been typed of the value that is being chosen; of a list, its last item. */
export function queryOf(text: string, column: Column): string {
  return isList(column) ? (text.split(";").at(-1) ?? "") : text;
}

/** The values to offer for what is typed; nothing where the column takes free text. */
export function listOptions(
  text: string,
  column: Column,
  known: KnownRows,
  typed: boolean,
): readonly Option[] {
  const names = namesOf(column, known);
  if (names === undefined) return [];
  return searchNames(names, typed ? queryOf(text, column) : "");
}

/** Whether an editor of the column offers values. */
export function offersValues(column: Column): boolean {
  return column.values !== null || column.target !== null || column.spec.type === "boolean";
}

function namesOf(column: Column, known: KnownRows): ReadonlyMap<string, string> | undefined {
  if (column.target !== null) return known.get(column.target);
  const values = column.spec.type === "boolean" ? ["true", "false"] : column.values;
  return values === null ? undefined : new Map(values.map((value) => [value, ""]));
}

/** What an editor begins with: a list is closed, so that what is typed begins its next item. */
export function beginText(text: string, column: Column): string {
  return isList(column) && text !== "" ? `${text};` : text;
}

/** The text after a value was chosen: of a list, it joins the items in place of what was typed, or leaves them. */
export function chooseOption(text: string, id: string, column: Column): string {
  if (!isList(column)) return id;
  const items = listItems(text.slice(0, text.lastIndexOf(";") + 1));
  const next = items.includes(id) ? items.filter((item) => item !== id) : [...items, id];
  return next.map((item) => `${item};`).join("");
}

/** The items of a list as it is typed. */
export function listItems(text: string): readonly string[] {
  return text
    .split(";")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** What is saved of a text in an editor: a list without the semicolon at its end. */
export function finishText(text: string, column: Column): string {
  return isList(column) ? text.replace(/;\s*$/, "") : text;
}
