import { millionsPerCent } from "../columns.ts";
import { Terms } from "../linear-model.ts";
import type { Constraint } from "./constraint.ts";

/**
 * For all t1 <= t2: spent[a] over t1..t2 is at most the new money of t1-L+1..t2.
 *
 * With windows of one length L these intervals are exact (an interval scheduling argument: docs/concepts/allocation.md),
 * so no carry-over columns are needed.
 */
export const availability: Constraint = {
  name: "availability",
  formula: "Σ[t1≤t≤t2] spent[a,t] ≤ Σ[t1−L+1≤v≤t2] budget[a,v]   for all t1 ≤ t2",
  sentence:
    "No account spends more than the money it still has: money lasts L years and then expires.",
  makeRows(problem, columns) {
    return problem.purses.flatMap((purse) =>
      problem.years.flatMap((_, first) =>
        problem.years.slice(first).flatMap((_, length) => {
          const last = first + length;
          // Money of one year only: longer intervals follow from their single years.
          if (purse.lasts === 1 && length > 0) return [];
          const terms = new Terms();
          for (let year = first; year <= last; year++) {
            const column = columns.spending.get(purse.account)?.[year];
            if (column !== undefined) terms.add(column, 1);
          }
          const money = purse.budget
            .slice(Math.max(0, first - purse.lasts + 1), last + 1)
            .reduce((sum, amount) => sum + amount, 0);
          const name = `availability ${purse.account} ${problem.years[first]} ${problem.years[last]}`;
          return [terms.toRow(name, Number.NEGATIVE_INFINITY, money * millionsPerCent)];
        }),
      ),
    );
  },
};
