import type { Compact } from "./compact.ts";

/**
 * Prices of everything that items share, in one vector: new money by account and year, rows of rules, link rows, effect
 * of leaves. All are at least 0; those of leaves lie between the worth of their last and first segment.
 *
 * Unit: value points per cent of money (money, rows), value points (links), value points per effect point (leaves).
 */
export type Prices = Float64Array;

/** Where each kind of price starts in a price vector. */
export interface PriceLayout {
  readonly money: number;
  readonly rows: number;
  readonly links: number;
  readonly leaves: number;
  readonly length: number;
}

/** The layout of the prices of a problem. */
export function priceLayout(c: Compact): PriceLayout {
  const rows = c.accounts.length * c.years;
  const links = rows + c.rows;
  const leaves = links + c.linkRows;
  return { money: 0, rows, links, leaves, length: leaves + c.leaves };
}

/** No cent is priced above so many times its average worth, no link above so many times the most that an item is worth. */
const mostTimes = 100_000;

/**
 * The Lagrangian dual of a problem: with any prices, what the best plan would be worth if everything shared could be
 * bought and sold at them, which is never less than what the best plan is worth.
 *
 * With a temperature above 0 every minimum and maximum is rounded off (log-sum-exp), so that the sum is smooth and can
 * be followed downhill; at 0 it is exact.
 */
export class Dual {
  readonly layout: PriceLayout;
  /** What each mode is worth beyond what it takes, at the prices of the last evaluation. */
  readonly profit: Float64Array;
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
  readonly #size: Float64Array;
  readonly #weight: Float64Array;
  readonly #accountPrice: Float64Array;
  readonly #vintageWeight: Float64Array;
  readonly #laneWeight: Float64Array;
  readonly #classDemand: Float64Array;
  readonly #classSpread: Float64Array;
  readonly #q: Float64Array;
  readonly #sum: Float64Array;
  readonly #square: Float64Array;

  constructor(c: Compact) {
    this.#c = c;
    this.layout = priceLayout(c);
    const { length } = this.layout;
    this.profit = new Float64Array(c.modes);
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
    this.#size = new Float64Array(c.items);
    let [worth, cost, mostWorth] = [0, 0, 0];
    for (let m = 0; m < c.modes; m++) {
      if (c.barred[m] === 1) continue;
      const i = c.itemOf[m] as number;
      this.#size[i] = Math.max(this.#size[i] as number, c.totalCost[m] as number);
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
    let [sum, most] = [0, 0];
    for (const size of this.#size) {
      sum += size;
      most = Math.max(most, size);
    }
    this.spread = sum > 0 ? (most * c.items) / sum : 1;
    this.#weight = new Float64Array(c.modes);
    this.#accountPrice = new Float64Array(c.accounts.length * c.years);
    this.#vintageWeight = new Float64Array(c.accounts.length * c.years * c.years);
    this.#laneWeight = new Float64Array(c.laneAccount.length);
    this.#classDemand = new Float64Array(c.classYear.length);
    this.#classSpread = new Float64Array(c.classYear.length);
    this.#q = new Float64Array(c.years);
    this.#sum = new Float64Array(c.years);
    this.#square = new Float64Array(c.years);
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

  /** The value at these prices; fills `slope`, `profit`, `lanePrice`, and `curvature` when asked. */
  evaluate(prices: Prices, temperature: number, wantCurvature = false): number {
    this.slope.fill(0);
    if (wantCurvature) this.curvature.fill(0);
    this.#priceMoney(prices, temperature);
    let value = this.#sumItems(prices, temperature, wantCurvature);
    this.#spreadDemand(temperature, wantCurvature);
    value += this.#sumLimits(prices);
    return value + this.#sumLeaves(prices, temperature, wantCurvature);
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
      const [from, to] = [c.firstLane[k] as number, c.firstLane[k + 1] as number];
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

  #sumItems(prices: Prices, temperature: number, wantCurvature: boolean): number {
    const c = this.#c;
    const T = c.years;
    const { rows, links, leaves } = this.layout;
    const { profit, slope, curvature } = this;
    const w = this.#weight;
    const [q, sum, square] = [this.#q, this.#sum, this.#square];
    this.#classDemand.fill(0);
    this.#classSpread.fill(0);
    let value = 0;
    for (let i = 0; i < c.items; i++) {
      const from = c.firstMode[i] as number;
      const to = c.firstMode[i + 1] as number;
      if (from === to) continue;
      for (let t = 0; t < T; t++) {
        const k = c.classOf[i * T + t] as number;
        let price = k < 0 ? 0 : (this.classPrice[k] as number);
        for (
          let e = c.firstItemRow[i * T + t] as number;
          e < (c.firstItemRow[i * T + t + 1] as number);
          e++
        )
          price +=
            (c.itemFactor[e] as number) * (prices[rows + (c.itemRow[e] as number)] as number);
        q[t] = price;
      }
      let best = c.pinned[i] === 1 ? -Infinity : 0;
      let at = -1;
      for (let m = from; m < to; m++) {
        if (c.barred[m] === 1) {
          profit[m] = -Infinity;
          continue;
        }
        let v = 0;
        for (let e = c.firstEffect[m] as number; e < (c.firstEffect[m + 1] as number); e++)
          v +=
            (c.effectAmount[e] as number) *
            (prices[leaves + (c.effectLeaf[e] as number)] as number);
        for (let e = c.firstModeLink[m] as number; e < (c.firstModeLink[m + 1] as number); e++)
          v -=
            (c.modeLinkFactor[e] as number) * (prices[links + (c.modeLink[e] as number)] as number);
        const b = m * T;
        for (let t = 0; t < T; t++) v -= (c.cost[b + t] as number) * (q[t] as number);
        profit[m] = v;
        if (v > best) {
          best = v;
          at = m;
        }
      }
      // A pinned item without a way to be funded makes the problem infeasible; others say so.
      if (best === -Infinity) continue;
      value += best;
      const soft = temperature * this.scale * (this.#size[i] as number);
      for (let t = 0; t < T; t++) {
        sum[t] = 0;
        square[t] = 0;
      }
      if (soft > 0) {
        let all = c.pinned[i] === 1 ? 0 : Math.exp(-best / soft);
        for (let m = from; m < to; m++) {
          const d = (best - (profit[m] as number)) / soft;
          w[m] = d > 25 ? 0 : Math.exp(-d);
          all += w[m] as number;
        }
        value += soft * Math.log(all);
        const inverse = 1 / all;
        for (let m = from; m < to; m++) {
          if (w[m] === 0) continue;
          const x = (w[m] as number) * inverse;
          if (x < 1e-9) continue;
          this.#take(m, x, wantCurvature, soft);
          for (let t = 0; t < T; t++) {
            const z = c.cost[m * T + t] as number;
            (sum[t] as number) += x * z;
            (square[t] as number) += x * z * z;
          }
        }
      } else if (at >= 0) {
        this.#take(at, 1, false, 1);
        for (let t = 0; t < T; t++) sum[t] = c.cost[at * T + t] as number;
      }
      for (let t = 0; t < T; t++) {
        if (sum[t] === 0) continue;
        const k = c.classOf[i * T + t] as number;
        (this.#classDemand[k] as number) += sum[t] as number;
        const spread = wantCurvature
          ? ((square[t] as number) - (sum[t] as number) * (sum[t] as number)) / soft
          : 0;
        (this.#classSpread[k] as number) += spread;
        for (
          let e = c.firstItemRow[i * T + t] as number;
          e < (c.firstItemRow[i * T + t + 1] as number);
          e++
        ) {
          const f = c.itemFactor[e] as number;
          (slope[rows + (c.itemRow[e] as number)] as number) -= f * (sum[t] as number);
          if (wantCurvature)
            (curvature[rows + (c.itemRow[e] as number)] as number) += f * f * spread;
        }
      }
    }
    return value;
  }

  /** Counts a mode's effects and links into the slope. */
  #take(m: number, x: number, wantCurvature: boolean, soft: number): void {
    const c = this.#c;
    const { links, leaves } = this.layout;
    const spread = (x * (1 - x)) / soft;
    for (let e = c.firstEffect[m] as number; e < (c.firstEffect[m + 1] as number); e++) {
      const amount = c.effectAmount[e] as number;
      (this.slope[leaves + (c.effectLeaf[e] as number)] as number) += x * amount;
      if (wantCurvature)
        (this.curvature[leaves + (c.effectLeaf[e] as number)] as number) +=
          spread * amount * amount;
    }
    for (let e = c.firstModeLink[m] as number; e < (c.firstModeLink[m + 1] as number); e++) {
      (this.slope[links + (c.modeLink[e] as number)] as number) -=
        x * (c.modeLinkFactor[e] as number);
      if (wantCurvature) (this.curvature[links + (c.modeLink[e] as number)] as number) += spread;
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
      const demand = this.#classDemand[k] as number;
      if (demand === 0) continue;
      const t = c.classYear[k] as number;
      for (let lane = c.firstLane[k] as number; lane < (c.firstLane[k + 1] as number); lane++) {
        const w = this.#laneWeight[lane] as number;
        if (w === 0) continue;
        const spread = wantCurvature
          ? w * w * (this.#classSpread[k] as number) + (demand * w * (1 - w)) / soft
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
