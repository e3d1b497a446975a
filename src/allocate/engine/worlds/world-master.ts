import type { Compact } from "../compact/compact.ts";
import { type Followed, followDown, type Stage } from "../prices/ascent.ts";
import type { Dual } from "../prices/dual.ts";
import { areSamePrices, type Prices } from "../prices/prices.ts";
import { isSameList } from "../same-list.ts";
import { ModeTakes } from "./mode-takes.ts";
import type { WorldBase } from "./world-base.ts";
import { nextToNothing, type WorldFrame } from "./world-frame.ts";
import { PlanTaker } from "./world-takes.ts";

/** The scale of a block's temperature, as a share of what its money is worth. */
const sizeShare = 0.1;
/** A plan's share must be at least this to count. */
const leastShare = 1e-6;
/** Worth of a leaf is rounded off by this share of a temperature. */
const leafSoftness = 0.3;
/** Beyond so many of its temperatures, a choice is as good as clear. */
const clear = 30;
/** No price of money is above so many times what money is worth on average. */
const mostTimes = 100;
/** How far a price near 0 may go at a time, as a share of what money is worth on average. */
const nearNothing = 0.03;

/** Worth of a leaf moves further than other prices, by this power: it bends where a goal is reached. */
const leafReach = 2;

/**
 * A small stand-in for another world: blocks choose among whole plans that are known, at few prices: of money of each
 * year, of rules over several blocks and floors under single accounts, of leaves that several serve. It tells to where
 * prices move.
 *
 * What blocks answer to prices there is corrected by what they did answer when they were planned last.
 */
export class WorldMaster implements Followed {
  readonly layout: Followed["layout"];
  readonly scale = 1;
  readonly spread = 1;
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly choices = { release() {}, settleDecided() {} };
  readonly taker: PlanTaker;
  readonly #c: Compact;
  readonly #frame: WorldFrame;
  readonly #from: Prices;
  /** What a cent is worth on average: money is counted in what it is worth. */
  readonly #cent: number;
  /** The price of money of each year to begin with. */
  readonly #yearPrice: Float64Array;
  /** What there is of money and rules. */
  readonly #limit: Float64Array;
  readonly #wide: { readonly lower: Float64Array; readonly upper: Float64Array };
  /** What blocks take beyond what the plans known say.   Shape: as prices. */
  readonly #more: Float64Array;
  /** By block, the number of the plan that was added last. */
  readonly #last: Int32Array;
  /** By plan: how often it was added. */
  readonly #times: number[] = [];
  readonly #size: Float64Array;
  /** By plan: its share in what its block chooses. */
  #share = new Float64Array(1_024);
  /** The prices and temperature at which blocks chose last, what that was worth, and its slope. */
  readonly #y: Float64Array;
  #chosenAt = Number.NaN;
  #chosenWorth = 0;
  readonly #choiceSlope: Float64Array;
  /** Room for the modes of a plan. */
  readonly #opened: Int32Array;

  /** `prices`: as planned, for the worth of leaves in this world. */
  constructor(base: WorldBase, c: Compact, dual: Dual, prices: Prices) {
    const { frame, plans } = base;
    const leaves = c.years + frame.rows.length;
    const length = leaves + frame.leaves.length;
    this.#c = c;
    this.#frame = frame;
    this.#from = prices;
    this.#cent = dual.scale;
    this.#opened = new Int32Array(c.items);
    this.layout = { money: 0, rows: c.years, links: leaves, leaves, length };
    this.slope = new Float64Array(length);
    this.curvature = new Float64Array(length);
    this.lower = new Float64Array(length);
    this.upper = new Float64Array(length).fill(mostTimes);
    frame.leaves.forEach((f, k) => {
      this.lower[leaves + k] = dual.lower[dual.layout.leaves + f] as number;
      this.upper[leaves + k] = dual.upper[dual.layout.leaves + f] as number;
    });
    this.#wide = { lower: Float64Array.from(this.lower), upper: Float64Array.from(this.upper) };
    this.#more = new Float64Array(length);
    this.#y = new Float64Array(length);
    this.#choiceSlope = new Float64Array(length);
    const { rows } = dual.layout;
    const ratio = sumOf(prices, rows) / sumOf(base.prices, rows);
    this.#yearPrice = frame.yearPrice.map((price) => (ratio > 0 ? price * ratio : price));
    this.#limit = this.#limits();
    const modes = new ModeTakes(c, frame, prices, dual.layout, this.#cent);
    this.taker = new PlanTaker(c, frame, modes);
    this.#last = new Int32Array(plans.length).fill(-1);
    plans.forEach((own, b) => {
      for (const modes of own) this.add(b, modes);
    });
    this.#size = Float64Array.from(plans, (_, b) =>
      Math.max(1e-9, sizeShare * this.taker.money(this.plansOf(b)[0] ?? 0)),
    );
  }

  #limits(): Float64Array {
    const c = this.#c;
    const T = c.years;
    const limit = new Float64Array(this.layout.leaves);
    for (let b = 0; b < c.budget.length; b++) {
      const price = this.#yearPrice[b % T] as number;
      const isDear = price > nextToNothing * this.#cent;
      const ratio = isDear ? (this.#from[b] as number) / price : 1;
      (limit[b % T] as number) += (c.budget[b] as number) * ratio * this.#cent;
    }
    this.#frame.rows.forEach((r, k) => {
      limit[T + k] = c.isIdle[r] === 1 ? 0 : (c.rowLimit[r] as number) * this.#cent;
      if (c.isIdle[r] === 1) this.upper[T + k] = 0;
    });
    return limit;
  }

  /** Adds a plan of a block, as what its items took when they were planned last.   `modes`: by item; -1 for none. */
  add(b: number, modes: Int32Array): void {
    const own = this.taker.plansOf(b);
    const open = this.#open(modes);
    let n = this.#known(own, open);
    if (n < 0) {
      n = this.taker.add(b, open);
      this.#times.push(0);
      this.#makeShares(n + 1);
    }
    this.#chosenAt = Number.NaN;
    (this.#times[n] as number)++;
    this.#last[b] = n;
  }

  /** Which of some plans has these modes; -1 for none. */
  #known(own: readonly number[], modes: Int32Array): number {
    for (const n of own) if (isSameList(this.taker.modesOf(n), modes)) return n;
    return -1;
  }

  /** Makes room for the shares of so many plans. */
  #makeShares(plans: number): void {
    if (plans <= this.#share.length) return;
    const share = new Float64Array(2 * plans);
    share.set(this.#share);
    this.#share = share;
  }

  /** The modes of a plan that are open in this world: the very list where all are. */
  #open(modes: Int32Array): Int32Array {
    const { barred } = this.#c;
    const room = this.#opened;
    let count = 0;
    for (let k = 0; k < modes.length; k++) {
      const m = modes[k] as number;
      if (m >= 0 && barred[m] === 0) room[count++] = m;
    }
    return count === modes.length ? modes : room.slice(0, count);
  }

  /** The plans of a block, as numbers of the taker. */
  plansOf(b: number): readonly number[] {
    return this.taker.plansOf(b);
  }

  /** The plan of each block that was added last. */
  lastPlans(): number[] {
    return [...this.#last];
  }

  /** Where floors under what single accounts pay stand among the prices that are followed. */
  get accountFloors(): readonly number[] {
    const { rows, isAccountFloor } = this.#frame;
    return [...rows].flatMap((r, k) => (isAccountFloor[r] === 1 ? [this.#c.years + k] : []));
  }

  /** What there is of money of a year or under a rule. */
  limitOf(k: number): number {
    return this.#limit[k] as number;
  }

  /** What effect on a leaf is worth beyond its price. `taken`: less than 0 by as much as the effect. */
  leafExcess(k: number, taken: number, y: Float64Array): number {
    const c = this.#c;
    const f = this.#frame.leaves[k - this.layout.leaves] as number;
    let left = -taken;
    let worth = taken * (y[k] as number);
    const end = c.firstSegment[f + 1] as number;
    for (let s = c.firstSegment[f] as number; left > 0 && s < end; s++) {
      const width = Math.min(left, c.segmentWidth[s] as number);
      worth += width * (c.segmentWorth[s] as number);
      left -= width;
    }
    return worth;
  }

  /** Prices as planned. */
  start(): Float64Array {
    return this.pricesIn(this.#from);
  }

  /** The prices that are followed, of all prices. */
  pricesIn(prices: Prices): Float64Array {
    const c = this.#c;
    const T = c.years;
    const { rows, leaves } = this.#frame;
    const y = new Float64Array(this.layout.length);
    const firstRow = c.accounts.length * T;
    const firstLeaf = c.accounts.length * T + c.rows + c.linkRows;
    for (let t = 0; t < T; t++) y[t] = (this.#yearPrice[t] as number) / this.#cent;
    rows.forEach((r, k) => {
      y[T + k] = (prices[firstRow + r] as number) / this.#cent;
    });
    leaves.forEach((f, k) => {
      y[this.layout.leaves + k] = prices[firstLeaf + f] as number;
    });
    return this.clip(y);
  }

  /** All prices, those that are followed at `y`, the others as in `prices`. */
  spreadOver(y: Float64Array, prices: Prices): Prices {
    const c = this.#c;
    const T = c.years;
    const { rows, leaves } = this.#frame;
    const all = Float64Array.from(prices);
    const firstRow = c.accounts.length * T;
    const firstLeaf = c.accounts.length * T + c.rows + c.linkRows;
    for (let b = 0; b < firstRow; b++) {
      const planned = this.#yearPrice[b % T] as number;
      const now = (y[b % T] as number) * this.#cent;
      all[b] =
        planned > nextToNothing * this.#cent ? ((this.#from[b] as number) * now) / planned : now;
    }
    rows.forEach((r, k) => {
      all[firstRow + r] = (y[T + k] as number) * this.#cent;
    });
    leaves.forEach((f, k) => {
      all[firstLeaf + f] = y[this.layout.leaves + k] as number;
    });
    return all;
  }

  clip(y: Prices): Prices {
    return y.map((price, k) =>
      Math.min(this.upper[k] as number, Math.max(this.lower[k] as number, price)),
    );
  }

  /** Follows the world's dual down from `y`, no price by more than a factor, worth of leaves by more than its square. */
  follow(y: Float64Array, stage: Stage, reach: number): Float64Array {
    for (let k = 0; k < y.length; k++) {
      const isLeaf = k >= this.layout.leaves;
      const [most, more] = isLeaf ? [reach ** leafReach, 0] : [reach, nearNothing];
      this.lower[k] = Math.max(this.#wide.lower[k] as number, (y[k] as number) / most - more);
      this.upper[k] = Math.min(this.#wide.upper[k] as number, (y[k] as number) * most + more);
    }
    const next = this.clip(y);
    followDown(this, next, stage);
    return next;
  }

  /** Lets blocks answer at `y` as they did when they were planned there: with the plans added last. */
  correct(y: Float64Array, temperature: number): void {
    this.#choose(y, temperature);
    this.#more.set(this.#choiceSlope);
    for (const n of this.#last) this.taker.addTakes(n, 1, this.#more);
  }

  /** The rounded-off dual at these prices; fills `slope`, and `curvature` when asked. */
  evaluate(y: Prices, temperature: number, wantCurvature = false): number {
    const { slope, curvature } = this;
    let value = this.#choose(y, temperature);
    slope.set(this.#choiceSlope);
    curvature.fill(0);
    for (let b = 0; wantCurvature && b < this.#size.length; b++)
      this.taker.addVariance(b, this.#share, leastShare, this.#softness(b, temperature), curvature);
    for (let k = 0; k < this.#limit.length; k++) {
      value += (this.#limit[k] as number) * (y[k] as number);
      (slope[k] as number) += this.#limit[k] as number;
    }
    for (let k = 0; k < y.length; k++) {
      value -= (this.#more[k] as number) * (y[k] as number);
      (slope[k] as number) -= this.#more[k] as number;
    }
    return value + this.#sumLeaves(y, temperature);
  }

  /** Lets blocks choose, where they did not do so at these prices just before; answers what that is worth. */
  #choose(y: Prices, temperature: number): number {
    if (this.#chosenAt !== temperature || !areSamePrices(this.#y, y)) {
      this.#y.set(y);
      this.#chosenAt = temperature;
      this.#chosenWorth = this.#chooseAll(y, temperature);
    }
    return this.#chosenWorth;
  }

  /** Over how much worth the choice of a block is rounded off. */
  #softness(b: number, temperature: number): number {
    return temperature * (this.#size[b] as number);
  }

  /** Lets all blocks choose among their plans: fills their shares, and the slope of that. */
  #chooseAll(y: Prices, temperature: number): number {
    const { taker } = this;
    const share = this.#share;
    const times = this.#times;
    const choiceSlope = this.#choiceSlope.fill(0);
    const values = taker.valuesAt(y);
    let value = 0;
    for (let b = 0; b < this.#last.length; b++) {
      const own = taker.plansOf(b);
      let best = -Infinity;
      for (const n of own) {
        const worth = values[n] as number;
        if (worth > best) best = worth;
      }
      const soft = this.#softness(b, temperature);
      let all = 0;
      for (const n of own) {
        const x = (times[n] as number) * Math.exp(((values[n] as number) - best) / soft);
        share[n] = x;
        all += x;
      }
      value += best + soft * Math.log(all);
      for (const n of own) (share[n] as number) /= all;
      taker.subtractShares(b, share, leastShare, choiceSlope);
    }
    return value;
  }

  #sumLeaves(y: Prices, temperature: number): number {
    const c = this.#c;
    const { leaves } = this.#frame;
    const { slope, curvature } = this;
    let value = 0;
    for (let n = 0; n < leaves.length; n++) {
      const f = leaves[n] as number;
      const k = this.layout.leaves + n;
      const soft = leafSoftness * temperature * (this.#wide.upper[k] as number);
      for (let s = c.firstSegment[f] as number; s < (c.firstSegment[f + 1] as number); s++) {
        const width = c.segmentWidth[s] as number;
        if (width === Infinity) continue;
        const gain = (c.segmentWorth[s] as number) - (y[k] as number);
        const z = gain / soft;
        if (z < -clear) continue;
        const e = Math.exp(-Math.abs(z));
        const on = z > 0 ? 1 / (1 + e) : e / (1 + e);
        value += width * ((z > 0 ? gain : 0) + soft * Math.log1p(e));
        (slope[k] as number) -= width * on;
        (curvature[k] as number) += (width * on * (1 - on)) / soft;
      }
    }
    return value;
  }
}

function sumOf(prices: Prices, count: number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += prices[k] as number;
  return sum;
}
