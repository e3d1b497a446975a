import { compareText } from "../../base/findings.ts";
import type { Attainment } from "../allocation.ts";
import type { Candidate, Item, Leaf, Problem } from "../problem.ts";
import {
  keyOfItem,
  type MoneyByKey,
  type MoneyDimension,
  type MoneyProfile,
  moneyDimensions,
} from "./alternatives-money.ts";

/**
 * A direction in which to pull a plan: what a dollar for an item in a year counts, from -1 to 1.
 *
 * Above zero it is wanted, below zero it is not.
 */
export type Tilt = (item: Item, year: number) => number;

/** The objective that a tilt adds; no row of a plan can bear this name. */
const tiltLeaf = " tilt";

/** What all of the money in hand counts on the added objective. */
const wholeTilt = 100;

/** What is left of the effects of what is not wanted, at least, as a share. */
const leastLeft = 0.01;

/** A plan to pull at: the problem, its best allocation, and the money that this spends. */
export interface PulledPlan {
  readonly problem: Problem;
  readonly attainments: readonly Attainment[];
  /** Unit: US cents. */
  readonly whole: number;
}

/**
 * The problem with money in the direction of a tilt worth up to `strength` points, when all of it goes that way.
 *
 * Money that is wanted counts on one objective more. Money that is not wanted makes its initiative do less, by what the
 * money counts against what the initiative is worth at the margin: so no effect falls below zero, which the worth of
 * effect does not know. It keeps a little, so that money that nobody else can use is not left idle. Rules and costs stay,
 * so that each allocation is one of the problem itself.
 */
export function tiltProblem(plan: PulledPlan, tilt: Tilt, strength: number): Problem {
  const { problem } = plan;
  const slopes = slopesAt(plan);
  const items = problem.items.map((item): Item => {
    const weights = problem.years.map((_, year) => tilt(item, year));
    if (weights.every((weight) => weight === 0)) return item;
    const candidates = item.candidates.map((candidate): Candidate => {
      const share = shareOf(plan, candidate, weights);
      if (share === 0) return candidate;
      if (share > 0) {
        const effects = new Map([[tiltLeaf, wholeTilt * share], ...candidate.effects]);
        return { ...candidate, effects };
      }
      const left = Math.max(leastLeft, 1 - (-share * strength) / marginOf(candidate, slopes));
      const effects = [...candidate.effects].map(
        ([leaf, effect]) => [leaf, effect * left] as const,
      );
      return { ...candidate, effects: new Map(effects) };
    });
    return { ...item, candidates };
  });
  const leaf: Leaf = {
    objective: tiltLeaf,
    points: strength,
    target: wholeTilt,
    segments: [{ width: Number.POSITIVE_INFINITY, worth: strength / wholeTilt }],
  };
  return { ...problem, items, leaves: [leaf, ...problem.leaves] };
}

/** What a way to fund an item counts in the direction of a tilt, as a share of the money in hand. */
function shareOf(plan: PulledPlan, { costs }: Candidate, weights: readonly number[]): number {
  const counted = costs.reduce((sum, cost, year) => sum + cost * (weights[year] ?? 0), 0);
  return counted / Math.max(1, plan.whole);
}

/** What a point of effect more or less is worth on each leaf, where the plan stands. */
function slopesAt({ problem, attainments }: PulledPlan): ReadonlyMap<string, number> {
  const reached = new Map(attainments.map(({ objective, effect }) => [objective, effect]));
  return new Map(
    problem.leaves.map(({ objective, segments }) => {
      let left = reached.get(objective) ?? 0;
      const segment = segments.find(({ width }) => {
        left -= width;
        return left <= 0;
      });
      return [objective, segment?.worth ?? 0];
    }),
  );
}

/** What a way to fund an item is worth at the margin; above zero, to divide by. */
function marginOf({ effects }: Candidate, slopes: ReadonlyMap<string, number>): number {
  let worth = 0;
  for (const [leaf, effect] of effects) worth += effect * (slopes.get(leaf) ?? 0);
  return Math.max(1e-12, worth);
}

/** The share of the money in hand that the choices of an allocation put in the direction of a tilt. */
export function sharePulled(
  plan: PulledPlan,
  tilt: Tilt,
  funded: readonly Candidate[],
  itemOf: ReadonlyMap<string, Item>,
): number {
  return funded.reduce((sum, candidate) => {
    const item = itemOf.get(candidate.initiative);
    if (item === undefined) return sum;
    const weights = plan.problem.years.map((_, year) => tilt(item, year));
    return sum + shareOf(plan, candidate, weights);
  }, 0);
}

/** Pulls money toward a key of a dimension, or away from it. */
export function tiltToKey(dimension: MoneyDimension, key: string, toward: boolean): Tilt {
  return (item, year) => {
    const inside = shareInKey(item, year, dimension, key);
    return toward ? inside : -inside;
  };
}

/** How much of an item's money of a year falls under a key; several accounts are taken to pay alike. */
function shareInKey(item: Item, year: number, dimension: MoneyDimension, key: string): number {
  if (dimension !== "account") return keyOfItem(item, dimension) === key ? 1 : 0;
  const accounts = item.accounts[year] ?? [];
  return accounts.includes(key) ? 1 / accounts.length : 0;
}

/**
 * Pulls further from one plan to another: toward every key that has more money in the second, away from every key
 * that has less. Each dimension counts as one over its scale.
 */
export function tiltApart(
  from: MoneyProfile,
  to: MoneyProfile,
  scales: Readonly<Record<MoneyDimension, number>>,
): Tilt {
  const dimensions = moneyDimensions.filter((dimension) => scales[dimension] > 0);
  const all = dimensions.reduce((sum, dimension) => sum + 1 / scales[dimension], 0);
  const signs = new Map(dimensions.map((name) => [name, signsOf(from[name], to[name])]));
  return (item, year) => {
    let sum = 0;
    for (const dimension of dimensions) {
      const own = signs.get(dimension) ?? new Map<string, number>();
      const sign =
        dimension === "account"
          ? meanSign(item.accounts[year] ?? [], own)
          : (own.get(keyOfItem(item, dimension)) ?? 0);
      sum += sign / scales[dimension];
    }
    return all === 0 ? 0 : sum / all;
  };
}

function signsOf(from: MoneyByKey, to: MoneyByKey): Map<string, number> {
  const keys = [...new Set([...from.keys(), ...to.keys()])];
  return new Map(keys.map((key) => [key, Math.sign((to.get(key) ?? 0) - (from.get(key) ?? 0))]));
}

function meanSign(accounts: readonly string[], signs: ReadonlyMap<string, number>): number {
  if (accounts.length === 0) return 0;
  return accounts.reduce((sum, one) => sum + (signs.get(one) ?? 0), 0) / accounts.length;
}

/** How many partners have a direction of their own: those with the most money. */
const namedPartners = 6;

/** A direction with the dimension in which it pulls. */
export interface NamedTilt {
  readonly dimension: MoneyDimension;
  readonly tilt: Tilt;
}

/**
 * The directions that have a name: toward and away from each region, account and kind of work, and the largest
 * partners. The dimensions take turns, in each the key with the most money first.
 */
export function namedTilts(problem: Problem, profile: MoneyProfile): NamedTilt[] {
  const lists = moneyDimensions.map((dimension) => {
    const moneyOf = (key: string) => profile[dimension].get(key) ?? 0;
    const keys = [...openKeys(problem, dimension)].sort(
      (a, b) => moneyOf(b) - moneyOf(a) || compareText(a, b),
    );
    // Where there is one key only, no money can move between keys.
    if (keys.length < 2) return [];
    const named = dimension === "partner" ? keys.slice(0, namedPartners) : keys;
    return named.flatMap((key) => {
      // Of two keys, toward one is away from the other; and nothing can be taken from who has nothing.
      const ways = keys.length === 2 || moneyOf(key) === 0 ? [true] : [true, false];
      return ways.map((toward) => ({ dimension, tilt: tiltToKey(dimension, key, toward) }));
    });
  });
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, turn) =>
    lists.flatMap((list) => list.slice(turn, turn + 1)),
  ).flat();
}

/** Pulls in two directions of different dimensions at once: every pair of the first ones comes before later ones. */
export function pairedTilts(named: readonly NamedTilt[]): Tilt[] {
  return named.flatMap((later, position) =>
    named
      .slice(0, position)
      .filter(({ dimension }) => dimension !== later.dimension)
      .map(
        ({ tilt }): Tilt =>
          (item, year) =>
            (tilt(item, year) + later.tilt(item, year)) / 2,
      ),
  );
}

/** The keys to which money could go. */
function openKeys(problem: Problem, dimension: MoneyDimension): Set<string> {
  const keys = new Set<string>();
  for (const item of problem.items) {
    if (item.candidates.length === 0) continue;
    if (dimension !== "account") keys.add(keyOfItem(item, dimension));
    else for (const account of item.accounts.flat()) keys.add(account);
  }
  return keys;
}
