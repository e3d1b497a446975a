import type { Closeness } from "../src/allocate/explain/closeness.ts";
import type { ExplainSession } from "../src/allocate/explain/session.ts";
import type { AmountRule, Problem, Purse, Scope, ShareRule } from "../src/allocate/problem.ts";
import { cents } from "../src/base/money.ts";
import type { Random } from "./random.ts";

/** Initiatives of each kind that a planner asks about, by index: some drawn, some the closest calls. */
export function listKinds(
  { problem, allocation }: ExplainSession,
  closeness: Closeness,
  count: number,
  random: Random,
): readonly (readonly [kind: string, items: readonly number[]])[] {
  const funded = new Map(allocation.choices.map((choice) => [choice.initiative, choice.package]));
  const isIn = (item: number) => funded.has(problem.items[item]?.initiative.id ?? "");
  const pinned = (item: number) => problem.items[item]?.initiative.pinned_package !== undefined;
  const isSmaller = (item: number) => {
    const one = problem.items[item];
    const packages = [...new Set(one?.candidates.map((candidate) => candidate.package))].sort();
    return isIn(item) && funded.get(one?.initiative.id ?? "") !== packages.at(-1);
  };
  const doubt = (item: number) => {
    const { adds, costs } = closeness.items[item] ?? { adds: 0, costs: 0 };
    return Math.abs(adds - costs) / Math.max(adds, costs, 1e-9);
  };
  const all = [...problem.items.keys()];
  const free = all.filter((item) => !pinned(item) && problem.items[item]?.candidates.length !== 0);
  const closest = (items: readonly number[]) =>
    items
      .filter((item) => (closeness.items[item]?.adds ?? 0) > 0)
      .sort((a, b) => doubt(a) - doubt(b) || a - b)
      .slice(0, count);
  const drawn = (items: readonly number[]) =>
    Array.from({ length: Math.min(count, items.length) }, () => random.pick(items));
  const out = free.filter((item) => !isIn(item));
  return [
    ["funded", drawn(free.filter(isIn))],
    ["funded, a close call", closest(free.filter(isIn))],
    ["funded with less than all that it asks", drawn(free.filter(isSmaller))],
    ["not funded", drawn(out)],
    ["not funded, a close call", closest(out)],
    ["decided by people", drawn(all.filter(pinned))],
  ];
}

/** Rules that cannot all hold, by what contradicts what. */
export const contradictions: Readonly<Record<string, (problem: Problem) => Problem>> = {
  "all floors raised three times": raiseFloors,
  "two floors of overlapping scopes above their account": overlapFloors,
  "a share and a floor against a ceiling": shareUnderCeiling,
  "a floor above what is proposed": floorAboveDemand,
  "three at once": (problem) => overlapFloors(shareUnderCeiling(floorAboveDemand(problem))),
};

/** The year in which rules contradict one another. */
const year = 2;

function raiseFloors(problem: Problem): Problem {
  const amounts = problem.amounts.map((rule) =>
    rule.kind === "floor" ? { ...rule, amount: cents(rule.amount * 3) } : rule,
  );
  return { ...problem, amounts };
}

function overlapFloors(problem: Problem): Problem {
  const have = (purse: Purse) =>
    purse.budget.slice(Math.max(0, year - purse.lasts + 1), year + 1).reduce((a, b) => a + b, 0);
  const [purse] = [...problem.purses].sort((a, b) => (b.budget[year] ?? 0) - (a.budget[year] ?? 0));
  if (purse === undefined) return problem;
  const of = (bureaus: readonly string[]) =>
    [...problem.items.keys()].filter((index) => {
      const item = problem.items[index];
      const can = item?.accounts[year]?.includes(purse.account) === true;
      return can && bureaus.includes(item.bureau);
    });
  const accounts = [purse.account];
  return withAmounts(problem, [
    amount("x0", "floor", { items: of(["AF", "EAP"]), accounts }, have(purse) * 0.7),
    amount("x1", "floor", { items: of(["NEA", "EUR", "EAP"]), accounts }, have(purse) * 0.75),
    amount("x2", "ceiling", { items: of(["EAP"]), accounts }, have(purse) * 0.1),
  ]);
}

function shareUnderCeiling(problem: Problem): Problem {
  const all = { items: [...problem.items.keys()], accounts: null };
  const items = all.items.filter((index) => problem.items[index]?.bureau === "WHA");
  const part = { items, accounts: null };
  const money = problem.purses.reduce((sum, { budget }) => sum + (budget[year] ?? 0), 0);
  const share: ShareRule = {
    ...{ ids: ["x3"], name: "x3", kind: "at_least", part, whole: all, year, ratio: 0.25 },
    origin: "share",
  };
  const limited = withAmounts(problem, [
    amount("x4", "ceiling", part, money * 0.1),
    amount("x5", "floor", all, money * 0.6),
  ]);
  return { ...limited, shares: [...limited.shares, share] };
}

function floorAboveDemand(problem: Problem): Problem {
  const [cap] = problem.amounts
    .filter((rule) => rule.kind === "ceiling" && rule.year === year)
    .sort((a, b) => b.amount - a.amount);
  if (cap === undefined) return problem;
  let most = 0;
  for (const index of cap.scope.items) {
    const costs = (problem.items[index]?.candidates ?? []).map((one) => one.costs[year] ?? 0);
    most += Math.max(0, ...costs);
  }
  return withAmounts(problem, [amount("x6", "floor", cap.scope, most * 1.1)]);
}

function amount(id: string, kind: AmountRule["kind"], scope: Scope, level: number): AmountRule {
  const rounded = cents(Math.round(level));
  return { ids: [id], name: id, kind, scope, year, amount: rounded, origin: "directive" };
}

function withAmounts(problem: Problem, more: readonly AmountRule[]): Problem {
  return { ...problem, amounts: [...problem.amounts, ...more] };
}
