import type { Candidate, Item } from "../src/allocate/problem.ts";
import { type FiscalYear, fiscalYear } from "../src/base/fiscal.ts";
import { cents } from "../src/base/money.ts";
import type { Initiative } from "../src/plan/plan.ts";
import { type Random, type Weights, weigh } from "./random.ts";

/** How many of everything an instance has. */
export interface InstanceSize {
  readonly initiatives: number;
  readonly partners: number;
  readonly accounts: number;
  readonly directives: number;
  readonly objectives: number;
}

/** An account before it has money. */
export interface DrawnAccount {
  readonly code: string;
  /** Fiscal years that its money lasts. */
  readonly lasts: number;
  /** How much of all money it has, against what is asked of it. */
  readonly weight: number;
}

/** What items are drawn from. */
export interface World {
  readonly accounts: readonly DrawnAccount[];
  readonly partnerWeights: Weights;
  readonly bureauOf: readonly string[];
  /** Accounts of each sector, sorted. */
  readonly accountsOf: readonly (readonly string[])[];
  readonly sectorWeights: Weights;
  /** Objectives of each sector. */
  readonly objectivesOf: readonly (readonly number[])[];
  /** Capability gaps of each partner: leaves of their own. */
  readonly gapsOf: readonly (readonly number[])[];
  readonly leaves: number;
}

/** The horizon of every instance. */
export const years: readonly FiscalYear[] = [2021, 2022, 2023, 2024, 2025].map(fiscalYear);

/** Bureaus, each with about as many partners. */
export const bureaus = ["AF", "EAP", "EUR", "NEA", "SCA", "WHA"] as const;

/** Unit: US cents. */
export const million = 100_000_000;

const sectors = 12;

/** How often an initiative lasts one to five years. */
const lastingWeights = weigh([3, 3, 3, 1.5, 1]);
/** Sizes of an initiative's packages, against the one that is asked for, and how often they are offered. */
const scaleLists: readonly (readonly number[])[] = [
  [1],
  [0.6, 1],
  [0.5, 1, 1.4],
  [0.4, 0.7, 1, 1.5],
];
const scaleWeights = weigh([3, 3, 3, 1.5]);

/** Accounts, partners, sectors and objectives of an instance. */
export function drawWorld(size: InstanceSize, random: Random): World {
  const accounts = Array.from({ length: size.accounts }, (_, index) => ({
    code: `A${String(index).padStart(2, "0")}`,
    lasts: random.pick([1, 1, 2, 2, 2, 3, 3, 5]),
    weight: Math.exp(0.9 * random.normal()),
  }));
  const accountsOf = Array.from({ length: sectors }, (): string[] => []);
  accounts.forEach(({ code }, index) => {
    const own = new Set(Array.from({ length: 1 + random.below(4) }, () => random.below(sectors)));
    // Every sector has an account.
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
    accounts,
    partnerWeights: weigh(
      Array.from({ length: size.partners }, () => Math.exp(1.1 * random.normal())),
    ),
    bureauOf: Array.from({ length: size.partners }, () => random.pick(bureaus)),
    accountsOf,
    sectorWeights: weigh(Array.from({ length: sectors }, () => Math.exp(0.5 * random.normal()))),
    objectivesOf,
    gapsOf,
    leaves,
  };
}

/** An initiative, and what the package costs that is asked for: others are smaller or larger offers beside it. */
export interface DrawnItem {
  readonly item: Item;
  /** Unit: US cents, all years together. */
  readonly asked: number;
}

/** An initiative with its packages and starts: cost by year, effect with less return for size and for delay. */
export function drawItem(index: number, world: World, random: Random): DrawnItem {
  const id = `i${String(index).padStart(6, "0")}`;
  const partner = random.place(world.partnerWeights);
  const sector = random.place(world.sectorWeights);
  const cost = Math.min(300, Math.max(0.1, Math.exp(Math.log(3) + 1.5 * random.normal())));
  const lasting = 1 + random.place(lastingWeights);
  const scales = scaleLists[random.place(scaleWeights)] ?? [1];
  const accounts = lawfulAccounts(world.accountsOf[sector] ?? [], random);
  const profile = Array.from({ length: lasting }, () => random.between(0.5, 1.5));
  const profileSum = profile.reduce((sum, one) => sum + one, 0);
  const served = servedLeaves(world, partner, sector, random);
  const worth = Math.exp(0.55 * random.normal()) * cost ** -0.08;
  const [bend, decay] = [random.between(0.6, 0.85), random.between(0.88, 0.98)];
  const starts = years.slice(0, Math.min(years.length - lasting + 1, 1 + random.below(4)));
  const candidates = starts.flatMap((start, delay) =>
    scales.map((scale, level): Candidate => {
      const costs = years.map((_, year) => {
        const share = (profile[year - delay] ?? 0) / profileSum;
        return cents(Math.round(cost * scale * share * million));
      });
      const effect = cost * worth * scale ** bend * decay ** delay;
      const effects = new Map<string, number>();
      for (const [leaf, share] of served) effects.set(leaf, effect * share);
      return { initiative: id, package: `${id}.${level}`, start, costs, effects };
    }),
  );
  const item = {
    initiative: { ...blankInitiative, id, name: id, partner: partnerId(partner), accounts },
    bureau: world.bureauOf[partner] ?? bureaus[0],
    candidates,
    accounts: years.map(() => accounts),
    warnings: [],
  };
  return { item, asked: Math.round(cost * million) };
}

/** Most initiatives are lawful for every account of their sector; the rest are particular. */
function lawfulAccounts(ofSector: readonly string[], random: Random): readonly string[] {
  const all = ofSector.slice(0, 6);
  const some = random.next() < 0.8 ? all : all.filter(() => random.next() < 0.75);
  return some.length > 0 ? some : all.slice(0, 1);
}

/** One to three objectives of a sector, and in half of all cases a gap of the partner, with shares of the effect. */
function servedLeaves(
  world: World,
  partner: number,
  sector: number,
  random: Random,
): ReadonlyMap<string, number> {
  const served = new Map<string, number>();
  const objectives = world.objectivesOf[sector] ?? [];
  const count = 1 + random.below(3);
  for (let step = 0; step < count; step++) {
    const objective = leafId(objectives[random.below(objectives.length)] ?? 0);
    if (!served.has(objective)) served.set(objective, random.between(0.3, 1));
  }
  const gaps = world.gapsOf[partner] ?? [];
  if (gaps.length > 0 && random.next() < 0.5) {
    served.set(leafId(random.pick(gaps)), random.between(0.3, 1.2));
  }
  return served;
}

/** The name of a leaf objective. */
export function leafId(index: number): string {
  return `o${String(index).padStart(3, "0")}`;
}

/** The name of a partner. */
export function partnerId(index: number): string {
  return `p${index}`;
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
  dod_objective_reason: undefined,
  ...{ units: [], use: undefined, demand: undefined },
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
