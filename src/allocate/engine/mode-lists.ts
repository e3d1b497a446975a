import type { Candidate, LinkRule, Problem } from "../problem.ts";
import { type Entry, flatten, starts } from "./flat-lists.ts";

/** The candidates of all items, one after another. */
export function listModes(problem: Problem) {
  const byItem = problem.items.map(({ candidates }) => candidates);
  const candidates = byItem.flat();
  const firstMode = starts(byItem.map((list) => list.length));
  const itemOf = new Int32Array(candidates.length);
  byItem.forEach((list, item) => {
    itemOf.fill(
      item,
      (firstMode[item] as number) ?? 0,
      ((firstMode[item] as number) ?? 0) + list.length,
    );
  });
  return { byItem, candidates, firstMode, itemOf };
}

/** Costs and effects of modes as flat arrays. */
export function flattenModes(problem: Problem, candidates: readonly Candidate[]) {
  const years = problem.years.length;
  const cost = new Float64Array(candidates.length * years);
  const totalCost = new Float64Array(candidates.length);
  const leafIndex = new Map(problem.leaves.map(({ objective }, index) => [objective, index]));
  const effects: Entry[][] = candidates.map(({ costs, effects: given }, mode) => {
    costs.forEach((amount, year) => {
      cost[mode * years + year] = amount;
      totalCost[mode] = ((totalCost[mode] as number) ?? 0) + amount;
    });
    return [...given].flatMap(([leaf, factor]) => {
      const at = leafIndex.get(leaf);
      return at === undefined || factor === 0 ? [] : [{ at, factor }];
    });
  });
  const { first, at, factor } = flatten(effects);
  return { cost, totalCost, firstEffect: first, effectLeaf: at, effectAmount: factor };
}

/** Links as rows over modes: the sum of the factors of chosen modes is at most a limit. */
export function placeLinks(
  links: readonly LinkRule[],
  byItem: readonly (readonly Candidate[])[],
  candidates: readonly Candidate[],
  problem: Problem,
) {
  const firstMode = starts(byItem.map((list) => list.length));
  const byMode: Entry[][] = candidates.map(() => []);
  const byRow: Entry[][] = [];
  const limits: number[] = [];
  const linkOf: number[] = [];
  const startAt = (mode: number) =>
    problem.years.indexOf(candidates[mode]?.start ?? problem.years[0] ?? (0 as never));
  const modesOf = (item: number) =>
    Array.from(
      { length: byItem[item]?.length ?? 0 },
      (_, step) => ((firstMode[item] as number) ?? 0) + step,
    );
  const add = (index: number, limit: number, entries: readonly Entry[]) => {
    if (entries.every(({ factor }) => factor <= 0)) return;
    const row = limits.length;
    limits.push(limit);
    linkOf.push(index);
    byRow.push([...entries]);
    for (const { at, factor } of entries) byMode[at]?.push({ at: row, factor });
  };
  for (const [index, { kind, item, other, lag }] of links.entries()) {
    const [own, others] = [modesOf(item), modesOf(other)];
    if (kind === "excludes") {
      add(
        index,
        1,
        [...own, ...others].map((at) => ({ at, factor: 1 })),
      );
      continue;
    }
    const ownStarts = [...new Set(own.map(startAt))].sort((a, b) => a - b);
    const otherModes = (start: number) =>
      kind === "requires"
        ? others.filter((mode) => startAt(mode) + lag <= start)
        : others.filter((mode) => startAt(mode) + lag > start);
    for (const [step, start] of ownStarts.entries()) {
      const counted = otherModes(start);
      const next = ownStarts[step + 1];
      // The next start counts the same modes of the other and more of its own: it says this and more.
      if (next !== undefined && otherModes(next).length === counted.length) continue;
      const early = own.filter((mode) => startAt(mode) <= start).map((at) => ({ at, factor: 1 }));
      const factor = kind === "requires" ? -1 : 1;
      add(index, kind === "requires" ? 0 : 1, [...early, ...counted.map((at) => ({ at, factor }))]);
    }
  }
  return { byMode, byRow, limits, linkOf };
}
