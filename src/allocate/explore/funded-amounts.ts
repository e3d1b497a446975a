import { compareText } from "../../base/findings.ts";
import { type Cents, cents } from "../../base/money.ts";
import type { Allocation } from "../allocation.ts";

/** An initiative with the money that it gets over all years. */
export interface FundedAmount {
  readonly initiative: string;
  readonly amount: Cents;
}

/** The money of every funded initiative over all years. */
export function amountsOf({ choices, payments }: Allocation): Map<string, number> {
  // A package may be free of cost in the years of the plan, and is funded all the same.
  const amounts = new Map(choices.map(({ initiative }) => [initiative, 0]));
  for (const { initiative, amount } of payments) {
    amounts.set(initiative, (amounts.get(initiative) ?? 0) + amount);
  }
  return amounts;
}

/** The amounts of the initiatives that are wanted, largest first. */
export function listAmounts(
  amounts: ReadonlyMap<string, number>,
  wanted: (initiative: string, amount: number) => boolean,
): FundedAmount[] {
  return [...amounts]
    .filter(([initiative, amount]) => wanted(initiative, amount))
    .map(([initiative, amount]) => ({ initiative, amount: cents(amount) }))
    .sort((a, b) => b.amount - a.amount || compareText(a.initiative, b.initiative));
}
