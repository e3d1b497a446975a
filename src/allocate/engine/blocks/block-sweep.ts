import type { BlockForm } from "./block-form.ts";
import { hasRoom, leafGain, putBack, take, tellAllLeaves, tellLeaves } from "./block-room.ts";

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
    tellAllLeaves(this.#form, left, this.#leafNow);
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
          if (by + leafGain(this.#form, left, this.#leafNow, from, to) <= leastGain) continue;
          if (!this.#change(left, from, to)) continue;
          trial[i] = to;
          added += by;
          isBetter = true;
        }
      }
    }
    return added;
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
    tellLeaves(form, left, this.#leafNow, from);
    tellLeaves(form, left, this.#leafNow, to);
    return true;
  }
}
