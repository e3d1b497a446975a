import { Terms } from "../linear-model.ts";
import type { Constraint } from "./constraint.ts";

/** sum over o, s of x[i,o,s] <= 1, and = 1 where i is pinned: an initiative gets at most one package and start. */
export const onePackage: Constraint = {
  name: "one-package",
  formula: "Σ[o,s] x[i,o,s] ≤ 1   (= 1 where i is pinned)",
  sentence: "An initiative is funded at one level, starting in one year, or not at all.",
  makeRows(problem, columns) {
    return problem.items.flatMap((item, index) => {
      const choices = columns.choicesOf[index] ?? [];
      const least = item.initiative.pinned_package === undefined ? 0 : 1;
      // A pin without a way to fund it leaves a row that nothing can meet: the plan is not possible.
      if (choices.length === 0 && least === 0) return [];
      const terms = new Terms();
      for (const { column } of choices) terms.add(column, 1);
      return [terms.toRow(`one-package ${item.initiative.id}`, least, 1)];
    });
  },
};
