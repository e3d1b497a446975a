import { costOf } from "../columns.ts";
import { Terms } from "../linear-model.ts";
import type { Constraint } from "./constraint.ts";

/** spent[a,t] = sum over c of y[c,a,t] + the cost of initiatives that only a may pay: money is counted once. */
export const spending: Constraint = {
  name: "spending",
  formula: "spent[a,t] = Σ[c] y[c,a,t] + Σ[i only a] Σ[o,s] cost[i,o,t−s]·x[i,o,s]",
  sentence:
    "The money of an account in a year is all that it pays, and every dollar is counted once.",
  makeRows(problem, columns) {
    return problem.purses.flatMap(({ account }) =>
      problem.years.map((fiscalYear, year) => {
        const terms = new Terms();
        const spent = columns.spending.get(account)?.[year];
        if (spent !== undefined) terms.add(spent, -1);
        for (const flow of columns.classes) {
          const column = flow.flows.get(account);
          if (flow.year === year && column !== undefined) terms.add(column, 1);
        }
        problem.items.forEach((item, index) => {
          const accounts = item.accounts[year] ?? [];
          if (accounts.length === 1 && accounts[0] === account) {
            terms.addAll(costOf(columns, index, year), 1);
          }
        });
        return terms.toRow(`spending ${account} ${fiscalYear}`, 0, 0);
      }),
    );
  },
};
