import type { Candidate, Item, Problem, Scope } from "../problem.ts";

/**
 * Candidates that cannot be part of any allocation: alone they exceed a ceiling, or all money in reach.
 *
 * Ruling them out before the solve tightens the bound, since a fraction of a package that can never be whole no
 * longer counts.
 */
export function findImpossible(problem: Problem): ReadonlySet<Candidate> {
  const impossible = new Set<Candidate>();
  problem.items.forEach((item, index) => {
    const ceilings = problem.amounts.filter(
      (rule) => rule.kind === "ceiling" && coversAll(rule.scope, index, item.accounts[rule.year]),
    );
    for (const candidate of item.candidates) {
      const tooDear = exceedsMoney(problem, item, candidate);
      const overCeiling = ceilings.some((rule) => (candidate.costs[rule.year] ?? 0) > rule.amount);
      if (tooDear || overCeiling) impossible.add(candidate);
    }
  });
  return impossible;
}

function coversAll(scope: Scope, item: number, accounts: readonly string[] | undefined): boolean {
  if (!scope.items.includes(item)) return false;
  const counted = scope.accounts;
  return counted === null || (accounts ?? []).every((account) => counted.includes(account));
}

/** Whether all money that its accounts could have, in some interval of years, is less than the candidate's cost. */
function exceedsMoney(problem: Problem, item: Item, candidate: Candidate): boolean {
  for (let from = 0; from < candidate.costs.length; from++) {
    let cost = 0;
    const accounts = new Set<string>();
    for (let to = from; to < candidate.costs.length; to++) {
      cost += candidate.costs[to] ?? 0;
      if ((candidate.costs[to] ?? 0) > 0)
        for (const one of item.accounts[to] ?? []) accounts.add(one);
      if (cost > moneyOfInterval(problem, accounts, from, to)) return true;
    }
  }
  return false;
}

function moneyOfInterval(
  problem: Problem,
  accounts: ReadonlySet<string>,
  from: number,
  to: number,
): number {
  let total = 0;
  for (const purse of problem.purses) {
    if (!accounts.has(purse.account)) continue;
    for (const amount of purse.budget.slice(Math.max(0, from - purse.lasts + 1), to + 1))
      total += amount;
  }
  return total;
}
