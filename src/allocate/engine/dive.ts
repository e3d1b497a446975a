import type { Compact } from "./compact/compact.ts";
import type { Draft } from "./draft/draft.ts";
import { followDown } from "./prices/ascent.ts";
import { Dual } from "./prices/dual.ts";
import type { Prices } from "./prices/prices.ts";

/** How a dive goes down. */
export interface DiveOptions {
  /** Temperatures at first and at last. */
  readonly temperature: readonly [number, number];
  readonly stages: number;
  /** Steps that prices follow after each stage. */
  readonly steps: number;
  /** The share of the open items that a stage settles at least. */
  readonly share: number;
}

const none = -1;

/** An item so decided is settled whatever its size. */
const clear = 0.97;
/** How much ten times the cost counts towards being settled early, in shares of being decided. */
const sizeCounts = 0.045;
/** A stage settles at least so many items. */
const fewest = 20;
/** How long a chain of requirements may be that is funded for one item. */
const mostDeep = 4;

/**
 * Builds plans by settling items a few at a time, the most decided and largest first, each in a draft with all its
 * rules and to the cent; after each stage the prices follow what is left, so that the others learn what money and room
 * there still is.
 */
export class Diver {
  readonly #c: Compact;
  readonly #draft: Draft;
  readonly #dual: Dual;
  #prices: Prices;
  /** How clear the choice of each open item is, from 0 to 1, and the mode or none that it would be. */
  readonly #clarity: Float64Array;
  readonly #likeliest: Int32Array;
  readonly #rank: Float64Array;

  constructor(c: Compact, draft: Draft) {
    this.#c = c;
    this.#draft = draft;
    this.#dual = new Dual(c);
    this.#prices = this.#dual.start();
    this.#clarity = new Float64Array(c.items);
    this.#likeliest = new Int32Array(c.items).fill(none);
    this.#rank = new Float64Array(c.items);
  }

  /** Fills an empty draft, from the prices of a descent; yields after each stage. */
  *fill(prices: Prices, options: DiveOptions): Generator<void> {
    this.#prices = Float64Array.from(prices);
    this.#dual.choices.reopen();
    yield* this.#run(options);
  }

  *#run({ temperature, stages, steps, share }: DiveOptions): Generator<void> {
    for (let stage = 0; stage < stages && !this.isDone; stage++) {
      const heat = temperature[0] * (temperature[1] / temperature[0]) ** (stage / stages);
      this.settleSome(heat, stage === stages - 1 ? 1 : share);
      this.closeModes();
      if (!this.isDone) this.follow(heat, steps);
      yield;
    }
  }

  get isDone(): boolean {
    return this.#dual.choices.choosing === 0;
  }

  follow(temperature: number, steps: number): void {
    followDown(this.#dual, this.#prices, { temperature, steps });
  }

  /** Settles the clearest and largest of the open items, at least a share of them. */
  settleSome(temperature: number, share: number): void {
    const c = this.#c;
    const { choices } = this.#dual;
    choices.release();
    this.#dual.evaluate(this.#prices, temperature);
    const open = choices.items.slice(0, choices.choosing);
    for (const i of open) this.#rankItem(i);
    open.sort((a, b) => (this.#rank[b] as number) - (this.#rank[a] as number) || a - b);
    const least = Math.max(fewest, Math.ceil(share * open.length));
    let count = 0;
    for (const i of open) {
      if (choices.isSettled(i)) continue;
      const isClear = (this.#clarity[i] as number) >= clear || c.pinned[i] === 1;
      if (count >= least && !isClear) continue;
      const m = this.#likeliest[i] as number;
      if (m < 0) choices.settle(i, none);
      else if (!this.#fund(i, m, 0)) this.#close(i, m);
      if (choices.isSettled(i)) count++;
    }
    if (share >= 1) for (const i of open) if (!choices.isSettled(i)) this.#settleNow(i);
    choices.release();
  }

  /** How clear an item's choice is at the shares of the last evaluation, and how early it is settled. */
  #rankItem(i: number): void {
    const c = this.#c;
    const { share } = this.#dual.choices;
    let all = 0;
    let most = 0;
    let best = none;
    let size = 0;
    for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++) {
      if (this.#dual.choices.closed[m] === 1) continue;
      const x = share[m] as number;
      all += x;
      if (x > most || best < 0) {
        most = x;
        best = m;
      }
      size = Math.max(size, c.totalCost[m] as number);
    }
    const isFunded = c.pinned[i] === 1 || all > 0.5;
    this.#likeliest[i] = isFunded ? best : none;
    this.#clarity[i] = Math.max(most, 1 - all);
    this.#rank[i] =
      (c.pinned[i] === 1 ? 10 : 0) +
      (this.#clarity[i] as number) +
      sizeCounts * Math.log10(Math.max(1, size));
  }

  /** Settles an open item with a mode, and before it what it requires; false where that cannot be. */
  #fund(i: number, m: number, depth: number): boolean {
    const draft = this.#draft;
    const { choices } = this.#dual;
    for (let tries = 0; tries <= mostDeep; tries++) {
      draft.begin();
      if (draft.set(i, m)) {
        choices.settle(i, m);
        return true;
      }
      const link = draft.blockingLink(i, m);
      if (link < 0 || depth >= mostDeep || !this.#fundAsked(link, i, depth)) return false;
    }
    return false;
  }

  /** Settles the other item of a link row, in the most profitable mode that lets item `i` keep it. */
  #fundAsked(link: number, i: number, depth: number): boolean {
    const c = this.#c;
    const { choices, profit } = this.#dual;
    let best = none;
    for (let e = c.firstLinkMode[link] as number; e < (c.firstLinkMode[link + 1] as number); e++) {
      const m = c.linkMode[e] as number;
      const j = c.itemOf[m] as number;
      if (j === i || (c.linkModeFactor[e] as number) >= 0) continue;
      if (choices.isSettled(j) || choices.closed[m] === 1) continue;
      if (this.#draft.blockingRow(j, m) >= 0) continue;
      if (best < 0 || (profit[m] as number) > (profit[best] as number)) best = m;
    }
    return best >= 0 && this.#fund(c.itemOf[best] as number, best, depth + 1);
  }

  /** Offers a mode no more; who has none left is not funded. */
  #close(i: number, m: number): void {
    const c = this.#c;
    const { choices } = this.#dual;
    choices.closed[m] = 1;
    for (let own = c.firstMode[i] as number; own < (c.firstMode[i + 1] as number); own++)
      if (choices.closed[own] === 0) return;
    choices.settle(i, none);
  }

  /** Settles an item at once, with its most profitable mode that fits or with none. */
  #settleNow(i: number): void {
    const c = this.#c;
    const { choices, profit } = this.#dual;
    const modes: number[] = [];
    for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++)
      if (choices.closed[m] === 0 && ((profit[m] as number) > 0 || c.pinned[i] === 1))
        modes.push(m);
    modes.sort((a, b) => (profit[b] as number) - (profit[a] as number) || a - b);
    if (!modes.some((m) => this.#fund(i, m, 0))) choices.settle(i, none);
  }

  /** Closes modes that no longer fit under a ceiling, or whose link what is settled already breaks. */
  closeModes(): void {
    const c = this.#c;
    const { choices } = this.#dual;
    const open = choices.items.slice(0, choices.choosing);
    for (let l = 0; l < c.linkRows; l++) this.#closeLinked(l);
    for (const i of open) {
      let any = false;
      for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++) {
        if (choices.closed[m] === 1) continue;
        if (this.#draft.blockingRow(i, m) >= 0) choices.closed[m] = 1;
        else any = true;
      }
      if (!any) choices.settle(i, none);
    }
    choices.release();
  }

  #closeLinked(l: number): void {
    const c = this.#c;
    if (c.isIdleLink[l] === 1) return;
    const { choices } = this.#dual;
    const [from, to] = [c.firstLinkMode[l] as number, c.firstLinkMode[l + 1] as number];
    const leastOf = new Map<number, number>();
    for (let e = from; e < to; e++) {
      const m = c.linkMode[e] as number;
      const i = c.itemOf[m] as number;
      if (choices.isSettled(i) || choices.closed[m] === 1) continue;
      leastOf.set(i, Math.min(leastOf.get(i) ?? 0, c.linkModeFactor[e] as number));
    }
    let least = this.#draft.linkSum[l] as number;
    for (const own of leastOf.values()) least += own;
    for (let e = from; e < to; e++) {
      const m = c.linkMode[e] as number;
      const own = leastOf.get(c.itemOf[m] as number);
      if (own === undefined || choices.closed[m] === 1) continue;
      if (least - own + (c.linkModeFactor[e] as number) > (c.linkLimit[l] as number))
        choices.closed[m] = 1;
    }
  }
}
