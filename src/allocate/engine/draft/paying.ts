import type { Compact } from "../compact/compact.ts";
import type { Journal } from "./journal.ts";
import type { LaneMoney } from "./lane-money.ts";
import { MoneyChains } from "./money-chains.ts";
import type { RowSums } from "./row-sums.ts";

const none = -1;

/** How many chains of moves are tried before a cost counts as unpayable. */
const mostChains = 25;

/** From how many lanes money moves into one that a row wants. */
const mostSources = 8;

/** Pays and frees the money of classes, and moves it where rows want it. */
export class Paying {
  /** The account-year that lacked money in the last payment that failed, or -1. */
  lacking = none;
  readonly #c: Compact;
  readonly #journal: Journal;
  readonly #rows: RowSums;
  readonly #money: LaneMoney;
  readonly #chains: MoneyChains;
  /** Lanes that each row wants: those of row `r` from `#firstRowLane[r]` to below `#firstRowLane[r + 1]`. */
  readonly #firstRowLane: Int32Array;
  readonly #rowLane: Int32Array;

  constructor(c: Compact, journal: Journal, rows: RowSums, money: LaneMoney) {
    this.#c = c;
    this.#journal = journal;
    this.#rows = rows;
    this.#money = money;
    this.#chains = new MoneyChains(c, journal, rows, money);
    const wanted: number[][] = Array.from({ length: c.rows }, () => []);
    for (let lane = 0; lane < c.laneAccount.length; lane++)
      for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++)
        if ((c.laneFactor[e] as number) < 0) wanted[c.laneRow[e] as number]?.push(lane);
    this.#firstRowLane = new Int32Array(c.rows + 1);
    wanted.forEach((list, r) => {
      this.#firstRowLane[r + 1] = (this.#firstRowLane[r] as number) + list.length;
    });
    this.#rowLane = Int32Array.from(wanted.flat());
  }

  /** Takes `amount` cents out of the lanes of class `k`, the dearest first, those that a row needs last. */
  free(k: number, amount: number): void {
    const c = this.#c;
    const { flow, order } = this.#money;
    const from = c.firstLane[k] as number;
    const to = c.firstLane[k + 1] as number;
    let left = amount;
    for (let pass = 0; pass < 2 && left > 0; pass++) {
      for (let step = to - 1; step >= from && left > 0; step--) {
        const lane = order[step] as number;
        const paid = flow[lane] as number;
        const most = pass === 0 && to - from > 1 ? this.#rows.spare(lane, paid) : paid;
        const by = Math.min(left, most);
        if (by <= 0) continue;
        this.#money.shift(lane, -by);
        left -= by;
      }
    }
  }

  /**
   * Pays `amount` cents of class `k`, from one lane by what is left in it, or from the cheapest lanes with room; false, half
   * done, where money is lacking.
   */
  pay(k: number, amount: number): boolean {
    const even = this.#money.evenLane(k, amount);
    if (even >= 0 && this.#rows.underCeilings(even, amount) >= amount) {
      this.#money.shift(even, amount);
      return true;
    }
    const c = this.#c;
    const t = c.classYear[k] as number;
    const { order } = this.#money;
    const from = c.firstLane[k] as number;
    const to = c.firstLane[k + 1] as number;
    let left = amount;
    // Lanes that a missed floor wants come first.
    for (let pass = 0; pass < 2 && left > 0; pass++) {
      for (let step = from; step < to && left > 0; step++) {
        const lane = order[step] as number;
        if (pass === 0 && !this.#rows.isWanted(lane)) continue;
        const by = Math.min(
          this.#rows.underCeilings(lane, left),
          this.#money.room(c.laneAccount[lane] as number, t),
        );
        if (by <= 0) continue;
        this.#money.shift(lane, by);
        left -= by;
      }
    }
    for (let tries = 0; tries < mostChains && left > 0; tries++) {
      if (this.#money.isFull(k, left)) break;
      const by = this.#chains.augment(k, left);
      if (by <= 0) break;
      left -= by;
    }
    if (left <= 0) return true;
    this.lacking = (c.laneAccount[order[from] as number] as number) * c.years + t;
    return false;
  }

  /** Moves money into the lanes that row `r` wants, out of others of the same class, until the row is kept. */
  reroute(r: number): void {
    for (let s = this.#firstRowLane[r] as number; s < (this.#firstRowLane[r + 1] as number); s++) {
      const lane = this.#rowLane[s] as number;
      for (let tries = 0; tries < mostSources; tries++) {
        const need = this.#rows.over(r);
        if (need <= 0.5) return;
        if (!this.#moveInto(lane, r, need)) break;
      }
    }
  }

  /** Moves money into a lane out of the one that can spare most; false, with all as it was, where that does not help. */
  #moveInto(lane: number, r: number, need: number): boolean {
    const c = this.#c;
    const rows = this.#rows;
    const money = this.#money;
    const k = c.laneClass[lane] as number;
    const t = c.classYear[k] as number;
    let from = none;
    let most = 0;
    for (let other = c.firstLane[k] as number; other < (c.firstLane[k + 1] as number); other++) {
      if (other === lane || rows.asksFor(r, other)) continue;
      const spare = rows.spare(other, money.flow[other] as number);
      if (spare > most) [from, most] = [other, spare];
    }
    const want = Math.min(Math.ceil(need), most, rows.underCeilings(lane, most));
    if (from < 0 || want <= 0) return false;
    const mark = this.#journal.depth;
    const { missed } = rows;
    money.shift(from, -want);
    let paid = Math.min(want, Math.max(0, money.room(c.laneAccount[lane] as number, t)));
    if (paid > 0) money.shift(lane, paid);
    while (paid < want) {
      const by = this.#chains.augment(k, want - paid, lane);
      if (by <= 0) break;
      paid += by;
    }
    let isWhole = true;
    if (paid < want) {
      const back = Math.min(want - paid, money.room(c.laneAccount[from] as number, t));
      if (back > 0) money.shift(from, back);
      isWhole = paid > 0 && back >= want - paid;
    }
    if (isWhole && rows.missed <= missed) return true;
    this.#journal.undoTo(mark);
    rows.missed = missed;
    return false;
  }
}
