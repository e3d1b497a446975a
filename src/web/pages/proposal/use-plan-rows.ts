import { useMemo } from "react";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import type { RowCells } from "./proposal-rows.ts";

type ChoiceTable =
  | "partners"
  | "objectives"
  | "scales"
  | "assumptions"
  | "resources"
  | "initiatives"
  | "transfers"
  | "units"
  | "conditions";

/** The rows of a table from which a field of the form chooses; nothing until they are read. */
export function usePlanRows(table: ChoiceTable): readonly RowCells[] | undefined {
  const { plan, branch } = usePlan();
  const { data } = useApi("readTable", {
    params: { plan, table },
    query: { branch, limit: 5000 },
  });
  return useMemo(
    () =>
      data?.rows.map((row) => ({
        ...Object.fromEntries(
          data.columns.map((column, place) => [column, row.cells[place] ?? null]),
        ),
        id: row.id,
      })),
    [data],
  );
}
