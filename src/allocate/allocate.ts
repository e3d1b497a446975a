import type { AllocateAnswer, AllocateOptions } from "./allocate-options.ts";
import type { Allocation } from "./allocation.ts";
import { proveNone } from "./engine/prices/no-plan.ts";
import { Search } from "./engine/search.ts";
import { allocateExactly } from "./exact.ts";
import { settleByPrices } from "./explain/ways-by-prices.ts";
import { toAllocation } from "./found.ts";
import { keepSearch } from "./learned.ts";
import { makeModel } from "./model/model.ts";
import type { Problem } from "./problem.ts";
import { runColumns, runGroups, runShortRounds } from "./search-rounds.ts";
import type { Solver } from "./solver.ts";

/** With at most so many ways to fund, the exact model alone is quick. */
const fewWays = 400;

/** With at most so many, a general solver still improves on what the search proved. */
const manyWays = 15_000;

/** With at most so many, a quick answer is that of the exact model near its relaxation. */
export const quickWays = 4_000;

/** How many ways there are to fund the initiatives of a problem. */
export function countWays(problem: Problem): number {
  return problem.items.reduce((sum, item) => sum + item.candidates.length, 0);
}

/**
 * The best allocation of a problem, with a proven bound.
 *
 * Few proposals are solved by the exact model. Of more, a search by prices finds a plan and a bound; then, up to the size
 * at which a general solver still gets anywhere, the exact model goes on from that plan; beyond it, the search does.
 * Equal inputs give equal answers on any machine, unless `signal` stops it: work is counted in steps.
 */
export async function allocate(
  problem: Problem,
  solver: Solver,
  options: AllocateOptions,
): Promise<AllocateAnswer> {
  const answer = await allocateBySize(problem, solver, options);
  // A signal of a time limit is no wish to stop: the answer says which it was.
  const isLate =
    options.signal?.aborted === true && nameOf(options.signal.reason) === "TimeoutError";
  if (answer.kind !== "allocation" || answer.allocation.ended !== "stopped" || !isLate)
    return answer;
  return { kind: "allocation", allocation: { ...answer.allocation, ended: "time_limit" } };
}

function nameOf(reason: unknown): string {
  return reason instanceof Error ? reason.name : "";
}

async function allocateBySize(
  problem: Problem,
  solver: Solver,
  options: AllocateOptions,
): Promise<AllocateAnswer> {
  const ways = countWays(problem);
  const few = options.quick && options.learned === undefined ? quickWays : fewWays;
  if (ways <= few) return allocateExactly(problem, solver, options);
  const search = new Search(problem, options.learned, options.start?.choices);
  const isExact = !options.quick && ways <= manyWays;
  if ((await runSearch(search, solver, options, isExact)) === "impossible")
    return { kind: "infeasible" };
  if (options.quick !== true) keepSearch(problem, search);
  // Some block of proposals has no lawful choice at all.
  if (search.state.bound === Number.NEGATIVE_INFINITY) return { kind: "infeasible" };
  const found = allocationOf(problem, search, options);
  // Where blocks were planned as wholes, the model of single items adds nothing to a plan.
  const goesOn = isExact && !(search.hasColumns && (ways > quickWays || found !== null));
  const isStopped = options.signal?.aborted === true;
  if (found !== null && (found.ended === "proven" || isStopped || !goesOn))
    return { kind: "allocation", allocation: found };
  if (isStopped) return { kind: "nothing_found", ended: "stopped" };
  if (options.quick && options.learned !== undefined) return isPossible(problem, solver, options);
  const start = found ?? options.start;
  const { bound } = search.state;
  const exact = await allocateExactly(problem, solver, {
    ...options,
    ...(start === undefined ? {} : { start }),
    onProgress: (progress) =>
      options.onProgress?.({
        ...progress,
        value: Math.max(progress.value ?? 0, found?.value ?? 0) || null,
        bound: Math.min(progress.bound ?? Infinity, bound),
      }),
  });
  return better(exact, found, bound, options);
}

/** Whether the relaxation of a problem, in which the search found no plan, has a solution at all. */
async function isPossible(
  problem: Problem,
  solver: Solver,
  { gap_ratio, node_budget, signal }: AllocateOptions,
): Promise<AllocateAnswer> {
  // The relaxation of a large plan takes longer than anybody waits.
  if (countWays(problem) > manyWays) return { kind: "nothing_found", ended: "budget" };
  const { model } = makeModel(problem);
  const request = { model, gap_ratio, node_budget, relaxed: true };
  const { status } = await solver.solve(request, signal === undefined ? {} : { signal });
  if (status === "infeasible") return { kind: "infeasible" };
  return { kind: "nothing_found", ended: status === "stopped" ? "stopped" : "budget" };
}

/**
 * Runs the search until the gap is reached, it gains no more, its steps are used up, or it is stopped. `impossible` where
 * that is proven of a large problem in which no first plan was found.
 */
async function runSearch(
  search: Search,
  solver: Solver,
  options: AllocateOptions,
  isExact: boolean,
): Promise<"impossible" | undefined> {
  const { gap_ratio, quick, learned, signal, onProgress } = options;
  const report = async () => {
    const { value, bound, steps } = search.state;
    onProgress?.({ value, bound: Number.isFinite(bound) ? bound : null, nodes: steps });
    await solver.pause?.();
    return signal?.aborted === true || search.gap <= gap_ratio;
  };
  if (quick && learned !== undefined && search.isNear) {
    // From a plan that was good before a small change, a short look around is enough.
    search.edit(learned, Math.max(2_000, Math.ceil(search.compact.items * 0.3)), true);
    await report();
    if (search.state.value !== null) return undefined;
  }
  const { problem } = search.compact;
  let settled: Awaited<ReturnType<typeof settleByPrices>> | undefined;
  for (const { value, bound, steps } of search.begin()) {
    // No plan is worth less than nothing: prices that fall below may prove that there is none.
    if (bound < 0 && proveNone(search.compact, search.prices)) return "impossible";
    if (await report()) return undefined;
    // Single changes found no first plan: whether there is any is settled before more time goes into it.
    if (value !== null || steps === 0 || settled !== undefined || quick) continue;
    if (countWays(problem) <= manyWays) continue;
    settled = await settleByPrices(problem, solver, signal);
    if (signal?.aborted === true) return undefined;
    if (settled === "impossible") return settled;
  }
  if (search.state.value === null && typeof settled === "object") search.adopt(settled);
  if (search.hasColumns) {
    const goesOn = isExact && countWays(problem) <= quickWays;
    if (quick) {
      search.replan();
      await report();
      return undefined;
    }
    await (goesOn
      ? runShortRounds(search, solver, options, report)
      : runColumns(search, solver, options, report));
    return undefined;
  }
  const mostRounds = quick ? 1 : isExact ? 4 : Infinity;
  await runGroups(search, { ...options, mostRounds }, report);
  return undefined;
}

function allocationOf(
  problem: Problem,
  search: Search,
  { gap_ratio, signal }: AllocateOptions,
): Allocation | null {
  const plan = search.plan();
  if (plan === null) return null;
  const status = signal?.aborted ? "stopped" : "budget";
  return toAllocation(problem, { ...plan, bound: search.state.bound, status }, gap_ratio);
}

/** The better plan of the search and of the exact model, with the lower of their bounds. */
function better(
  exact: AllocateAnswer,
  found: Allocation | null,
  bound: number,
  { gap_ratio }: AllocateOptions,
): AllocateAnswer {
  if (exact.kind === "infeasible") return exact;
  if (exact.kind === "nothing_found")
    return found === null
      ? exact
      : { kind: "allocation", allocation: { ...found, ended: exact.ended } };
  const { allocation } = exact;
  const best = found !== null && found.value > allocation.value ? found : allocation;
  const lower = Math.max(best.value, Math.min(bound, allocation.bound));
  const gap = lower === best.value ? 0 : (lower - best.value) / best.value;
  const ended = gap <= gap_ratio + 1e-9 ? "proven" : allocation.ended;
  return { kind: "allocation", allocation: { ...best, bound: lower, gap_ratio: gap, ended } };
}
