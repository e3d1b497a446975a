import type { AnswerOf, CallOf } from "../../../api/client.ts";
import type { GridRow } from "../../grid/table-rows.ts";
import { client } from "../../queries/api.ts";

/** A table of a plan, as a branch has it. */
export interface TablePlace {
  readonly plan: string;
  readonly branch: string;
  readonly table: string;
}

/** The name of a table as the API knows it. */
export type TableName = CallOf<"readTable">["params"]["table"];

type TablePage = AnswerOf<"readTable">;

/** Rows asked for first, so that something shows at once, and then at a time. */
const [firstPage, nextPages] = [1000, 5000];

/** Reads a table page by page, and tells each as it comes. */
export async function readTablePages(
  place: TablePlace,
  tell: (page: TablePage) => void,
  signal: AbortSignal,
  where: readonly string[] = [],
): Promise<void> {
  let after: string | undefined;
  let limit = firstPage;
  do {
    const page = await client.call("readTable", {
      params: { plan: place.plan, table: place.table as TableName },
      query: {
        branch: place.branch,
        limit,
        ...(after === undefined ? {} : { after }),
        ...(where.length === 0 ? {} : { where: [...where] }),
      },
      signal,
    });
    tell(page);
    after = page.next ?? undefined;
    limit = nextPages;
  } while (after !== undefined);
}

/** Rows as the grid holds them, with their cells in the order of the grid's columns. */
export function gridRowsOf(page: TablePage, fields: readonly string[]): readonly GridRow[] {
  const places = fields.map((field) => page.columns.indexOf(field));
  const isSame = places.every((place, index) => place === index);
  return page.rows.map((row) => ({
    key: row.id,
    version: row.version,
    cells: isSame ? row.cells : places.map((place) => row.cells[place] ?? null),
    draft: false,
  }));
}
