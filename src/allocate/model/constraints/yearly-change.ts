import { millionsPerCent, moneyOf } from "../columns.ts";
import { Terms } from "../linear-model.ts";
import type { Constraint } from "./constraint.ts";

/** (1 - r) money(scope, t-1) <= money(scope, t) <= (1 + r) money(scope, t-1): no sudden swings. */
export const yearlyChange: Constraint = {
  name: "yearly-change",
  formula: "(1−r)·money(scope,t−1) ≤ money(scope,t) ≤ (1+r)·money(scope,t−1)",
  sentence: "The money of a scope rises or falls by at most a ratio from one year to the next.",
  makeRows(problem, columns) {
    return problem.changes.flatMap((rule) => {
      const now = moneyOf(problem, columns, rule.scope, rule.year);
      const label = `yearly-change ${rule.ids.join("+")} ${problem.years[rule.year]}`;
      if (rule.before !== null) {
        const before = rule.before * millionsPerCent;
        return [now.toRow(label, (1 - rule.ratio) * before, (1 + rule.ratio) * before)];
      }
      const before = moneyOf(problem, columns, rule.scope, rule.year - 1);
      const rise = new Terms().addAll(now, 1).addAll(before, -(1 + rule.ratio));
      const fall = new Terms().addAll(now, 1).addAll(before, -(1 - rule.ratio));
      return [
        rise.toRow(`${label} rise`, Number.NEGATIVE_INFINITY, 0),
        fall.toRow(`${label} fall`, 0, Number.POSITIVE_INFINITY),
      ];
    });
  },
};
