import type { RuleName } from "../answers.ts";
import type { ProvenPrices } from "./proven-prices.ts";

/**
 * What prices say of every initiative: how close it is, and which rules stand in its way.
 *
 * Where the prices come from does not matter to who asks: the linear relaxation, or the search of a large plan.
 */
export interface Closeness {
  /** By item: what its best package would add, and what that costs others, in value points. */
  readonly items: readonly ItemCloseness[];
  /** What the prices prove of every item. */
  readonly proven: ProvenPrices;
  /**
   * What divisible packages lose when each of some items must be funded whole (1) or not at all (0).
   *
   * Unit: value points; Infinity where nothing can do it.
   */
  readonly loseEach: (items: readonly number[], funded: 0 | 1) => Promise<number[]>;
}

/** How close an initiative is to being funded. */
export interface ItemCloseness {
  /** What it adds to the objectives, at the margin.   Unit: value points. */
  readonly adds: number;
  /** What its money and its place under the rules are worth to others.   Unit: value points. */
  readonly costs: number;
  /** The rules that make up `costs`, the dearest first. */
  readonly rules: readonly { readonly rule: RuleName; readonly worth: number }[];
}
