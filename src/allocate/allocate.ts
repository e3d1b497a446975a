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
import type { SolveRequest, Solver } from "./solver.ts";

/** With at most so many ways to fund, the exact model alone is quick. */
const fewWays = 400;

/** With at most so many, a general solver still improves on what the search proved. */
const manyWays = 15_000;

/** With at most so many, a quick answer is that of the exact model near its relaxation. */
export const quickWays = 4_000;

/** Steps of the search for each node that the general solver would be given. */
const stepsPerNode = 20;

/** The search ends when so many rounds in a row each gained less than this share of the value. */
const idleRounds = 3;
const idleGain = 2e-5;

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
  // Where blocks were planned as wholes, a general solver adds nothing but at the smallest sizes.
  const goesOn = isExact && !(search.hasColumns && ways > quickWays);
  // Some block of proposals has no lawful choice at all.
  if (search.state.bound === Number.NEGATIVE_INFINITY) return { kind: "infeasible" };
  const found = allocationOf(problem, search, options);
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
  const { gap_ratio, node_budget, quick, learned, signal, onProgress } = options;
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
    await (goesOn ? runShortRounds(search, report) : runColumns(search, solver, options, report));
    return undefined;
  }
  const { items } = search.compact;
  const tries = Math.min(60_000, Math.max(12_000, 6 * items));
  const packs = Math.min(400, Math.max(100, Math.ceil(items / 40)));
  const mostRounds = quick ? 1 : isExact ? 4 : Infinity;
  let idle = 0;
  for (let round = 0; round < mostRounds && idle < idleRounds; round++) {
    const before = search.state.value ?? 0;
    for (const { share, from, to } of thrifts) {
      // In parts, so that a signal to stop is heard.
      for (let part = 0; part < 4; part++) {
        const at = (done: number) => from + (to - from) * done;
        search.improve(Math.ceil((tries * share) / 4), [at(part / 4), at((part + 1) / 4)]);
        if (await report()) return undefined;
      }
    }
    for (const thrift of quick ? [] : [0.6, 0.3, 0]) {
      for (let part = 0; part < 4; part++) {
        search.repack(packs / 4, thrift);
        if (await report()) return undefined;
      }
    }
    const { value, steps } = search.state;
    if (steps >= node_budget * stepsPerNode) return undefined;
    idle = (value ?? 0) - before < idleGain * (value ?? 0) ? idle + 1 : 0;
  }
  return undefined;
}

/** Blocks are planned anew so often in a round, with so many single changes each. */
const replansOfRound = 4;
const leastReplanTries = 6_000;
/** Then prices of a lower bound are looked for: longest in the first round, where passes are quick. */
const refinePasses = 4;
const firstRefinePasses = 14;
/** And the bound is proven with so many branches for a block, four times as many in every round. */
const proofBranches = 400;
/** Plans of fewer items are searched more thoroughly; those of many are not put to a general solver at all. */
const fewItems = 5_000;
const manyItems = 15_000;

/** With a budget beyond the usual, so many nodes buy one more round that may gain nothing. */
const nodesOfIdleRound = 60_000;

/** Goes on with whole plans of blocks until their rounds gain no more, or a report says to stop. */
async function runColumns(
  search: Search,
  solver: Solver,
  { gap_ratio, node_budget, signal }: AllocateOptions,
  report: () => Promise<boolean>,
): Promise<void> {
  const mostIdle = Math.max(idleRounds, Math.floor(node_budget / nodesOfIdleRound));
  const { items } = search.compact;
  const isSmall = items < fewItems;
  const tries = Math.max(leastReplanTries, Math.ceil(items * 0.6));
  const improve = () => {
    for (const { share, from, to } of columnThrifts)
      search.improve(Math.ceil(tries * share), [from, to]);
  };
  if (search.isNear) {
    // After edits, columns are those of other numbers and prices behind: all blocks are planned anew.
    search.refine(1);
    if (await report()) return;
    search.replan(1);
    if (await report()) return;
    improve();
    if (await report()) return;
  }
  let idle = 0;
  for (let round = 0; idle < mostIdle; round++) {
    const before = search.state;
    for (let part = 0; part < replansOfRound; part++) {
      search.replan();
      if (await report()) return;
      improve();
      if (await report()) return;
    }
    search.refine(round === 0 && isSmall ? firstRefinePasses : refinePasses);
    if (await report()) return;
    search.prove(proofBranches * 4 ** (isSmall ? round + 1 : round));
    if (await report()) return;
    if (items < manyItems) {
      // Where it is quick, a solver looks at the whole model, not only near its relaxation, from the second round on.
      const asked = { gap_ratio: gap_ratio / 5, node_budget: 1, quick: round === 0 || !isSmall };
      await takeBestColumns(search, solver, asked, signal);
      if (await report()) return;
      improve();
      if (await report()) return;
    }
    if (search.state.steps >= node_budget * stepsPerNode) return;
    const gain = (search.state.value ?? 0) - (before.value ?? 0);
    const fall = before.bound - search.state.bound;
    idle = gain + fall < idleGain * (search.state.value ?? 0) ? idle + 1 : 0;
  }
}

/** Lets a general solver choose among the whole plans of blocks that are known. */
async function takeBestColumns(
  search: Search,
  solver: Solver,
  asked: Omit<SolveRequest, "model">,
  signal: AbortSignal | undefined,
): Promise<void> {
  const columns = search.columnModel();
  if (columns === null) return;
  const request = { model: columns.model, ...asked };
  const { values } = await solver.solve(request, signal === undefined ? {} : { signal });
  if (values !== null) search.take(columns.planOf(values));
}

/** Where the exact model goes on, so many short rounds come before it; then as many with swings, unless some gain nothing. */
const shortRounds = 4;
const swingRounds = 8;
const idleSwingRounds = 3;
const shortTries = 2_000;
const shortPacks = 60;
const swingsOfRound = 3;
const swingTries = 20_000;
const swingPacks = 20;

/** What swings are begun with, by turns: where one stands still, another may go on. */
const swings = [
  { thrift: [0, 0], heat: [0.01, 0.001], isWide: true },
  { thrift: [0, 0], heat: [0.005, 0.001], isWide: false },
  { thrift: [0.3, 0], heat: [0.01, 0.001], isWide: true },
  { thrift: [0.3, 0], heat: [0.005, 0.001], isWide: false },
] as const;

/** Of few proposals: blocks planned anew, groups repacked and swings, by turns; each leads out of where others stand still. */
async function runShortRounds(search: Search, report: () => Promise<boolean>): Promise<void> {
  let [idle, swing] = [0, 0];
  for (let round = 0; round < shortRounds + swingRounds && idle < idleSwingRounds; round++) {
    const before = search.state.value ?? 0;
    for (let part = 0; round >= shortRounds && part < swingsOfRound; part++) {
      const { thrift, heat, isWide } = swings[swing++ % swings.length] ?? swings[0];
      search.swing({ tries: swingTries, thrift, heat }, isWide);
      if ((await report()) || (await repackThriftily(search, swingPacks, report))) return;
    }
    search.replan();
    for (const { share, from, to } of thrifts)
      search.improve(Math.ceil(shortTries * share), [from, to]);
    if ((await report()) || (await repackThriftily(search, shortPacks, report))) return;
    const isIdle = (search.state.value ?? 0) - before < idleGain * before;
    idle = isIdle && round >= shortRounds ? idle + 1 : 0;
  }
  search.refine(refinePasses);
  await report();
}

/** Repacks so many groups at each thrift; answers whether a report said to stop. */
async function repackThriftily(
  search: Search,
  packs: number,
  report: () => Promise<boolean>,
): Promise<boolean> {
  for (const thrift of [0.6, 0.3, 0]) {
    search.repack(packs, thrift);
    if (await report()) return true;
  }
  return false;
}

/** What unspent money counts in a round of single changes: much in most of it, then nothing, which takes longer each. */
const thrifts = [
  { share: 1, from: 0.9, to: 0.6 },
  { share: 0.08, from: 0.3, to: 0 },
] as const;

/** The same in rounds of whole blocks, whose plans leave more to fill and less to change. */
const columnThrifts = [
  { share: 0.5, from: 0.9, to: 0.6 },
  { share: 0.25, from: 0.3, to: 0 },
] as const;

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
