import type { Compact } from "./compact.ts";
import type { Dual, Prices } from "./dual.ts";

/** What is known of every mode at prices. */
export interface Priced {
  /** What a mode is worth beyond what it takes; -Infinity where it is barred.   Unit: value points. */
  readonly profit: Float64Array;
  /** What a mode takes: money, room under ceilings, links.   Unit: value points. */
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
  const { leaves } = dual.layout;
  for (let i = 0; i < c.items; i++) {
    let first = c.pinned[i] === 1 ? -Infinity : 0;
    let second = -Infinity;
    for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++) {
      if (c.barred[m] === 1) {
        charge[m] = Infinity;
        continue;
      }
      let worth = 0;
      for (let e = c.firstEffect[m] as number; e < (c.firstEffect[m + 1] as number); e++)
        worth +=
          (c.effectAmount[e] as number) * (prices[leaves + (c.effectLeaf[e] as number)] as number);
      charge[m] = worth - (profit[m] as number);
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
