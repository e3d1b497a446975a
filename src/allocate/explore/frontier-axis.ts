import { compareText } from "../../base/findings.ts";
import type { Cents } from "../../base/money.ts";
import type { Allocation } from "../allocation.ts";
import type { ChangeRule, Problem, Scope, ShareRule } from "../problem.ts";

/** The share of a region in the money of each year, or of one: at least or at most so much. */
export interface ShareAxis {
  readonly kind: "share";
  readonly bureau: string;
  /** Only money of these accounts is counted; `null` for all. */
  readonly accounts: readonly string[] | null;
  /** Index of the only year that counts; `null` for every year by itself. */
  readonly year: number | null;
  readonly sense: "at_least" | "at_most";
}

/** The largest change of the money of any region, or partner, from one year to the next. */
export interface ChangeAxis {
  readonly kind: "change";
  readonly of: "regions" | "partners";
  /** What each had in the year before the first; without one the first year is free.   Unit: US cents. */
  readonly before: ReadonlyMap<string, Cents>;
}

/** What makes an initiative risky: something that it rests on, or that its effect is doubtful. */
export const riskMeasures = ["assumptions", "confidence"] as const;

/** One of {@link riskMeasures}. */
export type RiskMeasure = (typeof riskMeasures)[number];

/** The share of risky initiatives in the money of each year: at most so much. */
export interface RiskAxis {
  readonly kind: "risk";
  /** What makes them risky, for words. */
  readonly measure: RiskMeasure;
  /** Indexes of the risky items, rising. */
  readonly items: readonly number[];
}

/** What the value of a plan is traded against: a rule that can be made stricter step by step. */
export type FrontierAxis = ShareAxis | ChangeAxis | RiskAxis;

/** The level of a rule that nothing could keep stricter, where all of the money would have to obey. */
export function strictestLevel(axis: FrontierAxis): number {
  return axis.kind === "share" && axis.sense === "at_least" ? 1 : 0;
}

/** Above zero where the first level is stricter than the second, below zero where it is looser. */
export function compareStrictness(axis: FrontierAxis, first: number, second: number): number {
  if (first === second) return 0;
  const rises = strictestLevel(axis) === 1;
  return first > second === rises ? 1 : -1;
}

/** The problem with the rule of an axis at a level, beside all its own rules. */
export type PosedLevel = (level: number) => Problem;

/** The problem with the rule of an axis at any level: all of them share whom the rule counts. */
export function poseLevels(problem: Problem, axis: FrontierAxis): PosedLevel {
  if (axis.kind === "change") {
    const groups = groupsOf(problem, axis.of);
    return (level) => ({
      ...problem,
      changes: [...problem.changes, ...changeRules(problem, groups, axis, level)],
    });
  }
  const years = axis.kind === "share" && axis.year !== null ? [axis.year] : yearsOf(problem);
  const { part, whole } = shareScopes(problem, axis);
  const ruleAt = (year: number, ratio: number): ShareRule => ({
    ids: [`frontier-${axis.kind}`],
    name: `frontier: ${axis.kind}`,
    kind: axis.kind === "share" ? axis.sense : "at_most",
    part,
    whole,
    year,
    ratio,
    origin: "share",
  });
  return (level) => ({
    ...problem,
    shares: [...problem.shares, ...years.map((year) => ruleAt(year, level))],
  });
}

/** The problem with the rule of an axis at one level. */
export function withLevel(problem: Problem, axis: FrontierAxis, level: number): Problem {
  return poseLevels(problem, axis)(level);
}

/**
 * The strictest level that an allocation keeps: the share in its worst year, or its largest change.
 *
 * Infinity where money rises from nothing, since no ratio allows that.
 */
export function levelReached(problem: Problem, allocation: Allocation, axis: FrontierAxis): number {
  if (axis.kind === "change") return largestChange(problem, allocation, axis);
  const { part, whole } = shareScopes(problem, axis);
  const parts = moneyByYear(problem, allocation, part);
  const wholes = moneyByYear(problem, allocation, whole);
  const rises = strictestLevel(axis) === 1;
  const shares = yearsOf(problem).flatMap((year) => {
    if (axis.kind === "share" && axis.year !== null && axis.year !== year) return [];
    const all = wholes[year] ?? 0;
    return all > 0 ? [(parts[year] ?? 0) / all] : [];
  });
  return rises ? Math.min(1, ...shares) : Math.max(0, ...shares);
}

/** What an allocation pays to a scope in each year.   Unit: US cents by year of the horizon. */
export function moneyByYear(problem: Problem, allocation: Allocation, scope: Scope): number[] {
  const inside = new Set(scope.items.map((item) => problem.items[item]?.initiative.id));
  const totals = problem.years.map(() => 0);
  const first = problem.years[0] ?? 0;
  for (const { initiative, account, fiscal_year, amount } of allocation.payments) {
    if (!inside.has(initiative)) continue;
    if (scope.accounts !== null && !scope.accounts.includes(account)) continue;
    const year = fiscal_year - first;
    totals[year] = (totals[year] ?? 0) + amount;
  }
  return totals;
}

function yearsOf(problem: Problem): number[] {
  return problem.years.map((_, year) => year);
}

function shareScopes(problem: Problem, axis: ShareAxis | RiskAxis): { part: Scope; whole: Scope } {
  const all = problem.items.map((_, item) => item);
  const accounts = axis.kind === "share" ? axis.accounts : null;
  const inside =
    axis.kind === "share"
      ? all.filter((item) => problem.items[item]?.bureau === axis.bureau)
      : axis.items;
  return { part: { items: inside, accounts }, whole: { items: all, accounts } };
}

/** The items of every region or partner, by its code, sorted. */
function groupsOf(problem: Problem, of: ChangeAxis["of"]): readonly (readonly [string, Scope])[] {
  const groups = new Map<string, number[]>();
  problem.items.forEach(({ bureau, initiative }, item) => {
    const key = of === "regions" ? bureau : initiative.partner;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  });
  return [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, items]) => [key, { items, accounts: null }]);
}

function changeRules(
  problem: Problem,
  groups: readonly (readonly [string, Scope])[],
  axis: ChangeAxis,
  ratio: number,
): ChangeRule[] {
  return groups.flatMap(([key, scope]) => {
    const rule = {
      ids: [`frontier-change-${key}`],
      name: `frontier: change of ${key}`,
      scope,
      ratio,
    };
    return yearsOf(problem).flatMap((year): ChangeRule[] => {
      if (year > 0) return [{ ...rule, year, before: null }];
      const before = axis.before.get(key);
      return before !== undefined && before > 0 ? [{ ...rule, year, before }] : [];
    });
  });
}

function largestChange(problem: Problem, allocation: Allocation, axis: ChangeAxis): number {
  const changes = moneyOfGroups(problem, allocation, axis.of).flatMap(([key, money]) => {
    const record = axis.before.get(key) ?? 0;
    return money.flatMap((now, year) => {
      if (year === 0 && record <= 0) return [];
      const before = year === 0 ? record : (money[year - 1] ?? 0);
      if (now === before) return [0];
      return [before === 0 ? Number.POSITIVE_INFINITY : Math.abs(now - before) / before];
    });
  });
  return Math.max(0, ...changes);
}

/** What an allocation pays to each region or partner, by year of the horizon.   Unit: US cents. */
function moneyOfGroups(
  problem: Problem,
  allocation: Allocation,
  of: ChangeAxis["of"],
): readonly (readonly [string, readonly number[]])[] {
  const groupOf = new Map<string, string>();
  const totals = new Map<string, number[]>();
  for (const { bureau, initiative } of problem.items) {
    const key = of === "regions" ? bureau : initiative.partner;
    groupOf.set(initiative.id, key);
    if (!totals.has(key)) totals.set(key, Array<number>(problem.years.length).fill(0));
  }
  const first = problem.years[0] ?? 0;
  for (const { initiative, fiscal_year, amount } of allocation.payments) {
    const own = totals.get(groupOf.get(initiative) ?? "");
    const year = fiscal_year - first;
    if (own?.[year] !== undefined) own[year] += amount;
  }
  return [...totals];
}
