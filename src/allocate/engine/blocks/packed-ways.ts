import type { BlockForm } from "./block-form.ts";
import type { OpenWays } from "./block-sweep.ts";
import { WaySums } from "./way-sums.ts";

/** The way of an item that is not decided yet. */
export const undecided = -1;

/** Of this thread. */
const sums = new WaySums();

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
  /** By item, its best way at the prices of the last sum; and what the best of all items not decided take of each thing. */
  #top: Int32Array = new Int32Array(0);
  #taken: Float64Array = new Float64Array(0);
  #form: BlockForm | undefined;
  // The ways last opened, by place; where those of each item begin; what ways of the form are worth but for own things.
  #openWay: Int32Array = new Int32Array(0);
  #firstOpen: Int32Array = new Int32Array(1);
  #worth: Float64Array = new Float64Array(0);
  /** Whether the memory of the sums knows which items are not decided, and their best ways. */
  #isTold = false;

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
    if (this.value.length < ways) this.value = new Float64Array(2 * ways);
    if (this.#taken.length < things) this.#taken = new Float64Array(2 * things);
    if (this.top.length >= items) return;
    this.top = new Int32Array(2 * items);
    this.#top = new Int32Array(2 * items);
    this.most = new Float64Array(2 * items);
  }

  /** Keeps what ways are worth at the prices of the last sum: nobody else may have summed since. */
  keep(): void {
    if (sums.user !== this) throw new Error("other ways were summed since");
    const { floats, layout } = sums;
    const { value, top, most } = this;
    for (let at = 0; at < layout.ways; at++) value[at] = floats[layout.value + at] as number;
    for (let d = 0; d < layout.items; d++) {
      top[d] = this.#top[d] as number;
      most[d] = floats[layout.most + d] as number;
    }
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

  /**
   * Opens ways of so many items for sums.
   *
   * `worth`: of each way but for own things; `firstOpen`: where the ways of each item begin in `openWay`.
   */
  open(
    form: BlockForm,
    worth: Float64Array,
    { firstOpen, openWay }: Pick<OpenWays, "firstOpen" | "openWay">,
    items: number,
  ): void {
    this.#form = form;
    this.#worth = worth;
    this.#firstOpen = firstOpen;
    this.#openWay = openWay;
    this.#pack(items);
  }

  /** Writes what open ways are worth and take into the memory of the sums, thing after thing. */
  #pack(items: number): void {
    const { firstUse, useOf, useAmount, things } = this.#form as BlockForm;
    const firstOpen = this.#firstOpen;
    const list = this.#openWay;
    const ways = firstOpen[items] as number;
    const places = sums.begin(this, { ways, items, things, takes: firstUse.at(-1) as number });
    const { floats, ints } = sums;
    this.#isTold = false;
    for (let d = 0; d <= items; d++) ints[places.firstOpen + d] = firstOpen[d] as number;
    const { worth, amount, first, taker } = places;
    ints.fill(0, first, first + things + 2);
    for (let at = 0; at < ways; at++) {
      const w = list[at] as number;
      floats[worth + at] = this.#worth[w] as number;
      const end = firstUse[w + 1] as number;
      for (let e = firstUse[w] as number; e < end; e++)
        (ints[first + (useOf[e] as number) + 2] as number)++;
    }
    for (let k = 2; k <= things; k++) (ints[first + k] as number) += ints[first + k - 1] as number;
    for (let at = 0; at < ways; at++) {
      const w = list[at] as number;
      const end = firstUse[w + 1] as number;
      for (let e = firstUse[w] as number; e < end; e++) {
        const k = first + (useOf[e] as number) + 1;
        const next = ints[k] as number;
        ints[taker + next] = at;
        floats[amount + next] = useAmount[e] as number;
        ints[k] = next + 1;
      }
    }
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
    this.#isTold = false;
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
   */
  takeBest(ways: Int32Array, price: Float64Array, slope: Float64Array, before: number): number {
    // Others may have summed since.
    if (sums.user !== this) this.#pack(ways.length);
    const { ints, floats, layout } = sums;
    if (!this.#isTold) this.#tell(ways);
    for (let k = 0; k < price.length; k++) floats[layout.price + k] = price[k] as number;
    const sum = sums.best(before);
    const changes = ints[layout.changes] as number;
    for (let n = 0; n < changes; n++) {
      const at = layout.changes + 1 + 2 * n;
      this.#change(ints[at] as number, ints[at + 1] as number);
    }
    const taken = this.#taken;
    for (let k = 0; k < slope.length; k++) (slope[k] as number) -= taken[k] as number;
    return sum;
  }

  /** Tells the sums which items are not decided, and their best ways so far. */
  #tell(ways: Int32Array): void {
    const { ints, layout } = sums;
    for (let d = 0; d < ways.length; d++) {
      ints[layout.open + d] = ways[d] === undecided ? 1 : 0;
      ints[layout.top + d] = this.#top[d] as number;
    }
    this.#isTold = true;
  }

  /** Takes what another way uses for an item that had `old`. */
  #change(d: number, old: number): void {
    const { firstUse, useOf, useAmount } = this.#form as BlockForm;
    const taken = this.#taken;
    const best = sums.ints[sums.layout.top + d] as number;
    const from = this.#openWay[old] as number;
    const to = this.#openWay[best] as number;
    for (let e = firstUse[from] as number; e < (firstUse[from + 1] as number); e++)
      (taken[useOf[e] as number] as number) -= useAmount[e] as number;
    for (let e = firstUse[to] as number; e < (firstUse[to + 1] as number); e++)
      (taken[useOf[e] as number] as number) += useAmount[e] as number;
    this.#top[d] = best;
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
