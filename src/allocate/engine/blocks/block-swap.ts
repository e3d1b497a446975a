import type { BlockForm } from "./block-form.ts";
import { holds, leafGain, putBack, take, tellAllLeaves, tellLeaves } from "./block-room.ts";
import type { OpenWays } from "./block-sweep.ts";
import type { PackedWays } from "./packed-ways.ts";

/** What a change must gain.   Unit: value points. */
const leastGain = 1e-9;
/** A ceiling or link is exceeded from here on: shares are sums of quotients. */
const roundingRoom = 1e-9;

/** A whole plan of a block, changed in place. */
interface Trial {
  /** The way of each item. */
  readonly ways: Int32Array;
  /** What is left of own things. */
  readonly left: Float64Array;
  /** What each way is worth but for own things. */
  readonly worth: Float64Array;
}

/**
 * Gives pairs of items of a whole plan better ways: one gains by what the other makes room for.
 *
 * Prices of own things tell which pairs need not be looked at: what a plan gains, its ways lose less at prices, or it
 * uses more of what is left.
 */
export class BlockSwap {
  readonly #form: BlockForm;
  readonly #open: OpenWays;
  readonly #packed: PackedWays;
  readonly #trial: Trial;
  /** By place: where the way at hand stands among those that are open, and what it loses against the best at prices. */
  readonly #at: Int32Array;
  readonly #loss: Float64Array;
  /** How much open ways take of the thing at hand. */
  readonly #amount: Float64Array;
  #thing = -1;
  /** What the effect on each own leaf is worth now. */
  readonly #leafNow: Float64Array;
  /** What the prices of all that is left come to. */
  #slack = 0;

  /** `packed`: with the open ways, and what they are worth at prices. */
  constructor(form: BlockForm, open: OpenWays, packed: PackedWays, trial: Trial) {
    this.#form = form;
    this.#open = open;
    this.#packed = packed;
    this.#trial = trial;
    this.#at = new Int32Array(open.order.length).fill(-1);
    this.#loss = new Float64Array(open.order.length);
    this.#amount = new Float64Array(open.firstOpen[open.order.length] as number);
    this.#leafNow = new Float64Array(form.things);
    tellAllLeaves(form, trial.left, this.#leafNow);
  }

  /** Goes through all items once; answers what was gained.   `room`: no plan is worth so much more than this one. */
  run(room: number): number {
    if (!this.#begin(room)) return 0;
    const { order, firstOpen } = this.#open;
    let added = 0;
    for (let d = 0; d < order.length; d++) {
      const end = firstOpen[d + 1] as number;
      for (let at = firstOpen[d] as number; at < end; at++)
        if (at !== this.#at[d]) added += this.#change(d, at);
    }
    return added;
  }

  /** Looks up where the plan's ways stand; false where one is not open. */
  #begin(room: number): boolean {
    const { order, firstOpen, openWay } = this.#open;
    const { value, most } = this.#packed;
    this.#slack = room;
    for (let d = 0; d < order.length; d++) {
      const way = this.#trial.ways[order[d] as number];
      const end = firstOpen[d + 1] as number;
      for (let at = firstOpen[d] as number; at < end; at++)
        if (openWay[at] === way) this.#at[d] = at;
      const own = this.#at[d] as number;
      if (own < 0) return false;
      this.#loss[d] = (most[d] as number) - (value[own] as number);
      this.#slack -= this.#loss[d] as number;
    }
    return true;
  }

  /** Gives an item another way, and where that takes too much a second item too; answers the gain, 0 for no change. */
  #change(d: number, at: number): number {
    const { ways } = this.#trial;
    const { openWay } = this.#open;
    const i = this.#open.order[d] as number;
    const from = ways[i] as number;
    const to = openWay[at] as number;
    const by = this.#gain(from, to);
    if (by <= leastGain) return 0;
    this.#move(from, to);
    const lacking = this.#lacking(from, to);
    const gain = lacking < 0 ? by : this.#makeRoom(d, lacking, by, this.#more(d, at));
    if (gain === 0) {
      this.#move(to, from);
      return 0;
    }
    this.#keep(d, at);
    this.#slack -= gain;
    return gain;
  }

  /** Gives a second item a way that leaves enough of thing `k`; answers what both gain, 0 where none does. */
  #makeRoom(first: number, k: number, by: number, more: number): number {
    const { ways, left } = this.#trial;
    const { order, firstOpen, openWay } = this.#open;
    const amount = this.#amount;
    if (k !== this.#thing) this.#packed.amountsOf(k, amount);
    this.#thing = k;
    const isCeiling = k < this.#form.ceilings;
    const need = -(left[k] as number) - roundingRoom;
    const allowed = more + this.#slack;
    let best = leastGain;
    let pick = -1;
    let pickAt = -1;
    for (let d = 0; d < order.length; d++) {
      if (d === first || allowed + (this.#loss[d] as number) <= best) continue;
      const from = ways[order[d] as number] as number;
      const used = amount[this.#at[d] as number] as number;
      // What gives back more than it takes is rare under a ceiling, and passed over.
      if (isCeiling && used < need) continue;
      const end = firstOpen[d + 1] as number;
      for (let at = firstOpen[d] as number; at < end; at++) {
        if (used - (amount[at] as number) < need || allowed + this.#more(d, at) <= best) continue;
        const to = openWay[at] as number;
        const gain = by + this.#gain(from, to);
        if (gain <= best) continue;
        if (this.#wouldHold(from, to)) [best, pick, pickAt] = [gain, d, at];
      }
    }
    if (pick < 0) return 0;
    this.#move(ways[order[pick] as number] as number, openWay[pickAt] as number);
    this.#keep(pick, pickAt);
    return best;
  }

  /** By how much less an item would lose at prices. */
  #more(d: number, at: number): number {
    const { value } = this.#packed;
    return (value[at] as number) - (value[this.#at[d] as number] as number);
  }

  /** Keeps another way of an item, which has moved already. */
  #keep(d: number, at: number): void {
    const more = this.#more(d, at);
    (this.#loss[d] as number) -= more;
    this.#slack += more;
    this.#at[d] = at;
    this.#trial.ways[this.#open.order[d] as number] = this.#open.openWay[at] as number;
  }

  #move(from: number, to: number): void {
    const { left } = this.#trial;
    putBack(this.#form, left, from);
    take(this.#form, left, to);
    tellLeaves(this.#form, left, this.#leafNow, from);
    tellLeaves(this.#form, left, this.#leafNow, to);
  }

  /** Whether the plan would keep its ceilings and links with another way of an item. */
  #wouldHold(from: number, to: number): boolean {
    const { left } = this.#trial;
    putBack(this.#form, left, from);
    take(this.#form, left, to);
    const isWhole = holds(this.#form, left);
    putBack(this.#form, left, to);
    take(this.#form, left, from);
    return isWhole;
  }

  /** What a plan gains by another way for an item, whether it fits or not. */
  #gain(from: number, to: number): number {
    const { worth, left } = this.#trial;
    return (
      (worth[to] as number) -
      (worth[from] as number) +
      leafGain(this.#form, left, this.#leafNow, from, to)
    );
  }

  /** The ceiling or link that is exceeded most among those that two ways use; -1 where none is. */
  #lacking(a: number, b: number): number {
    const { firstUse, useOf, leaves } = this.#form;
    const { left } = this.#trial;
    let worst = -roundingRoom;
    let lacking = -1;
    for (const w of [a, b])
      for (let e = firstUse[w] as number; e < (firstUse[w + 1] as number); e++) {
        const k = useOf[e] as number;
        if (k >= leaves || (left[k] as number) >= worst) continue;
        worst = left[k] as number;
        lacking = k;
      }
    return lacking;
  }
}
