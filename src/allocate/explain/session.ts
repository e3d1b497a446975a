import { allocate, countWays, quickWays } from "../allocate.ts";
import type { AllocateAnswer, AllocateOptions } from "../allocate-options.ts";
import type { Allocation } from "../allocation.ts";
import { Search } from "../engine/search.ts";
import { findSearch, keepSearch } from "../learned.ts";
import type { Problem } from "../problem.ts";
import type { Solver } from "../solver.ts";

/** What explaining needs: the solved problem, and the means to solve it again, changed. */
export interface ExplainSession {
  readonly problem: Problem;
  readonly allocation: Allocation;
  readonly solver: Solver;
  /** How far every solve goes; the same as for the allocation itself, so that a reader can repeat it. */
  readonly options: Pick<AllocateOptions, "gap_ratio" | "node_budget" | "signal">;
  /**
   * Whether answers may rest on the search by prices alone where there are more than a few proposals: for questions that
   * need hundreds of solves and state the gap of each.
   */
  readonly rough?: boolean;
  /** Told what is being worked out, and how much of it is done. */
  readonly onProgress?: (words: string, done: number, total: number) => void;
}

/** With at most so many ways to fund, every question is answered by full solves in whole packages. */
const fewChoices = 400;

/** Whether a problem is small enough that the relaxation need not be asked. */
export function isSmall(problem: Problem): boolean {
  return problem.items.reduce((sum, item) => sum + item.candidates.length, 0) <= fewChoices;
}

/** Whether a problem is so large that questions are answered by short searches near the plan, without a general solver. */
export function isLarge(problem: Problem): boolean {
  return countWays(problem) > quickWays;
}

/** The searches that took over the allocation of their session. */
const adopted = new WeakSet<Search>();

/**
 * The search of the session's own problem, from its allocation: where searches of changed problems begin. It is the one
 * that found the allocation, where that is still there; else it is made when first asked for.
 */
export function searchOf({ problem, allocation }: ExplainSession): Search {
  let search = findSearch(problem);
  if (search === undefined) {
    search = new Search(problem);
    for (const _ of search.begin());
    keepSearch(problem, search);
  }
  if (!adopted.has(search)) {
    search.adopt(allocation);
    adopted.add(search);
  }
  return search;
}

/** The options of every solve of a session; searches of large problems begin where its own ended. */
function optionsOf(session: ExplainSession): AllocateOptions {
  if (isSmall(session.problem)) return { ...session.options, quick: false };
  const few = countWays(session.problem) <= quickWays && session.rough !== true;
  return { ...session.options, quick: true, ...(few ? {} : { learned: searchOf(session) }) };
}

/**
 * Solves a changed problem from scratch, as a reader who made the change would; a large one ends after the quick search.
 *
 * Where the answer is `proven`, it is the very answer that the reader would get.
 */
export function solveAgain(session: ExplainSession, problem: Problem): Promise<AllocateAnswer> {
  return allocate(problem, session.solver, optionsOf(session));
}

/**
 * Solves a relaxed problem from the present allocation, which still holds in it: the answer is never worse.
 */
export function solveRelaxed(session: ExplainSession, problem: Problem): Promise<AllocateAnswer> {
  return allocate(problem, session.solver, { ...optionsOf(session), start: session.allocation });
}

/** Runs `work` on every entry, as many side by side as the solver is wide, and keeps the order. */
export async function mapSideBySide<T, R>(
  session: ExplainSession,
  words: string,
  entries: readonly T[],
  work: (entry: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  let done = 0;
  const lane = async () => {
    while (next < entries.length) {
      const index = next++;
      const entry = entries[index] as T;
      results[index] = await work(entry);
      done++;
      session.onProgress?.(words, done, entries.length);
    }
  };
  await Promise.all(Array.from({ length: session.solver.width }, lane));
  return results;
}
