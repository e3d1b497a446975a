import { gapRoom } from "./allocate-options.ts";
import type { Allocation, Payment } from "./allocation.ts";
import { toChoice } from "./choice.ts";
import type { Candidate, Problem } from "./problem.ts";
import { attainmentsOf, inOrder, totalValue } from "./value.ts";

/** A plan that a search found and that can be paid. */
export interface Found {
  readonly funded: ReadonlyMap<number, Candidate>;
  readonly payments: readonly Payment[];
  /** Unit: value points. */
  readonly bound: number;
  /** How the search ended, where the gap was not reached. */
  readonly status: Exclude<Allocation["ended"], "proven">;
}

/** The allocation of a plan that was found; `gapAsked` decides whether it counts as proven. */
export function toAllocation(problem: Problem, found: Found, gapAsked: number): Allocation {
  const { funded, payments, status } = found;
  const candidates = inOrder([...funded.values()]);
  const attainments = attainmentsOf(problem, candidates);
  const value = totalValue(attainments);
  const bound = Math.max(found.bound, value);
  const gap = bound === value ? 0 : (bound - value) / value;
  return {
    choices: candidates.map(toChoice),
    payments,
    attainments,
    value,
    bound,
    gap_ratio: gap,
    ended: gap <= gapAsked + gapRoom ? "proven" : status,
  };
}
