import type { BlockForm } from "./block-form.ts";
import { holds, leafWorth, reducedWorth, takeUnderCeilings } from "./block-room.ts";
import type { OpenWays } from "./block-ways.ts";

/** So many steps are taken at most for each plan that may be listed, and for none. */
const stepsOfPlan = 50;
const leastSteps = 10_000;
/** A plan may be worth so much less than is asked: sums round.   Unit: value points. */
const rounding = 1e-9;

/** What a block is worth in ways, and at which prices of own things. */
export interface BlockWorth {
  readonly form: BlockForm;
  readonly ways: OpenWays;
  /** Of each way but for own things.   Unit: value points. */
  readonly worth: Float64Array;
  /** Of own things. */
  readonly price: Float64Array;
}

/** What plans of a block that are worth enough can consist of. */
export interface BlockList {
  /** All of these plans, as modes, rising; nothing where there are too many. */
  readonly plans: readonly Int32Array[] | null;
  /** All modes that are in such plans, rising, and maybe others: each alone loses no more than a plan may. */
  readonly modes: Int32Array;
}

/**
 * Lists whole plans of a block that keep its own rules and are worth at least so much, at most so many.
 *
 * At prices of own things no plan is worth more than these and the best way of every item; what ways lose against the best adds up,
 * so that a choice that has lost too much is not gone on with.
 */
export function listPlans(block: BlockWorth, least: number, most: number): BlockList {
  return new Lister(block, least, most).list();
}

class Lister {
  readonly #block: BlockWorth;
  readonly #least: number;
  readonly #most: number;
  /** What each way loses against the best of its item, at prices of own things. */
  readonly #loss: Float64Array;
  /** By place in the order: ways that may be in a plan, those first that lose least. */
  readonly #ways: readonly Int32Array[];
  /** What ways may lose together. */
  readonly #room: number;
  /** What is left of own things, by how many items are decided. */
  readonly #left: readonly Float64Array[];
  readonly #chosen: Int32Array;
  readonly #plans: Int32Array[] = [];
  #steps: number;

  constructor(block: BlockWorth, least: number, most: number) {
    const { form, ways, worth, price } = block;
    const { order, firstOpen, openWay } = ways;
    this.#block = block;
    this.#least = least - rounding;
    this.#most = most;
    this.#steps = leastSteps + stepsOfPlan * most;
    this.#loss = new Float64Array(form.wayMode.length);
    this.#left = Array.from({ length: order.length + 1 }, () => new Float64Array(form.things));
    this.#chosen = new Int32Array(order.length);
    this.#left[0]?.set(form.limit);
    this.#left[0]?.fill(0, form.leaves);
    let all = ownWorth(form, price);
    const reduced = Float64Array.from(form.wayMode, (_, w) => reducedWorth(form, worth, w, price));
    const own = Array.from(order, (_, d) => openWay.slice(firstOpen[d], firstOpen[d + 1]));
    for (const list of own) {
      const top = list.reduce((best, w) => Math.max(best, reduced[w] as number), -Infinity);
      all += top;
      for (const w of list) this.#loss[w] = top - (reduced[w] as number);
    }
    this.#room = all - this.#least;
    const loss = this.#loss;
    this.#ways = own.map((list) =>
      list
        .filter((w) => (loss[w] as number) <= this.#room)
        .sort((a, b) => (loss[a] as number) - (loss[b] as number) || a - b),
    );
  }

  list(): BlockList {
    const { wayMode } = this.#block.form;
    const modes = this.#ways
      .flatMap((list) => Array.from(list, (w) => wayMode[w] as number))
      .filter((m) => m >= 0);
    const isWhole = this.#room >= 0 && this.#goOn(0, 0, 0);
    const plans = isWhole ? this.#plans : this.#room < 0 ? [] : null;
    return { plans, modes: Int32Array.from(modes).sort() };
  }

  /** Decides the items from place `d` on; false where there is too much to list. */
  #goOn(d: number, loss: number, worth: number): boolean {
    if (this.#steps-- <= 0) return false;
    const { form } = this.#block;
    const left = this.#left[d] as Float64Array;
    if (d === this.#chosen.length) return this.#take(worth, left);
    const next = this.#left[d + 1] as Float64Array;
    for (const w of this.#ways[d] as Int32Array) {
      const lost = loss + (this.#loss[w] as number);
      if (lost > this.#room) break;
      next.set(left);
      if (!takeUnderCeilings(form, next, w)) continue;
      this.#chosen[d] = w;
      if (!this.#goOn(d + 1, lost, worth + (this.#block.worth[w] as number))) return false;
    }
    return true;
  }

  /** Lists the plan at hand if it is one; false where there are too many. */
  #take(worth: number, left: Float64Array): boolean {
    const { form } = this.#block;
    if (!holds(form, left) || worth + leafWorth(form, left) < this.#least) return true;
    if (this.#plans.length === this.#most) return false;
    const modes = this.#chosen.map((w) => form.wayMode[w] as number).filter((m) => m >= 0);
    this.#plans.push(modes.sort());
    return true;
  }
}

/** What own things are worth at prices when nothing is taken of them. */
function ownWorth(form: BlockForm, price: Float64Array): number {
  const { leaves, things, limit, firstSegment, segmentEnd, segmentWorth } = form;
  let sum = 0;
  for (let k = 0; k < leaves; k++) sum += (price[k] as number) * (limit[k] as number);
  for (let k = leaves; k < things; k++) {
    let from = 0;
    for (
      let s = firstSegment[k - leaves] as number;
      s < (firstSegment[k - leaves + 1] as number);
      s++
    ) {
      const gain = (segmentWorth[s] as number) - (price[k] as number);
      const end = segmentEnd[s] as number;
      // Worth never rises. At the price of an endless segment its gain is 0 but for rounding.
      if (gain <= 0 || end === Infinity) break;
      sum += gain * (end - from);
      from = end;
    }
  }
  return sum;
}
