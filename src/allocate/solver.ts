import type { LinearModel } from "./model/linear-model.ts";

/** What a solver is asked. */
export interface SolveRequest {
  readonly model: LinearModel;
  /** Stop when (bound - objective) / objective is at most this. */
  readonly gap_ratio: number;
  /** Stop after so many nodes of the search tree. A budget of steps, so that the answer does not hang on speed. */
  readonly node_budget: number;
  /** End after the search near the relaxation, whatever gap it reached: quick, and often enough. */
  readonly quick?: boolean;
  /** Keep few cutting planes: quicker where the relaxation is nearly whole as it is. */
  readonly few_cuts?: boolean;
  /** Leave integrality out: the linear relaxation. */
  readonly relaxed?: boolean;
  /** Values of all columns to start from. */
  readonly start?: readonly number[];
  /** Relaxed solves only: where an earlier solve of a similar model ended. `null`: begin cold, but answer where it ends. */
  readonly basis?: Basis | null;
}

/** Where the solve of a relaxation ended: how each column and row stands, by the solver's own numbers. */
export interface Basis {
  readonly columns: Int32Array;
  readonly rows: Int32Array;
}

/** What a solver answers. Columns and rows are in the order of the model. */
export interface SolveAnswer {
  readonly status: "optimal" | "infeasible" | "budget" | "stopped";
  /** Values of the columns; none when no solution was found. */
  readonly values: readonly number[] | null;
  readonly objective: number;
  /** No solution is better than this. */
  readonly bound: number;
  /** Relaxed solves only: what one unit more on each row's binding side is worth. */
  readonly rowPrices: readonly number[] | null;
  /** Relaxed solves only: what one unit of each column adds beyond what its rows cost. */
  readonly columnPrices: readonly number[] | null;
  /** Relaxed solves that gave a basis only: where this one ended, to begin another from. */
  readonly basis?: Basis;
}

/** How a column that was not there before stands in a basis, and how a row does: at its lower bound, and basic. */
export const newInBasis = { column: 0, row: 1 } as const;

/** Other bounds for a row of a model. */
export interface RowBounds {
  readonly row: number;
  readonly lower: number;
  readonly upper: number;
}

/** How far a solve has come. */
export interface SolveProgress {
  readonly objective: number | null;
  readonly bound: number | null;
  readonly nodes: number;
}

/** Something that solves linear models; made outside the core and passed in. */
export interface Solver {
  /** Name and version, for the stamp. */
  readonly name: string;
  /**
   * Solves a model. Stopping keeps the best solution so far.
   *
   * Errors: rejects on a bug of ours or of the solver only.
   */
  solve(
    request: SolveRequest,
    hooks?: {
      readonly onProgress?: (progress: SolveProgress) => void;
      readonly signal?: AbortSignal;
    },
  ): Promise<SolveAnswer>;
  /**
   * The relaxation of a model under each of several changes of row bounds, every one against the model as it stands.
   *
   * Shape: one objective per variant; -Infinity where nothing is feasible.
   */
  solveVariants(
    model: LinearModel,
    variants: readonly (readonly RowBounds[])[],
  ): Promise<readonly number[]>;
  /** Lets other work of this thread run, such as a signal to stop; between parts of a long search of our own. */
  pause?(): Promise<void>;
  /** How many solves run side by side. */
  readonly width: number;
  /** Ends its threads. */
  close(): Promise<void>;
}
