import type { Plan } from "../plan/plan.ts";
import { allocate } from "./allocate.ts";
import type { Allocation } from "./allocation.ts";
import type { Candidate, Item, Problem } from "./problem.ts";
import type { Solver } from "./solver.ts";

/**
 * The last year's record carried on, where every rule allows it: an allocation to start from, so that what is
 * recommended is never worse than doing as before.
 *
 * Every continuing initiative that nobody decided on gets the package, or the share of one that it offers, whose first
 * year comes nearest to what its partner received from its accounts in the year before the plan; new proposals get
 * nothing. Nothing where that breaks a rule.
 */
export async function startFromRecord(
  plan: Plan,
  problem: Problem,
  solver: Solver,
): Promise<Allocation | undefined> {
  const recorded = recordOf(plan);
  const items = problem.items.map((item): Item => {
    // What somebody decided stays decided.
    if (item.initiative.pinned_package !== undefined) return item;
    const amount = item.initiative.accounts.reduce(
      (sum, account) => sum + (recorded.get(`${item.initiative.partner} ${account}`) ?? 0),
      0,
    );
    const continues = item.initiative.kind === "continuing" && amount > 0;
    const nearest = continues ? nearestTo(amount, item.candidates) : undefined;
    if (nearest === undefined) return { ...item, candidates: [] };
    const initiative = { ...item.initiative, pinned_package: nearest.package };
    return { ...item, initiative, candidates: [nearest] };
  });
  if (items.every((item) => item.candidates.length === 0)) return undefined;
  const answer = await allocate({ ...problem, items }, solver, { gap_ratio: 0, node_budget: 1 });
  return answer.kind === "allocation" ? answer.allocation : undefined;
}

/** What each partner received from each account in the year before the plan.   Unit: US cents. */
function recordOf(plan: Plan): ReadonlyMap<string, number> {
  const amounts = new Map<string, number>();
  for (const { partner, account, fiscal_year, amount } of plan.tables.baseline) {
    if (fiscal_year !== plan.head.first_fiscal_year - 1) continue;
    const key = `${partner} ${account}`;
    amounts.set(key, (amounts.get(key) ?? 0) + amount);
  }
  return amounts;
}

function nearestTo(amount: number, candidates: readonly Candidate[]): Candidate | undefined {
  let nearest: Candidate | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const first = candidate.costs.find((cost) => cost > 0) ?? 0;
    const distance = Math.abs(first - amount);
    if (distance < least) {
      nearest = candidate;
      least = distance;
    }
  }
  return nearest;
}
