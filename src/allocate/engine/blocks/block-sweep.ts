import type { BlockForm } from "./block-form.ts";
import { hasRoom, leafWorthAt, putBack, take } from "./block-room.ts";

/** Items of a block by place in the order of deciding, and the ways that are open to each. */
export interface OpenWays {
  readonly order: Int32Array;
  readonly firstOpen: Int32Array;
  readonly openWay: Int32Array;
}

/** How often a plan is gone through for an item that has a better way: a second time hardly ever finds one. */
const mostSweeps = 1;
/** What a change must gain.   Unit: value points. */
const leastGain = 1e-9;

/** Gives items of whole plans of a block better ways, one at a time. */
export class BlockSweep {
  readonly #form: BlockForm;
  /** What the effect on each own leaf is worth now. */
  readonly #leafNow: Float64Array;

  constructor(form: BlockForm) {
    this.#form = form;
    this.#leafNow = new Float64Array(form.things);
  }

  /**
   * Gives items better ways; answers what that adds to their worth but for own leaves.
   *
   * `worth`: of each way but for own things; `trial`: the way of each item, and `left`: what that leaves of own things,
   * both changed in place.
   */
  run(
    { order, firstOpen, openWay }: OpenWays,
    worth: Float64Array,
    trial: Int32Array,
    left: Float64Array,
  ): number {
    const { leaves, things } = this.#form;
    for (let k = leaves; k < things; k++)
      this.#leafNow[k] = leafWorthAt(this.#form, k, left[k] as number);
    let added = 0;
    for (let sweep = 0, isBetter = true; sweep < mostSweeps && isBetter; sweep++) {
      isBetter = false;
      for (let d = 0; d < order.length; d++) {
        const i = order[d] as number;
        for (let at = firstOpen[d] as number; at < (firstOpen[d + 1] as number); at++) {
          const from = trial[i] as number;
          const to = openWay[at] as number;
          if (from === to) continue;
          const by = (worth[to] as number) - (worth[from] as number);
          if (by + this.#leafGain(left, from, to) <= leastGain) continue;
          if (!this.#change(left, from, to)) continue;
          trial[i] = to;
          added += by;
          isBetter = true;
        }
      }
    }
    return added;
  }

  /** What effects on own leaves gain when an item changes its way. A way's uses of leaves come last. */
  #leafGain(left: Float64Array, from: number, to: number): number {
    const { firstUse, useOf, useAmount, leaves } = this.#form;
    const a = firstUse[from] as number;
    const b = firstUse[from + 1] as number;
    const c = firstUse[to] as number;
    const d = firstUse[to + 1] as number;
    let gain = 0;
    for (let e = d - 1; e >= c && (useOf[e] as number) >= leaves; e--) {
      const k = useOf[e] as number;
      let effect = (left[k] as number) - (useAmount[e] as number);
      for (let o = b - 1; o >= a && (useOf[o] as number) >= leaves; o--)
        if (useOf[o] === k) effect += useAmount[o] as number;
      gain += leafWorthAt(this.#form, k, effect) - (this.#leafNow[k] as number);
    }
    for (let o = b - 1; o >= a && (useOf[o] as number) >= leaves; o--) {
      const k = useOf[o] as number;
      let isInBoth = false;
      for (let e = d - 1; e >= c && (useOf[e] as number) >= leaves; e--)
        if (useOf[e] === k) isInBoth = true;
      if (isInBoth) continue;
      const effect = (left[k] as number) + (useAmount[o] as number);
      gain += leafWorthAt(this.#form, k, effect) - (this.#leafNow[k] as number);
    }
    return gain;
  }

  /** Changes a way where ceilings and links then hold. */
  #change(left: Float64Array, from: number, to: number): boolean {
    const form = this.#form;
    putBack(form, left, from);
    take(form, left, to);
    if (!hasRoom(form, left, from) || !hasRoom(form, left, to)) {
      putBack(form, left, to);
      take(form, left, from);
      return false;
    }
    this.#tellLeaves(left, from);
    this.#tellLeaves(left, to);
    return true;
  }

  #tellLeaves(left: Float64Array, w: number): void {
    const { firstUse, useOf, leaves } = this.#form;
    for (let e = firstUse[w] as number; e < (firstUse[w + 1] as number); e++) {
      const k = useOf[e] as number;
      if (k >= leaves) this.#leafNow[k] = leafWorthAt(this.#form, k, left[k] as number);
    }
  }
}
