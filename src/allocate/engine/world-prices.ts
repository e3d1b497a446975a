import type { Compact } from "./compact.ts";
import type { Dual } from "./dual.ts";
import type { Prices } from "./prices.ts";

/** The rounding-off at which the dual tells how much less is asked for at higher prices. */
const temperature = 0.003;
/** By how much money becomes dearer, to see that. */
const dearer = 1.03;
/** Whole plans of blocks answer to prices of money less than single items do, and to those of rules. */
const moneyReach = 2;
const ruleReach = 3;
/** Where next to nothing would answer, this share of the money of a year is taken to. */
const leastAnswer = 0.2;
/** Money of a year becomes at most so much dearer or cheaper at a time, as a logarithm. */
const mostMoney = 0.3;
/** A price of a rule moves by at most this share of what a cent is worth on average. */
const mostRule = 0.3;

/**
 * Prices at which what is chosen comes closer to what there is: all new money of a year becomes dearer or cheaper by one
 * factor, since accounts of a year mostly stand in for each other, and rules over many blocks by an amount.
 *
 * `modes`: what blocks would choose at the prices; `isShared`: which rows count items of several blocks.
 */
export function balancePrices(
  c: Compact,
  dual: Dual,
  prices: Prices,
  modes: Int32Array,
  isShared: Uint8Array,
): Prices {
  const next = Float64Array.from(prices);
  const moreDear = prices.map((price, k) => (k < dual.layout.rows ? price * dearer : price));
  dual.evaluate(moreDear, temperature);
  const then = demandByYear(c, dual);
  dual.evaluate(prices, temperature, true);
  const now = demandByYear(c, dual);
  const { demand, rowSum } = sumsOf(c, modes, isShared);
  for (let t = 0; t < c.years; t++) {
    let supply = 0;
    for (let a = 0; a < c.accounts.length; a++) supply += c.budget[a * c.years + t] as number;
    const falls = ((now[t] as number) - (then[t] as number)) / Math.log(dearer);
    const answer = Math.max(falls, leastAnswer * supply);
    if (answer <= 0) continue;
    const by = (moneyReach * ((demand[t] as number) - supply)) / answer;
    const factor = Math.exp(Math.max(-mostMoney, Math.min(mostMoney, by)));
    for (let a = 0; a < c.accounts.length; a++) (next[a * c.years + t] as number) *= factor;
  }
  const most = mostRule * dual.scale;
  for (let r = 0; r < c.rows; r++) {
    const at = dual.layout.rows + r;
    const answer = dual.curvature[at] as number;
    if (isShared[r] === 0 || c.isIdle[r] === 1 || answer <= 0) continue;
    const by = (ruleReach * ((rowSum[r] as number) - (c.rowLimit[r] as number))) / answer;
    (next[at] as number) += Math.max(-most, Math.min(most, by));
  }
  return dual.clip(next);
}

/** What all choices of the last evaluation ask for.   Unit: US cents, by year. */
function demandByYear(c: Compact, { choices }: Dual): Float64Array {
  const sums = new Float64Array(c.years);
  for (let k = 0; k < c.classYear.length; k++)
    (sums[c.classYear[k] as number] as number) += choices.demand[k] as number;
  return sums;
}

/** What modes cost by year, and what rows over several blocks count of them. */
function sumsOf(c: Compact, modes: Int32Array, isShared: Uint8Array) {
  const T = c.years;
  const demand = new Float64Array(T);
  const rowSum = new Float64Array(c.rows);
  for (let i = 0; i < c.items; i++) {
    const m = modes[i] as number;
    for (let t = 0; m >= 0 && t < T; t++) {
      const cost = c.cost[m * T + t] as number;
      if (cost === 0) continue;
      (demand[t] as number) += cost;
      const at = i * T + t;
      for (let e = c.firstItemRow[at] as number; e < (c.firstItemRow[at + 1] as number); e++) {
        const r = c.itemRow[e] as number;
        if (isShared[r] === 1) (rowSum[r] as number) += (c.itemFactor[e] as number) * cost;
      }
    }
  }
  return { demand, rowSum };
}
