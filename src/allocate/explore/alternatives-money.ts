import { type Cents, cents } from "../../base/money.ts";
import type { Payment } from "../allocation.ts";
import type { Item, Problem } from "../problem.ts";

/** What people argue about when they argue about money: who, where, from what account, and old against new. */
export const moneyDimensions = ["region", "partner", "account", "kind"] as const;

/** One of {@link moneyDimensions}. */
export type MoneyDimension = (typeof moneyDimensions)[number];

/** Money by key: a bureau, a partner's id, an account's code, `continuing` or `proposal`.   Unit: US cents. */
export type MoneyByKey = ReadonlyMap<string, number>;

/** The money of a plan over all years, added up in each dimension. A dollar stands once in each. */
export type MoneyProfile = Readonly<Record<MoneyDimension, MoneyByKey>>;

/** The key of an item in a dimension; the account is a matter of the payment, not of the item. */
export function keyOfItem(item: Item, dimension: Exclude<MoneyDimension, "account">): string {
  switch (dimension) {
    case "region":
      return item.bureau;
    case "partner":
      return item.initiative.partner;
    case "kind":
      return item.initiative.kind;
  }
}

/** The money of payments in each dimension. */
export function profileOf(problem: Problem, payments: readonly Payment[]): MoneyProfile {
  const items = new Map(problem.items.map((item) => [item.initiative.id, item]));
  const profile = {
    region: new Map<string, number>(),
    partner: new Map<string, number>(),
    account: new Map<string, number>(),
    kind: new Map<string, number>(),
  };
  for (const { initiative, account, amount } of payments) {
    const item = items.get(initiative);
    if (item === undefined) throw new RangeError(`payment to an unknown initiative ${initiative}`);
    for (const dimension of moneyDimensions) {
      const key = dimension === "account" ? account : keyOfItem(item, dimension);
      profile[dimension].set(key, (profile[dimension].get(key) ?? 0) + amount);
    }
  }
  return profile;
}

/**
 * The money that stands elsewhere in one plan than in another: the larger of what some keys gain and others lose.
 *
 * A dollar that is spent in one and kept in the other counts once. It is a distance: the triangle inequality holds.
 */
export function movedBetween(one: MoneyByKey, other: MoneyByKey): Cents {
  let gains = 0;
  let losses = 0;
  for (const key of new Set([...one.keys(), ...other.keys()])) {
    const difference = (other.get(key) ?? 0) - (one.get(key) ?? 0);
    if (difference > 0) gains += difference;
    else losses -= difference;
  }
  return cents(Math.max(gains, losses));
}
