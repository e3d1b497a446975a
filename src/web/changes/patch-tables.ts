import { queryClient } from "../queries/api.ts";
import type { CellEdit } from "./change-values.ts";
import { patchPage, type TablePage } from "./patch-page.ts";

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
