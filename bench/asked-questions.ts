import type { Closeness } from "../src/allocate/explain/closeness.ts";
import type { ExplainSession } from "../src/allocate/explain/session.ts";
import type { Problem } from "../src/allocate/problem.ts";
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

/** Floors are raised by this much in a contradiction. */
const raised = 1.6;

/** A problem whose floors, every fourth of them raised, cannot all be kept. */
export function contradict(problem: Problem): Problem {
  let floors = 0;
  const amounts = problem.amounts.map((rule) => {
    if (rule.kind !== "floor" || floors++ % 4 !== 0) return rule;
    return { ...rule, amount: cents(Math.round(rule.amount * raised)) };
  });
  return { ...problem, amounts };
}
