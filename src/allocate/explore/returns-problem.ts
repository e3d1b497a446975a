import { cents } from "../../base/money.ts";
import type { Allocation } from "../allocation.ts";
import type { AmountRule, Problem, Scope } from "../problem.ts";
import { moneyByYear } from "./frontier-axis.ts";

/** Whose money is made more or less: all of it, an account's, a region's or a partner's. */
export const returnKinds = ["budget", "account", "bureau", "partner"] as const;

/** One of {@link returnKinds}. */
export type ReturnsBy = (typeof returnKinds)[number];

/** The problem in which all accounts, or one, have `factor` times their money in every year. */
export function withBudget(problem: Problem, account: string | null, factor: number): Problem {
  return {
    ...problem,
    purses: problem.purses.map((purse) =>
      account === null || purse.account === account
        ? { ...purse, budget: purse.budget.map((amount) => cents(Math.round(amount * factor))) }
        : purse,
    ),
  };
}

/**
 * The problem in which some items may have `factor` times what they are paid now, and all others together no more than
 * now, in every year.
 *
 * Above 1, the accounts that pay these items grow by what they are to have more, so that nobody else has to give it up.
 * Below 1, what they lose goes to nobody. The slope is then what a dollar does there, and not what it does elsewhere.
 * The present allocation holds from 1 on, and whatever holds at a factor holds at every larger one.
 */
export function withMoneyFor(
  problem: Problem,
  allocation: Allocation,
  items: readonly number[],
  factor: number,
): Problem {
  const inside = new Set(items);
  const others = problem.items.flatMap((_, item) => (inside.has(item) ? [] : [item]));
  const own = { items, accounts: null };
  const rest = { items: others, accounts: null };
  const amounts = [
    ...problem.amounts,
    ...ceilings(problem, own, "returns-own", moneyByYear(problem, allocation, own), factor),
    ...ceilings(problem, rest, "returns-rest", moneyByYear(problem, allocation, rest), 1),
  ];
  if (factor <= 1) return { ...problem, amounts };
  const purses = problem.purses.map((purse) => {
    const paid = moneyByYear(problem, allocation, { items, accounts: [purse.account] });
    const budget = purse.budget.map((amount, year) =>
      cents(amount + Math.round((paid[year] ?? 0) * (factor - 1))),
    );
    return { ...purse, budget };
  });
  return { ...problem, amounts, purses };
}

function ceilings(
  problem: Problem,
  scope: Scope,
  id: string,
  money: readonly number[],
  factor: number,
): AmountRule[] {
  return problem.years.map((_, year) => ({
    ids: [id],
    name: id,
    kind: "ceiling",
    scope,
    year,
    amount: cents(Math.round((money[year] ?? 0) * factor)),
    origin: "absorption",
  }));
}
