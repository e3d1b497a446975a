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
    return problem.leaves.map((leaf, index) => {
      const unit = columns.effectUnits[index] ?? 1;
      const terms = new Terms();
      for (const column of columns.served[index] ?? []) terms.add(column, 1);
      for (const { candidate, column } of columns.choices) {
        terms.add(column, unit === 0 ? 0 : -(candidate.effects.get(leaf.objective) ?? 0) / unit);
      }
      return terms.toRow(`worth ${leaf.objective}`, Number.NEGATIVE_INFINITY, 0);
    });
  },
};
