import type { Compact } from "./compact/compact.ts";
import type { Draft } from "./draft/draft.ts";
import { type ImproveOptions, improve } from "./improve.ts";
import type { Neighbors } from "./neighbors.ts";
import type { Random } from "./random.ts";

/** At first a missed cent counts its price and so much of what money is worth on average. */
const priceShare = 0.7;
const scaleShare = 0.7;
/** After so many changes, what a missed cent of a row counts grows where it is missed, and falls where it is not. */
const changesPerTurn = 256;
const growth = 1.3;
const fall = 0.9;
/** It stays within these of what it was at first. */
const least = 0.1;
const most = 20;

/**
 * Swings a draft about the edge of its floors and shares: these may be missed at a price, which rises for a row as long as it
 * is missed and falls while it is kept. So plans are reached that lie beyond others which miss a rule.
 *
 * What a row counts is remembered from one swing to the next.
 */
export class Swing {
  readonly #c: Compact;
  readonly #draft: Draft;
  /** What a missed cent of each row counted at first; 0 for ceilings, which always hold. */
  readonly #first: Float64Array;
  readonly #weights: Float64Array;

  /** `rowPrices`: what a cent is worth in each row. `scale`: what money is worth on average. */
  constructor(c: Compact, draft: Draft, rowPrices: Float64Array, scale: number) {
    this.#c = c;
    this.#draft = draft;
    this.#first = Float64Array.from(rowPrices, (price, r) =>
      c.isCeiling[r] === 1 || c.isIdle[r] === 1 ? 0 : priceShare * price + scaleShare * scale,
    );
    this.#weights = Float64Array.from(this.#first);
  }

  /** Searches near the draft as improving does; `onChange` is called after every change that is kept. */
  run(
    pool: Int32Array,
    neighbors: Neighbors,
    charge: Float64Array,
    random: Random,
    options: ImproveOptions,
    onChange: () => void,
  ): void {
    const watch = { onChange, turn: changesPerTurn, onTurn: () => this.#turn() };
    improve(this.#c, this.#draft, neighbors, pool, charge, random, options, watch);
  }

  /** Counts more what is missed, and less what is kept. */
  #turn(): void {
    const { rowSum } = this.#draft;
    const limit = this.#c.rowLimit;
    for (let r = 0; r < this.#weights.length; r++) {
      const first = this.#first[r] as number;
      const isMissed = (rowSum[r] as number) > (limit[r] as number);
      const next = (this.#weights[r] as number) * (isMissed ? growth : fall);
      this.#weights[r] = Math.min(most * first, Math.max(least * first, next));
    }
    this.#draft.setWeights((r) => this.#weights[r] as number);
  }
}
