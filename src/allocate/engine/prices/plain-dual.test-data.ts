import type { Candidate, LinkRule, Problem, Scope } from "../../problem.ts";

/** A rule over money with its price: the sum of factors times money is at most the limit. */
interface PricedRow {
  readonly terms: readonly {
    readonly scope: Scope;
    readonly year: number;
    readonly factor: number;
  }[];
  readonly limit: number;
}

/**
 * The dual written as it stands in a textbook, from the problem itself, in maps and sums: a second opinion on the fast one.
 *
 * `prices` are in the order: money by account and year, rows, link rows, leaves. `isBarred` tells which ways to fund count
 * as not offered.
 */
export function plainDual(
  problem: Problem,
  prices: readonly number[],
  isBarred: (item: number, candidate: number) => boolean,
): number {
  const T = problem.years.length;
  const rows = listRows(problem);
  const links = problem.links.flatMap((link) => listLinkRows(problem, link));
  const rowAt = problem.purses.length * T;
  const linkAt = rowAt + rows.length;
  const leafAt = linkAt + links.length;
  const price = (at: number) => prices[at] ?? 0;
  let value = 0;
  for (const [a, { budget }] of problem.purses.entries())
    for (const [t, amount] of budget.entries()) value += amount * price(a * T + t);
  for (const [r, { limit }] of rows.entries()) value += limit * price(rowAt + r);
  for (const [l, { limit }] of links.entries()) value += limit * price(linkAt + l);
  for (const [f, { segments }] of problem.leaves.entries())
    for (const { width, worth } of segments) {
      const gain = Math.max(0, worth - price(leafAt + f));
      if (gain > 0) value += width * gain;
    }
  /** The cheapest cent for an item in a year: of each account, from the cheapest year's money that still lasts. */
  const centOf = (item: number, t: number): number => {
    let least = Number.POSITIVE_INFINITY;
    for (const account of problem.items[item]?.accounts[t] ?? []) {
      const a = problem.purses.findIndex((purse) => purse.account === account);
      const lasts = problem.purses[a]?.lasts ?? 1;
      let cent = Number.POSITIVE_INFINITY;
      for (let v = Math.max(0, t - lasts + 1); v <= t; v++) cent = Math.min(cent, price(a * T + v));
      for (const [r, { terms }] of rows.entries())
        for (const { scope, year, factor } of terms)
          if (year === t && scope.items.includes(item))
            if (scope.accounts === null || scope.accounts.includes(account))
              cent += factor * price(rowAt + r);
      least = Math.min(least, cent);
    }
    return least;
  };
  for (const [i, { initiative, candidates }] of problem.items.entries()) {
    const profits = candidates.flatMap((candidate, k) => {
      if (isBarred(i, k)) return [];
      let profit = 0;
      for (const [f, { objective }] of problem.leaves.entries())
        profit += (candidate.effects.get(objective) ?? 0) * price(leafAt + f);
      for (const [t, amount] of candidate.costs.entries())
        if (amount > 0) profit -= amount * centOf(i, t);
      for (const [l, { factorOf }] of links.entries())
        profit -= factorOf(i, candidate) * price(linkAt + l);
      return profit;
    });
    const none = initiative.pinned_package === undefined ? [0] : [];
    if (profits.length + none.length > 0) value += Math.max(...none, ...profits);
  }
  return value;
}

function listRows({ amounts, shares, changes }: Problem): PricedRow[] {
  return [
    ...amounts.map(({ kind, scope, year, amount }) =>
      kind === "ceiling"
        ? { terms: [{ scope, year, factor: 1 }], limit: amount }
        : { terms: [{ scope, year, factor: -1 }], limit: -amount },
    ),
    ...shares.map(({ kind, part, whole, year, ratio }) => ({
      terms:
        kind === "at_most"
          ? [
              { scope: part, year, factor: 1 },
              { scope: whole, year, factor: -ratio },
            ]
          : [
              { scope: part, year, factor: -1 },
              { scope: whole, year, factor: ratio },
            ],
      limit: 0,
    })),
    ...changes.flatMap(({ scope, year, ratio, before }): PricedRow[] => {
      const [up, down] = [1 + ratio, 1 - ratio];
      if (year > 0)
        return [
          {
            terms: [
              { scope, year, factor: 1 },
              { scope, year: year - 1, factor: -up },
            ],
            limit: 0,
          },
          {
            terms: [
              { scope, year, factor: -1 },
              { scope, year: year - 1, factor: down },
            ],
            limit: 0,
          },
        ];
      if (before === null) return [];
      return [
        { terms: [{ scope, year, factor: 1 }], limit: up * before },
        { terms: [{ scope, year, factor: -1 }], limit: -down * before },
      ];
    }),
  ];
}

interface LinkRow {
  readonly limit: number;
  readonly factorOf: (item: number, candidate: Candidate) => number;
}

/**
 * One row for what excludes; for what requires or follows, one for each start of the later initiative, but for starts
 * before the next of which the other initiative has no start that matters: the next says more.
 */
function listLinkRows({ items }: Problem, { kind, item, other, lag }: LinkRule): LinkRow[] {
  const own = items[item]?.candidates ?? [];
  const others = items[other]?.candidates ?? [];
  if (kind === "excludes") {
    const isIn = (i: number) => (i === item || i === other ? 1 : 0);
    return own.length + others.length > 0 ? [{ limit: 1, factorOf: isIn }] : [];
  }
  const starts = [...new Set(own.map(({ start }) => start))].sort((a, b) => a - b);
  const inTime = (start: number) => others.filter((one) => one.start + lag <= start).length;
  const telling = starts.filter((start, step) => {
    const next = starts[step + 1];
    return next === undefined || inTime(start) < inTime(next);
  });
  return telling.map((start) => ({
    limit: kind === "requires" ? 0 : 1,
    factorOf: (i, candidate) => {
      if (i === item) return candidate.start <= start ? 1 : 0;
      if (i !== other) return 0;
      const isInTime = candidate.start + lag <= start;
      return kind === "requires" ? (isInTime ? -1 : 0) : isInTime ? 0 : 1;
    },
  }));
}
