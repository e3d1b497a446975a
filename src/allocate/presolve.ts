import type { Candidate, Problem, Scope } from "./problem.ts";

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
      const tooDear = candidate.costs.some((cost, year) => {
        if (cost === 0) return false;
        return cost > moneyInReach(problem, item.accounts[year] ?? [], year);
      });
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

function moneyInReach(problem: Problem, accounts: readonly string[], year: number): number {
  let total = 0;
  for (const purse of problem.purses) {
    if (!accounts.includes(purse.account)) continue;
    const from = Math.max(0, year - purse.lasts + 1);
    for (const amount of purse.budget.slice(from, year + 1)) total += amount;
  }
  return total;
}
