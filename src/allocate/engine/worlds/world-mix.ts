import type { Compact } from "../compact/compact.ts";
import type { WorldMaster } from "./world-master.ts";

/** A missed cent of a rule counts this share of what a cent is worth on average. */
const missShare = 0.3;
/** The same of a floor under what single accounts pay: nothing small mends it, as few initiatives can use that money. */
const accountMissShare = 3;
/** How often all blocks are gone through. */
const mostSweeps = 6;
/** What a change must gain.   Unit: value points. */
const leastGain = 1e-6;

/**
 * Of the plans known of each block, takes the ones that together are worth most, as they come close to what there is of
 * money and rules. Answers their modes, by block.
 *
 * `y`: prices at which plans are compared; `canHold`: whether a block can have a plan in this world. It can have the one
 * that was added last.
 */
export function mixPlans(
  master: WorldMaster,
  y: Float64Array,
  canHold: (b: number, modes: Int32Array) => boolean,
): readonly Int32Array[] {
  return new Mix(master, y, canHold).run();
}

class Mix {
  readonly #master: WorldMaster;
  readonly #y: Float64Array;
  readonly #chosen: number[];
  readonly #sum: Float64Array;
  /** What too much of a thing costs. */
  readonly #over: Float64Array;
  /** What so much of each thing as is taken is worth beyond its price. */
  readonly #excess: Float64Array;
  /** By plan: whether its block can hold it, where that was asked. */
  readonly #holds: (boolean | undefined)[] = [];
  readonly #canHold: (b: number, modes: Int32Array) => boolean;

  constructor(
    master: WorldMaster,
    y: Float64Array,
    canHold: (b: number, modes: Int32Array) => boolean,
  ) {
    this.#master = master;
    this.#y = y;
    this.#chosen = master.lastPlans();
    this.#canHold = canHold;
    const { layout } = master;
    this.#sum = new Float64Array(layout.length);
    this.#excess = new Float64Array(layout.length);
    this.#over = new Float64Array(layout.leaves).fill(missShare);
    master.accountFloors.forEach((k) => {
      this.#over[k] = accountMissShare;
    });
    // Too much asked for in a cheap year takes money that dear years need, as it lasts.
    this.#over.fill(Math.max(...y.subarray(0, layout.rows)), 0, layout.rows);
    for (const n of this.#chosen) master.taker.addTakes(n, 1, this.#sum);
    for (let k = 0; k < layout.length; k++)
      this.#excess[k] = this.#excessOf(k, this.#sum[k] as number);
  }

  run(): readonly Int32Array[] {
    const { taker } = this.#master;
    for (let sweep = 0, isBetter = true; sweep < mostSweeps && isBetter; sweep++) {
      isBetter = false;
      for (let b = 0; b < this.#chosen.length; b++) if (this.#change(b)) isBetter = true;
    }
    return this.#chosen.map((n) => taker.modesOf(n));
  }

  /** Gives a block the plan that is best beside those of all others; false where it has it. */
  #change(b: number): boolean {
    const { taker } = this.#master;
    const now = this.#chosen[b] as number;
    const values = taker.valuesAt(this.#y);
    const value = values[now] as number;
    const prices = taker.pricesOf(b);
    let best = now;
    let most = leastGain;
    for (const n of this.#master.plansOf(b)) {
      if (n === now) continue;
      const gain = (values[n] as number) - value + this.#gain(prices, now, n);
      if (gain <= most) continue;
      this.#holds[n] ??= this.#canHold(b, taker.modesOf(n));
      if (!this.#holds[n]) continue;
      [best, most] = [n, gain];
    }
    if (best === now) return false;
    this.#chosen[b] = best;
    taker.addTakes(now, -1, this.#sum);
    taker.addTakes(best, 1, this.#sum);
    for (const k of prices) this.#excess[k] = this.#excessOf(k, this.#sum[k] as number);
    return true;
  }

  /** What is gained beyond the plans' worth at prices where one takes the place of another.   `prices`: of their block. */
  #gain(prices: Int32Array, from: number, to: number): number {
    const by = this.#master.taker.change(from, to);
    let gain = 0;
    for (let place = 0; place < prices.length; place++) {
      if (by[place] === 0) continue;
      const k = prices[place] as number;
      const then = (this.#sum[k] as number) + (by[place] as number);
      gain += this.#excessOf(k, then) - (this.#excess[k] as number);
    }
    return gain;
  }

  /** What it is worth beyond its price that so much is taken: less than 0 where that is not all there is, or more. */
  #excessOf(k: number, taken: number): number {
    const y = this.#y;
    if (k >= this.#master.layout.leaves) return this.#master.leafExcess(k, taken, y);
    const over = taken - this.#master.limitOf(k);
    return over > 0 ? -(this.#over[k] as number) * over : (y[k] as number) * over;
  }
}

/** Writes whole plans of blocks by item. */
export function writePlans(c: Compact, plans: readonly Int32Array[], modes: Int32Array): void {
  modes.fill(-1);
  for (const own of plans) for (const m of own) modes[c.itemOf[m] as number] = m;
}
