import type { Compact } from "../compact/compact.ts";
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

/** Every mode at prices, and the form and prices of that. */
export interface PricedForm {
  readonly form: Compact;
  readonly prices: Prices;
  readonly priced: Priced;
}

/** Every mode at prices. `before`: what is known of another form of which this one was made, perhaps at other prices. */
export function priceModes(c: Compact, dual: Dual, prices: Prices, before?: PricedForm): Priced {
  dual.evaluate(prices, 0);
  return pricedNow(c, dual, prices, before);
}

/** Every mode at the prices of the dual's last evaluation, which must have been exact. */
export function pricedNow(c: Compact, dual: Dual, prices: Prices, before?: PricedForm): Priced {
  const profit = Float64Array.from(dual.profit);
  const charge = chargesOf(c, dual, prices, before);
  const best = new Float64Array(c.items);
  const bestMode = new Int32Array(c.items).fill(-1);
  const margin = new Float64Array(c.items);
  for (let i = 0; i < c.items; i++) {
    let first = c.pinned[i] === 1 ? -Infinity : 0;
    let second = -Infinity;
    for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++) {
      if (c.barred[m] === 1) continue;
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

/** What modes take. Where prices are those of the form before, only items that changed are told anew. */
function chargesOf(
  c: Compact,
  dual: Dual,
  prices: Prices,
  before: PricedForm | undefined,
): Float64Array {
  const T = c.years;
  const hasSameRules = before?.form.itemFactor === c.itemFactor;
  const isKnown =
    hasSameRules && before?.prices.every((price, k) => price === (prices[k] as number)) === true;
  const charge = isKnown ? Float64Array.from(before.priced.charge) : new Float64Array(c.modes);
  const takes = new ItemYearPrices(c, dual, prices);
  const own = new Float64Array(T);
  for (let i = 0; i < c.items; i++) {
    const isSame = isKnown && c.problem.items[i] === before.form.problem.items[i];
    if (!isSame) for (let t = 0; t < T; t++) own[t] = takes.at(i * T + t);
    for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++) {
      if (c.barred[m] === 1) charge[m] = Infinity;
      else if (!isSame || charge[m] === Infinity) {
        let taken = 0;
        for (let t = 0; t < T; t++)
          taken +=
            (c.cost[m * T + t] as number) * (isSame ? takes.at(i * T + t) : (own[t] as number));
        charge[m] = taken;
      }
    }
  }
  return charge;
}

/** Ceilings over at most so many items are their own: nobody far away could use what is left under them. */
const ownItems = 100;
const ownShare = 0.1;

/** What a cent of an item takes in a year, but for room under its own ceilings. */
class ItemYearPrices {
  readonly #c: Compact;
  readonly #dual: Dual;
  /** Prices of rows, 0 where a row is a ceiling over few items. */
  readonly #rowPrice: Float64Array;

  constructor(c: Compact, dual: Dual, prices: Prices) {
    this.#c = c;
    this.#dual = dual;
    const counts = countItems(c);
    const most = Math.max(ownItems, c.items * ownShare);
    const { rows, links } = dual.layout;
    this.#rowPrice = prices
      .subarray(rows, links)
      .map((price, r) => (c.isCeiling[r] === 1 && (counts[r] as number) <= most ? 0 : price));
  }

  /** `at`: item x years. */
  at(at: number): number {
    const c = this.#c;
    const k = c.classOf[at] as number;
    if (k < 0) return 0;
    let price = this.#dual.classPrice[k] as number;
    const end = c.firstItemRow[at + 1] as number;
    for (let e = c.firstItemRow[at] as number; e < end; e++)
      price += (c.itemFactor[e] as number) * (this.#rowPrice[c.itemRow[e] as number] as number);
    return price;
  }
}

/** By the rows of a form, which forms that differ in numbers only share. */
const known = new WeakMap<Int32Array, Int32Array>();

/** How many item-years each row counts whole. */
function countItems(c: Compact): Int32Array {
  let counts = known.get(c.itemRow);
  if (counts !== undefined) return counts;
  counts = new Int32Array(c.rows);
  for (const r of c.itemRow) (counts[r] as number)++;
  known.set(c.itemRow, counts);
  return counts;
}

/** Items are in doubt that lose less with their second choice than this share of what their cost is worth on average. */
const doubt = 0.1;

/**
 * Items of a pool that lose little with their second choice, and those that do not have their first; all where there are
 * none. `mode`: what each has; `scale`: what a cent is worth on average.
 */
export function listDoubtful(
  c: Compact,
  mode: Int32Array,
  { margin, bestMode }: Priced,
  pool: Int32Array,
  scale: number,
): Int32Array {
  const doubtful = pool.filter((i) => {
    if (mode[i] !== (bestMode[i] as number)) return true;
    let size = 0;
    for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++)
      size = Math.max(size, c.totalCost[m] as number);
    return (margin[i] as number) < doubt * scale * size;
  });
  return doubtful.length > 0 ? doubtful : pool;
}
