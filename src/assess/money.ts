import { compareText } from "../base/findings.ts";
import type { Law } from "../law/law.ts";
import type { Plan } from "../plan/plan.ts";
import { yearsOf } from "./prospects.ts";

/** The money of a plan's accounts over its years, as far as it can be spent. Unit: US cents. */
export interface Money {
  /** Accounts with money in the plan's years, sorted. */
  readonly accounts: readonly string[];
  /** The most that can be spent in a year: money of that year and of earlier years that still lasts. */
  within(account: string, year: number): number;
  /** The most that can be spent from the first to the last year together. */
  between(account: string, first: number, last: number): number;
}

/**
 * The money of a plan. Money of years before the plan does not count; money lasts as long as the law says on the
 * day of the plan, and one year where the law says nothing.
 */
export function measureMoney(plan: Plan, law: Law): Money {
  const years = yearsOf(plan);
  const budgets = new Map<string, number[]>();
  for (const row of plan.tables.resources) {
    const index = years.indexOf(row.fiscal_year);
    if (index < 0) continue;
    const budget = budgets.get(row.account) ?? years.map(() => 0);
    budget[index] = (budget[index] ?? 0) + row.amount;
    budgets.set(row.account, budget);
  }
  const lasts = new Map<string, number>();
  for (const account of budgets.keys()) {
    const availability = law.findAvailability(account, plan.head.as_of);
    lasts.set(account, availability === undefined ? 1 : (availability.years ?? years.length));
  }
  const between = (account: string, first: number, last: number): number => {
    const from = Math.max(0, first - (lasts.get(account) ?? 1) + 1);
    return (budgets.get(account) ?? []).slice(from, last + 1).reduce((a, b) => a + b, 0);
  };
  return {
    accounts: [...budgets.keys()].sort(compareText),
    between,
    within: (account, year) => between(account, year, year),
  };
}
