import type { Block } from "./blocks.ts";
import type { Compact } from "./compact.ts";
import type { Dual } from "./dual.ts";
import type { Prices } from "./prices.ts";

/** A missed cent of a rule counts this share of what a cent is worth on average. */
const missShare = 0.3;
/** How often all blocks are gone through. */
const mostSweeps = 4;
/** What a change must gain.   Unit: value points. */
const leastGain = 1e-5;

/** Money of each year and rules over several blocks: what there is of them, and what too much or too little costs. */
interface Shared {
  readonly limit: Float64Array;
  readonly over: Float64Array;
  readonly under: Float64Array;
  /** Where each row stands among them; -1 for rows that do not. */
  readonly place: Int32Array;
}

/**
 * Of two plans of each block, made at two prices, takes the ones that together come closest to what there is, into
 * `second`; the others are left in `first`. Answers how many blocks take their first.
 *
 * `isShared`: which rows count items of several blocks.
 */
export function mixPlans(
  c: Compact,
  blocks: readonly Block[],
  [first, second]: readonly [Int32Array, Int32Array],
  isShared: Uint8Array,
  { scale, layout }: Dual,
  prices: Prices,
): number {
  const shared = sharedOf(c, isShared, prices.subarray(0, layout.links), scale);
  const size = shared.limit.length;
  const sum = new Float64Array(size);
  const plans = blocks.map(({ items }) => {
    const now = takesOf(c, items, second, shared);
    for (let k = 0; k < size; k++) (sum[k] as number) += now[k] as number;
    return { items, now, other: takesOf(c, items, first, shared), isFirst: false };
  });
  for (let sweep = 0, isBetter = true; sweep < mostSweeps && isBetter; sweep++) {
    isBetter = false;
    for (const plan of plans) {
      const { items, now, other } = plan;
      if (gainOf(shared, sum, now, other) <= leastGain) continue;
      for (let k = 0; k < size; k++)
        (sum[k] as number) += (other[k] as number) - (now[k] as number);
      for (const i of items) {
        const kept = second[i] as number;
        second[i] = first[i] as number;
        first[i] = kept;
      }
      Object.assign(plan, { now: other, other: now, isFirst: !plan.isFirst });
      isBetter = true;
    }
  }
  return plans.filter(({ isFirst }) => isFirst).length;
}

/** `prices`: of money and rows. */
function sharedOf(c: Compact, isShared: Uint8Array, prices: Prices, scale: number): Shared {
  const T = c.years;
  const rows = Array.from(isShared.keys()).filter((r) => isShared[r] === 1 && c.isIdle[r] === 0);
  const size = T + rows.length;
  const [limit, over, under] = [
    new Float64Array(size),
    new Float64Array(size).fill(missShare * scale),
    new Float64Array(size),
  ];
  for (let t = 0; t < T; t++) {
    let worth = 0;
    for (let a = 0; a < c.accounts.length; a++) {
      (limit[t] as number) += c.budget[a * T + t] as number;
      worth += (c.budget[a * T + t] as number) * (prices[a * T + t] as number);
    }
    if ((limit[t] as number) > 0) under[t] = worth / (limit[t] as number);
  }
  // Too much asked for in a cheap year takes money that dear years need, as it lasts.
  over.fill(Math.max(...under.subarray(0, T)), 0, T);
  const place = new Int32Array(c.rows).fill(-1);
  rows.forEach((r, n) => {
    place[r] = T + n;
    limit[T + n] = c.rowLimit[r] as number;
    under[T + n] = prices[c.accounts.length * T + r] as number;
  });
  return { limit, over, under, place };
}

/** What modes of some items take of what blocks share. */
function takesOf(c: Compact, items: Int32Array, modes: Int32Array, shared: Shared): Float64Array {
  const T = c.years;
  const takes = new Float64Array(shared.limit.length);
  for (const i of items) {
    const m = modes[i] as number;
    for (let t = 0; m >= 0 && t < T; t++) {
      const cost = c.cost[m * T + t] as number;
      if (cost === 0) continue;
      (takes[t] as number) += cost;
      const at = i * T + t;
      for (let e = c.firstItemRow[at] as number; e < (c.firstItemRow[at + 1] as number); e++) {
        const k = shared.place[c.itemRow[e] as number] as number;
        if (k >= 0) (takes[k] as number) += (c.itemFactor[e] as number) * cost;
      }
    }
  }
  return takes;
}

/** What is gained where something takes `to` in place of `from` of a sum. */
function gainOf(
  { limit, over, under }: Shared,
  sum: Float64Array,
  from: Float64Array,
  to: Float64Array,
): number {
  let gain = 0;
  for (let k = 0; k < limit.length; k++) {
    const by = (to[k] as number) - (from[k] as number);
    if (by === 0) continue;
    const now = (sum[k] as number) - (limit[k] as number);
    const then = now + by;
    gain += now > 0 ? (over[k] as number) * now : -(under[k] as number) * now;
    gain -= then > 0 ? (over[k] as number) * then : -(under[k] as number) * then;
  }
  return gain;
}
