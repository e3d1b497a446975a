import type { Allocation } from "../allocate/allocation.ts";
import type { Price } from "../allocate/answers.ts";
import type { Problem } from "../allocate/problem.ts";
import { type Cents, cents, sumCents } from "../base/money.ts";
import type { Plan, Scenario } from "../plan/plan.ts";

/** One side of a comparison: a plan under a scenario, and its allocation. */
export interface Side {
  readonly label: string;
  readonly scenario: Scenario | null;
  /** The plan with the scenario applied. */
  readonly plan: Plan;
  readonly problem: Problem;
  readonly allocation: Allocation;
  /** Prices of its rules, if they were worked out; empty otherwise. */
  readonly prices: readonly Price[];
}

/** An amount over several years as an average year, rounded to the cent. */
export function perYear(amount: Cents, years: number): Cents {
  return cents(Math.round(amount / Math.max(1, years)));
}

/** Sums of rows by a key. */
export function sumsOf<Row extends { readonly amount: Cents }>(
  rows: readonly Row[],
  key: (row: Row) => string,
): Map<string, Cents> {
  const groups = Map.groupBy(rows, key);
  return new Map([...groups].map(([name, list]) => [name, sumCents(list.map((r) => r.amount))]));
}
