import { compareText } from "../../base/findings.ts";
import type { Cents } from "../../base/money.ts";
import type { Effect, Plan } from "../../plan/plan.ts";
import type { Candidate, Item, Problem } from "../problem.ts";
import { type Factor, listFactors } from "./what-if-factors.ts";

/** Part of a cost that moves with one factor. */
export interface MixPart {
  readonly factor: number;
  /** Share of the cost, 0 to 1. */
  readonly share: number;
}

/** What the candidates of one package, or of one share of it, hang on alike: they differ in their start alone. */
export interface PackageGround {
  /** What each year after the start is spent on. */
  readonly mix: readonly (readonly MixPart[])[];
  /** The objectives that it serves, in their order. */
  readonly leaves: readonly string[];
  /** By objective: the factors that multiply its effect, by their place in the list of factors. */
  readonly effects: readonly (readonly number[])[];
  /** The place of its first candidate. */
  readonly first: number;
}

/** What the candidates of an item hang on, by places in the list of factors. */
export interface ItemGround {
  /** Multiply every cost. */
  readonly costs: readonly number[];
  /** Whether a floor asks for dollars of it: where it comes cheaper, those dollars are spent on it all the same. */
  readonly directed: boolean;
  /** Multiply every effect: where it works, and whether the assumptions that it rests on hold. */
  readonly effects: readonly number[];
  readonly packages: readonly PackageGround[];
  /** By candidate: the place of its package. */
  readonly packageOf: readonly number[];
  /** Year of the horizon in which each candidate starts. */
  readonly starts: readonly number[];
}

/** Money of an account in one year: what each row brings, and the assumptions that it rests on. */
export interface MoneyRow {
  readonly amount: Cents;
  readonly assumptions: readonly number[];
}

/** What moves the level of a directive, or lets a directive or limit fall, by places in the list of factors. */
export interface RuleGround {
  readonly level: number | null;
  readonly assumptions: readonly number[];
}

/** A problem with what its figures hang on, so that another world is made of it without the plan. */
export interface WhatIfGround {
  readonly problem: Problem;
  /** Everything that may come out otherwise, sorted by name. */
  readonly factors: readonly Factor[];
  /** Places in `factors`, by name. */
  readonly places: ReadonlyMap<string, number>;
  readonly items: readonly ItemGround[];
  /** By purse: the rows of each year of the horizon. */
  readonly money: readonly (readonly (readonly MoneyRow[])[])[];
  /** By purse: the place of its factor. */
  readonly purses: readonly number[];
  /** By leaf: the place of its factor. */
  readonly leaves: readonly number[];
  /** By id of a directive or limit. */
  readonly rules: ReadonlyMap<string, RuleGround>;
  /** Places of the factors that hold everywhere. */
  readonly allMoney: number;
  readonly moneyLeft: number;
}

/**
 * What the figures of a posed problem hang on, from the plan that it was posed from.
 *
 * `nameRegion`: what a reader calls a State bureau's region.
 */
export function groundOf(
  plan: Plan,
  problem: Problem,
  nameRegion: (bureau: string) => string = (bureau) => bureau,
): WhatIfGround {
  const factors = listFactors(plan, problem, nameRegion);
  const places = new Map(factors.map(({ name }, place) => [name, place]));
  const placeOf = (name: string): number => {
    const place = places.get(name);
    if (place === undefined) throw new Error(`no factor ${name}`);
    return place;
  };
  const assumed = (ids: readonly string[]) => ids.map((id) => placeOf(`assumption:${id}`));
  return {
    problem,
    factors,
    places,
    items: groundItems(plan, problem, placeOf, assumed),
    money: groundMoney(plan, problem, assumed),
    purses: problem.purses.map(({ account }) => placeOf(`budget:${account}`)),
    leaves: problem.leaves.map(({ objective }) => placeOf(`weight:${objective}`)),
    rules: groundRules(plan, factors, assumed),
    allMoney: placeOf("budget:all"),
    moneyLeft: placeOf("fallen-money"),
  };
}

/** An item that cannot be funded hangs on nothing. */
const barred: ItemGround = {
  costs: [],
  directed: false,
  effects: [],
  packages: [],
  packageOf: [],
  starts: [],
};

type PlaceOf = (name: string) => number;
type Assumed = (ids: readonly string[]) => readonly number[];

function groundItems(
  plan: Plan,
  problem: Problem,
  placeOf: PlaceOf,
  assumed: Assumed,
): ItemGround[] {
  const lines = Map.groupBy(plan.tables.lines, (row) => row.package);
  const effects = Map.groupBy(plan.tables.effects, (row) => row.initiative);
  const first = problem.years[0] ?? 0;
  const floors = problem.amounts.filter((rule) => rule.kind === "floor");
  const directed = new Set(floors.flatMap((rule) => rule.scope.items));
  return problem.items.map((item, index): ItemGround => {
    if (item.candidates.length === 0) return barred;
    const { id, partner, assumptions } = item.initiative;
    const own = [...(effects.get(id) ?? [])].sort((a, b) => compareText(a.id, b.id));
    const mixes = new Map<string, MixPart[][]>();
    const packages: PackageGround[] = [];
    const packageOf = item.candidates.map((candidate, place) => {
      const { package: chosen, effects: its } = candidate;
      const known = packages.findIndex(({ first: at }) => {
        const one = item.candidates[at];
        return one?.package === chosen && one.effects === its;
      });
      if (known >= 0) return known;
      const mix = remember(mixes, chosen, () => mixOf(lines.get(chosen) ?? [], placeOf));
      return (
        packages.push({ first: place, mix, ...outcomeOf(candidate, own, placeOf, assumed) }) - 1
      );
    });
    return {
      costs: [placeOf("cost:all"), ...placed(item, placeOf, "cost", partner)],
      directed: directed.has(index),
      effects: [...placed(item, placeOf, "effect", partner), ...assumed(assumptions)],
      packages,
      packageOf,
      starts: item.candidates.map(({ start }) => start - first),
    };
  });
}

function placed(item: Item, placeOf: PlaceOf, kind: string, partner: string): number[] {
  return [placeOf(`${kind}:region:${item.bureau}`), placeOf(`${kind}:partner:${partner}`)];
}

/** What each year after the start of a package is spent on, by kind of line. */
function mixOf(lines: readonly Plan["tables"]["lines"][number][], placeOf: PlaceOf): MixPart[][] {
  const years: MixPart[][] = [];
  for (const [offset, rows] of Map.groupBy(lines, (row) => row.year_offset)) {
    const total = rows.reduce((sum, row) => sum + row.amount, 0);
    while (years.length <= offset) years.push([]);
    if (total === 0) continue;
    years[offset] = [...Map.groupBy(rows, (row) => row.kind)]
      .sort(([a], [b]) => compareText(a, b))
      .map(([kind, part]) => ({
        factor: placeOf(`cost:kind:${kind}`),
        share: part.reduce((sum, row) => sum + row.amount, 0) / total,
      }));
  }
  return years;
}

function outcomeOf(
  { package: chosen, effects }: Candidate,
  rows: readonly Effect[],
  placeOf: PlaceOf,
  assumed: Assumed,
): Pick<PackageGround, "leaves" | "effects"> {
  const leaves = [...effects.keys()];
  const factors = leaves.map((objective): readonly number[] => {
    const meant = rows.filter((row) => row.objective === objective);
    // A row for this very package says more than one for all packages.
    const row =
      meant.findLast((one) => one.package === chosen) ??
      meant.find((one) => one.package === undefined);
    return row === undefined
      ? []
      : [placeOf(`effect:relevance:${row.relevance}`), ...assumed(row.assumptions)];
  });
  return { leaves, effects: factors };
}

function groundMoney(plan: Plan, problem: Problem, assumed: Assumed): MoneyRow[][][] {
  const rows = Map.groupBy(plan.tables.resources, (row) => row.account);
  return problem.purses.map(({ account }) => {
    const own = rows.get(account) ?? [];
    return problem.years.map((year) =>
      own
        .filter((row) => row.fiscal_year === year)
        .map(({ amount, assumptions }) => ({ amount, assumptions: assumed(assumptions) })),
    );
  });
}

function groundRules(
  plan: Plan,
  factors: readonly Factor[],
  assumed: Assumed,
): Map<string, RuleGround> {
  const levels = new Map(
    factors.flatMap(({ ids = [] }, place) => ids.map((id) => [id, place] as const)),
  );
  const { directives, limits } = plan.tables;
  return new Map(
    [...directives, ...limits].map(({ id, assumptions }) => [
      id,
      { level: levels.get(id) ?? null, assumptions: assumed(assumptions) },
    ]),
  );
}

function remember<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}
