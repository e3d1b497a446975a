import type { Compact } from "../compact/compact.ts";
import { type ChoiceSums, ItemChoices } from "../item-choices.ts";
import { type PriceLayout, type Prices, priceLayout } from "./prices.ts";

/** No cent is priced above so many times its average worth, no link above so many times the most that an item is worth. */
const mostTimes = 100_000;

/** What is chosen at prices, and what that asks of each class of money. */
export interface DualChoices {
  readonly demand: Float64Array;
  readonly spread: Float64Array;
  /** What all choices gain at prices; adds to the slope. */
  sum(dual: ChoiceSums, prices: Prices, temperature: number, wantCurvature: boolean): number;
  /** Lets all choose that are not settled for good. */
  release(): void;
  /** Settles, until {@link release}, what is decided by a margin, in what its cost is worth on average. */
  settleDecided(margin: number): void;
}

/** Choices that can tell what the best of them gain without what they take. */
interface QuickChoices extends DualChoices {
  sumBest(dual: ChoiceSums, prices: Prices): number;
}

/**
 * The Lagrangian dual of a problem: with any prices, what the best plan would be worth if everything shared could be
 * bought and sold at them, which is never less than what the best plan is worth.
 *
 * With a temperature above 0 every minimum and maximum is rounded off (log-sum-exp), so that the sum is smooth and can
 * be followed downhill; at 0 it is exact.
 */
export class PricedDual<C extends DualChoices> {
  readonly layout: PriceLayout;
  /** What is chosen at the prices of the last evaluation. */
  readonly choices: C;
  /** The price of each lane at the last evaluation. */
  readonly lanePrice: Float64Array;
  readonly classPrice: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** The slope at the last evaluation. */
  readonly slope: Float64Array;
  /** Curvature by price, roughly; of smooth evaluations that asked for it. */
  readonly curvature: Float64Array;
  /** Value points per cent that money is worth on average: the scale of prices of money. */
  readonly scale: number;
  /** How much the largest item costs against the average one. */
  readonly spread: number;
  readonly #c: Compact;
  readonly #accountPrice: Float64Array;
  readonly #vintageWeight: Float64Array;
  readonly #laneWeight: Float64Array;

  /** `choose`: makes the choices, from the cost of the dearest mode of each item. */
  constructor(c: Compact, choose: (sizes: Float64Array, layout: PriceLayout) => C) {
    this.#c = c;
    this.layout = priceLayout(c);
    const { length } = this.layout;
    this.lanePrice = new Float64Array(c.laneAccount.length);
    this.classPrice = new Float64Array(c.classYear.length);
    this.lower = new Float64Array(length);
    this.upper = new Float64Array(length);
    for (let leaf = 0; leaf < c.leaves; leaf++) {
      const last = (c.firstSegment[leaf + 1] as number) - 1;
      this.lower[this.layout.leaves + leaf] =
        c.segmentWidth[last] === Infinity ? (c.segmentWorth[last] as number) : 0;
      this.upper[this.layout.leaves + leaf] = c.segmentWorth[
        c.firstSegment[leaf] as number
      ] as number;
    }
    this.slope = new Float64Array(length);
    this.curvature = new Float64Array(length);
    const sizes = new Float64Array(c.items);
    let worth = 0;
    let cost = 0;
    let mostWorth = 0;
    for (let m = 0; m < c.modes; m++) {
      if (c.barred[m] === 1) continue;
      const i = c.itemOf[m] as number;
      sizes[i] = Math.max(sizes[i] as number, c.totalCost[m] as number);
      let own = 0;
      for (let e = c.firstEffect[m] as number; e < (c.firstEffect[m + 1] as number); e++)
        own +=
          (c.effectAmount[e] as number) *
          (this.upper[this.layout.leaves + (c.effectLeaf[e] as number)] as number);
      worth += own;
      mostWorth = Math.max(mostWorth, own);
      cost += c.totalCost[m] as number;
    }
    this.scale = cost > 0 ? (0.5 * worth) / cost : 1;
    this.#capPrices(mostWorth);
    let sum = 0;
    let most = 0;
    for (const size of sizes) {
      sum += size;
      most = Math.max(most, size);
    }
    this.spread = sum > 0 ? (most * c.items) / sum : 1;
    this.choices = choose(sizes, this.layout);
    this.#accountPrice = new Float64Array(c.accounts.length * c.years);
    this.#vintageWeight = new Float64Array(c.accounts.length * c.years * c.years);
    this.#laneWeight = new Float64Array(c.laneAccount.length);
  }

  /**
   * Caps prices far above any that says something: where what is pinned cancels out, or no plan exists, the dual may fall
   * without end, and sums of huge prices would lose the worth of plans to rounding. Prices of rules set aside are 0.
   */
  #capPrices(mostWorth: number): void {
    const c = this.#c;
    const { rows, links, leaves } = this.layout;
    this.upper.fill(mostTimes * this.scale, 0, links);
    this.upper.fill(mostTimes * mostWorth, links, leaves);
    for (let r = 0; r < c.rows; r++) if (c.isIdle[r] === 1) this.upper[rows + r] = 0;
    for (let l = 0; l < c.linkRows; l++) if (c.isIdleLink[l] === 1) this.upper[links + l] = 0;
  }

  /** Prices brought within the bounds of this problem's. */
  clip(prices: Prices): Prices {
    return prices.map((price, k) =>
      Math.min(this.upper[k] as number, Math.max(this.lower[k] as number, price)),
    );
  }

  /** Prices to begin with. */
  start(): Prices {
    const prices = new Float64Array(this.layout.length);
    const c = this.#c;
    prices.fill(0.6 * this.scale, 0, this.layout.rows);
    for (let f = this.layout.leaves; f < this.layout.length; f++)
      prices[f] = 0.5 * ((this.lower[f] as number) + (this.upper[f] as number));
    for (let r = 0; r < c.rows; r++) prices[this.layout.rows + r] = 0;
    return prices;
  }

  /** The value at these prices; fills `slope`, `lanePrice`, and `curvature` when asked. */
  evaluate(prices: Prices, temperature: number, wantCurvature = false): number {
    this.slope.fill(0);
    if (wantCurvature) this.curvature.fill(0);
    this.#priceMoney(prices, temperature);
    let value = this.choices.sum(this, prices, temperature, wantCurvature);
    this.#spreadDemand(temperature, wantCurvature);
    value += this.#sumLimits(prices);
    return value + this.#sumLeaves(prices, temperature, wantCurvature);
  }

  /** The exact value at these prices, as {@link evaluate} with a temperature of 0, but without the slope. */
  valueAt(this: PricedDual<C & QuickChoices>, prices: Prices): number {
    this.#priceMoney(prices, 0);
    const value = this.choices.sumBest(this, prices) + this.#sumLimits(prices);
    return value + this.#sumLeaves(prices, 0, false);
  }

  /** Prices of accounts by year, of lanes and of classes: the cheapest vintage, the cheapest lane. */
  #priceMoney(prices: Prices, temperature: number): void {
    const c = this.#c;
    const T = c.years;
    const soft = temperature * this.scale;
    for (let a = 0; a < c.accounts.length; a++) {
      for (let t = 0; t < T; t++) {
        const from = Math.max(0, t - (c.lasts[a] as number) + 1);
        let least = Infinity;
        let at = t;
        for (let v = from; v <= t; v++) {
          if ((prices[a * T + v] as number) < least) {
            least = prices[a * T + v] as number;
            at = v;
          }
        }
        const base = (a * T + t) * T;
        for (let v = 0; v < T; v++) this.#vintageWeight[base + v] = 0;
        if (soft > 0 && from < t) {
          let sum = 0;
          for (let v = from; v <= t; v++) {
            const w = Math.exp((least - (prices[a * T + v] as number)) / soft);
            this.#vintageWeight[base + v] = w;
            sum += w;
          }
          for (let v = from; v <= t; v++) (this.#vintageWeight[base + v] as number) /= sum;
          this.#accountPrice[a * T + t] = least - soft * Math.log(sum);
        } else {
          this.#vintageWeight[base + at] = 1;
          this.#accountPrice[a * T + t] = least;
        }
      }
    }
    const { rows } = this.layout;
    for (let k = 0; k < c.classYear.length; k++) {
      const t = c.classYear[k] as number;
      const from = c.firstLane[k] as number;
      const to = c.firstLane[k + 1] as number;
      let least = Infinity;
      let at = from;
      for (let lane = from; lane < to; lane++) {
        let price = this.#accountPrice[(c.laneAccount[lane] as number) * T + t] as number;
        for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++)
          price +=
            (c.laneFactor[e] as number) * (prices[rows + (c.laneRow[e] as number)] as number);
        this.lanePrice[lane] = price;
        this.#laneWeight[lane] = 0;
        if (price < least) {
          least = price;
          at = lane;
        }
      }
      if (soft > 0 && to - from > 1) {
        let sum = 0;
        for (let lane = from; lane < to; lane++) {
          const w = Math.exp((least - (this.lanePrice[lane] as number)) / soft);
          this.#laneWeight[lane] = w;
          sum += w;
        }
        for (let lane = from; lane < to; lane++) (this.#laneWeight[lane] as number) /= sum;
        this.classPrice[k] = least - soft * Math.log(sum);
      } else {
        this.#laneWeight[at] = 1;
        this.classPrice[k] = least;
      }
    }
  }

  /** Takes the demand of classes from lanes, accounts and vintages. */
  #spreadDemand(temperature: number, wantCurvature: boolean): void {
    const c = this.#c;
    const T = c.years;
    const { rows } = this.layout;
    const soft = temperature * this.scale;
    const { slope, curvature } = this;
    for (let k = 0; k < c.classYear.length; k++) {
      const demand = this.choices.demand[k] as number;
      if (demand === 0) continue;
      const t = c.classYear[k] as number;
      for (let lane = c.firstLane[k] as number; lane < (c.firstLane[k + 1] as number); lane++) {
        const w = this.#laneWeight[lane] as number;
        if (w === 0) continue;
        const spread = wantCurvature
          ? w * w * (this.choices.spread[k] as number) + (demand * w * (1 - w)) / soft
          : 0;
        for (
          let e = c.firstLaneRow[lane] as number;
          e < (c.firstLaneRow[lane + 1] as number);
          e++
        ) {
          (slope[rows + (c.laneRow[e] as number)] as number) -=
            (c.laneFactor[e] as number) * w * demand;
          if (wantCurvature)
            (curvature[rows + (c.laneRow[e] as number)] as number) +=
              (c.laneFactor[e] as number) ** 2 * spread;
        }
        const base = ((c.laneAccount[lane] as number) * T + t) * T;
        for (let v = 0; v <= t; v++) {
          const share = this.#vintageWeight[base + v] as number;
          if (share === 0) continue;
          (slope[(c.laneAccount[lane] as number) * T + v] as number) -= share * w * demand;
          if (wantCurvature)
            (curvature[(c.laneAccount[lane] as number) * T + v] as number) +=
              share * share * spread + (w * demand * share * (1 - share)) / soft;
        }
      }
    }
  }

  #sumLimits(prices: Prices): number {
    const c = this.#c;
    const { rows, links } = this.layout;
    const { slope } = this;
    let value = 0;
    for (let b = 0; b < c.budget.length; b++) {
      value += (c.budget[b] as number) * (prices[b] as number);
      (slope[b] as number) += c.budget[b] as number;
    }
    for (let r = 0; r < c.rows; r++) {
      if (c.isIdle[r] === 1) {
        slope[rows + r] = 1;
        continue;
      }
      value += (c.rowLimit[r] as number) * (prices[rows + r] as number);
      (slope[rows + r] as number) += c.rowLimit[r] as number;
    }
    for (let l = 0; l < c.linkRows; l++) {
      if (c.isIdleLink[l] === 1) {
        slope[links + l] = 1;
        continue;
      }
      value += (c.linkLimit[l] as number) * (prices[links + l] as number);
      (slope[links + l] as number) += c.linkLimit[l] as number;
    }
    return value;
  }

  #sumLeaves(prices: Prices, temperature: number, wantCurvature: boolean): number {
    const c = this.#c;
    const { leaves } = this.layout;
    const { slope, curvature } = this;
    let value = 0;
    for (let f = 0; f < c.leaves; f++) {
      const price = prices[leaves + f] as number;
      const soft = 0.3 * temperature * (this.upper[leaves + f] as number);
      for (let s = c.firstSegment[f] as number; s < (c.firstSegment[f + 1] as number); s++) {
        const width = c.segmentWidth[s] as number;
        if (width === Infinity) continue;
        const gain = (c.segmentWorth[s] as number) - price;
        const z = soft > 0 ? gain / soft : gain > 0 ? Infinity : -Infinity;
        if (z > 30) {
          value += width * gain;
          (slope[leaves + f] as number) -= width;
        } else if (z > -30) {
          const e = Math.exp(-Math.abs(z));
          const on = z > 0 ? 1 / (1 + e) : e / (1 + e);
          value += width * ((z > 0 ? gain : 0) + soft * Math.log1p(e));
          (slope[leaves + f] as number) -= width * on;
          if (wantCurvature) (curvature[leaves + f] as number) += (width * on * (1 - on)) / soft;
        }
      }
    }
    return value;
  }
}

/** The dual in which items choose among their modes. */
export class Dual extends PricedDual<ItemChoices> {
  /** `before`: the dual of the form of which this form was made by other numbers. */
  constructor(c: Compact, before?: Dual) {
    super(c, (sizes, layout) => new ItemChoices(c, sizes, layout, before?.choices));
  }

  /** What each mode is worth beyond what it takes, at the prices of the last evaluation. */
  get profit(): Float64Array {
    return this.choices.profit;
  }
}
