import type {
  AmountRule,
  Candidate,
  Item,
  Leaf,
  LinkRule,
  Problem,
  Purse,
  ShareRule,
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
  readonly objectives: number;
}

/** The sizes by name. */
export const sizes: Readonly<Record<string, InstanceSize>> = {
  S: { initiatives: 200, partners: 180, accounts: 20, directives: 15, objectives: 30 },
  M: { initiatives: 2_000, partners: 180, accounts: 40, directives: 25, objectives: 45 },
  L: { initiatives: 10_000, partners: 180, accounts: 40, directives: 40, objectives: 60 },
  XL: { initiatives: 20_000, partners: 180, accounts: 40, directives: 40, objectives: 60 },
  XXL: { initiatives: 100_000, partners: 180, accounts: 40, directives: 40, objectives: 60 },
};

/** What partners can absorb in a year, as a share of what is proposed for them; it drives how hard an instance is. */
export const tightness: Readonly<Record<string, number>> = {
  loose: 0.7,
  medium: 0.5,
  tight: 0.35,
};

const years: readonly FiscalYear[] = [2021, 2022, 2023, 2024, 2025].map(fiscalYear);
const bureaus = ["AF", "EAP", "EUR", "NEA", "SCA", "WHA"] as const;
const million = 100_000_000;

const sectors = 12;

/** What items are drawn from. */
interface World {
  readonly size: InstanceSize;
  readonly partnerWeights: readonly number[];
  readonly bureauOf: readonly string[];
  /** Accounts of each sector, sorted. */
  readonly accountsOf: readonly (readonly string[])[];
  readonly sectorWeights: readonly number[];
  /** Objectives of each sector. */
  readonly objectivesOf: readonly (readonly number[])[];
  /** Capability gaps of each partner: leaves of their own. */
  readonly gapsOf: readonly (readonly number[])[];
  readonly leaves: number;
}

/**
 * A made-up problem of the shape of a government's plan, the same for a size, tightness and seed everywhere.
 *
 * Costs are log-normal between $0.1 and $300 million; budgets are 36 to 47 % of what is asked; an initiative serves one
 * to three of its sector's objectives, and often a capability gap of its partner; 15 % of initiatives require another,
 * 4 % rule one out, one in twelve is a commitment. A plan drawn first makes it feasible: floors, caps and shares are set
 * from what that plan spends.
 */
export function makeInstance(size: InstanceSize, absorbed: number, seed: number): Problem {
  const random = makeRandom(seed * 7_919 + size.initiatives);
  const accounts = Array.from({ length: size.accounts }, (_, index) => ({
    code: `A${String(index).padStart(2, "0")}`,
    lasts: random.pick([1, 1, 2, 2, 2, 3, 3, 5]),
    weight: Math.exp(0.9 * random.normal()),
  }));
  const world = makeWorld(
    size,
    accounts.map(({ code }) => code),
    random,
  );
  const drawn = Array.from({ length: size.initiatives }, (_, index) =>
    makeItem(index, world, random),
  );
  const purses = makePurses(drawn, accounts, random);
  const planted = plantPlan(drawn, purses, random);
  const items = drawn.map((item, index): Item => {
    const own = planted.get(index)?.candidate.package;
    if (own === undefined || random.next() >= 0.12) return item;
    const initiative = { ...item.initiative, pinned_package: own, override_reason: "a commitment" };
    return {
      ...item,
      initiative,
      candidates: item.candidates.filter((one) => one.package === own),
    };
  });
  return {
    years,
    items,
    purses,
    leaves: makeLeaves(items, world, random),
    amounts: [
      ...makeFloors(items, planted, size, random),
      ...makeCaps(items, planted, size, absorbed, random),
    ],
    shares: makeShares(items, planted),
    changes: [],
    links: makeLinks(items, planted, random),
    directives: [],
    limits: [],
  };
}

function makeWorld(size: InstanceSize, codes: readonly string[], random: Random): World {
  const accountsOf = Array.from({ length: sectors }, (): string[] => []);
  codes.forEach((code, index) => {
    const own = new Set(Array.from({ length: 1 + random.below(4) }, () => random.below(sectors)));
    if (index < sectors) own.add(index);
    for (const sector of own) accountsOf[sector]?.push(code);
  });
  const objectivesOf = Array.from({ length: sectors }, (_, sector) =>
    Array.from({ length: size.objectives }, (_, objective) => objective).filter(
      (objective) => objective % sectors === sector || random.next() < 0.12,
    ),
  );
  let leaves = size.objectives;
  const gapsOf = Array.from({ length: size.partners }, () =>
    Array.from({ length: random.below(4) }, () => leaves++),
  );
  return {
    size,
    partnerWeights: Array.from({ length: size.partners }, () => Math.exp(1.1 * random.normal())),
    bureauOf: Array.from({ length: size.partners }, () => random.pick(bureaus)),
    accountsOf,
    sectorWeights: Array.from({ length: sectors }, () => Math.exp(0.5 * random.normal())),
    objectivesOf,
    gapsOf,
    leaves,
  };
}

function makeItem(index: number, world: World, random: Random): Item {
  const id = `i${String(index).padStart(6, "0")}`;
  const partner = pickWeighted(world.partnerWeights, random);
  const sector = pickWeighted(world.sectorWeights, random);
  const cost = Math.min(300, Math.max(0.1, Math.exp(Math.log(3) + 1.5 * random.normal())));
  const lasting = 1 + pickWeighted([3, 3, 3, 1.5, 1], random);
  const scales = [[1], [0.6, 1], [0.5, 1, 1.4], [0.4, 0.7, 1, 1.5]][
    pickWeighted([3, 3, 3, 1.5], random)
  ] ?? [1];
  const all = (world.accountsOf[sector] ?? []).slice(0, 6);
  // Most are lawful for every account of their sector; the rest are particular.
  const some = random.next() < 0.8 ? all : all.filter(() => random.next() < 0.75);
  const accounts = some.length > 0 ? some : all.slice(0, 1);
  const profile = Array.from({ length: lasting }, () => random.between(0.5, 1.5));
  const profileSum = profile.reduce((sum, one) => sum + one, 0);
  const served = servedLeaves(world, partner, sector, random);
  const worth = Math.exp(0.55 * random.normal()) * cost ** -0.08;
  const [bend, decay] = [random.between(0.6, 0.85), random.between(0.88, 0.98)];
  const starts = Math.min(years.length - lasting + 1, 1 + random.below(4));
  const candidates: Candidate[] = [];
  for (let start = 0; start < starts; start++) {
    scales.forEach((scale, level) => {
      const costs = years.map((_, year) => {
        const share = (profile[year - start] ?? 0) / profileSum;
        return cents(Math.round(cost * scale * share * million));
      });
      const effect = cost * worth * scale ** bend * decay ** start;
      const effects = new Map([...served].map(([leaf, share]) => [leafId(leaf), effect * share]));
      candidates.push({
        initiative: id,
        package: `${id}.${level}`,
        start: yearAt(start),
        costs,
        effects,
      });
    });
  }
  return {
    initiative: { ...blankInitiative, id, name: id, partner: `p${partner}`, accounts },
    bureau: world.bureauOf[partner] ?? "AF",
    candidates,
    accounts: years.map(() => accounts),
    warnings: [],
  };
}

/** One to three objectives of a sector, and in half of all cases a gap of the partner, with shares of the effect. */
function servedLeaves(world: World, partner: number, sector: number, random: Random) {
  const served = new Map<number, number>();
  const objectives = world.objectivesOf[sector] ?? [];
  const count = 1 + random.below(3);
  for (let step = 0; step < count; step++) {
    const objective = objectives[random.below(objectives.length)] ?? 0;
    if (!served.has(objective)) served.set(objective, random.between(0.3, 1));
  }
  const gaps = world.gapsOf[partner] ?? [];
  if (gaps.length > 0 && random.next() < 0.5) {
    served.set(gaps[random.below(gaps.length)] ?? 0, random.between(0.3, 1.2));
  }
  return served;
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
  pinned_package: undefined,
  least_share: undefined,
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

function makeLeaves(items: readonly Item[], world: World, random: Random): Leaf[] {
  const offered = new Map<string, number>();
  for (const item of items) {
    for (const [leaf, effect] of item.candidates.at(-1)?.effects ?? []) {
      offered.set(leaf, (offered.get(leaf) ?? 0) + effect);
    }
  }
  // A gap of one partner weighs about as much of its effect as an objective that all partners serve.
  const weights = Array.from(
    { length: world.leaves },
    (_, index) => Math.exp(0.5 * random.normal()) * (offered.get(leafId(index)) ?? 0),
  );
  const all = weights.reduce((sum, one) => sum + one, 0);
  return weights.map((weight, index) => {
    const objective = leafId(index);
    const target = Math.max(1, (offered.get(objective) ?? 0) * 0.5);
    const points = Math.max(1e-6, (100 * weight) / all);
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

/**
 * Floors on the money of a year: of a large partner, of a few partners or of a bureau, from one or two accounts; 75 to
 * 97 % of what the planted plan spends there.
 */
function makeFloors(
  items: readonly Item[],
  planted: Planted,
  size: InstanceSize,
  random: Random,
): AmountRule[] {
  const codes = [...new Set([...planted.values()].map(({ account }) => account))].sort();
  const weights = new Map<string, number>();
  for (const [index, { candidate }] of planted) {
    const partner = items[index]?.initiative.partner ?? "";
    weights.set(partner, (weights.get(partner) ?? 0) + totalOf(candidate));
  }
  const large = [...weights].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const favored = large.slice(0, Math.ceil(large.length * 0.18)).map(([partner]) => partner);
  const floors: AmountRule[] = [];
  for (let tries = 0; floors.length < size.directives && tries < 2_000; tries++) {
    const kind = random.below(4);
    const few = new Set(
      Array.from({ length: kind === 0 ? 1 : 3 + random.below(6) }, () => random.pick(favored)),
    );
    const bureau = random.pick(bureaus);
    const isMember = ({ initiative, bureau: own }: Item) =>
      kind < 2 ? few.has(initiative.partner) : own === bureau;
    const accounts = [...new Set([random.pick(codes), random.pick(codes)])].sort();
    const counted = kind === 3 || random.next() < 0.3 ? accounts : accounts.slice(0, 1);
    const year = random.below(years.length);
    let spent = 0;
    for (const [index, { candidate, account }] of planted) {
      const item = items[index];
      if (item !== undefined && isMember(item) && counted.includes(account))
        spent += candidate.costs[year] ?? 0;
    }
    if (spent < 2 * million) continue;
    floors.push({
      ids: [`d${String(floors.length).padStart(3, "0")}`],
      name: `floor ${floors.length}`,
      kind: "floor",
      scope: {
        items: items.flatMap((item, index) => (isMember(item) ? index : [])),
        accounts: counted,
      },
      year,
      amount: cents(Math.floor(spent * random.between(0.75, 0.97))),
      origin: "directive",
    });
  }
  return floors;
}

/** Caps on what each partner takes in a year: above the planted plan, below what is asked. */
function makeCaps(
  items: readonly Item[],
  planted: Planted,
  size: InstanceSize,
  absorbed: number,
  random: Random,
): AmountRule[] {
  return Array.from({ length: size.partners }, (_, partner) => `p${partner}`).flatMap((partner) => {
    const members = itemsOf(items, partner);
    if (members.length === 0) return [];
    const asked = members.reduce((sum, index) => sum + totalOf(middle(items[index])), 0);
    return years.map((_, year): AmountRule => {
      const spent = members.reduce(
        (sum, index) => sum + (planted.get(index)?.candidate.costs[year] ?? 0),
        0,
      );
      const share = (asked / years.length) * absorbed * random.between(0.75, 1.25);
      return {
        ids: [`cap-${partner}`],
        name: `what ${partner} can absorb`,
        kind: "ceiling",
        scope: { items: members, accounts: null },
        year,
        amount: cents(Math.round(Math.max(spent * 1.02 + 0.05 * million, share))),
        origin: "absorption",
      };
    });
  });
}

/** The candidate in the middle of an item's list. */
function middle(item: Item | undefined): Candidate | undefined {
  return item?.candidates[item.candidates.length >> 1];
}

/** Shares of two bureaus in the money of each year: nine tenths of what the planted plan gives them. */
function makeShares(items: readonly Item[], planted: Planted): ShareRule[] {
  const all = items.map((_, index) => index);
  return ["EAP", "SCA"].flatMap((bureau) => {
    const members = all.filter((index) => items[index]?.bureau === bureau);
    return years.flatMap((_, year): ShareRule[] => {
      let [part, whole] = [0, 0];
      for (const [index, { candidate }] of planted) {
        const cost = candidate.costs[year] ?? 0;
        whole += cost;
        if (items[index]?.bureau === bureau) part += cost;
      }
      if (part === 0) return [];
      return [
        {
          ids: [`share-${bureau}`],
          name: `share of ${bureau}`,
          kind: "at_least",
          part: { items: members, accounts: null },
          whole: { items: all, accounts: null },
          year,
          ratio: (0.9 * part) / whole,
          origin: "share",
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
    const near = itemsOf(items, item.initiative.partner);
    // Mostly an initiative of the same partner; one in seven of any.
    const far = random.next() >= 0.85 || near.length < 2;
    const other = far ? random.below(items.length) : (near[random.below(near.length)] ?? index);
    if (other >= index) return;
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
