import type { Miss } from "../../../report/misses.ts";
import type { Dimension, Total } from "../../../report/totals.ts";
import { listCell, type TableRows } from "../allocation/table-rows.ts";

/** The closest misses whose money would stand in a total, in the order given. */
export function missesOfTotal(
  misses: readonly Miss[],
  total: Pick<Total, "key" | "label">,
  dimension: Dimension,
  plan: { readonly initiatives: TableRows; readonly serving: ReadonlySet<string> },
): Miss[] {
  return misses.filter(({ initiative, region }) => {
    const cells = plan.initiatives.get(initiative);
    if (cells === undefined) return false;
    switch (dimension) {
      case "region":
        return region === total.label;
      case "objective":
        return plan.serving.has(initiative);
      case "account":
        return listCell(cells.accounts).includes(total.key);
      case "fiscal_year":
        // It may begin in this year; a start before it may pay in it too.
        return Number(cells.earliest_start) <= Number(total.key);
      default:
        return cells[dimension] === total.key;
    }
  });
}
