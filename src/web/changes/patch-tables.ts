import type { AnswerOf } from "../../api/client.ts";
import { queryClient } from "../queries/api.ts";
import type { CellEdit } from "./change-values.ts";

type TablePage = AnswerOf<"readTable">;

/** Writes edits into the tables that are on screen, before the server has answered. Returns what takes them back. */
export function patchTables(plan: string, branch: string, edits: readonly CellEdit[]): () => void {
  const found = queryClient.getQueriesData<TablePage>({ queryKey: [plan, "readTable"] });
  const before = found.filter(([, page]) => page?.rows !== undefined && page.branch === branch);
  for (const [key, page] of before) {
    if (page !== undefined) queryClient.setQueryData(key, patchPage(page, edits));
  }
  return () => {
    for (const [key, page] of before) queryClient.setQueryData(key, page);
  };
}

/** A page of a table after edits of cells of its rows; rows that begin or end are left to the next answer. */
export function patchPage(page: TablePage, edits: readonly CellEdit[]): TablePage {
  const mine = edits.filter((edit) => edit.table === page.table && edit.field !== "id");
  if (mine.length === 0) return page;
  const byRow = Map.groupBy(mine, (edit) => edit.row);
  const rows = page.rows.map((row) => {
    const changes = byRow.get(row.id);
    if (changes === undefined) return row;
    const cells = [...row.cells];
    for (const edit of changes) {
      const column = page.columns.indexOf(edit.field);
      if (column >= 0) cells[column] = edit.after;
    }
    return { ...row, cells };
  });
  return { ...page, rows };
}
