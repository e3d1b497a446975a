import type { Problem } from "../../problem.ts";
import { type Compact, compactProblem } from "../compact/compact.ts";
import { recompact } from "../compact/recompact.ts";
import { descend } from "./ascent.ts";
import { Dual } from "./dual.ts";
import { type Priced, priceModes } from "./priced.ts";
import type { PriceLayout, Prices } from "./prices.ts";

/** What prices say of a problem. */
export interface PriceView {
  readonly layout: PriceLayout;
  /** No plan is worth more, at these prices alone.   Unit: value points. */
  readonly bound: number;
  /** What a cent costs on each lane, rules over the lane's account included.   Unit: value points per cent. */
  readonly lanePrice: Float64Array;
  readonly priced: Priced;
}

/** What prices say of a problem: a bound, and what every mode is worth beyond what it takes. */
export function viewPrices(c: Compact, prices: Prices): PriceView {
  const dual = new Dual(c);
  const bound = dual.evaluate(prices, 0);
  const priced = priceModes(c, dual, prices);
  return { layout: dual.layout, bound, lanePrice: Float64Array.from(dual.lanePrice), priced };
}

/** A bound for a changed problem, from the prices of another: a short way down its dual.   Unit: value points. */
export function boundAfter(c: Compact, prices: Prices, problem: Problem): number {
  const changed = recompact(c, problem);
  const dual = new Dual(changed ?? compactProblem(problem));
  const from = changed === undefined ? dual.start() : prices;
  const stages = [
    { temperature: 0.003, steps: changed === undefined ? 300 : 12 },
    { temperature: 0.001, steps: 12 },
  ];
  return descend(dual, from, stages).bound;
}
