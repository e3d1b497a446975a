import type { Compact } from "../compact/compact.ts";
import type { ChoiceSums } from "../item-choices.ts";
import { type Prices, priceLayout } from "../prices/prices.ts";
import type { Column, ColumnChoice } from "./column.ts";

/**
 * The choices of all blocks among columns that keep their rules, at what these were worth last; those that lose more than
 * `mostLoss` against the best of their block are left out, but for those of `plan`, by block.
 */
export function knownChoices(
  { columns, values }: ColumnChoices,
  mostLoss: number,
  plan: readonly number[],
): ColumnChoice[] {
  return columns.map((all, b) => {
    const own = values[b] as number[];
    const best = Math.max(...own);
    const known = all
      .map((column, n) => ({ name: `x${b}_${n}`, column, n, loss: best - (own[n] as number) }))
      .filter(({ column, n, loss }) => column.isHeld && (loss <= mostLoss || n === plan[b]));
    return { block: b, row: `${b}`, isNeeded: true, columns: known };
  });
}

/** A column's share must be at least this to count. */
const leastShare = 1e-9;

/**
 * Blocks that choose among their columns at prices, each the best, or with a temperature a share of each: the choices of
 * the dual of the master problem.
 */
export class ColumnChoices {
  /** By block. */
  readonly columns: readonly Column[][];
  /** What each column is worth at the prices of the last evaluation.   Shape: as columns. */
  readonly values: readonly number[][];
  /** The share of each column, at a temperature above 0. */
  readonly shares: readonly number[][];
  readonly demand: Float64Array;
  readonly spread: Float64Array;
  /** By block, its only column; -1 while it chooses. */
  readonly given: Int32Array;
  /** By block: the scale of its temperature.   Unit: US cents. */
  readonly #size: Float64Array;
  readonly #meanDemand: Float64Array;
  readonly #mean: Float64Array;

  constructor(c: Compact, size: Float64Array) {
    this.columns = Array.from(size, () => []);
    this.values = Array.from(size, () => []);
    this.shares = Array.from(size, () => []);
    this.demand = new Float64Array(c.classYear.length);
    this.spread = new Float64Array(c.classYear.length);
    this.given = new Int32Array(size.length).fill(-1);
    this.#size = size;
    this.#meanDemand = new Float64Array(c.classYear.length);
    this.#mean = new Float64Array(priceLayout(c).length);
  }

  /** Adds a column; false where the block has it. */
  add(block: number, column: Column): boolean {
    const own = this.columns[block];
    if (own === undefined || own.some(({ modes }) => isSame(modes, column.modes))) return false;
    own.push(column);
    this.values[block]?.push(0);
    this.shares[block]?.push(0);
    return true;
  }

  /** Nothing is settled but what is given. */
  release(): void {}

  settleDecided(): void {}

  /** What all blocks gain at prices; adds to the dual's slope. */
  sum(dual: ChoiceSums, prices: Prices, temperature: number, wantCurvature: boolean): number {
    this.demand.fill(0);
    this.spread.fill(0);
    let value = 0;
    for (let b = 0; b < this.columns.length; b++) {
      const best = this.#price(b, dual, prices);
      if (best === -Infinity) continue;
      const soft = temperature * dual.scale * (this.#size[b] as number);
      value += best + this.#shareOut(b, best, soft);
      this.#spend(b, dual);
      if (wantCurvature && soft > 0) this.#vary(b, soft, dual);
    }
    return value;
  }

  #price(b: number, { classPrice }: ChoiceSums, prices: Prices): number {
    const values = this.values[b] as number[];
    const columns = this.columns[b] as Column[];
    const given = this.given[b] as number;
    let best = -Infinity;
    for (let n = 0; n < columns.length; n++) {
      if (given >= 0 ? n !== given : !(columns[n] as Column).isHeld) {
        values[n] = -Infinity;
        continue;
      }
      const { worth, classes, demand, at, amount } = columns[n] as Column;
      let value = worth;
      for (let e = 0; e < classes.length; e++)
        value -= (demand[e] as number) * (classPrice[classes[e] as number] as number);
      for (let e = 0; e < at.length; e++)
        value -= (amount[e] as number) * (prices[at[e] as number] as number);
      values[n] = value;
      if (value > best) best = value;
    }
    return best;
  }

  /** Gives every column of a block its share; answers by how much that rounds its best value up. */
  #shareOut(b: number, best: number, soft: number): number {
    const [values, shares] = [this.values[b] as number[], this.shares[b] as number[]];
    if (soft <= 0) {
      const first = values.indexOf(best);
      for (let n = 0; n < shares.length; n++) shares[n] = n === first ? 1 : 0;
      return 0;
    }
    let all = 0;
    for (let n = 0; n < shares.length; n++) {
      const x = Math.exp(((values[n] as number) - best) / soft);
      shares[n] = x;
      all += x;
    }
    for (let n = 0; n < shares.length; n++) shares[n] = (shares[n] as number) / all;
    return soft * Math.log(all);
  }

  #spend(b: number, { slope }: ChoiceSums): void {
    const shares = this.shares[b] as number[];
    const columns = this.columns[b] as Column[];
    const all = this.demand;
    for (let n = 0; n < columns.length; n++) {
      const x = shares[n] as number;
      if (x < leastShare) continue;
      const { classes, demand, at, amount } = columns[n] as Column;
      for (let e = 0; e < classes.length; e++)
        (all[classes[e] as number] as number) += x * (demand[e] as number);
      for (let e = 0; e < at.length; e++)
        (slope[at[e] as number] as number) -= x * (amount[e] as number);
    }
  }

  /** Adds how much what a block takes varies among its columns. */
  #vary(b: number, soft: number, { curvature }: ChoiceSums): void {
    const shares = this.shares[b] as number[];
    const own = this.columns[b] as Column[];
    const [mean, meanDemand] = [this.#mean, this.#meanDemand];
    for (const sign of [1, -1]) {
      own.forEach(({ classes, demand, at, amount }, n) => {
        const x = shares[n] as number;
        for (let e = 0; e < classes.length; e++) {
          const k = classes[e] as number;
          if (sign > 0) {
            (meanDemand[k] as number) += x * (demand[e] as number);
            (this.spread[k] as number) += (x * (demand[e] as number) ** 2) / soft;
          } else {
            (this.spread[k] as number) -= (meanDemand[k] as number) ** 2 / soft;
            meanDemand[k] = 0;
          }
        }
        for (let e = 0; e < at.length; e++) {
          const k = at[e] as number;
          if (sign > 0) {
            (mean[k] as number) += x * (amount[e] as number);
            (curvature[k] as number) += (x * (amount[e] as number) ** 2) / soft;
          } else {
            (curvature[k] as number) -= (mean[k] as number) ** 2 / soft;
            mean[k] = 0;
          }
        }
      });
    }
  }
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((m, k) => m === b[k]);
}
