import type {
  AmountRule,
  Candidate,
  Item,
  Leaf,
  LinkRule,
  Problem,
  Purse,
} from "../src/allocate/problem.ts";
import { type FiscalYear, fiscalYear } from "../src/base/fiscal.ts";
import { type Cents, cents } from "../src/base/money.ts";
import type { Initiative } from "../src/plan/plan.ts";
import { makeRandom, type Random } from "./random.ts";

/** How many of everything an instance has. */
export interface InstanceSize {
  readonly initiatives: number;
  readonly partners: number;
  readonly accounts: number;
  readonly directives: number;
  readonly leaves: number;
}

/** The sizes by name. */
export const sizes: Readonly<Record<string, InstanceSize>> = {
  S: { initiatives: 200, partners: 60, accounts: 15, directives: 15, leaves: 45 },
  M: { initiatives: 2_000, partners: 180, accounts: 40, directives: 25, leaves: 150 },
  L: { initiatives: 10_000, partners: 180, accounts: 40, directives: 40, leaves: 300 },
  XL: { initiatives: 20_000, partners: 180, accounts: 40, directives: 40, leaves: 300 },
};

/** How much of what partners are asked to take they can absorb; it drives how hard an instance is. */
export const tightness: Readonly<Record<string, number>> = {
  loose: 0.9,
  medium: 0.55,
  tight: 0.35,
};

const years: readonly FiscalYear[] = [2021, 2022, 2023, 2024, 2025].map(fiscalYear);
const bureaus = ["AF", "EAP", "EUR", "NEA", "SCA", "WHA"] as const;
const million = 100_000_000;

/**
 * A made-up problem of the shape of a government's plan, the same for a size, tightness and seed everywhere.
 *
 * Costs are log-normal between $0.1 and $300 million; budgets are 36 to 47 % of what is asked; 15 % of initiatives
 * require another; a plan drawn first makes it feasible: floors and caps are set from what that plan spends.
 */
export function makeInstance(size: InstanceSize, absorbed: number, seed: number): Problem {
  const random = makeRandom(seed * 7_919 + size.initiatives);
  const accounts = Array.from({ length: size.accounts }, (_, index) => ({
    code: `A${String(index).padStart(2, "0")}`,
    lasts: random.pick([1, 1, 2, 2, 2, 3, 5]),
    weight: Math.exp(0.8 * random.normal()),
  }));
  const partnerWeights = Array.from({ length: size.partners }, () =>
    Math.exp(1.1 * random.normal()),
  );
  const items = Array.from({ length: size.initiatives }, (_, index) =>
    makeItem(
      index,
      size,
      accounts.map(({ code }) => code),
      partnerWeights,
      random,
    ),
  );
  const purses = makePurses(items, accounts, random);
  const planted = plantPlan(items, purses, random);
  return {
    years,
    items,
    purses,
    leaves: makeLeaves(items, size, random),
    amounts: [
      ...makeFloors(items, planted, size, random),
      ...makeCaps(items, planted, size, absorbed),
    ],
    shares: [],
    changes: [],
    links: makeLinks(items, planted, random),
    directives: [],
    limits: [],
  };
}

function makeItem(
  index: number,
  size: InstanceSize,
  codes: readonly string[],
  weights: readonly number[],
  random: Random,
): Item {
  const id = `i${String(index).padStart(6, "0")}`;
  const partner = pickWeighted(weights, random);
  const cost = Math.min(300, Math.max(0.1, Math.exp(Math.log(3) + 1.5 * random.normal())));
  const lasting = 1 + pickWeighted([3, 3, 3, 1.5, 1], random);
  const scales = random.pick([[1], [0.6, 1], [0.5, 1, 1.4], [0.4, 0.7, 1, 1.5]]);
  const firstSector = random.below(codes.length);
  const lawful = Array.from(
    { length: 1 + random.below(4) },
    (_, step) => codes[(firstSector + step * 7) % codes.length],
  );
  const profile = Array.from({ length: lasting }, () => random.between(0.5, 1.5));
  const profileSum = profile.reduce((sum, one) => sum + one, 0);
  const worth = Math.exp(0.55 * random.normal());
  const leaves = Array.from({ length: 1 + random.below(3) }, () => random.below(size.leaves));
  const bend = random.between(0.6, 0.85);
  const starts = years.length - lasting + 1;
  const candidates: Candidate[] = [];
  for (let start = 0; start < Math.min(starts, 1 + random.below(4)); start++) {
    scales.forEach((scale, level) => {
      const costs = years.map((_, year) => {
        const share = (profile[year - start] ?? 0) / profileSum;
        return cents(Math.round(cost * scale * share * million));
      });
      const effect = cost * worth * scale ** bend * 0.95 ** start;
      const effects = new Map<string, number>();
      for (const leaf of leaves) effects.set(leafId(leaf), effect / leaves.length);
      candidates.push({
        initiative: id,
        package: `${id}.${level}`,
        start: yearAt(start),
        costs,
        effects,
      });
    });
  }
  const sorted = [...new Set(lawful)].filter((code) => code !== undefined).sort();
  return {
    initiative: { ...blankInitiative, id, name: id, partner: `p${partner}`, accounts: sorted },
    bureau: bureaus[partner % bureaus.length] ?? "AF",
    candidates,
    accounts: years.map(() => sorted),
    warnings: [],
  };
}

const blankInitiative: Omit<Initiative, "id" | "name" | "partner" | "accounts"> = {
  kind: "proposal",
  illustrative: true,
  agency: "State",
  purpose: "military_capability",
  recipient: "defense",
  focus: "operational",
  domain: "general",
  instrument: "grant",
  dod_objective: undefined,
  earliest_start: fiscalYear(2021),
  latest_start: fiscalYear(2025),
  least_share: undefined,
  pinned_package: undefined,
  pinned_share: undefined,
  excluded: false,
  override_reason: undefined,
  assumptions: [],
  cost_basis: "made up",
  source: undefined,
  mark: "assumed",
  handling: "public",
};

function makePurses(
  items: readonly Item[],
  accounts: readonly { readonly code: string; readonly lasts: number; readonly weight: number }[],
  random: Random,
): Purse[] {
  const asked = items.reduce((sum, item) => sum + Math.max(...item.candidates.map(totalOf)), 0);
  const budget = asked * random.between(0.36, 0.47);
  const demand = new Map<string, number>();
  for (const item of items) {
    const codes = item.accounts[0] ?? [];
    for (const code of codes)
      demand.set(code, (demand.get(code) ?? 0) + totalOf(item.candidates[0]) / codes.length);
  }
  const weights = accounts.map(({ code, weight }) => (demand.get(code) ?? 0) * weight ** 0.35);
  const all = weights.reduce((sum, one) => sum + one, 0);
  return accounts.map(({ code, lasts }, index) => ({
    account: code,
    lasts,
    budget: years.map((_, year) => {
      const share = ((weights[index] ?? 0) / all) * (budget / years.length);
      return cents(Math.round(share * (0.94 + 0.03 * year) * random.between(0.9, 1.1)));
    }),
  }));
}

/** What a plan drawn at random spends: by item, the candidate and the one account that pays it. */
type Planted = ReadonlyMap<number, { readonly candidate: Candidate; readonly account: string }>;

/** A plan that money of single years can pay, drawn item by item in random order. */
function plantPlan(items: readonly Item[], purses: readonly Purse[], random: Random): Planted {
  const left = new Map(purses.map((purse) => [purse.account, [...purse.budget] as number[]]));
  const planted = new Map<number, { candidate: Candidate; account: string }>();
  const order = items
    .map((_, index) => ({ index, key: random.next() }))
    .sort((a, b) => a.key - b.key);
  for (const { index } of order) {
    const item = items[index];
    if (item === undefined) continue;
    const candidate = random.pick(item.candidates);
    const account = (item.accounts[0] ?? []).find((code) =>
      candidate.costs.every((cost, year) => cost <= (left.get(code)?.[year] ?? 0)),
    );
    const money = account === undefined ? undefined : left.get(account);
    if (account === undefined || money === undefined) continue;
    candidate.costs.forEach((cost, year) => {
      money[year] = (money[year] ?? 0) - cost;
    });
    planted.set(index, { candidate, account });
  }
  return planted;
}

function makeLeaves(items: readonly Item[], size: InstanceSize, random: Random): Leaf[] {
  const offered = new Map<string, number>();
  for (const item of items) {
    for (const [leaf, effect] of item.candidates.at(-1)?.effects ?? []) {
      offered.set(leaf, (offered.get(leaf) ?? 0) + effect);
    }
  }
  const weights = Array.from({ length: size.leaves }, () => Math.exp(0.5 * random.normal()));
  const all = weights.reduce((sum, one) => sum + one, 0);
  return weights.map((weight, index) => {
    const objective = leafId(index);
    const target = Math.max(1, (offered.get(objective) ?? 0) * 0.5);
    const points = (100 * weight) / all;
    const factors = [1.6, 1.1, 0.7, 0.4, 0.15];
    return {
      objective,
      points,
      target,
      segments: factors.map((factor, step) => ({
        width: step === factors.length - 1 ? Number.POSITIVE_INFINITY : target * 0.25,
        worth: (points * factor) / target,
      })),
    };
  });
}

/** Floors on one partner's money of one account and year: nine tenths of what the planted plan spends there. */
function makeFloors(
  items: readonly Item[],
  planted: Planted,
  size: InstanceSize,
  random: Random,
): AmountRule[] {
  const spent = new Map<
    string,
    { partner: string; account: string; year: number; amount: number }
  >();
  for (const [index, { candidate, account }] of planted) {
    const partner = items[index]?.initiative.partner ?? "";
    candidate.costs.forEach((cost, year) => {
      const key = `${partner} ${account} ${year}`;
      const entry = spent.get(key) ?? { partner, account, year, amount: 0 };
      entry.amount += cost;
      spent.set(key, entry);
    });
  }
  const large = [...spent.values()].filter(({ amount }) => amount > 0);
  large.sort((a, b) => b.amount - a.amount || (a.partner < b.partner ? -1 : 1) || a.year - b.year);
  const chosen = new Set(
    Array.from({ length: size.directives }, () =>
      random.below(Math.min(large.length, size.directives * 8)),
    ),
  );
  return [...chosen]
    .map((position, index): AmountRule | undefined => {
      const entry = large[position];
      if (entry === undefined) return undefined;
      const { partner, account, year, amount } = entry;
      return {
        ids: [`d${String(index).padStart(3, "0")}`],
        name: `floor ${index}`,
        kind: "floor",
        scope: { items: itemsOf(items, partner), accounts: [account] },
        year,
        amount: cents(Math.floor(amount * 0.9)),
        origin: "directive",
      };
    })
    .filter((rule) => rule !== undefined);
}

/** Caps on what each partner takes in a year: above the planted plan, below what is asked. */
function makeCaps(
  items: readonly Item[],
  planted: Planted,
  size: InstanceSize,
  absorbed: number,
): AmountRule[] {
  return Array.from({ length: size.partners }, (_, partner) => `p${partner}`).flatMap((partner) => {
    const members = itemsOf(items, partner);
    return years.flatMap((_, year): AmountRule[] => {
      const asked = members.reduce(
        (sum, index) =>
          sum + Math.max(...(items[index]?.candidates ?? []).map((one) => one.costs[year] ?? 0)),
        0,
      );
      const spent = members.reduce(
        (sum, index) => sum + (planted.get(index)?.candidate.costs[year] ?? 0),
        0,
      );
      if (asked === 0) return [];
      const amount = cents(Math.round(Math.max(spent, asked * absorbed * 0.5)));
      const scope = { items: members, accounts: null };
      const name = `what ${partner} can absorb`;
      return [
        {
          ids: [`cap-${partner}`],
          name,
          kind: "ceiling",
          scope,
          year,
          amount,
          origin: "absorption",
        },
      ];
    });
  });
}

/** Links that the planted plan keeps: 15 % of initiatives require another of their partner, 4 % rule one out. */
function makeLinks(items: readonly Item[], planted: Planted, random: Random): LinkRule[] {
  const links: LinkRule[] = [];
  items.forEach((item, index) => {
    const draw = random.next();
    if (draw >= 0.19) return;
    const others = itemsOf(items, item.initiative.partner).filter((other) => other < index);
    const other = others[random.below(Math.max(1, others.length))];
    if (other === undefined) return;
    const id = `l${String(links.length).padStart(5, "0")}`;
    const [own, needed] = [planted.get(index), planted.get(other)];
    if (draw < 0.15) {
      const kept =
        own === undefined ||
        (needed !== undefined && needed.candidate.start <= own.candidate.start);
      if (kept) links.push({ id, kind: "requires", item: index, other, lag: 0 });
    } else if (own === undefined || needed === undefined) {
      links.push({ id, kind: "excludes", item: index, other, lag: 0 });
    }
  });
  return links;
}

const membersOf = new WeakMap<readonly Item[], Map<string, number[]>>();

function itemsOf(items: readonly Item[], partner: string): readonly number[] {
  let members = membersOf.get(items);
  if (members === undefined) {
    members = new Map();
    for (const [index, item] of items.entries()) {
      const own = members.get(item.initiative.partner);
      if (own) own.push(index);
      else members.set(item.initiative.partner, [index]);
    }
    membersOf.set(items, members);
  }
  return members.get(partner) ?? [];
}

function pickWeighted(weights: readonly number[], random: Random): number {
  let left = random.next() * weights.reduce((sum, one) => sum + one, 0);
  for (const [index, weight] of weights.entries()) {
    left -= weight;
    if (left <= 0) return index;
  }
  return weights.length - 1;
}

function totalOf(candidate: Candidate | undefined): number {
  return (candidate?.costs ?? ([] as readonly Cents[])).reduce<number>(
    (sum, cost) => sum + cost,
    0,
  );
}

function leafId(index: number): string {
  return `o${String(index).padStart(3, "0")}`;
}

function yearAt(index: number): FiscalYear {
  const year = years[index];
  if (year === undefined) throw new RangeError(`no year ${index}`);
  return year;
}
