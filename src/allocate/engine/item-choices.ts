import type { Compact } from "./compact/compact.ts";
import type { PriceLayout, Prices } from "./prices/prices.ts";

/** Modes are numbered from 0: these stand for none, and for an item that chooses. */
const none = -1;
const open = -2;

/** The sums to which choices add, and what they are made at. */
export interface ChoiceSums {
  readonly layout: PriceLayout;
  /** Value points per cent that money is worth on average. */
  readonly scale: number;
  readonly classPrice: Float64Array;
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
}

/** Effects are products of doubles: those of two packages count as in proportion when they are to so many digits. */
const proportionRoom = 1e-12;

/** A mode whose profit falls so many temperatures short of the best has no share worth counting. */
const coldest = 25;
const leastShare = 1e-9;

/**
 * What items choose at prices: each its best mode, or with a temperature a share of each mode, the more profitable the
 * larger.
 *
 * Items may be settled: their mode is then given, and only the others choose.
 */
export class ItemChoices {
  /** What each mode is worth beyond what it takes. */
  readonly profit: Float64Array;
  /** The share of each mode of items that choose, at a temperature above 0. */
  readonly share: Float64Array;
  /** Modes that may be chosen no more. */
  readonly closed: Uint8Array;
  /** What all items ask of each class of money, and how much that varies.   Unit: US cents. */
  readonly demand: Float64Array;
  readonly spread: Float64Array;
  /** Items that choose: the first `choosing` entries. */
  readonly items: Int32Array;
  choosing: number;
  readonly #c: Compact;
  /** The cost of the dearest mode of each item: the scale of its temperature. */
  readonly #size: Float64Array;
  /** What settled items ask of classes, and add to the slope. */
  readonly #settledDemand: Float64Array;
  readonly #settledSlope: Float64Array;
  /** The modes of items that are settled for good, and {@link open} for the others. */
  readonly #given: Int32Array;
  readonly #all: Int32Array;
  readonly #layout: PriceLayout;
  readonly #shapes: ModeShapes;
  readonly #fromYear: Uint8Array;
  readonly #toYear: Uint8Array;
  readonly #proportion: Float64Array;
  readonly #price: Float64Array;
  readonly #sum: Float64Array;
  readonly #square: Float64Array;

  /** `before`: the choices of a form that shares most of this one's modes. */
  constructor(c: Compact, size: Float64Array, layout: PriceLayout, before?: ItemChoices) {
    this.#c = c;
    this.#layout = layout;
    this.#size = size;
    this.profit = new Float64Array(c.modes);
    this.share = new Float64Array(c.modes);
    this.closed = Uint8Array.from(c.barred);
    this.demand = new Float64Array(c.classYear.length);
    this.spread = new Float64Array(c.classYear.length);
    this.#all = before === undefined ? itemsWithModes(c) : before.#all;
    this.items = Int32Array.from(this.#all);
    this.choosing = this.items.length;
    this.#settledDemand = new Float64Array(c.classYear.length);
    this.#settledSlope = new Float64Array(layout.length);
    this.#given = new Int32Array(c.items).fill(open);
    this.#shapes = before === undefined ? shapesOf(c) : shapesAfter(before.#c, before.#shapes, c);
    this.#fromYear = this.#shapes.fromYear;
    this.#toYear = this.#shapes.toYear;
    this.#proportion = this.#shapes.proportion;
    this.#price = new Float64Array(c.years);
    this.#sum = new Float64Array(c.years);
    this.#square = new Float64Array(c.years);
  }

  /** Settles an item for good with a mode, or with none (-1). */
  settle(i: number, m: number): void {
    this.#given[i] = m;
    this.#add(i, m);
  }

  /** Whether an item is settled for good. */
  isSettled(i: number): boolean {
    return this.#given[i] !== open;
  }

  /** Lets all items choose, settled for good or not, among all modes that are not barred. */
  reopen(): void {
    this.#given.fill(open);
    this.closed.set(this.#c.barred);
    this.choosing = 0;
    this.release();
  }

  /** Lets all items choose that are not settled for good. */
  release(): void {
    if (this.choosing === this.#all.length) return;
    this.#settledDemand.fill(0);
    this.#settledSlope.fill(0);
    this.choosing = 0;
    for (const i of this.#all) {
      const m = this.#given[i] as number;
      if (m === open) this.items[this.choosing++] = i;
      else this.#add(i, m);
    }
  }

  /**
   * Settles, until {@link release}, every item whose best mode is better by `margin`, in what its cost is worth on
   * average. Reads the profits of the last evaluation.
   */
  settleDecided(margin: number): void {
    const c = this.#c;
    let count = 0;
    for (let at = 0; at < this.choosing; at++) {
      const i = this.items[at] as number;
      let best = c.pinned[i] === 1 ? -Infinity : 0;
      let second = -Infinity;
      let mode = none;
      for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++) {
        const v = this.profit[m] as number;
        if (v > best) {
          second = best;
          best = v;
          mode = m;
        } else if (v > second) second = v;
      }
      if (best === -Infinity || best - second <= margin * (this.#size[i] as number))
        this.items[count++] = i;
      else this.#add(i, mode);
    }
    this.choosing = count;
  }

  #add(i: number, m: number): void {
    const c = this.#c;
    const slope = this.#settledSlope;
    const { rows, links, leaves } = this.#layout;
    if (m < 0) return;
    for (let t = this.#fromYear[m] as number; t < (this.#toYear[m] as number); t++) {
      const cost = c.cost[m * c.years + t] as number;
      if (cost === 0) continue;
      const at = i * c.years + t;
      (this.#settledDemand[c.classOf[at] as number] as number) += cost;
      for (let e = c.firstItemRow[at] as number; e < (c.firstItemRow[at + 1] as number); e++)
        (slope[rows + (c.itemRow[e] as number)] as number) -= (c.itemFactor[e] as number) * cost;
    }
    for (let e = c.firstEffect[m] as number; e < (c.firstEffect[m + 1] as number); e++)
      (slope[leaves + (c.effectLeaf[e] as number)] as number) += c.effectAmount[e] as number;
    for (let e = c.firstModeLink[m] as number; e < (c.firstModeLink[m + 1] as number); e++)
      (slope[links + (c.modeLink[e] as number)] as number) -= c.modeLinkFactor[e] as number;
  }

  /** What all items gain at prices, what settled ones are worth at them included; adds to the dual's slope. */
  sum(dual: ChoiceSums, prices: Prices, temperature: number, wantCurvature: boolean): number {
    let value = this.#startWithSettled(dual, prices);
    for (let at = 0; at < this.choosing; at++) {
      const i = this.items[at] as number;
      const best = this.#priceItem(i, dual, prices);
      // A pinned item without a way to be funded makes the problem infeasible; others say so.
      if (best === -Infinity) continue;
      const soft = temperature * dual.scale * (this.#size[i] as number);
      value += soft > 0 ? best + this.#shareOut(i, best, soft, dual, wantCurvature) : best;
      if (soft <= 0 && this.#best >= 0) this.#takeBest(i, this.#best, dual);
    }
    return value;
  }

  /** What all items gain in their best modes, what settled ones are worth included. Not part of a descent: all choose. */
  sumBest(dual: ChoiceSums, prices: Prices): number {
    let value = 0;
    for (let at = 0; at < this.#all.length; at++) {
      const best = this.#priceItem(this.#all[at] as number, dual, prices);
      if (best !== -Infinity) value += best;
    }
    return value;
  }

  #startWithSettled({ slope, classPrice }: ChoiceSums, prices: Prices): number {
    const settled = this.#settledSlope;
    const demand = this.#settledDemand;
    this.demand.set(demand);
    this.spread.fill(0);
    let value = 0;
    if (this.choosing === this.#all.length) return value;
    for (let k = 0; k < prices.length; k++) {
      const by = settled[k] as number;
      if (by === 0) continue;
      (slope[k] as number) += by;
      value += by * (prices[k] as number);
    }
    for (let k = 0; k < demand.length; k++)
      value -= (demand[k] as number) * (classPrice[k] as number);
    return value;
  }

  /** The most profitable mode of the item priced last; -1 for none. */
  #best = -1;

  /** Fills the profits of an item's modes; answers the most of them. */
  #priceItem(i: number, { classPrice, layout }: ChoiceSums, prices: Prices): number {
    const c = this.#c;
    const T = c.years;
    const { cost, firstEffect, firstModeLink, firstItemRow, itemRow, itemFactor } = c;
    const { rows, links, leaves } = layout;
    const price = this.#price;
    const from = c.firstMode[i] as number;
    const to = c.firstMode[i + 1] as number;
    for (let t = 0; t < T; t++) {
      const at = i * T + t;
      const k = c.classOf[at] as number;
      let z = k < 0 ? 0 : (classPrice[k] as number);
      for (let e = firstItemRow[at] as number; e < (firstItemRow[at + 1] as number); e++)
        z += (itemFactor[e] as number) * (prices[rows + (itemRow[e] as number)] as number);
      price[t] = z;
    }
    const isProportional = this.#proportion[from] === 1;
    const first = isProportional ? this.#worthOf(from, prices, leaves) : 0;
    const isLinked = (firstModeLink[from] as number) < (firstModeLink[to] as number);
    let most = c.pinned[i] === 1 ? -Infinity : 0;
    let best = -1;
    for (let m = from; m < to; m++) {
      if (this.closed[m] === 1) {
        this.profit[m] = -Infinity;
        continue;
      }
      let v = 0;
      if (isProportional) v = first * (this.#proportion[m] as number);
      else if ((firstEffect[m] as number) < (firstEffect[m + 1] as number))
        v = this.#worthOf(m, prices, leaves);
      if (isLinked)
        for (let e = firstModeLink[m] as number; e < (firstModeLink[m + 1] as number); e++)
          v -=
            (c.modeLinkFactor[e] as number) * (prices[links + (c.modeLink[e] as number)] as number);
      const base = m * T;
      const end = this.#toYear[m] as number;
      for (let t = this.#fromYear[m] as number; t < end; t++)
        v -= (cost[base + t] as number) * (price[t] as number);
      this.profit[m] = v;
      if (v > most) {
        most = v;
        best = m;
      }
    }
    this.#best = best;
    return most;
  }

  /** What the effects of a mode are worth at the prices of leaves. */
  #worthOf(m: number, prices: Prices, leaves: number): number {
    const { firstEffect, effectAmount, effectLeaf } = this.#c;
    let worth = 0;
    for (let e = firstEffect[m] as number; e < (firstEffect[m + 1] as number); e++)
      worth += (effectAmount[e] as number) * (prices[leaves + (effectLeaf[e] as number)] as number);
    return worth;
  }

  /** Gives every mode of an item its share; answers by how much that rounds its best profit up. */
  #shareOut(
    i: number,
    best: number,
    soft: number,
    dual: ChoiceSums,
    wantCurvature: boolean,
  ): number {
    const c = this.#c;
    const T = c.years;
    const { profit, share } = this;
    const { cost } = c;
    const sum = this.#sum;
    const square = this.#square;
    const from = c.firstMode[i] as number;
    const to = c.firstMode[i + 1] as number;
    let all = c.pinned[i] === 1 ? 0 : Math.exp(-best / soft);
    for (let m = from; m < to; m++) {
      const d = (best - (profit[m] as number)) / soft;
      const w = d > coldest ? 0 : d === 0 ? 1 : Math.exp(-d);
      share[m] = w;
      all += w;
    }
    for (let t = 0; t < T; t++) {
      sum[t] = 0;
      square[t] = 0;
    }
    const isProportional = this.#proportion[from] === 1;
    const isLinked = (c.firstModeLink[from] as number) < (c.firstModeLink[to] as number);
    let level = 0;
    let levelSquare = 0;
    for (let m = from; m < to; m++) {
      if (share[m] === 0) continue;
      const x = (share[m] as number) / all;
      share[m] = x;
      if (x < leastShare) continue;
      if (isProportional) {
        const p = this.#proportion[m] as number;
        level += x * p;
        levelSquare += x * p * p;
      } else this.#takeEffects(m, x, wantCurvature ? (x * (1 - x)) / soft : 0, dual);
      if (isLinked) this.#takeLinks(m, x, wantCurvature ? (x * (1 - x)) / soft : 0, dual);
      const base = m * T;
      const end = this.#toYear[m] as number;
      for (let t = this.#fromYear[m] as number; t < end; t++) {
        const z = cost[base + t] as number;
        (sum[t] as number) += x * z;
        if (wantCurvature) (square[t] as number) += x * z * z;
      }
    }
    if (isProportional && level > 0)
      this.#takeEffects(
        from,
        level,
        wantCurvature ? (levelSquare - level * level) / soft : 0,
        dual,
      );
    this.#takeMoney(i, wantCurvature ? soft : 0, dual);
    return soft * Math.log(all);
  }

  #takeBest(i: number, m: number, dual: ChoiceSums): void {
    const T = this.#c.years;
    for (let t = 0; t < T; t++) this.#sum[t] = this.#c.cost[m * T + t] as number;
    this.#takeEffects(m, 1, 0, dual);
    this.#takeLinks(m, 1, 0, dual);
    this.#takeMoney(i, 0, dual);
  }

  /** Counts a share of a mode's effects into the slope. */
  #takeEffects(
    m: number,
    x: number,
    varies: number,
    { slope, curvature, layout }: ChoiceSums,
  ): void {
    const { firstEffect, effectAmount, effectLeaf } = this.#c;
    const { leaves } = layout;
    for (let e = firstEffect[m] as number; e < (firstEffect[m + 1] as number); e++) {
      const amount = effectAmount[e] as number;
      const at = leaves + (effectLeaf[e] as number);
      (slope[at] as number) += x * amount;
      if (varies > 0) (curvature[at] as number) += varies * amount * amount;
    }
  }

  #takeLinks(m: number, x: number, varies: number, { slope, curvature, layout }: ChoiceSums): void {
    const c = this.#c;
    const { links } = layout;
    for (let e = c.firstModeLink[m] as number; e < (c.firstModeLink[m + 1] as number); e++) {
      const at = links + (c.modeLink[e] as number);
      (slope[at] as number) -= x * (c.modeLinkFactor[e] as number);
      if (varies > 0) (curvature[at] as number) += varies;
    }
  }

  /** Counts what an item spends into classes and rows; with `soft` above 0, also how much that varies. */
  #takeMoney(i: number, soft: number, { slope, curvature, layout }: ChoiceSums): void {
    const c = this.#c;
    const T = c.years;
    const { rows } = layout;
    const sum = this.#sum;
    const square = this.#square;
    for (let t = 0; t < T; t++) {
      const spent = sum[t] as number;
      if (spent === 0) continue;
      const at = i * T + t;
      const k = c.classOf[at] as number;
      (this.demand[k] as number) += spent;
      const varies = soft > 0 ? ((square[t] as number) - spent * spent) / soft : 0;
      (this.spread[k] as number) += varies;
      for (let e = c.firstItemRow[at] as number; e < (c.firstItemRow[at + 1] as number); e++) {
        const f = c.itemFactor[e] as number;
        const r = rows + (c.itemRow[e] as number);
        (slope[r] as number) -= f * spent;
        if (varies > 0) (curvature[r] as number) += f * f * varies;
      }
    }
  }
}

/** What the costs and effects of modes are like, so that sums over them are short. */
interface ModeShapes {
  /** Years in which a mode costs something: from the first to below the second. */
  readonly fromYear: Uint8Array;
  readonly toYear: Uint8Array;
  /** What a mode has of the effects of its item's first mode, where all modes are in proportion; NaN elsewhere. */
  readonly proportion: Float64Array;
}

/** The items that have a way to be funded. */
function itemsWithModes(c: Compact): Int32Array {
  return Int32Array.from({ length: c.items }, (_, i) => i).filter(
    (i) => (c.firstMode[i] as number) < (c.firstMode[i + 1] as number),
  );
}

function shapesOf(c: Compact): ModeShapes {
  const shapes = {
    fromYear: new Uint8Array(c.modes),
    toYear: new Uint8Array(c.modes),
    proportion: new Float64Array(c.modes),
  };
  for (let i = 0; i < c.items; i++) shapeItem(c, i, shapes);
  return shapes;
}

/** The shapes of a form's modes, where most items are the very items of another form. */
function shapesAfter(old: Compact, known: ModeShapes, c: Compact): ModeShapes {
  if (old.cost === c.cost && old.effectAmount === c.effectAmount) return known;
  const shapes = {
    fromYear: Uint8Array.from(known.fromYear),
    toYear: Uint8Array.from(known.toYear),
    proportion: Float64Array.from(known.proportion),
  };
  for (let i = 0; i < c.items; i++)
    if (c.problem.items[i] !== old.problem.items[i]) shapeItem(c, i, shapes);
  return shapes;
}

function shapeItem(c: Compact, i: number, { fromYear, toYear, proportion }: ModeShapes): void {
  const T = c.years;
  const from = c.firstMode[i] as number;
  const to = c.firstMode[i + 1] as number;
  for (let m = from; m < to; m++) {
    let start = 0;
    let end = T;
    while (start < T && c.cost[m * T + start] === 0) start++;
    while (end > 0 && c.cost[m * T + end - 1] === 0) end--;
    fromYear[m] = start < T ? start : 0;
    toYear[m] = end;
  }
  findProportions(c, from, to, proportion);
}

/** For modes that all have effects in proportion, what each has of those of the first; NaN elsewhere. */
function findProportions(c: Compact, from: number, to: number, proportion: Float64Array): void {
  proportion.fill(Number.NaN, from, to);
  if (from === to) return;
  const first = c.firstEffect[from] as number;
  const count = (c.firstEffect[from + 1] as number) - first;
  if (count === 0) return;
  for (let m = from; m < to; m++) {
    const start = c.firstEffect[m] as number;
    let isLike = (c.firstEffect[m + 1] as number) - start === count;
    const p = (c.effectAmount[start] as number) / (c.effectAmount[first] as number);
    for (let e = 0; isLike && e < count; e++) {
      const amount = c.effectAmount[start + e] as number;
      isLike =
        c.effectLeaf[start + e] === c.effectLeaf[first + e] &&
        Math.abs(amount - p * (c.effectAmount[first + e] as number)) <= proportionRoom * amount;
    }
    if (!isLike) {
      proportion.fill(Number.NaN, from, to);
      return;
    }
    proportion[m] = p;
  }
}
