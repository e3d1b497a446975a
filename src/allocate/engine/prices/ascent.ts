import type { DualChoices, PricedDual } from "./dual.ts";
import type { Prices } from "./prices.ts";

/** What a descent follows: a dual, or anything that is worth less or more at prices as one is. */
export type Followed = Pick<
  PricedDual<DualChoices>,
  "clip" | "evaluate" | "slope" | "curvature" | "lower" | "upper" | "layout" | "scale" | "spread"
> & { readonly choices: Pick<DualChoices, "release" | "settleDecided"> };

/** How far to go at one temperature. */
export interface Stage {
  readonly temperature: number;
  readonly steps: number;
}

/** The best prices of a descent, and what the dual is worth at them. */
export interface Descent {
  readonly prices: Prices;
  readonly bound: number;
}

/** How many steps are remembered. */
const memory = 12;
/** A step is tried in full, then so much shorter each time, so often. */
const shorter = 0.35;
const mostLengths = 12;
/** A step must bring at least this share of what the slope lets expect. */
const leastShare = 1e-4;
/** A stage ends when its steps gain less than this share of the value each. */
const settledGain = 1e-7;
/** After so many steps, items whose choice is clear are told anew. */
const stepsPerChoice = 25;
/** A choice is clear when all others fall so many temperatures short: they have no share then. */
const decided = 40;
/** Steps over which the slope hardly changes, in prices scaled alike, tell nothing of the curvature. */
const leastCurvature = 1e-9;

/**
 * Follows the rounded-off dual downhill, at lower and lower temperatures: limited-memory BFGS with bounds, in prices
 * scaled by their curvature. The bound is always of the exact dual.
 */
export function descend(dual: Followed, from: Prices, stages: readonly Stage[]): Descent {
  const prices = dual.clip(from);
  let best = Float64Array.from(prices);
  let bound = dual.evaluate(prices, 0);
  for (const stage of stages) {
    followDown(dual, prices, stage);
    const exact = dual.evaluate(prices, 0);
    if (exact < bound) {
      bound = exact;
      best = Float64Array.from(prices);
    }
  }
  return { prices: best, bound };
}

/** Follows the dual downhill at one temperature; the prices are changed in place. */
export function followDown(dual: Followed, y: Prices, { temperature, steps }: Stage): void {
  const { choices } = dual;
  const steering = new Steering(scaleAt(dual, y, temperature));
  const kept = Float64Array.from(y);
  let value = Infinity;
  let settles = true;
  for (let step = 0; step < steps; step += stepsPerChoice) {
    choices.release();
    const whole = dual.evaluate(y, temperature);
    if (whole > value) {
      // Somebody who was settled would have chosen anew: those steps are not taken.
      y.set(kept);
      settles = false;
      steering.forget();
      dual.evaluate(y, temperature);
    } else {
      if (value - whole < settledGain * Math.abs(whole) * stepsPerChoice && settles) break;
      kept.set(y);
      value = whole;
    }
    if (settles) choices.settleDecided(decided * temperature * dual.scale);
    const few = Math.min(stepsPerChoice, steps - step);
    if (!walkOn(dual, y, steering, temperature, value, few)) break;
    settles = true;
  }
  choices.release();
}

/** Takes some steps from the prices of the last evaluation; false where no step leads down. */
function walkOn(
  dual: Followed,
  y: Prices,
  steering: Steering,
  temperature: number,
  from: number,
  steps: number,
): boolean {
  let value = from;
  const slope = Float64Array.from(dual.slope);
  const next = new Float64Array(y.length);
  for (let step = 0; step < steps; step++) {
    const direction = steering.directionAt(y, slope, dual);
    let length = 1;
    let isDone = false;
    for (let tries = 0; tries < mostLengths && !isDone; tries++) {
      const expected = walk(y, direction, length, slope, dual, next);
      const there = dual.evaluate(next, temperature);
      if (expected < 0 && there <= value + leastShare * expected) {
        steering.learn(y, next, slope, dual.slope);
        y.set(next);
        slope.set(dual.slope);
        value = there;
        isDone = true;
      }
      length *= shorter;
    }
    if (isDone) continue;
    if (!steering.hasLearned) return false;
    steering.forget();
  }
  return true;
}

/** Goes from `y` against a direction, within the bounds, to `next`; answers the change that the slope lets expect. */
function walk(
  y: Prices,
  direction: Float64Array,
  length: number,
  slope: Float64Array,
  { lower, upper }: Followed,
  next: Float64Array,
): number {
  let expected = 0;
  for (let k = 0; k < y.length; k++) {
    let z = (y[k] as number) - length * (direction[k] as number);
    if (z < (lower[k] as number)) z = lower[k] as number;
    else if (z > (upper[k] as number)) z = upper[k] as number;
    next[k] = z;
    expected += (slope[k] as number) * (z - (y[k] as number));
  }
  return expected;
}

/** A step, how the slope changed over it, and one over their product. */
interface Pair {
  readonly s: Float64Array;
  readonly d: Float64Array;
  readonly rho: number;
}

/** Turns a slope by what the last steps told of the curvature (the two-loop recursion of limited-memory BFGS). */
class Steering {
  readonly #scale: Float64Array;
  readonly #direction: Float64Array;
  readonly #isStuck: Uint8Array;
  #pairs: Pair[] = [];
  /** Arrays of pairs that are forgotten, to be used again. */
  readonly #spare: Pick<Pair, "s" | "d">[] = [];

  constructor(scale: Float64Array) {
    this.#scale = scale;
    this.#direction = new Float64Array(scale.length);
    this.#isStuck = new Uint8Array(scale.length);
  }

  get hasLearned(): boolean {
    return this.#pairs.length > 0;
  }

  forget(): void {
    this.#spare.push(...this.#pairs);
    this.#pairs = [];
  }

  /** Remembers a step and how the slope changed over it, if that curves upward. */
  learn(y: Prices, next: Prices, slope: Float64Array, nextSlope: Float64Array): void {
    const n = y.length;
    const { s, d } = this.#spare.pop() ?? { s: new Float64Array(n), d: new Float64Array(n) };
    let ss = 0;
    let sd = 0;
    let dd = 0;
    for (let k = 0; k < n; k++) {
      s[k] = (next[k] as number) - (y[k] as number);
      d[k] = (nextSlope[k] as number) - (slope[k] as number);
      ss += ((s[k] as number) * (s[k] as number)) / (this.#scale[k] as number);
      sd += (s[k] as number) * (d[k] as number);
      dd += (d[k] as number) * (d[k] as number) * (this.#scale[k] as number);
    }
    if (sd <= leastCurvature * Math.sqrt(ss * dd)) {
      this.#spare.push({ s, d });
      return;
    }
    this.#pairs.push({ s, d, rho: 1 / sd });
    if (this.#pairs.length > memory) this.#spare.push(...this.#pairs.splice(0, 1));
  }

  /** The direction against which to go; prices that stand at a bound and would leave it are held. */
  directionAt(y: Prices, slope: Float64Array, { lower, upper }: Followed): Float64Array {
    const n = y.length;
    const direction = this.#direction;
    const scale = this.#scale;
    for (let k = 0; k < n; k++) {
      const stuck =
        ((y[k] as number) <= (lower[k] as number) && (slope[k] as number) > 0) ||
        ((y[k] as number) >= (upper[k] as number) && (slope[k] as number) < 0);
      this.#isStuck[k] = stuck ? 1 : 0;
      direction[k] = stuck ? 0 : (slope[k] as number);
    }
    const alphas: number[] = [];
    for (const { s, d, rho } of this.#pairs.toReversed()) {
      const alpha = rho * dot(s, direction);
      alphas.push(alpha);
      for (let k = 0; k < n; k++) (direction[k] as number) -= alpha * (d[k] as number);
    }
    const gamma = this.#gamma();
    for (let k = 0; k < n; k++) (direction[k] as number) *= gamma * (scale[k] as number);
    for (const { s, d, rho } of this.#pairs) {
      const by = (alphas.pop() ?? 0) - rho * dot(d, direction);
      for (let k = 0; k < n; k++) (direction[k] as number) += (s[k] as number) * by;
    }
    for (let k = 0; k < n; k++) if (this.#isStuck[k] === 1) direction[k] = 0;
    return direction;
  }

  /** By how much the newest step corrects the scale of all prices. */
  #gamma(): number {
    const newest = this.#pairs.at(-1);
    if (newest === undefined) return 1;
    const { d, rho } = newest;
    let sum = 0;
    for (let k = 0; k < d.length; k++)
      sum += (d[k] as number) * (d[k] as number) * (this.#scale[k] as number);
    return 1 / (rho * sum);
  }
}

/** One over the curvature, where that is known; a typical one of the kind of price elsewhere. */
function scaleAt(dual: Followed, y: Prices, temperature: number): Float64Array {
  dual.evaluate(y, temperature, true);
  const { layout, curvature, spread, lower, upper } = dual;
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
      // A price that cannot move, such as that of a leaf of one worth, says nothing of the others.
      if ((curvature[k] as number) <= 0 || lower[k] === (upper[k] as number)) continue;
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
