import type { AnswerOf } from "../../../api/client.ts";

/** The cells of a row by field, as the files write them. */
export type Cells = Readonly<Record<string, string | null>>;

/** The rows of a table by id, in the order of the plan. */
export type TableRows = ReadonlyMap<string, Cells>;

/** The tables whose cells this page moves. */
export type MoveTable = "objectives" | "resources" | "directives" | "limits" | "initiatives";

/** The rows of the tables that this page moves. */
export type Rows = Readonly<Record<MoveTable, TableRows>>;

/** Rows of a table by id, with their cells by field. */
export function rowsById(
  pages: readonly Pick<AnswerOf<"readTable">, "columns" | "rows">[],
): TableRows {
  return new Map(
    pages.flatMap(({ columns, rows }) =>
      rows.map(({ id, cells }): [string, Cells] => [
        id,
        Object.fromEntries(columns.map((column, place) => [column, cells[place] ?? null])),
      ]),
    ),
  );
}

/** A cell as a list: ids separated by semicolons. */
export function listCell(cell: string | null | undefined): string[] {
  return (cell ?? "")
    .split(";")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}
