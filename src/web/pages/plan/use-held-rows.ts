import { useMemo } from "react";
import type { HeldRow } from "../../grid/held-row.tsx";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";

/** Rows of a table whose money a case keeps, by their ids, each with the case that keeps the most. */
export function useHeldRows(table: string): ReadonlyMap<string, HeldRow> {
  const { plan, branch, head, to } = usePlan();
  const call = { params: { plan }, query: { branch } };
  const { data } = useApi("listCases", head.rows.cases === 0 ? null : call, { keep: true });
  return useMemo(() => {
    const holding = (data?.cases ?? [])
      .filter(({ money }) => money !== "free")
      .sort((a, b) => b.amount - a.amount);
    const held = new Map<string, HeldRow>();
    for (const { id, name, money, state, subject } of holding) {
      const row = table === "cases" ? id : subject?.table === table ? subject.id : undefined;
      if (row === undefined || held.has(row)) continue;
      const does = money === "blocked" ? "Money is blocked by" : "Money waits for";
      const words = `${does} the case “${name}”: ${state.name}`;
      held.set(row, { href: to("cases", [id]), words });
    }
    return held;
  }, [data, table, to]);
}
