import type { BlockForm } from "./block-form.ts";
import type { BranchRoom } from "./branch-room.ts";

/** The way of an item that is not decided yet. */
export const undecided = -1;

/**
 * What the open ways of a block are worth and take, one after another: sums over them at prices of own things are most of
 * the work of planning it. Ways are named by their place among those that are open.
 */
export class PackedWays {
  /** What the best and the second best of the ways last compared are worth, and where they stand; -1 for none. */
  first = -Infinity;
  second = -Infinity;
  top = -1;
  next = -1;
  #worth: Float64Array = new Float64Array(0);
  #firstUse: Int32Array = new Int32Array(0);
  #use: Int32Array = new Int32Array(0);
  #amount: Float64Array = new Float64Array(0);

  /** Opens all ways of a form.   `worth`: of each way but for own things. */
  openAll({ firstUse, useOf, useAmount }: BlockForm, worth: Float64Array): void {
    this.#worth = worth;
    this.#firstUse = firstUse;
    this.#use = useOf;
    this.#amount = useAmount;
  }

  /** Opens the first `count` ways of a list.   `room`: for the numbers, until it is given back. */
  open(
    { firstUse, useOf, useAmount }: BlockForm,
    worth: Float64Array,
    list: Int32Array,
    count: number,
    room: BranchRoom,
  ): void {
    let uses = 0;
    for (let at = 0; at < count; at++) {
      const w = list[at] as number;
      uses += (firstUse[w + 1] as number) - (firstUse[w] as number);
    }
    const packed = room.floats(count);
    const first = room.ints(count + 1);
    const use = room.ints(uses);
    const amount = room.floats(uses);
    let next = 0;
    first[0] = 0;
    for (let at = 0; at < count; at++) {
      const w = list[at] as number;
      packed[at] = worth[w] as number;
      for (let e = firstUse[w] as number; e < (firstUse[w + 1] as number); e++) {
        use[next] = useOf[e] as number;
        amount[next] = useAmount[e] as number;
        next++;
      }
      first[at + 1] = next;
    }
    this.#worth = packed;
    this.#firstUse = first;
    this.#use = use;
    this.#amount = amount;
  }

  /**
   * What the items not decided are worth in their best ways at prices, added to what all else is worth; takes what they
   * use out of the slope.
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
    const worth = this.#worth;
    const first = this.#firstUse;
    const use = this.#use;
    const amount = this.#amount;
    let sum = before;
    for (let d = 0; d < ways.length; d++) {
      if (ways[d] !== undecided) continue;
      let most = -Infinity;
      let best = -1;
      const end = firstOpen[d + 1] as number;
      let e = first[firstOpen[d] as number] as number;
      for (let at = firstOpen[d] as number; at < end; at++) {
        let value = worth[at] as number;
        const to = first[at + 1] as number;
        for (; e < to; e++) value -= (price[use[e] as number] as number) * (amount[e] as number);
        if (value > most) {
          most = value;
          best = at;
        }
      }
      // No way is left where the best known is proven. Reading beyond a list would slow down every later call.
      if (best < 0) return -Infinity;
      sum += most;
      const to = first[best + 1] as number;
      for (let u = first[best] as number; u < to; u++)
        (slope[use[u] as number] as number) -= amount[u] as number;
    }
    return sum;
  }

  /** Compares the ways from one place to below another at prices. */
  compare(from: number, to: number, price: Float64Array): void {
    const worth = this.#worth;
    const firstUse = this.#firstUse;
    const use = this.#use;
    const amount = this.#amount;
    // Without lists for swaps: branching does this most, and they would be most of what it takes.
    let first = -Infinity;
    let second = -Infinity;
    let top = -1;
    let next = -1;
    for (let at = from; at < to; at++) {
      let value = worth[at] as number;
      for (let e = firstUse[at] as number; e < (firstUse[at + 1] as number); e++)
        value -= (price[use[e] as number] as number) * (amount[e] as number);
      if (value > first) {
        second = first;
        next = top;
        first = value;
        top = at;
      } else if (value > second) {
        second = value;
        next = at;
      }
    }
    this.first = first;
    this.second = second;
    this.top = top;
    this.next = next;
  }
}
