import { costOf } from "../columns.ts";
import { Terms } from "../linear-model.ts";
import type { Constraint } from "./constraint.ts";

/** sum over a of y[c,a,t] = sum over i in c of the cost of i in t: what is chosen is paid, from lawful accounts only. */
export const cost: Constraint = {
  name: "cost",
  formula: "Σ[a] y[c,a,t] = Σ[i∈c] Σ[o,s] cost[i,o,t−s]·x[i,o,s]",
  sentence: "What is chosen is paid in full, each year, from accounts that the law allows.",
  makeRows(problem, columns) {
    return columns.classes.map((flow) => {
      const terms = new Terms();
      for (const column of flow.flows.values()) terms.add(column, 1);
      for (const item of flow.items) terms.addAll(costOf(columns, item, flow.year), -1);
      const first = problem.items[flow.items[0] ?? 0]?.initiative.id;
      return terms.toRow(`cost ${first} ${problem.years[flow.year]}`, 0, 0);
    });
  },
};
