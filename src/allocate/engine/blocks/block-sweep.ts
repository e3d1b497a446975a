import type { BlockForm } from "./block-form.ts";
import { hasRoom, leafWorthAt, putBack, take } from "./block-room.ts";

/** Items of a block by place in the order of deciding, and the ways that are open to each. */
export interface OpenWays {
  readonly order: Int32Array;
  readonly firstOpen: Int32Array;
  readonly openWay: Int32Array;
}

/** What a change must gain.   Unit: value points. */
const leastGain = 1e-9;

/**
 * Gives items of whole plans of a block better ways, one at a time. Each is gone through once: a second time hardly ever
 * finds a better way.
 */
export class BlockSweep {
  readonly #form: BlockForm;
  /** What the effect on each own leaf is worth now, and what a little more of it would be. */
  readonly #worth: Float64Array;
  readonly #slope: Float64Array;
  /** Of leaves from which an item's effect is taken out: which, the effect with it, what that is worth, the slope there. */
  readonly #kept: number[] = [];
  #keptEnd = 0;

  constructor(form: BlockForm) {
    this.#form = form;
    this.#worth = new Float64Array(form.things);
    this.#slope = new Float64Array(form.things);
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
    for (let k = leaves; k < things; k++) this.#tell(k, left[k] as number);
    let added = 0;
    for (let d = 0; d < order.length; d++) {
      const i = order[d] as number;
      let from = trial[i] as number;
      let least = this.#takeOut(left, from) + (worth[from] as number) + leastGain;
      for (let at = firstOpen[d] as number; at < (firstOpen[d + 1] as number); at++) {
        const to = openWay[at] as number;
        const own = worth[to] as number;
        if (to === from || own + this.#mostOf(to) <= least) continue;
        if (own + this.#worthOf(left, to) <= least) continue;
        this.#bringBack(left);
        if (this.#change(left, from, to)) {
          trial[i] = to;
          added += own - (worth[from] as number);
          from = to;
        }
        least = this.#takeOut(left, from) + (worth[from] as number) + leastGain;
      }
      this.#bringBack(left);
    }
    return added;
  }

  /** Takes what a way adds to own leaves out of them; answers what it was worth. */
  #takeOut(left: Float64Array, w: number): number {
    const { firstUse, useOf, useAmount, leaves } = this.#form;
    const first = firstUse[w] as number;
    const kept = this.#kept;
    let next = 0;
    let lost = 0;
    // A way's uses of leaves come last.
    for (let e = (firstUse[w + 1] as number) - 1; e >= first; e--) {
      const k = useOf[e] as number;
      if (k < leaves) break;
      const now = this.#worth[k] as number;
      kept[next] = k;
      kept[next + 1] = left[k] as number;
      kept[next + 2] = now;
      kept[next + 3] = this.#slope[k] as number;
      next += 4;
      (left[k] as number) += useAmount[e] as number;
      this.#tell(k, left[k] as number);
      lost += now - (this.#worth[k] as number);
    }
    this.#keptEnd = next;
    return lost;
  }

  /** Makes own leaves what they were before a way was taken out. */
  #bringBack(left: Float64Array): void {
    const kept = this.#kept;
    // The last first, as a way may serve a leaf twice.
    for (let at = this.#keptEnd - 4; at >= 0; at -= 4) {
      const k = kept[at] as number;
      left[k] = kept[at + 1] as number;
      this.#worth[k] = kept[at + 2] as number;
      this.#slope[k] = kept[at + 3] as number;
    }
    this.#keptEnd = 0;
  }

  /** What a way's effect on own leaves is worth at most: all of it as much as the first bit, as worth never rises. */
  #mostOf(w: number): number {
    const { firstUse, useOf, useAmount, leaves } = this.#form;
    const first = firstUse[w] as number;
    let most = 0;
    for (let e = (firstUse[w + 1] as number) - 1; e >= first; e--) {
      const k = useOf[e] as number;
      if (k < leaves) break;
      most -= (this.#slope[k] as number) * (useAmount[e] as number);
    }
    return most;
  }

  /** What a way's effect on own leaves is worth. */
  #worthOf(left: Float64Array, w: number): number {
    const { firstUse, useOf, useAmount, leaves } = this.#form;
    const first = firstUse[w] as number;
    let worth = 0;
    for (let e = (firstUse[w + 1] as number) - 1; e >= first; e--) {
      const k = useOf[e] as number;
      if (k < leaves) break;
      const effect = (left[k] as number) - (useAmount[e] as number);
      worth += leafWorthAt(this.#form, k, effect) - (this.#worth[k] as number);
    }
    return worth;
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
    for (const w of [from, to])
      for (let e = form.firstUse[w] as number; e < (form.firstUse[w + 1] as number); e++) {
        const k = form.useOf[e] as number;
        if (k >= form.leaves) this.#tell(k, left[k] as number);
      }
    return true;
  }

  /** Notes what so much effect on an own leaf is worth, and what a little more would be. */
  #tell(k: number, effect: number): void {
    const { firstSegment, segmentEnd, segmentWorth, leaves } = this.#form;
    const end = firstSegment[k - leaves + 1] as number;
    let worth = 0;
    let from = 0;
    let s = firstSegment[k - leaves] as number;
    for (; s < end && (segmentEnd[s] as number) <= effect; s++) {
      const to = segmentEnd[s] as number;
      worth += (segmentWorth[s] as number) * (to - from);
      from = to;
    }
    const slope = s < end ? (segmentWorth[s] as number) : 0;
    this.#worth[k] = effect > from ? worth + slope * (effect - from) : worth;
    this.#slope[k] = slope;
  }
}
