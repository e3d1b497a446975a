import type { Compact } from "../compact/compact.ts";
import type { PriceLayout, Prices } from "../prices/prices.ts";
import type { WorldFrame } from "./world-frame.ts";

/** Room for so many entries to begin with, for each mode that there is; it doubles when it is used up. */
const firstRoom = 3.5;

/**
 * What modes take, in another world, of what blocks share, as lists one after another in the order in which they are first
 * asked for. Most plans of a block share most of their modes.
 *
 * Before a list stand how many entries it has, and what the mode is worth at prices that stay: a loss.
 */
export class ModeTakes {
  /** By entry, a place among the prices of the block, or -1 less a leaf that blocks do not share; and how much. */
  at: Int32Array;
  amount: Float64Array;
  readonly #c: Compact;
  readonly #frame: WorldFrame;
  readonly #prices: Prices;
  readonly #layout: PriceLayout;
  readonly #cent: number;
  /** By mode, where its list has its head; 0 where it was not asked for yet. */
  readonly #head: Int32Array;
  #end = 1;

  /** `prices`: that stay; `cent`: what a cent is worth on average, in which money is counted. */
  constructor(c: Compact, frame: WorldFrame, prices: Prices, layout: PriceLayout, cent: number) {
    this.#c = c;
    this.#frame = frame;
    this.#prices = prices;
    this.#layout = layout;
    this.#cent = cent;
    this.#head = new Int32Array(c.modes);
    const room = Math.ceil(firstRoom * c.modes) + 1;
    this.at = new Int32Array(room);
    this.amount = new Float64Array(room);
  }

  /** Where the list of a mode has its head. May make the lists anew. */
  find(m: number): number {
    const head = this.#head[m] as number;
    return head > 0 ? head : this.#learn(m);
  }

  #learn(m: number): number {
    const c = this.#c;
    const T = c.years;
    const { classRatio, rowAt, isOwnRow, isOwnLink, firstPlace, placeOf } = this.#frame;
    const { rows, links } = this.#layout;
    const i = c.itemOf[m] as number;
    const places = firstPlace[i] as number;
    const head = this.#end;
    this.#add(0, 0);
    let worth = 0;
    for (let t = 0; t < T; t++) {
      const cost = c.cost[m * T + t] as number;
      if (cost === 0) continue;
      const at = i * T + t;
      const k = c.classOf[at] as number;
      this.#add(placeOf[places + t] as number, cost * (classRatio[k] as number) * this.#cent);
      for (let e = c.firstItemRow[at] as number; e < (c.firstItemRow[at + 1] as number); e++) {
        const r = c.itemRow[e] as number;
        if (isOwnRow[r] === 1) continue;
        const amount = (c.itemFactor[e] as number) * cost;
        const row = rowAt[r] as number;
        if (row >= 0) this.#add(placeOf[places + row] as number, amount * this.#cent);
        else worth -= amount * (this.#prices[rows + r] as number);
      }
      worth += this.#addLanes(k, cost, places);
    }
    for (let e = c.firstModeLink[m] as number; e < (c.firstModeLink[m + 1] as number); e++) {
      const l = c.modeLink[e] as number;
      if (isOwnLink[l] === 0)
        worth -= (c.modeLinkFactor[e] as number) * (this.#prices[links + l] as number);
    }
    this.#addEffects(m, places);
    this.at[head] = this.#end - head - 1;
    this.amount[head] = worth;
    this.#head[m] = head;
    return head;
  }

  /**
   * Adds the most that floors under single accounts may count of `cost` cents of a class. Answers what that is worth at
   * prices that stay, which the price of the class has in it already: less than 0.
   */
  #addLanes(k: number, cost: number, places: number): number {
    const c = this.#c;
    const { rowAt, isAccountFloor, placeOf } = this.#frame;
    const { rows } = this.#layout;
    const from = c.firstLaneRow[c.firstLane[k] as number] as number;
    const end = c.firstLaneRow[c.firstLane[k + 1] as number] as number;
    let planned = 0;
    for (let e = from; e < end; e++) {
      const r = c.laneRow[e] as number;
      // Money that several accounts may pay is counted once.
      if (isAccountFloor[r] === 0 || standsIn(c.laneRow, r, from, e)) continue;
      const amount = (c.laneFactor[e] as number) * cost;
      this.#add(placeOf[places + (rowAt[r] as number)] as number, amount * this.#cent);
      planned += amount * (this.#prices[rows + r] as number);
    }
    return planned;
  }

  #addEffects(m: number, places: number): void {
    const c = this.#c;
    const { leafAt, placeOf } = this.#frame;
    for (let e = c.firstEffect[m] as number; e < (c.firstEffect[m + 1] as number); e++) {
      const f = c.effectLeaf[e] as number;
      const k = leafAt[f] as number;
      const amount = c.effectAmount[e] as number;
      if (k >= 0) this.#add(placeOf[places + k] as number, -amount);
      else this.#add(-1 - f, amount);
    }
  }

  #add(at: number, amount: number): void {
    if (this.#end === this.at.length) this.#makeRoom(2 * this.#end);
    this.at[this.#end] = at;
    this.amount[this.#end] = amount;
    this.#end++;
  }

  #makeRoom(length: number): void {
    const [at, amount] = [this.at, this.amount];
    this.at = new Int32Array(length);
    this.at.set(at);
    this.amount = new Float64Array(length);
    this.amount.set(amount);
  }
}

/** Whether an entry from one place to below another is `r`. */
function standsIn(list: Int32Array, r: number, from: number, to: number): boolean {
  for (let e = from; e < to; e++) if (list[e] === r) return true;
  return false;
}
