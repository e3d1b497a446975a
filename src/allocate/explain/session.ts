import type { AllocateAnswer, AllocateOptions } from "../allocate.ts";
import { allocate } from "../allocate.ts";
import type { Allocation } from "../allocation.ts";
import type { Problem } from "../problem.ts";
import type { Solver } from "../solver.ts";

/** What explaining needs: the solved problem, and the means to solve it again, changed. */
export interface ExplainSession {
  readonly problem: Problem;
  readonly allocation: Allocation;
  readonly solver: Solver;
  /** How far every solve goes; the same as for the allocation itself, so that a reader can repeat it. */
  readonly options: Pick<AllocateOptions, "gap_ratio" | "node_budget" | "signal">;
  /** Told what is being worked out, and how much of it is done. */
  readonly onProgress?: (words: string, done: number, total: number) => void;
}

/** With at most so many ways to fund, every question is answered by full solves in whole packages. */
const fewChoices = 300;

/** Whether a problem is small enough that the relaxation need not be asked. */
export function isSmall(problem: Problem): boolean {
  return problem.items.reduce((sum, item) => sum + item.candidates.length, 0) <= fewChoices;
}

/**
 * Solves a changed problem from scratch, as a reader who made the change would; a large one ends after the quick search.
 *
 * Where the answer is `proven`, it is the very answer that the reader would get.
 */
export function solveAgain(session: ExplainSession, problem: Problem): Promise<AllocateAnswer> {
  return allocate(problem, session.solver, {
    ...session.options,
    quick: !isSmall(session.problem),
  });
}

/**
 * Solves a relaxed problem from the present allocation, which still holds in it: the answer is never worse.
 */
export function solveRelaxed(session: ExplainSession, problem: Problem): Promise<AllocateAnswer> {
  const quick = !isSmall(session.problem);
  return allocate(problem, session.solver, {
    ...session.options,
    quick,
    start: session.allocation,
  });
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
