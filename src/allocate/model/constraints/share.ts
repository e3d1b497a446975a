import type { ShareRule } from "../../problem.ts";
import { moneyOf } from "../columns.ts";
import { Terms } from "../linear-model.ts";
import type { Constraint } from "./constraint.ts";

function shareConstraint(
  name: string,
  formula: string,
  sentence: string,
  origin: ShareRule["origin"],
): Constraint {
  return {
    name,
    formula,
    sentence,
    makeRows(problem, columns) {
      return problem.shares
        .filter((rule) => rule.origin === origin)
        .map((rule) => {
          const terms = new Terms()
            .addAll(moneyOf(problem, columns, rule.part, rule.year), 1)
            .addAll(moneyOf(problem, columns, rule.whole, rule.year), -rule.ratio);
          const label = `${name} ${rule.ids.join("+")} ${problem.years[rule.year]}`;
          return rule.kind === "at_least"
            ? terms.toRow(label, 0, Number.POSITIVE_INFINITY)
            : terms.toRow(label, Number.NEGATIVE_INFINITY, 0);
        });
    },
  };
}

/** money(part, t) >= or <= ratio x money(accounts, t): the share of a region or of partners. */
export const share: Constraint = shareConstraint(
  "share",
  "money(part,t) ≥ ratio·money(accounts,t)   (or ≤)",
  "A region, or some partners, get at least, or at most, a share of the money of some accounts.",
  "share",
);

/** money(scope from accounts, t) >= or <= ratio x money(scope, t): what accounts pay of a program that several pay. */
export const accountShare: Constraint = shareConstraint(
  "account-share",
  "money(scope from accounts,t) ≥ ratio·money(scope,t)   (or ≤)",
  "Of what a scope gets, some accounts pay at least, or at most, a share.",
  "account-share",
);

/** money(scope of the focus, t) >= ratio x money(scope, t): institutional against tactical work. */
export const balance: Constraint = shareConstraint(
  "balance",
  "money(scope with focus,t) ≥ ratio·money(scope,t)",
  "Within a scope, work of the given focus gets at least its share.",
  "balance",
);
