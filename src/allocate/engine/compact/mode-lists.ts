import type { Candidate, Problem } from "../../problem.ts";
import { ListWriter, starts } from "./flat-lists.ts";

/** The candidates of all items, one after another. */
export function listModes(problem: Problem) {
  const firstMode = starts(problem.items.map(({ candidates }) => candidates.length));
  const candidates: Candidate[] = [];
  const itemOf = new Int32Array(firstMode.at(-1) ?? 0);
  problem.items.forEach((item, i) => {
    itemOf.fill(i, firstMode[i] as number, firstMode[i + 1] as number);
    for (const candidate of item.candidates) candidates.push(candidate);
  });
  return { candidates, firstMode, itemOf };
}

/** Costs and effects of modes as flat arrays. */
export function flattenModes(problem: Problem, candidates: readonly Candidate[]) {
  const years = problem.years.length;
  const cost = new Float64Array(candidates.length * years);
  const totalCost = new Float64Array(candidates.length);
  const leafIndex = new Map(problem.leaves.map(({ objective }, index) => [objective, index]));
  const served = new ListWriter();
  for (let m = 0; m < candidates.length; m++) {
    const { costs, effects } = candidates[m] as Candidate;
    for (let t = 0; t < costs.length; t++) {
      cost[m * years + t] = costs[t] as number;
      (totalCost[m] as number) += costs[t] as number;
    }
    effects.forEach((amount, leaf) => {
      const f = leafIndex.get(leaf);
      if (f !== undefined && amount !== 0) served.add(m, f, amount);
    });
  }
  const { first, at, factor } = served.flatten(candidates.length);
  return { cost, totalCost, firstEffect: first, effectLeaf: at, effectAmount: factor };
}

/** Links as rows over modes: the sum of the factors of chosen modes is at most a limit. */
export function placeLinks(
  { links, years }: Problem,
  firstMode: Int32Array,
  candidates: readonly Candidate[],
) {
  const byMode = new ListWriter();
  const byRow = new ListWriter();
  const limits: number[] = [];
  const linkOf: number[] = [];
  const startAt = (mode: number) =>
    years.indexOf(candidates[mode]?.start ?? years[0] ?? (0 as never));
  const modesOf = (item: number) => {
    const from = firstMode[item] as number;
    return Array.from({ length: (firstMode[item + 1] as number) - from }, (_, step) => from + step);
  };
  /** `own`: modes that count 1; `others`: modes that count `factor`. */
  const add = (
    index: number,
    limit: number,
    own: readonly number[],
    others: readonly number[],
    factor: number,
  ) => {
    if (own.length === 0 && (factor <= 0 || others.length === 0)) return;
    const row = limits.length;
    limits.push(limit);
    linkOf.push(index);
    for (const [modes, times] of [[own, 1] as const, [others, factor] as const])
      for (const m of modes) {
        byRow.add(row, m, times);
        byMode.add(m, row, times);
      }
  };
  for (const [index, { kind, item, other, lag }] of links.entries()) {
    const [own, others] = [modesOf(item), modesOf(other)];
    if (kind === "excludes") {
      add(index, 1, own, others, 1);
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
      const early = own.filter((mode) => startAt(mode) <= start);
      if (kind === "requires") add(index, 0, early, counted, -1);
      else add(index, 1, early, counted, 1);
    }
  }
  return {
    byMode: byMode.flatten(candidates.length),
    byRow: byRow.flatten(limits.length),
    limits,
    linkOf,
  };
}
