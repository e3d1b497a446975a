import type { AllocateOptions } from "./allocate-options.ts";
import type { Report } from "./bound-rounds.ts";
import { toChoice } from "./choice.ts";
import type { ColumnModel } from "./engine/columns/column-model.ts";
import type { PaidModes } from "./engine/columns/plan-values.ts";
import { fundedOf } from "./engine/compact/plan-form.ts";
import type { Search } from "./engine/search.ts";
import { fillUp } from "./exact.ts";
import type { Row } from "./model/linear-model.ts";
import type { SolveProgress, Solver } from "./solver.ts";

/** A block of which more whole plans than these may be part of a better plan stands item by item in the model of all plans. */
const mostListed = 1_000;
/** So many solutions that cannot be paid to the cent are ruled out, one by one, before the best that is paid is kept. */
const mostAttempts = 4;
/** What a solver makes of sums may be so much off.   Unit: value points. */
const solverSlack = 1e-6;

/**
 * Lets a general solver choose among all plans that may be better than the best. Whether that came to an end before its
 * nodes did, or a signal: nothing is left to choose then but within the gap.
 */
export async function solveOpen(
  search: Search,
  solver: Solver,
  options: AllocateOptions,
  report: Report,
): Promise<boolean> {
  const { hasColumns, columns, best } = search;
  if (!hasColumns || columns === null || best === null) return false;
  const open = columns.open(best.value, mostListed);
  if (open === null) {
    columns.lower(best.value);
    return true;
  }
  if (await report()) return false;
  const { model, planOf } = open;
  const start = open.valuesOf(best);
  const unpayable: Row[] = [];
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const answer = await solver.solve(
      {
        model: { ...model, rows: [...model.rows, ...unpayable] },
        gap_ratio: options.gap_ratio,
        node_budget: options.node_budget,
        ...(start === null ? {} : { start }),
      },
      hooksOf(search, options),
    );
    const isPaid =
      answer.values === null ||
      answer.objective <= best.value + solverSlack ||
      (await takePaid(search, solver, planOf(answer.values), answer.objective, options.signal));
    // What was ruled out is not known to be no plan at all: only the first bound holds for it, too. A model that
    // has the plan to start from cannot be without a solution.
    const holds = attempt === 0 && (answer.status !== "infeasible" || start === null);
    if (holds) columns.lower(boundAbove(search.state.value ?? 0, answer.bound));
    if (isPaid || answer.values === null) return answer.status === "optimal";
    if (options.signal?.aborted) return false;
    unpayable.push(cutOffColumns(open, answer.values));
  }
  return false;
}

/** The bound of a solver over plans that are better than a value. */
function boundAbove(value: number, bound: number): number {
  return bound <= value + solverSlack ? value : bound + solverSlack;
}

/** Tells how far a solver has come among plans that are better than the best of a search. */
function hooksOf(search: Search, { signal, onProgress }: AllocateOptions) {
  const { value, bound: most, steps } = search.state;
  const tell = ({ objective, bound, nodes }: SolveProgress) =>
    onProgress?.({
      value: Math.max(objective ?? 0, value ?? 0),
      bound: Math.max(value ?? 0, Math.min(bound ?? Infinity, most)),
      nodes: steps + nodes,
    });
  return { onProgress: tell, ...(signal === undefined ? {} : { signal }) };
}

/** Takes over a plan that a solver found to be worth so much; false where it cannot be paid to the cent. */
async function takePaid(
  search: Search,
  solver: Solver,
  plan: PaidModes,
  worth: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const isReached = () => (search.state.value ?? 0) >= worth - solverSlack;
  search.take(plan);
  if (isReached() || signal?.aborted) return isReached();
  // No limit has room left: what rounding takes from one account too much another may have to pay.
  const { problem } = search.compact;
  const choices = [...fundedOf(search.compact, plan.modes).values()].map(toChoice);
  const paid = await fillUp(problem, choices, solver, signal);
  if (paid !== null) search.adopt(paid);
  return isReached();
}

/** A row that rules out one choice of columns. */
function cutOffColumns({ plans }: ColumnModel, values: readonly number[]): Row {
  const indices = plans.flatMap((_, j) => ((values[j] as number) >= 0.5 ? [j] : []));
  const upper = indices.length - 1;
  return { name: "cut", lower: -Infinity, upper, indices, values: indices.map(() => 1) };
}
