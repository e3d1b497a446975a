import type { AnswerOf } from "../../api/client.ts";
import type { CellEdit } from "./change-values.ts";

/** A page of a table as the API answers it. */
export type TablePage = AnswerOf<"readTable">;

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
