import type { WholeAllocation } from "../allocation/allocation-values.ts";

/** What initiatives are called, as far as the allocation names them. */
export function namesOf({ briefing }: WholeAllocation): ReadonlyMap<string, string> {
  const rows = briefing.totals[0]?.totals.flatMap((total) => total.rows) ?? [];
  return new Map(rows.map(({ initiative, name }) => [initiative, name]));
}
