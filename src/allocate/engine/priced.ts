import type { Compact } from "./compact.ts";
import type { Dual } from "./dual.ts";
import type { Prices } from "./prices.ts";

/** What is known of every mode at prices. */
export interface Priced {
  /** What a mode is worth beyond what it takes; -Infinity where it is barred.   Unit: value points. */
  readonly profit: Float64Array;
  /**
   * What a mode takes that others far away could use: money, and room under rules over many items. Room under the own
   * ceilings of a few items, such as what a partner can absorb, is not counted.   Unit: value points.
   */
  readonly charge: Float64Array;
  /** The most profit of each item, which is 0 for none unless it is pinned. */
  readonly best: Float64Array;
  /** The mode of most profit of each item, if it has a profit; -1 otherwise. */
  readonly bestMode: Int32Array;
  /** How much profit each item loses with its second choice. */
  readonly margin: Float64Array;
}

/** Every mode at prices. */
export function priceModes(c: Compact, dual: Dual, prices: Prices): Priced {
  dual.evaluate(prices, 0);
  const profit = Float64Array.from(dual.profit);
  const charge = new Float64Array(c.modes);
  const best = new Float64Array(c.items);
  const bestMode = new Int32Array(c.items).fill(-1);
  const margin = new Float64Array(c.items);
  const takes = itemYearPrices(c, dual, prices);
  for (let i = 0; i < c.items; i++) {
    let first = c.pinned[i] === 1 ? -Infinity : 0;
    let second = -Infinity;
    for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++) {
      if (c.barred[m] === 1) {
        charge[m] = Infinity;
        continue;
      }
      let taken = 0;
      for (let t = 0; t < c.years; t++)
        taken += (c.cost[m * c.years + t] as number) * (takes[i * c.years + t] as number);
      charge[m] = taken;
      if ((profit[m] as number) > first) {
        second = first;
        first = profit[m] as number;
        bestMode[i] = m;
      } else if ((profit[m] as number) > second) second = profit[m] as number;
    }
    best[i] = first === -Infinity ? 0 : first;
    margin[i] = first - second;
  }
  return { profit, charge, best, bestMode, margin };
}

/** Ceilings over at most so many items are their own: nobody far away could use what is left under them. */
const ownItems = 100;
const ownShare = 0.1;

/** What a cent of each item takes in each year, but for room under its own ceilings.   Shape: item x years. */
function itemYearPrices(c: Compact, dual: Dual, prices: Prices): Float64Array {
  const { rows } = dual.layout;
  const counts = new Int32Array(c.rows);
  for (const r of c.itemRow) (counts[r] as number)++;
  const most = Math.max(ownItems, c.items * ownShare);
  return Float64Array.from(c.classOf, (k, at) => {
    if (k < 0) return 0;
    let price = dual.classPrice[k] as number;
    for (let e = c.firstItemRow[at] as number; e < (c.firstItemRow[at + 1] as number); e++) {
      const r = c.itemRow[e] as number;
      if (c.isCeiling[r] === 1 && (counts[r] as number) <= most) continue;
      price += (c.itemFactor[e] as number) * (prices[rows + r] as number);
    }
    return price;
  });
}
