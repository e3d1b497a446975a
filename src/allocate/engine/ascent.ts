import type { Dual, Prices } from "./dual.ts";

/** How far to go at one temperature. */
export interface Stage {
  readonly temperature: number;
  readonly steps: number;
}

/** The best prices of a descent, and what the dual is worth at them. */
export interface Descent {
  readonly prices: Prices;
  readonly bound: number;
  /** Where the last stage ended, for a further descent. */
  readonly last: Prices;
}

const memory = 12;

/**
 * Follows the rounded-off dual downhill, at lower and lower temperatures: limited-memory BFGS with bounds, in prices
 * scaled by their curvature. The bound is always of the exact dual.
 */
export function descend(dual: Dual, from: Prices, stages: readonly Stage[]): Descent {
  const prices = Float64Array.from(from, (price, k) =>
    Math.min(dual.upper[k] as number, Math.max(dual.lower[k] as number, price)),
  );
  let best = Float64Array.from(prices);
  let bound = dual.evaluate(prices, 0);
  for (const stage of stages) {
    descendAt(dual, prices, stage);
    const exact = dual.evaluate(prices, 0);
    if (exact < bound) {
      bound = exact;
      best = Float64Array.from(prices);
    }
  }
  return { prices: best, bound, last: prices };
}

function descendAt(dual: Dual, y: Prices, { temperature, steps }: Stage): void {
  const n = y.length;
  const { lower, upper } = dual;
  let value = dual.evaluate(y, temperature, true);
  const slope = Float64Array.from(dual.slope);
  const scale = scaleOf(dual);
  const pairs: { s: Float64Array; d: Float64Array; rho: number }[] = [];
  const direction = new Float64Array(n);
  const next = new Float64Array(n);
  const isStuck = new Uint8Array(n);
  for (let step = 0; step < steps; step++) {
    for (let k = 0; k < n; k++) {
      const stuck =
        ((y[k] as number) <= (lower[k] as number) && (slope[k] as number) > 0) ||
        ((y[k] as number) >= (upper[k] as number) && (slope[k] as number) < 0);
      isStuck[k] = stuck ? 1 : 0;
      direction[k] = stuck ? 0 : (slope[k] as number);
    }
    const alphas: number[] = [];
    for (const { s, d, rho } of pairs.toReversed()) {
      const alpha = rho * dot(s, direction);
      alphas.push(alpha);
      for (let k = 0; k < n; k++) (direction[k] as number) -= alpha * (d[k] as number);
    }
    let gamma = 1;
    const newest = pairs.at(-1);
    if (newest) {
      let yy = 0;
      for (let k = 0; k < n; k++)
        yy += (newest.d[k] as number) * (newest.d[k] as number) * (scale[k] as number);
      gamma = 1 / (newest.rho * yy);
    }
    for (let k = 0; k < n; k++) (direction[k] as number) *= gamma * (scale[k] as number);
    for (const { s, d, rho } of pairs) {
      const by = (alphas.pop() ?? 0) - rho * dot(d, direction);
      for (let k = 0; k < n; k++) (direction[k] as number) += (s[k] as number) * by;
    }
    for (let k = 0; k < n; k++) if (isStuck[k] === 1) direction[k] = 0;
    let length = 1;
    let accepted = false;
    for (let tries = 0; tries < 12; tries++) {
      let expected = 0;
      for (let k = 0; k < n; k++) {
        let z = (y[k] as number) - length * (direction[k] as number);
        if (z < (lower[k] as number)) z = lower[k] as number;
        else if (z > (upper[k] as number)) z = upper[k] as number;
        next[k] = z;
        expected += (slope[k] as number) * (z - (y[k] as number));
      }
      const there = dual.evaluate(next, temperature);
      if (expected < 0 && there <= value + 1e-4 * expected) {
        const s = new Float64Array(n);
        const d = new Float64Array(n);
        let sd = 0;
        let dd = 0;
        for (let k = 0; k < n; k++) {
          s[k] = (next[k] as number) - (y[k] as number);
          d[k] = (dual.slope[k] as number) - (slope[k] as number);
          sd += (s[k] as number) * (d[k] as number);
          dd += (d[k] as number) * (d[k] as number);
        }
        y.set(next);
        slope.set(dual.slope);
        const gain = value - there;
        value = there;
        if (sd > 1e-12 * Math.sqrt(dd)) {
          pairs.push({ s, d, rho: 1 / sd });
          if (pairs.length > memory) pairs.shift();
        }
        accepted = true;
        if (gain < 1e-7 * Math.abs(value)) step += 5;
        break;
      }
      length *= 0.35;
    }
    if (!accepted) {
      if (pairs.length === 0) return;
      pairs.length = 0;
    }
  }
}

/** One over the curvature, where that is known; a typical one of the kind of price elsewhere. */
function scaleOf({ layout, curvature, spread }: Dual): Float64Array {
  const scale = new Float64Array(curvature.length);
  // Where a few giants stand among many small programs, the typical curvature is theirs and would hold the others back.
  const floor = spread > 100 ? 0.000_3 : 0.03;
  const groups = [
    [layout.money, layout.rows],
    [layout.rows, layout.links],
    [layout.links, layout.leaves],
    [layout.leaves, layout.length],
  ] as const;
  for (const [from, to] of groups) {
    let sum = 0;
    let count = 0;
    for (let k = from; k < to; k++) {
      if ((curvature[k] as number) <= 0) continue;
      sum += curvature[k] as number;
      count++;
    }
    const typical = count > 0 ? sum / count : 1;
    for (let k = from; k < to; k++)
      scale[k] = 1 / Math.max(curvature[k] as number, floor * typical);
  }
  return scale;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] as number) * (b[k] as number);
  return sum;
}
