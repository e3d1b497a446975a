import { useMemo } from "react";
import { countWords } from "../../comments/comment-values.ts";
import type { SaidRow } from "../../grid/said-row.tsx";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";

/** Rows of a table of which people say something, by their ids. */
export function useSaidRows(table: string): ReadonlyMap<string, SaidRow> {
  const { plan, branch } = usePlan();
  const query = { branch, table };
  const { data } = useApi("listComments", { params: { plan }, query }, { keep: true });
  return useMemo(
    () =>
      new Map(
        (data?.counts ?? []).map((one) => [one.row, { open: one.open, words: countWords(one) }]),
      ),
    [data],
  );
}
