import type { Compact } from "../compact/compact.ts";
import type { PriceLayout, Prices } from "../prices/prices.ts";
import type { WorldFrame } from "./world-frame.ts";

/** Room for so many entries to begin with; it doubles when it is used up. */
const firstRoom = 4_096;

/** What whole plans of blocks take, in another world, of what blocks share: by few prices, as flat lists. */
export class PlanTaker {
  readonly #plans: Int32Array[] = [];
  readonly #c: Compact;
  readonly #frame: WorldFrame;
  readonly #prices: Prices;
  readonly #layout: PriceLayout;
  readonly #cent: number;
  /** What each plan's effect on leaves of its block is worth, less what it takes at prices that stay. */
  readonly #worth: number[] = [];
  readonly #first: number[] = [0];
  #at = new Int32Array(firstRoom);
  #amount = new Float64Array(firstRoom);
  /** By mode, where its own takes stand among those that were learned, and how many there are; -1 where none were yet. */
  readonly #firstTake: Int32Array;
  readonly #takeCount: Int32Array;
  /** What a mode takes at prices that stay, as a loss. */
  readonly #modeWorth: Float64Array;
  #takeAt = new Int32Array(firstRoom);
  #takeAmount = new Float64Array(firstRoom);
  #taken = 0;
  // What the plan at hand takes; its effect on own leaves; and which of these.
  readonly #sum: Float64Array;
  readonly #effect: Float64Array;
  readonly #served: number[] = [];

  /** `cent`: what a cent is worth on average, in which money is counted. */
  constructor(c: Compact, frame: WorldFrame, prices: Prices, layout: PriceLayout, cent: number) {
    this.#c = c;
    this.#frame = frame;
    this.#prices = prices;
    this.#layout = layout;
    this.#cent = cent;
    const length = c.years + frame.rows.length + frame.leaves.length;
    this.#sum = new Float64Array(length);
    this.#firstTake = new Int32Array(c.modes).fill(-1);
    this.#takeCount = new Int32Array(c.modes);
    this.#modeWorth = new Float64Array(c.modes);
    this.#effect = new Float64Array(c.leaves);
  }

  /** Counts a plan; answers its number.   `modes`: rising. */
  add(modes: Int32Array): number {
    const sum = this.#sum.fill(0);
    let worth = 0;
    for (let n = 0; n < modes.length; n++) {
      const m = modes[n] as number;
      if ((this.#firstTake[m] as number) < 0) this.#learn(m);
      worth += this.#modeWorth[m] as number;
      const at = this.#takeAt;
      const amount = this.#takeAmount;
      const first = this.#firstTake[m] as number;
      const end = first + (this.#takeCount[m] as number);
      for (let e = first; e < end; e++) {
        const k = at[e] as number;
        if (k >= 0) (sum[k] as number) += amount[e] as number;
        else this.#serve(-1 - k, amount[e] as number);
      }
    }
    worth += this.#worthOfOwn();
    let end = this.#first.at(-1) as number;
    this.#makeRoom(end + this.#sum.length);
    for (let k = 0; k < sum.length; k++) {
      if (sum[k] === 0) continue;
      this.#at[end] = k;
      this.#amount[end] = sum[k] as number;
      end++;
    }
    this.#first.push(end);
    this.#worth.push(worth);
    return this.#plans.push(modes) - 1;
  }

  /** The modes of a plan, rising. */
  modesOf(n: number): Int32Array {
    return this.#plans[n] as Int32Array;
  }

  /** What a plan is worth at prices. */
  valueAt(n: number, y: Prices): number {
    const at = this.#at;
    const amount = this.#amount;
    const end = this.#first[n + 1] as number;
    let value = this.#worth[n] as number;
    for (let e = this.#first[n] as number; e < end; e++)
      value -= (amount[e] as number) * (y[at[e] as number] as number);
    return value;
  }

  /** Adds so many times what a plan takes. */
  addTakes(n: number, times: number, to: Float64Array): void {
    const at = this.#at;
    const amount = this.#amount;
    const end = this.#first[n + 1] as number;
    for (let e = this.#first[n] as number; e < end; e++)
      (to[at[e] as number] as number) += times * (amount[e] as number);
  }

  /** Adds so many times the squares of what a plan takes. */
  addSquares(n: number, times: number, to: Float64Array): void {
    const at = this.#at;
    const amount = this.#amount;
    const end = this.#first[n + 1] as number;
    for (let e = this.#first[n] as number; e < end; e++)
      (to[at[e] as number] as number) += times * (amount[e] as number) ** 2;
  }

  /** What the money of a plan is worth on average. */
  money(n: number): number {
    let sum = 0;
    for (let e = this.#first[n] as number; e < (this.#first[n + 1] as number); e++)
      if ((this.#at[e] as number) < this.#c.years) sum += this.#amount[e] as number;
    return sum;
  }

  /** Learns what a mode takes: most plans of a block share most of their modes. */
  #learn(m: number): void {
    const c = this.#c;
    const first = this.#taken;
    this.#firstTake[m] = first;
    const T = c.years;
    const { classRatio, rowAt, isOwnRow, isOwnLink, leafAt } = this.#frame;
    const { rows, links } = this.#layout;
    const i = c.itemOf[m] as number;
    let worth = 0;
    for (let t = 0; t < T; t++) {
      const cost = c.cost[m * T + t] as number;
      if (cost === 0) continue;
      const at = i * T + t;
      this.#count(t, cost * (classRatio[c.classOf[at] as number] as number) * this.#cent);
      for (let e = c.firstItemRow[at] as number; e < (c.firstItemRow[at + 1] as number); e++) {
        const r = c.itemRow[e] as number;
        if (isOwnRow[r] === 1) continue;
        const amount = (c.itemFactor[e] as number) * cost;
        if ((rowAt[r] as number) >= 0) this.#count(rowAt[r] as number, amount * this.#cent);
        else worth -= amount * (this.#prices[rows + r] as number);
      }
      worth += this.#countLanes(c.classOf[at] as number, cost);
    }
    for (let e = c.firstModeLink[m] as number; e < (c.firstModeLink[m + 1] as number); e++) {
      const l = c.modeLink[e] as number;
      if (isOwnLink[l] === 0)
        worth -= (c.modeLinkFactor[e] as number) * (this.#prices[links + l] as number);
    }
    for (let e = c.firstEffect[m] as number; e < (c.firstEffect[m + 1] as number); e++) {
      const f = c.effectLeaf[e] as number;
      const amount = c.effectAmount[e] as number;
      if ((leafAt[f] as number) >= 0) this.#count(leafAt[f] as number, -amount);
      else this.#count(-1 - f, amount);
    }
    this.#modeWorth[m] = worth;
    this.#takeCount[m] = this.#taken - first;
  }

  /**
   * Notes the most that floors under single accounts may count of `cost` cents of a class. Answers what that is worth at
   * prices that stay, which the price of the class has in it already: less than 0.
   */
  #countLanes(k: number, cost: number): number {
    const c = this.#c;
    const { rowAt, isAccountFloor } = this.#frame;
    const { rows } = this.#layout;
    const from = c.firstLaneRow[c.firstLane[k] as number] as number;
    const end = c.firstLaneRow[c.firstLane[k + 1] as number] as number;
    let planned = 0;
    for (let e = from; e < end; e++) {
      const r = c.laneRow[e] as number;
      // Money that several accounts may pay is counted once.
      if (isAccountFloor[r] === 0 || standsIn(c.laneRow, r, from, e)) continue;
      const amount = (c.laneFactor[e] as number) * cost;
      this.#count(rowAt[r] as number, amount * this.#cent);
      planned += amount * (this.#prices[rows + r] as number);
    }
    return planned;
  }

  /** Notes what the mode at hand takes. `k`: of what is followed; below 0 an own leaf. */
  #count(k: number, amount: number): void {
    if (this.#taken === this.#takeAt.length) {
      this.#takeAt = enlarged(this.#takeAt, new Int32Array(2 * this.#taken));
      this.#takeAmount = enlarged(this.#takeAmount, new Float64Array(2 * this.#taken));
    }
    this.#takeAt[this.#taken] = k;
    this.#takeAmount[this.#taken] = amount;
    this.#taken++;
  }

  /** Counts effect on an own leaf. */
  #serve(f: number, amount: number): void {
    if (this.#effect[f] === 0) this.#served.push(f);
    (this.#effect[f] as number) += amount;
  }

  /** What effect on own leaves is worth; forgets it. */
  #worthOfOwn(): number {
    const c = this.#c;
    let worth = 0;
    for (const f of this.#served) {
      let left = this.#effect[f] as number;
      this.#effect[f] = 0;
      const end = c.firstSegment[f + 1] as number;
      for (let s = c.firstSegment[f] as number; left > 0 && s < end; s++) {
        const width = Math.min(left, c.segmentWidth[s] as number);
        worth += width * (c.segmentWorth[s] as number);
        left -= width;
      }
    }
    this.#served.length = 0;
    return worth;
  }

  #makeRoom(entries: number): void {
    if (entries <= this.#at.length) return;
    const room = Math.max(entries, 2 * this.#at.length);
    this.#at = enlarged(this.#at, new Int32Array(room));
    this.#amount = enlarged(this.#amount, new Float64Array(room));
  }
}

/** Whether an entry from one place to below another is `r`. */
function standsIn(list: Int32Array, r: number, from: number, to: number): boolean {
  for (let e = from; e < to; e++) if (list[e] === r) return true;
  return false;
}

/** A longer list with all entries of another. */
function enlarged<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
