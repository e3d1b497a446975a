import type { BlockForm } from "./block-form.ts";
import type { OpenWays } from "./block-sweep.ts";

/** The way of an item that is not decided yet. */
export const undecided = -1;

/**
 * What the open ways of a block are worth and take: sums over them at prices of own things are most of the work of
 * planning it. Ways are named by their place among those that are open.
 *
 * Takes stand thing after thing, not way after way: what costs nothing, as nearly half of all things do, is passed over,
 * and loops are long. A way's sum still runs in the order of things.
 */
export class PackedWays {
  /**
   * What the ways last kept are worth; by item, the best of them, -1 for none, and what that is worth. Of items that were
   * decided whatever stood there.
   */
  value: Float64Array = new Float64Array(0);
  top: Int32Array = new Int32Array(0);
  most: Float64Array = new Float64Array(0);
  // The same at the prices of the last sum; and what the best of all items not decided take of each thing.
  #value: Float64Array = new Float64Array(0);
  #top: Int32Array = new Int32Array(0);
  #most: Float64Array = new Float64Array(0);
  #taken: Float64Array = new Float64Array(0);
  #form: BlockForm | undefined;
  #openWay: Int32Array = new Int32Array(0);
  #worthRoom: Float64Array = new Float64Array(0);
  #worth: Float64Array = new Float64Array(0);
  // Which ways take of each thing, and how much.
  #firstTake: Int32Array = new Int32Array(1);
  #taker: Int32Array = new Int32Array(0);
  #amount: Float64Array = new Float64Array(0);

  /**
   * Opens ways at prices, and keeps what they are worth there.   `worth`: of each way but for own things.
   */
  begin(
    form: BlockForm,
    { firstOpen, openWay }: OpenWays,
    worth: Float64Array,
    price: Float64Array,
  ): void {
    const { firstUse, useOf, useAmount } = form;
    this.#form = form;
    this.#openWay = openWay;
    const items = firstOpen.length - 1;
    this.#makeRoom(firstOpen[items] as number, items, form.things);
    const { value, top, most } = this;
    for (let d = 0; d < items; d++) {
      let best = -Infinity;
      let from = -1;
      const end = firstOpen[d + 1] as number;
      for (let at = firstOpen[d] as number; at < end; at++) {
        const w = openWay[at] as number;
        let own = worth[w] as number;
        const to = firstUse[w + 1] as number;
        for (let e = firstUse[w] as number; e < to; e++)
          own -= (price[useOf[e] as number] as number) * (useAmount[e] as number);
        value[at] = own;
        if (own > best) {
          best = own;
          from = at;
        }
      }
      top[d] = from;
      most[d] = best;
    }
  }

  /** Room for what so many ways of so many items are worth, and what these take of so many things. */
  #makeRoom(ways: number, items: number, things: number): void {
    if (this.value.length < ways) {
      this.value = new Float64Array(2 * ways);
      this.#value = new Float64Array(2 * ways);
    }
    if (this.#taken.length < things) this.#taken = new Float64Array(2 * things);
    if (this.top.length >= items) return;
    this.top = new Int32Array(2 * items);
    this.#top = new Int32Array(2 * items);
    this.most = new Float64Array(2 * items);
    this.#most = new Float64Array(2 * items);
  }

  /** Keeps what ways are worth at the prices of the last sum.   `items`: how many there are. */
  keep(items: number): void {
    const { value, top, most } = this;
    this.value = this.#value;
    this.most = this.#most;
    this.#value = value;
    this.#most = most;
    const now = this.#top;
    for (let d = 0; d < items; d++) top[d] = now[d] as number;
  }

  /**
   * Writes the open ways of item `d` that lose no more than `room` against its best at the prices that were kept, and
   * what they are worth as item `next` of those to be opened; answers where they end.
   */
  narrow(
    d: number,
    firstOpen: Int32Array,
    openWay: Int32Array,
    room: number,
    open: Int32Array,
    start: number,
    next: number,
  ): number {
    // What is written stands before what is still to be read.
    const { value, top, most } = this;
    const best = most[d] as number;
    const old = top[d] as number;
    const to = firstOpen[d + 1] as number;
    let end = start;
    let now = -1;
    for (let at = firstOpen[d] as number; at < to; at++) {
      if (best - (value[at] as number) > room) continue;
      if (at === old) now = end;
      open[end] = openWay[at] as number;
      value[end] = value[at] as number;
      end++;
    }
    top[next] = now;
    most[next] = best;
    return end;
  }

  /** Opens the first `count` ways of a list. */
  open(form: BlockForm, worth: Float64Array, list: Int32Array, count: number): void {
    const { firstUse, useOf, useAmount, things } = form;
    if (this.#worthRoom.length < count) this.#worthRoom = new Float64Array(2 * count);
    this.#worth = this.#worthRoom.subarray(0, count);
    if (this.#firstTake.length < things + 2) this.#firstTake = new Int32Array(2 * things + 2);
    const packed = this.#worth;
    const first = this.#firstTake.fill(0);
    let uses = 0;
    for (let at = 0; at < count; at++) {
      const w = list[at] as number;
      packed[at] = worth[w] as number;
      const end = firstUse[w + 1] as number;
      for (let e = firstUse[w] as number; e < end; e++, uses++)
        (first[(useOf[e] as number) + 2] as number)++;
    }
    for (let k = 2; k <= things; k++) (first[k] as number) += first[k - 1] as number;
    if (this.#taker.length < uses) {
      this.#taker = new Int32Array(2 * uses);
      this.#amount = new Float64Array(2 * uses);
    }
    const taker = this.#taker;
    const amount = this.#amount;
    for (let at = 0; at < count; at++) {
      const w = list[at] as number;
      const end = firstUse[w + 1] as number;
      for (let e = firstUse[w] as number; e < end; e++) {
        const k = (useOf[e] as number) + 1;
        const next = first[k] as number;
        taker[next] = at;
        amount[next] = useAmount[e] as number;
        first[k] = next + 1;
      }
    }
    this.#form = form;
    this.#openWay = list;
  }

  /**
   * What the items not decided are worth at prices in the ways that are known to be best there, added to what all else is
   * worth; takes what they use out of the slope. Sums at other prices go on from there.
   */
  takeKnown(
    ways: Int32Array,
    top: Int32Array,
    most: Float64Array,
    slope: Float64Array,
    before: number,
  ): number {
    const { firstUse, useOf, useAmount } = this.#form as BlockForm;
    const openWay = this.#openWay;
    const now = this.#top;
    const taken = this.#taken;
    const things = slope.length;
    for (let k = 0; k < things; k++) taken[k] = 0;
    const items = ways.length;
    // Known to be a number, a sum needs no object for each that is added; what is handed over is not known to be one.
    let sum = Number(before);
    for (let d = 0; d < items; d++) {
      if (ways[d] !== undecided) continue;
      const best = top[d] as number;
      // No way is left where the best known is proven. Reading beyond a list would slow down every later call.
      if (best < 0) return -Infinity;
      now[d] = best;
      sum += most[d] as number;
      const w = openWay[best] as number;
      const to = firstUse[w + 1] as number;
      for (let e = firstUse[w] as number; e < to; e++)
        (taken[useOf[e] as number] as number) += useAmount[e] as number;
    }
    for (let k = 0; k < things; k++) (slope[k] as number) -= taken[k] as number;
    return sum;
  }

  /**
   * The same at other prices, where the best ways are looked up: few are others than at the prices before. The last sum
   * must have been over the same items not decided, and each of them must have had a way.
   *
   * `firstOpen`: where the ways of each item begin.
   */
  takeBest(
    ways: Int32Array,
    firstOpen: Int32Array,
    price: Float64Array,
    slope: Float64Array,
    before: number,
  ): number {
    this.#sumUp(price);
    const value = this.#value;
    const top = this.#top;
    const most = this.#most;
    const items = ways.length;
    let sum = Number(before);
    let end = 0;
    for (let d = 0; d < items; d++) {
      let at = end;
      end = firstOpen[d + 1] as number;
      if (ways[d] !== undecided) continue;
      const old = top[d] as number;
      let best = old;
      let highest = Number(value[old]);
      for (; at < end; at++) {
        const own = value[at] as number;
        if (own > highest) {
          highest = own;
          best = at;
        }
      }
      most[d] = highest;
      sum += highest;
      if (best !== old) this.#change(d, best);
    }
    const taken = this.#taken;
    for (let k = 0; k < slope.length; k++) (slope[k] as number) -= taken[k] as number;
    return sum;
  }

  /** Takes what another way uses for an item. */
  #change(d: number, best: number): void {
    const { firstUse, useOf, useAmount } = this.#form as BlockForm;
    const taken = this.#taken;
    const from = this.#openWay[this.#top[d] as number] as number;
    const to = this.#openWay[best] as number;
    for (let e = firstUse[from] as number; e < (firstUse[from + 1] as number); e++)
      (taken[useOf[e] as number] as number) -= useAmount[e] as number;
    for (let e = firstUse[to] as number; e < (firstUse[to + 1] as number); e++)
      (taken[useOf[e] as number] as number) += useAmount[e] as number;
    this.#top[d] = best;
  }

  /** What all open ways are worth at prices. */
  #sumUp(price: Float64Array): void {
    const value = this.#value;
    const first = this.#firstTake;
    const taker = this.#taker;
    const amount = this.#amount;
    value.set(this.#worth);
    const things = price.length;
    for (let k = 0; k < things; k++) {
      const cost = price[k] as number;
      if (cost === 0) continue;
      const end = first[k + 1] as number;
      for (let e = first[k] as number; e < end; e++) {
        const at = taker[e] as number;
        value[at] = (value[at] as number) - cost * (amount[e] as number);
      }
    }
  }

  /** Writes how much each open way takes of thing `k`. */
  amountsOf(k: number, amounts: Float64Array): void {
    amounts.fill(0);
    const end = this.#firstTake[k + 1] as number;
    for (let e = this.#firstTake[k] as number; e < end; e++)
      amounts[this.#taker[e] as number] = this.#amount[e] as number;
  }

  /** The best but for one of the ways from one place to below another, at the prices that were kept; -1 for none. */
  nextBest(from: number, to: number, top: number): number {
    const { value } = this;
    let second = -Infinity;
    let next = -1;
    for (let at = from; at < to; at++) {
      if (at === top || !((value[at] as number) > second)) continue;
      second = value[at] as number;
      next = at;
    }
    return next;
  }
}
