import { millionsPerCent, moneyOf } from "../columns.ts";
import type { Constraint } from "./constraint.ts";

function amountConstraint(
  name: string,
  formula: string,
  sentence: string,
  applies: (kind: "floor" | "ceiling", origin: "directive" | "absorption") => boolean,
): Constraint {
  return {
    name,
    formula,
    sentence,
    makeRows(problem, columns) {
      return problem.amounts
        .filter((rule) => applies(rule.kind, rule.origin))
        .map((rule) => {
          const amount = rule.amount * millionsPerCent;
          const terms = moneyOf(problem, columns, rule.scope, rule.year);
          const label = `${name} ${rule.ids.join("+")} ${problem.years[rule.year]}`;
          return rule.kind === "floor"
            ? terms.toRow(label, amount, Number.POSITIVE_INFINITY)
            : terms.toRow(label, Number.NEGATIVE_INFINITY, amount);
        });
    },
  };
}

/** money(scope, t) >= amount: a directive that says "not less than". */
export const floor: Constraint = amountConstraint(
  "floor",
  "money(scope,t) ≥ amount",
  "What a directive sets aside for somebody is spent on them.",
  (kind, origin) => kind === "floor" && origin === "directive",
);

/** money(scope, t) <= amount: a directive that says "not more than", or a withheld tranche. */
export const ceiling: Constraint = amountConstraint(
  "ceiling",
  "money(scope,t) ≤ amount",
  "What a directive caps, or a decision withholds, is not exceeded.",
  (kind, origin) => kind === "ceiling" && origin === "directive",
);

/** money(scope, t) <= amount: what a partner can absorb in a year. */
export const absorption: Constraint = amountConstraint(
  "absorption",
  "money(scope,t) ≤ amount",
  "Nobody gets more in a year than they can put to use.",
  (_, origin) => origin === "absorption",
);
