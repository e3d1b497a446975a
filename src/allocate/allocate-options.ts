import type { Allocation } from "./allocation.ts";
import type { Search } from "./engine/search.ts";

/** How far to search. */
export interface AllocateOptions {
  /** Stop when (bound - value) / value is at most this, such as 0.001. */
  readonly gap_ratio: number;
  /** Stop after so many nodes of the search tree, so that the answer is the same on slow machines. */
  readonly node_budget: number;
  /**
   * End after the first search, near the relaxation, whatever gap it reached. Where it reaches the gap, the answer
   * is the one that a full search gives.
   */
  readonly quick?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: AllocateProgress) => void;
  /** An allocation to start from; the answer is never worse, if it still holds. */
  readonly start?: Allocation;
  /** The search of a problem that differs little: its prices and its plan are where a search of this one begins. */
  readonly learned?: Search;
}

/** How far a search has come, in value points. */
export interface AllocateProgress {
  readonly value: number | null;
  readonly bound: number | null;
  readonly nodes: number;
}

/** An allocation; or nothing feasible; or stopped before anything was found. */
export type AllocateAnswer =
  | { readonly kind: "allocation"; readonly allocation: Allocation }
  | { readonly kind: "infeasible" }
  | { readonly kind: "nothing_found"; readonly ended: "budget" | "stopped" };

/** The gap that is asked for when nobody asks: a tenth of a percent. */
export const defaultGap = 0.001;

/** The budget of nodes when nobody sets one. */
export const defaultNodeBudget = 200_000;

/** Room for rounding when the gap that was reached is compared with the one asked for. */
export const gapRoom = 1e-9;
