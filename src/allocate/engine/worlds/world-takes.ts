import type { Compact } from "../compact/compact.ts";
import { areSamePrices, type Prices } from "../prices/prices.ts";
import type { ModeTakes } from "./mode-takes.ts";
import type { WorldFrame } from "./world-frame.ts";

/** Room for so many plans of each block to begin with; it doubles when it is used up. */
const firstRoom = 14;

/**
 * What whole plans of blocks take, in another world, of what blocks share: for each plan an amount at each price that its
 * block has to do with.
 */
export class PlanTaker {
  readonly #plans: Int32Array[] = [];
  /** By block, the numbers of its plans. */
  readonly #of: readonly number[][];
  readonly #c: Compact;
  readonly #frame: WorldFrame;
  readonly #modes: ModeTakes;
  /** By plan, its block, and where its amounts begin. */
  readonly #block: number[] = [];
  readonly #first: number[] = [0];
  #amount: Float64Array;
  /** What each plan's effect on leaves of its block is worth, less what it takes at prices that stay. */
  readonly #worth: number[] = [];
  /** What plans are worth at the prices that were asked about last, and of how many plans that is known. */
  #value: Float64Array;
  #valued = 0;
  readonly #y: Float64Array;
  // Room for numbers of one block, by place among its prices.
  readonly #room: Float64Array;
  readonly #squares: Float64Array;
  // The effect of the plan at hand on own leaves, and which of these it serves.
  readonly #effect: Float64Array;
  readonly #served: Int32Array;
  #serving = 0;

  constructor(c: Compact, frame: WorldFrame, modes: ModeTakes) {
    this.#c = c;
    this.#frame = frame;
    this.#modes = modes;
    this.#of = Array.from({ length: frame.firstPrice.length - 1 }, () => []);
    this.#amount = new Float64Array(firstRoom * frame.price.length);
    this.#value = new Float64Array(firstRoom * (frame.firstPrice.length - 1));
    this.#y = new Float64Array(c.years + frame.rows.length + frame.leaves.length);
    this.#room = new Float64Array(this.#y.length);
    this.#squares = new Float64Array(this.#y.length);
    this.#effect = new Float64Array(c.leaves);
    this.#served = new Int32Array(c.leaves);
  }

  /** Counts a plan of a block; answers its number.   `modes`: rising; kept as they are. */
  add(b: number, modes: Int32Array): number {
    const { firstPrice } = this.#frame;
    const first = this.#first.at(-1) as number;
    const end = first + (firstPrice[b + 1] as number) - (firstPrice[b] as number);
    if (end > this.#amount.length) this.#amount = enlarged(this.#amount, 2 * end);
    let worth = 0;
    for (let n = 0; n < modes.length; n++) worth += this.#take(modes[n] as number, first);
    this.#worth.push(worth + this.#worthOfOwn());
    this.#block.push(b);
    this.#first.push(end);
    if (this.#plans.length === this.#value.length)
      this.#value = enlarged(this.#value, 2 * this.#value.length);
    const n = this.#plans.push(modes) - 1;
    this.#of[b]?.push(n);
    return n;
  }

  /** The modes of a plan, rising. */
  modesOf(n: number): Int32Array {
    return this.#plans[n] as Int32Array;
  }

  /** The plans of a block, by number. */
  plansOf(b: number): readonly number[] {
    return this.#of[b] as readonly number[];
  }

  /** The prices that a block has to do with, rising. */
  pricesOf(b: number): Int32Array {
    const { price, firstPrice } = this.#frame;
    return price.subarray(firstPrice[b], firstPrice[b + 1]);
  }

  /** How much more one plan takes than another of its block, by place among its prices: until anything else is asked. */
  change(from: number, to: number): Float64Array {
    const amount = this.#amount;
    const by = this.#room;
    const old = this.#first[from] as number;
    const width = (this.#first[from + 1] as number) - old;
    const first = this.#first[to] as number;
    for (let place = 0; place < width; place++)
      by[place] = (amount[first + place] as number) - (amount[old + place] as number);
    return by;
  }

  /** What all plans are worth at prices, by number: until this is asked for at others. */
  valuesAt(y: Prices): Float64Array {
    const known = areSamePrices(this.#y, y) ? this.#valued : 0;
    this.#y.set(y);
    if (known < this.#plans.length)
      for (let b = 0; b < this.#of.length; b++) this.#valuePlans(b, y, known);
    this.#valued = this.#plans.length;
    return this.#value;
  }

  /** Tells what plans of a block are worth, from a number on. */
  #valuePlans(b: number, y: Prices, from: number): void {
    const { price, firstPrice } = this.#frame;
    const amount = this.#amount;
    const here = this.#room;
    const own = firstPrice[b] as number;
    const width = (firstPrice[b + 1] as number) - own;
    for (let place = 0; place < width; place++)
      here[place] = y[price[own + place] as number] as number;
    for (const n of this.#of[b] as readonly number[]) {
      if (n < from) continue;
      const first = this.#first[n] as number;
      let value = this.#worth[n] as number;
      for (let place = 0; place < width; place++)
        value -= (amount[first + place] as number) * (here[place] as number);
      this.#value[n] = value;
    }
  }

  /** Where the prices of a plan's block begin. */
  #firstPriceOf(n: number): number {
    return this.#frame.firstPrice[this.#block[n] as number] as number;
  }

  /** Adds so many times what a plan takes. */
  addTakes(n: number, times: number, to: Float64Array): void {
    const { price } = this.#frame;
    const amount = this.#amount;
    const end = this.#first[n + 1] as number;
    let at = this.#firstPriceOf(n);
    for (let e = this.#first[n] as number; e < end; e++, at++)
      (to[price[at] as number] as number) += times * (amount[e] as number);
  }

  /** Takes away what plans of a block take, each by its share, where that is at least `least`. */
  subtractShares(b: number, share: Float64Array, least: number, from: Float64Array): void {
    const { price, firstPrice } = this.#frame;
    const amount = this.#amount;
    const left = this.#room;
    const own = firstPrice[b] as number;
    const width = (firstPrice[b + 1] as number) - own;
    for (let place = 0; place < width; place++)
      left[place] = from[price[own + place] as number] as number;
    for (const n of this.plansOf(b)) {
      const x = share[n] as number;
      if (x < least) continue;
      const first = this.#first[n] as number;
      for (let place = 0; place < width; place++)
        (left[place] as number) -= x * (amount[first + place] as number);
    }
    for (let place = 0; place < width; place++)
      from[price[own + place] as number] = left[place] as number;
  }

  /** Adds how much what a block takes varies among plans that have at least a share of `least`, divided by `soft`. */
  addVariance(b: number, share: Float64Array, least: number, soft: number, to: Float64Array): void {
    const { price, firstPrice } = this.#frame;
    const amount = this.#amount;
    const own = firstPrice[b] as number;
    const width = (firstPrice[b + 1] as number) - own;
    const mean = this.#room.fill(0, 0, width);
    const squares = this.#squares.fill(0, 0, width);
    for (const n of this.plansOf(b)) {
      const x = share[n] as number;
      if (x < least) continue;
      const first = this.#first[n] as number;
      for (let place = 0; place < width; place++) {
        const taken = amount[first + place] as number;
        (mean[place] as number) += x * taken;
        (squares[place] as number) += x * taken ** 2;
      }
    }
    for (let place = 0; place < width; place++)
      (to[price[own + place] as number] as number) +=
        Math.max(0, (squares[place] as number) - (mean[place] as number) ** 2) / soft;
  }

  /** What the money of a plan is worth on average. */
  money(n: number): number {
    const { price } = this.#frame;
    const end = this.#first[n + 1] as number;
    let at = this.#firstPriceOf(n);
    let sum = 0;
    for (let e = this.#first[n] as number; e < end; e++, at++)
      if ((price[at] as number) < this.#c.years) sum += this.#amount[e] as number;
    return sum;
  }

  /** Adds what a mode takes to the amounts that begin at `first`; answers what it is worth at prices that stay. */
  #take(m: number, first: number): number {
    const head = this.#modes.find(m);
    const { at, amount: taken } = this.#modes;
    const amount = this.#amount;
    const end = head + (at[head] as number);
    for (let e = head + 1; e <= end; e++) {
      const place = at[e] as number;
      if (place >= 0) (amount[first + place] as number) += taken[e] as number;
      else this.#serve(-1 - place, taken[e] as number);
    }
    return taken[head] as number;
  }

  /** Counts effect on an own leaf. */
  #serve(f: number, amount: number): void {
    if (this.#effect[f] === 0) this.#served[this.#serving++] = f;
    (this.#effect[f] as number) += amount;
  }

  /** What effect on own leaves is worth; forgets it. */
  #worthOfOwn(): number {
    const c = this.#c;
    let worth = 0;
    for (let n = 0; n < this.#serving; n++) {
      const f = this.#served[n] as number;
      let left = this.#effect[f] as number;
      this.#effect[f] = 0;
      const end = c.firstSegment[f + 1] as number;
      for (let s = c.firstSegment[f] as number; left > 0 && s < end; s++) {
        const width = Math.min(left, c.segmentWidth[s] as number);
        worth += width * (c.segmentWorth[s] as number);
        left -= width;
      }
    }
    this.#serving = 0;
    return worth;
  }
}

/** The same numbers with room for so many. */
function enlarged(from: Float64Array, length: number): Float64Array {
  const to = new Float64Array(length);
  to.set(from);
  return to;
}
