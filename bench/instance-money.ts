import type { Candidate, Item, Purse } from "../src/allocate/problem.ts";
import { cents } from "../src/base/money.ts";
import { type DrawnAccount, type DrawnItem, years } from "./instance-items.ts";
import type { Random } from "./random.ts";

/** What a plan drawn at random funds: by item, the candidate and the one account that pays it. */
export type Planted = ReadonlyMap<
  number,
  { readonly candidate: Candidate; readonly account: string }
>;

/** Money of the accounts: 36 to 47 % of what is asked, more where more is asked, rising a little by year. */
export function makePurses(
  drawn: readonly DrawnItem[],
  accounts: readonly DrawnAccount[],
  random: Random,
): Purse[] {
  let all = 0;
  const demand = new Map<string, number>();
  for (const { item, asked } of drawn) {
    all += asked;
    const codes = item.accounts[0] ?? [];
    const share = asked / codes.length;
    for (const code of codes) demand.set(code, (demand.get(code) ?? 0) + share);
  }
  const budget = all * random.between(0.36, 0.47);
  const weights = accounts.map(({ code, weight }) => (demand.get(code) ?? 0) * weight ** 0.35);
  const weight = weights.reduce((sum, one) => sum + one, 0);
  return accounts.map(({ code, lasts }, index) => ({
    account: code,
    lasts,
    budget: years.map((_, year) => {
      const share = ((weights[index] ?? 0) / weight) * (budget / years.length);
      return cents(Math.round(share * (0.94 + 0.03 * year) * random.between(0.9, 1.1)));
    }),
  }));
}

/** A plan that money of single years can pay, drawn item by item in random order. */
export function plantPlan(
  items: readonly Item[],
  purses: readonly Purse[],
  random: Random,
): Planted {
  const left = new Map(purses.map(({ account, budget }) => [account, Float64Array.from(budget)]));
  const planted = new Map<number, { candidate: Candidate; account: string }>();
  const keys = Float64Array.from(items, () => random.next());
  const order = Int32Array.from(items.keys()).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
  for (const index of order) {
    const item = items[index];
    if (item === undefined) continue;
    const candidate = random.pick(item.candidates);
    for (const account of item.accounts[0] ?? []) {
      const money = left.get(account);
      if (money === undefined) continue;
      if (candidate.costs.some((cost, year) => cost > (money[year] ?? 0))) continue;
      candidate.costs.forEach((cost, year) => {
        money[year] = (money[year] ?? 0) - cost;
      });
      planted.set(index, { candidate, account });
      break;
    }
  }
  return planted;
}

/** What a candidate costs in all years.   Unit: US cents. */
export function totalOf(candidate: Candidate | undefined): number {
  let sum = 0;
  for (const cost of candidate?.costs ?? []) sum += cost;
  return sum;
}
