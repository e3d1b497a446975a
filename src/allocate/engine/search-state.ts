import type { Payment } from "../allocation.ts";
import type { Candidate } from "../problem.ts";

/** What a search knows so far. */
export interface SearchState {
  /** Worth of the best plan that keeps every rule; nothing before there is one.   Unit: value points. */
  readonly value: number | null;
  /** No plan is worth more.   Unit: value points. */
  readonly bound: number;
  /** Changes tried so far. */
  readonly steps: number;
}

/** A plan of a search: its candidates by item, and who pays. */
export interface Plan {
  readonly funded: ReadonlyMap<number, Candidate>;
  readonly payments: readonly Payment[];
}
