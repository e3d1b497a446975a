import type { Cents } from "../../base/money.ts";
import type { RuleName } from "../answers.ts";

/**
 * How sure it is that an initiative is funded or not.
 *
 * `barred`: the law or a decision rules it out. `pinned`: somebody decided that it is funded. `must`, `cannot`: no
 * allocation keeps every rule without it, or with it. `in`, `out`: proven; every allocation that does otherwise is
 * worth less than the plan. `open`: an allocation that does otherwise may be worth as much, within the proven gap.
 */
export type Standing = "barred" | "pinned" | "must" | "cannot" | "in" | "out" | "open";

/** A change of an initiative's cost that would fund it, or end it. */
export interface CostChange {
  /** The factor on its cost at which the plan was solved again and had changed; `null` where none was found. */
  readonly found: number | null;
  /** Whether every best plan at that cost has changed, not only the one that was found. */
  readonly proven: boolean;
  /**
   * Of an initiative that is not funded: at any factor above this one it is proven that it stays so. Of a funded one: at
   * any factor above this one it is proven that it goes. `null` where nothing is proven.
   */
  readonly limit: number | null;
}

/** One initiative in the table of all: whether it is funded, why, and what would change that. */
export interface ReasonRow {
  readonly initiative: string;
  readonly name: string;
  readonly partner: string;
  readonly funded: boolean;
  /** Its cheapest package over all years.   Unit: US cents; 0 where it has none. */
  readonly cost: Cents;
  readonly standing: Standing;
  /**
   * What is lost by doing otherwise: funding it, or leaving it out.   Unit: value points; Infinity where it cannot be.
   *
   * `priced`: at the prices of money and rules, as if packages could be divided: finer than any search can tell.
   * `found`: the plan less the plan solved again; `null` before that. The truth is proven to lie from `least` to `most`.
   */
  readonly loss: {
    readonly priced: number;
    readonly found: number | null;
    readonly least: number;
    readonly most: number;
  };
  /** The rules that bear on it, the nearest first. */
  readonly because: readonly RuleName[];
  readonly change: CostChange | null;
  /** Whether the plan was solved again for it; what stands without was read off prices alone. */
  readonly solved: boolean;
  readonly sentence: string;
}
