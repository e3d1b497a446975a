import type { Problem, Scope } from "../problem.ts";

/** With at most so many ways to fund, everything that any rule could use is kept. */
const mostCandidates = 3_000;

/**
 * The part of a problem that decides whether its rules can all be kept: the initiatives that floors and decisions ask
 * for, those that these require, and those that help to keep a share or a yearly change. Value plays no part.
 *
 * What only uses money and room is left out: an allocation that keeps every rule keeps them without it too. Nothing
 * where the part is large, for the sake of shares and changes.
 */
export function allNeeded(problem: Problem): Problem | undefined {
  const all = closeOver(problem, coreOf(problem), ratioGroups(problem));
  return countCandidates(problem, all) <= mostCandidates ? keep(problem, all) : undefined;
}

function keep(problem: Problem, kept: ReadonlySet<number>): Problem {
  const items = problem.items.map((item, index) =>
    kept.has(index) ? item : { ...item, candidates: [] },
  );
  return { ...problem, items, leaves: [] };
}

function countCandidates({ items }: Problem, kept: ReadonlySet<number>): number {
  let count = 0;
  for (const index of kept) count += items[index]?.candidates.length ?? 0;
  return count;
}

/** What floors, decisions and the record of the year before ask for by themselves. */
function coreOf(problem: Problem): ReadonlySet<number> {
  const core = new Set<number>();
  problem.items.forEach(({ initiative }, index) => {
    if (initiative.pinned_package !== undefined) core.add(index);
  });
  for (const rule of problem.amounts) {
    if (rule.kind !== "floor" || rule.amount === 0) continue;
    for (const item of payers(problem, rule.scope, rule.year)) core.add(item);
  }
  for (const rule of problem.changes) {
    if (rule.before === null || rule.before === 0 || rule.ratio >= 1) continue;
    for (const item of payers(problem, rule.scope, rule.year)) core.add(item);
  }
  return core;
}

/** Items of a scope that may cost something in a year, from an account that counts. */
function payers({ items }: Problem, scope: Scope, year: number): number[] {
  return scope.items.filter((index) => {
    const item = items[index];
    const accounts = item?.accounts[year] ?? [];
    const counts =
      scope.accounts === null || accounts.some((account) => scope.accounts?.includes(account));
    return counts && (item?.candidates ?? []).some(({ costs }) => (costs[year] ?? 0) > 0);
  });
}

/** The items with all that they require, and, where asked, all that shares and changes could then use. */
function closeOver(
  problem: Problem,
  from: ReadonlySet<number>,
  groups: readonly RatioGroup[],
): ReadonlySet<number> {
  const kept = new Set(from);
  const requires = Map.groupBy(
    problem.links.filter(({ kind }) => kind === "requires"),
    ({ item }) => item,
  );
  for (let size = -1; size !== kept.size; ) {
    size = kept.size;
    // A set is walked through to its end, also over what is added on the way.
    for (const item of kept) for (const { other } of requires.get(item) ?? []) kept.add(other);
    for (const { asks, helps } of groups) {
      if (asks.some((item) => kept.has(item))) for (const item of helps) kept.add(item);
    }
  }
  return kept;
}

/** A share or a change: the items whose money makes it ask for more, and those whose money of a year helps to keep it. */
interface RatioGroup {
  readonly asks: readonly number[];
  readonly helps: readonly number[];
  readonly year: number;
}

function ratioGroups(problem: Problem): RatioGroup[] {
  const shares = problem.shares.map(({ kind, part, whole, year }): RatioGroup => {
    const asks = payers(problem, kind === "at_least" ? whole : part, year);
    const helps = payers(problem, kind === "at_least" ? part : whole, year);
    return { asks, helps, year };
  });
  const changes = problem.changes.flatMap(({ scope, year, before }): RatioGroup[] => {
    if (before !== null) return [];
    const now = payers(problem, scope, year);
    const earlier = payers(problem, scope, year - 1);
    return [
      { asks: earlier, helps: now, year },
      { asks: now, helps: earlier, year: year - 1 },
    ];
  });
  return [...shares, ...changes];
}
