import { Terms } from "../linear-model.ts";
import type { Constraint } from "./constraint.ts";

/**
 * sum over k of z[l,k] <= sum over x of effect: effect counts once, in the dearest segment that is free.
 *
 * The segments' worth never rises, so the optimum fills them in order by itself.
 */
export const worth: Constraint = {
  name: "worth",
  formula: "Σ[k] z[l,k] ≤ Σ[i,o,s] effect[i,o,l]·x[i,o,s],   0 ≤ z[l,k] ≤ width[l,k]",
  sentence: "An objective is worth what reaches it, less for each further step of its target.",
  makeRows(problem, columns) {
    const sums = new Map(problem.leaves.map((leaf) => [leaf.objective, new Terms()]));
    const units = new Map(
      problem.leaves.map((leaf, index) => [leaf.objective, columns.effectUnits[index] ?? 1]),
    );
    problem.leaves.forEach((leaf, index) => {
      for (const column of columns.served[index] ?? []) sums.get(leaf.objective)?.add(column, 1);
    });
    for (const { candidate, column } of columns.choices) {
      for (const [leaf, effect] of candidate.effects) {
        const unit = units.get(leaf) ?? 0;
        if (unit !== 0) sums.get(leaf)?.add(column, -effect / unit);
      }
    }
    return [...sums].map(([leaf, terms]) =>
      terms.toRow(`worth ${leaf}`, Number.NEGATIVE_INFINITY, 0),
    );
  },
};
