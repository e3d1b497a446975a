import { compareText } from "../../base/findings.ts";
import type { Candidate, Problem, Scope } from "../problem.ts";
import type { Column } from "./linear-model.ts";
import { Terms } from "./linear-model.ts";

/** One cent in the unit of money of the model, which is a million dollars. */
export const millionsPerCent = 1e-8;

/** Effect in the model is counted in this many parts of a leaf's target, so that small programs are not lost. */
const partsOfTarget = 10_000;

/** The objective of the model is counted in this many parts of a value point, for the same reason. */
export const partsOfPoint = 1_000;

/**
 * Items whose money may come from several accounts in a year, and which every rule treats alike in that year:
 * one flow from each account serves them all.
 */
export interface FlowClass {
  readonly year: number;
  readonly items: readonly number[];
  readonly accounts: readonly string[];
  /** The column of the flow, by account. */
  readonly flows: ReadonlyMap<string, number>;
}

/** A way to fund an item, with its column. */
export interface ChoiceColumn {
  readonly item: number;
  readonly candidate: Candidate;
  readonly column: number;
}

/** All columns of the model of a problem, and how money is expressed in them. */
export interface Columns {
  readonly all: readonly Column[];
  readonly choices: readonly ChoiceColumn[];
  /** Choice columns of each item. */
  readonly choicesOf: readonly (readonly ChoiceColumn[])[];
  /** Column of the money spent from each account, by year. */
  readonly spending: ReadonlyMap<string, readonly number[]>;
  readonly classes: readonly FlowClass[];
  /** Columns of the segments of each leaf, first segment first. */
  readonly served: readonly (readonly number[])[];
  /** Effect points in one unit of a leaf's `served` columns. */
  readonly effectUnits: readonly number[];
}

/**
 * The columns of a problem: choices (0 or 1), money by account and year, flows of classes, effect by segment.
 *
 * `impossible` names candidates that presolve ruled out; their columns are fixed at 0.
 */
export function makeColumns(problem: Problem, impossible: ReadonlySet<Candidate>): Columns {
  const all: Column[] = [];
  const add = (name: string, upper: number, objective: number, integer: boolean) =>
    all.push({ name, lower: 0, upper, objective, integer }) - 1;

  const choices: ChoiceColumn[] = [];
  const choicesOf = problem.items.map((item, index) =>
    item.candidates.map((candidate) => {
      const part = candidate.share === undefined ? "" : ` at ${candidate.share}`;
      const name = `x ${candidate.package} ${candidate.start}${part}`;
      const column = add(name, impossible.has(candidate) ? 0 : 1, 0, true);
      const choice = { item: index, candidate, column };
      choices.push(choice);
      return choice;
    }),
  );

  const asked = mostAsked(problem);
  const effects = mostEffects(problem);
  const spending = new Map(
    problem.purses.map((purse) => [
      purse.account,
      problem.years.map((year, index) =>
        add(`spent ${purse.account} ${year}`, asked.get(purse.account)?.[index] ?? 0, 0, false),
      ),
    ]),
  );

  const classes = groupFlows(problem).map(
    ({ year, items, accounts }): FlowClass => ({
      year,
      items,
      accounts,
      flows: new Map(
        accounts.map((account) => [
          account,
          add(
            `flow ${problem.items[items[0] ?? 0]?.initiative.id} ${account} ${problem.years[year]}`,
            asked.get(account)?.[year] ?? 0,
            0,
            false,
          ),
        ]),
      ),
    }),
  );

  const effectUnits = problem.leaves.map((leaf) => leaf.target / partsOfTarget);
  const served = problem.leaves.map((leaf, index) => {
    const unit = effectUnits[index] ?? 1;
    const most = effects.get(leaf.objective) ?? 0;
    return leaf.segments.map((segment, step) =>
      add(
        `served ${leaf.objective} ${step + 1}`,
        Math.min(segment.width, most) / unit,
        segment.worth * unit * partsOfPoint,
        false,
      ),
    );
  });
  return { all, choices, choicesOf, spending, classes, served, effectUnits };
}

/**
 * The most that could ever be asked of each account in each year: finite bounds that solvers need.
 *
 * Shape: account → millions by year.   They do not come from the budgets, so that a question about more money can be
 * asked of the same model.
 */
function mostAsked(problem: Problem): ReadonlyMap<string, readonly number[]> {
  const asked = new Map(problem.purses.map((purse) => [purse.account, problem.years.map(() => 0)]));
  for (const item of problem.items) {
    problem.years.forEach((_, year) => {
      const most = Math.max(0, ...item.candidates.map((candidate) => candidate.costs[year] ?? 0));
      for (const account of item.accounts[year] ?? []) {
        const years = asked.get(account);
        if (years !== undefined) years[year] = (years[year] ?? 0) + most;
      }
    });
  }
  return new Map(
    [...asked].map(([account, years]) => [
      account,
      years.map((amount) => amount * millionsPerCent),
    ]),
  );
}

/** The most effect that could ever reach each leaf: of every item its most effective candidate. */
function mostEffects(problem: Problem): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const item of problem.items) {
    const most = new Map<string, number>();
    for (const candidate of item.candidates) {
      for (const [leaf, effect] of candidate.effects) {
        most.set(leaf, Math.max(most.get(leaf) ?? 0, effect));
      }
    }
    for (const [leaf, effect] of most) totals.set(leaf, (totals.get(leaf) ?? 0) + effect);
  }
  return totals;
}

/** Scopes of every rule, whatever its kind. */
function scopesOf(problem: Problem): Scope[] {
  return [
    ...problem.amounts.map((rule) => rule.scope),
    ...problem.shares.flatMap((rule) => [rule.part, rule.whole]),
    ...problem.changes.map((rule) => rule.scope),
  ];
}

/** Items of several accounts, grouped by year, accounts, and the rules that tell their accounts apart. */
function groupFlows(problem: Problem): Omit<FlowClass, "flows">[] {
  const scopes = new Map<
    string,
    { readonly items: ReadonlySet<number>; readonly accounts: readonly string[] }
  >();
  for (const { items, accounts } of scopesOf(problem)) {
    if (accounts === null) continue;
    const key = `${accounts.join(";")}|${items.join(",")}`;
    if (!scopes.has(key)) scopes.set(key, { items: new Set(items), accounts });
  }
  const groups = new Map<string, { year: number; items: number[]; accounts: readonly string[] }>();
  problem.items.forEach((item, index) => {
    if (item.candidates.length === 0) return;
    item.accounts.forEach((accounts, year) => {
      if (accounts.length < 2) return;
      const telling = [...scopes].flatMap(([key, scope]) => {
        const inside = accounts.filter((account) => scope.accounts.includes(account)).length;
        const splits = inside > 0 && inside < accounts.length;
        return splits && scope.items.has(index) ? [key] : [];
      });
      const key = JSON.stringify([year, accounts, telling]);
      const group = groups.get(key);
      if (group) group.items.push(index);
      else groups.set(key, { year, items: [index], accounts });
    });
  });
  return [...groups].sort(([a], [b]) => compareText(a, b)).map(([, group]) => group);
}

/** The cost of an item in a year, in the columns of its choices.   Unit: millions. */
export function costOf(columns: Columns, item: number, year: number): Terms {
  const terms = new Terms();
  for (const { candidate, column } of columns.choicesOf[item] ?? []) {
    terms.add(column, (candidate.costs[year] ?? 0) * millionsPerCent);
  }
  return terms;
}

/** The money of a scope in a year.   Unit: millions. */
export function moneyOf(problem: Problem, columns: Columns, scope: Scope, year: number): Terms {
  const terms = new Terms();
  const counted = scope.accounts;
  if (scope.items.length === problem.items.length) {
    for (const account of counted ?? problem.purses.map((purse) => purse.account)) {
      const column = columns.spending.get(account)?.[year];
      if (column !== undefined) terms.add(column, 1);
    }
    return terms;
  }
  const flowing = new Set<number>();
  for (const flow of columns.classes) {
    if (flow.year !== year || counted === null) continue;
    const inside = flow.accounts.filter((account) => counted.includes(account));
    if (inside.length === 0 || inside.length === flow.accounts.length) continue;
    const members = flow.items.filter((item) => scope.items.includes(item));
    if (members.length === 0) continue;
    for (const item of members) flowing.add(item);
    for (const account of inside) terms.add(flow.flows.get(account) ?? -1, 1);
  }
  for (const item of scope.items) {
    if (flowing.has(item)) continue;
    const accounts = problem.items[item]?.accounts[year] ?? [];
    const all = counted === null || accounts.every((account) => counted.includes(account));
    if (all && accounts.length > 0) terms.addAll(costOf(columns, item, year), 1);
  }
  return terms;
}
