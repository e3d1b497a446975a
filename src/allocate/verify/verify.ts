import { compareText, type Finding, sortFindings } from "../../base/findings.ts";
import { type Cents, cents } from "../../base/money.ts";
import type { Law } from "../../law/law.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Allocation, Attainment } from "../allocation.ts";
import { checkAccounts } from "./accounts.ts";
import { checkChoices, checkLinks, findFunded } from "./choices.ts";
import { checkHolds } from "./holds.ts";
import { checkPayments } from "./payments.ts";
import { readForVerify } from "./reading.ts";
import { type SpendingCell, spendingOf } from "./spending.ts";
import { checkOrder, checkStatedValue } from "./stated.ts";
import { checkSpendingRules } from "./sums.ts";
import { attainmentsOf, sumOfValues } from "./value.ts";

/**
 * Every rule of the plan and the law that an allocation breaks, and every figure that it states wrongly.
 *
 * Verified: no finding, or only notes on report language, which does not bind. It reads the plan on its
 * own, and shares nothing with the code that builds and solves the model.
 * Errors: throws a RangeError for a plan that did not pass its own check.
 */
export function verifyAllocation(plan: Plan, law: Law, allocation: Allocation): readonly Finding[] {
  const reading = readForVerify(plan, law);
  const funded = findFunded(reading, allocation.choices);
  const spending = spendingOf(reading, allocation.payments);
  return sortFindings([
    ...checkOrder(allocation),
    ...checkChoices(reading, allocation.choices, funded),
    ...checkLinks(reading, funded),
    ...checkPayments(reading, allocation.payments, funded),
    ...checkHolds(reading, allocation.payments, funded),
    ...checkAccounts(reading, spending),
    ...checkSpendingRules(reading, spending),
    ...checkStatedValue(allocation, attainmentsOf(reading, funded)),
  ]);
}

/** Money by name and fiscal year.   Unit: US cents.   Shape: sorted; years without money are absent. */
export type MoneyByYear = ReadonlyMap<string, ReadonlyMap<number, Cents>>;

/** What an allocation spends and reaches, counted from the plan and the payments alone. */
export interface Recount {
  readonly total: Cents;
  readonly accounts: MoneyByYear;
  readonly partners: MoneyByYear;
  readonly bureaus: MoneyByYear;
  readonly attainments: readonly Attainment[];
  /** Unit: value points. */
  readonly value: number;
}

/**
 * Counts an allocation again, so that a report can compare its totals.
 *
 * Payments for unknown initiatives or of impossible amounts are left out: {@link verifyAllocation} names them.
 * Errors: throws a RangeError for a plan that did not pass its own check.
 */
export function recount(plan: Plan, law: Law, allocation: Allocation): Recount {
  const reading = readForVerify(plan, law);
  const { cells } = spendingOf(reading, allocation.payments);
  const attainments = attainmentsOf(reading, findFunded(reading, allocation.choices));
  return {
    total: cents(Number(cells.reduce((sum, cell) => sum + cell.amount, 0n))),
    accounts: moneyByYear(cells, (cell) => cell.account),
    partners: moneyByYear(cells, (cell) => cell.partner),
    bureaus: moneyByYear(cells, (cell) => cell.bureau),
    attainments,
    value: sumOfValues(attainments),
  };
}

function moneyByYear(
  cells: readonly SpendingCell[],
  nameOf: (cell: SpendingCell) => string,
): MoneyByYear {
  const byName = Map.groupBy(cells, nameOf);
  const names = [...byName.keys()].sort(compareText);
  return new Map(
    names.map((name) => {
      const sums = new Map<number, bigint>();
      for (const { year, amount } of byName.get(name) ?? []) {
        sums.set(year, (sums.get(year) ?? 0n) + amount);
      }
      const years = [...sums].sort(([a], [b]) => a - b);
      return [name, new Map(years.map(([year, sum]) => [year, cents(Number(sum))]))];
    }),
  );
}
