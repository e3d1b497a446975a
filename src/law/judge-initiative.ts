import { compareText } from "../base/findings.ts";
import type { FiscalYear } from "../base/fiscal.ts";
import type { Cents } from "../base/money.ts";
import type { Plan } from "../plan/plan.ts";
import type { LawBook } from "./book.ts";
import type { Judgment } from "./law.ts";
import { listCosts } from "./yearly-costs.ts";

/** What every check of the law finds of one account in one fiscal year of a package. */
export interface JudgedYear {
  readonly package: string;
  readonly fiscal_year: FiscalYear;
  readonly account: string;
  /** Unit: US cents. What the package costs in the year. */
  readonly amount: Cents;
  readonly lawful: boolean;
  readonly judgments: readonly Judgment[];
}

/**
 * Every check of the law on an initiative, by package, fiscal year and account, from its earliest start.
 *
 * Nothing for an initiative that is excluded, has no cost in the plan's years, or asks an account that no law knows.
 */
export function judgeInitiative(plan: Plan, law: LawBook, id: string): readonly JudgedYear[] {
  return [...listCosts(plan, law)]
    .filter((each) => each.initiative.id === id)
    .flatMap(({ initiative, package: option, subject, year, amount, facts }) =>
      [...new Set(initiative.accounts)].sort(compareText).map((account) => {
        const asked = facts(account, amount);
        const judgments = law.judge(account, subject(), year, asked);
        return {
          ...{ package: option.id, fiscal_year: year, account, amount, judgments },
          lawful: law.eligible(account, subject(), year, asked).answer === "yes",
        };
      }),
    );
}
