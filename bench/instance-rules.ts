import type { AmountRule, Item, ShareRule } from "../src/allocate/problem.ts";
import { cents } from "../src/base/money.ts";
import { bureaus, million, partnerId, years } from "./instance-items.ts";
import { type Planted, totalOf } from "./instance-money.ts";
import type { Random } from "./random.ts";

/** A floor on less than this, in a planted plan, is no directive.   Unit: US cents. */
const leastFloor = 2 * million;

/**
 * Floors on the money of a year: of a large partner, of a few partners or of a bureau, from one or two accounts; 75 to
 * 97 % of what the planted plan spends there.
 */
export function drawFloors(
  items: readonly Item[],
  planted: Planted,
  count: number,
  random: Random,
): AmountRule[] {
  const spending = spendingOf(items, planted);
  const codes = [...new Set([...spending.values()].flatMap((one) => [...one.byAccount.keys()]))];
  codes.sort();
  const favored = largest(spending);
  const floors: AmountRule[] = [];
  for (let tries = 0; floors.length < count && tries < 2_000; tries++) {
    const kind = random.below(4);
    const few = new Set(
      Array.from({ length: kind === 0 ? 1 : 3 + random.below(6) }, () => random.pick(favored)),
    );
    const bureau = random.pick(bureaus);
    const isMember = (partner: string, own: string) =>
      kind < 2 ? few.has(partner) : own === bureau;
    const accounts = [...new Set([random.pick(codes), random.pick(codes)])].sort();
    const counted = kind === 3 || random.next() < 0.3 ? accounts : accounts.slice(0, 1);
    const year = random.below(years.length);
    let spent = 0;
    for (const [partner, own] of spending) {
      if (!isMember(partner, own.bureau)) continue;
      for (const account of counted) spent += own.byAccount.get(account)?.[year] ?? 0;
    }
    if (spent < leastFloor) continue;
    const members = indicesWhere(items, (item) => isMember(item.initiative.partner, item.bureau));
    floors.push({
      ids: [`d${String(floors.length).padStart(3, "0")}`],
      name: `floor ${floors.length}`,
      kind: "floor",
      scope: { items: members, accounts: counted },
      year,
      amount: cents(Math.floor(spent * random.between(0.75, 0.97))),
      origin: "directive",
    });
  }
  return floors;
}

/** What a planted plan spends on a partner, by account, by year.   Unit: US cents. */
interface PartnerSpending {
  readonly bureau: string;
  readonly byAccount: Map<string, number[]>;
}

function spendingOf(
  items: readonly Item[],
  planted: Planted,
): ReadonlyMap<string, PartnerSpending> {
  const spending = new Map<string, PartnerSpending>();
  for (const [index, { candidate, account }] of planted) {
    const item = items[index];
    if (item === undefined) continue;
    const { partner } = item.initiative;
    const own = spending.get(partner) ?? { bureau: item.bureau, byAccount: new Map() };
    const spent = own.byAccount.get(account) ?? years.map(() => 0);
    for (const [year, cost] of candidate.costs.entries()) spent[year] = (spent[year] ?? 0) + cost;
    own.byAccount.set(account, spent);
    spending.set(partner, own);
  }
  return spending;
}

/** The largest partners of a planted plan, about a sixth of all. */
function largest(spending: ReadonlyMap<string, PartnerSpending>): readonly string[] {
  const totals = [...spending].map(([partner, { byAccount }]) => {
    const total = [...byAccount.values()].flat().reduce((sum, one) => sum + one, 0);
    return { partner, total };
  });
  totals.sort((a, b) => b.total - a.total || (a.partner < b.partner ? -1 : 1));
  return totals.slice(0, Math.ceil(totals.length * 0.18)).map(({ partner }) => partner);
}

/** Caps on what each partner takes in a year: above the planted plan, below what is asked. */
export function drawCaps(
  items: readonly Item[],
  planted: Planted,
  partners: number,
  absorbed: number,
  random: Random,
): AmountRule[] {
  const byPartner = Map.groupBy(items.keys(), (index) => items[index]?.initiative.partner);
  return Array.from({ length: partners }, (_, index) => partnerId(index)).flatMap((partner) => {
    const members = byPartner.get(partner) ?? [];
    if (members.length === 0) return [];
    let asked = 0;
    for (const index of members) asked += middleCost(items[index]);
    const scope = { items: members, accounts: null };
    return years.map((_, year): AmountRule => {
      let spent = 0;
      for (const index of members) spent += planted.get(index)?.candidate.costs[year] ?? 0;
      const share = (asked / years.length) * absorbed * random.between(0.75, 1.25);
      return {
        ids: [`cap-${partner}`],
        name: `what ${partner} can absorb`,
        kind: "ceiling",
        scope,
        year,
        amount: cents(Math.round(Math.max(spent * 1.02 + 0.05 * million, share))),
        origin: "absorption",
      };
    });
  });
}

/** What the candidate in the middle of an item's list costs. */
function middleCost(item: Item | undefined): number {
  return totalOf(item?.candidates[item.candidates.length >> 1]);
}

/** Bureaus with a share, and how much of what a planted plan gives them is asked for. */
const sharers = ["EAP", "SCA"] as const;
const shareAsked = 0.9;

/** Shares of two bureaus in the money of each year: nine tenths of what the planted plan gives them. */
export function makeShares(items: readonly Item[], planted: Planted): ShareRule[] {
  const whole = { items: [...items.keys()], accounts: null };
  return sharers.flatMap((bureau) => {
    const part = { items: indicesWhere(items, (item) => item.bureau === bureau), accounts: null };
    return years.flatMap((_, year): ShareRule[] => {
      let [own, all] = [0, 0];
      for (const [index, { candidate }] of planted) {
        const cost = candidate.costs[year] ?? 0;
        all += cost;
        if (items[index]?.bureau === bureau) own += cost;
      }
      if (own === 0) return [];
      return [
        {
          ids: [`share-${bureau}`],
          name: `share of ${bureau}`,
          kind: "at_least",
          part,
          whole,
          year,
          ratio: (shareAsked * own) / all,
          origin: "share",
        },
      ];
    });
  });
}

function indicesWhere(items: readonly Item[], keep: (item: Item) => boolean): number[] {
  const indices: number[] = [];
  for (const [index, item] of items.entries()) if (keep(item)) indices.push(index);
  return indices;
}
