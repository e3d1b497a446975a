import type { Solver } from "../allocate/solver.ts";

/** Shows that work goes on; `say` may be called as often as one likes. */
export interface Progress {
  readonly say: (words: string) => void;
  readonly end: () => void;
}

/** How far a search has come, in value points, for those who show figures and not only words. */
export interface Reached {
  readonly value: number | null;
  readonly bound: number | null;
}

/** What working out an answer takes besides the plan and the law. */
export interface Means {
  /** Solves models; made outside and passed in. */
  readonly solver: Solver;
  /** Aborts when somebody wants the work to end; a search then keeps the best it found. */
  readonly stop: AbortSignal;
  /** The version of the program, for the stamp. */
  readonly version: string;
  /** Begins to show a piece of work. */
  readonly startProgress: (firstWords: string) => Progress;
  /** Told the figures that a search reaches. */
  readonly onReached?: (reached: Reached) => void;
  /** Told how many of several equal pieces of work are done. */
  readonly onCount?: (words: string, done: number, total: number) => void;
}

/** Progress that nobody sees: of work that another line tells of. */
export const unseenProgress = (): Progress => ({ say: () => undefined, end: () => undefined });
