import { compareText } from "../../base/findings.ts";
import { type Cents, cents } from "../../base/money.ts";
import type { Allocation } from "../allocation.ts";
import type { Problem } from "../problem.ts";

/** By what a shift of money is broken down. */
export const shiftKinds = ["account", "bureau", "partner", "initiative"] as const;

/** One of {@link shiftKinds}. */
export type ShiftKind = (typeof shiftKinds)[number];

/** The money of an account, a region, a partner or an initiative under two allocations, over all years. */
export interface Move {
  readonly id: string;
  readonly before: Cents;
  readonly after: Cents;
}

/** What differs between two allocations. */
export interface Shift {
  /** Money spent by the second, less that of the first, over all years.   Unit: US cents. */
  readonly amount: Cents;
  /** Value of the second, less that of the first.   Unit: value points. */
  readonly value: number;
  /** Those whose money differs, the largest gains first. The moves of each kind sum to `amount`. */
  readonly moves: Readonly<Record<ShiftKind, readonly Move[]>>;
}

/** What moves from one allocation to another. */
export function shiftBetween(problem: Problem, from: Allocation, to: Allocation): Shift {
  const places = new Map(problem.items.map((item) => [item.initiative.id, item]));
  const keyOf = (kind: ShiftKind, initiative: string, account: string): string => {
    if (kind === "account") return account;
    if (kind === "initiative") return initiative;
    const item = places.get(initiative);
    return (kind === "bureau" ? item?.bureau : item?.initiative.partner) ?? initiative;
  };
  const totals = (kind: ShiftKind, { payments }: Allocation) => {
    const sums = new Map<string, number>();
    for (const { initiative, account, amount } of payments) {
      const key = keyOf(kind, initiative, account);
      sums.set(key, (sums.get(key) ?? 0) + amount);
    }
    return sums;
  };
  const movesBy = (kind: ShiftKind): Move[] => {
    const before = totals(kind, from);
    const after = totals(kind, to);
    return [...new Set([...before.keys(), ...after.keys()])]
      .map((id) => ({ id, before: cents(before.get(id) ?? 0), after: cents(after.get(id) ?? 0) }))
      .filter((move) => move.before !== move.after)
      .sort((a, b) => b.after - b.before - (a.after - a.before) || compareText(a.id, b.id));
  };
  return {
    amount: cents(spentBy(to) - spentBy(from)),
    value: to.value - from.value,
    moves: {
      account: movesBy("account"),
      bureau: movesBy("bureau"),
      partner: movesBy("partner"),
      initiative: movesBy("initiative"),
    },
  };
}

function spentBy({ payments }: Allocation): number {
  return payments.reduce((sum, { amount }) => sum + amount, 0);
}
