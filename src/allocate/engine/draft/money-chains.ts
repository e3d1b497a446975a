import type { Compact } from "../compact/compact.ts";
import type { Journal } from "./journal.ts";
import type { LaneMoney } from "./lane-money.ts";
import { type NearLanes, nearLanesOf } from "./near-lanes.ts";
import type { RowSums } from "./row-sums.ts";

/** Any lane of a class. */
const anyLane = -1;

/** The least share of what is asked for that a chain must carry. */
const leastCarried = 0.04;
/** How often a chain is tried again with less money. */
const mostShrinks = 3;

/**
 * Makes room in full accounts: moves the money of others from account to account until one has room, by the shortest
 * chain of such moves.
 */
export class MoneyChains {
  readonly #c: Compact;
  readonly #journal: Journal;
  readonly #rows: RowSums;
  readonly #money: LaneMoney;
  readonly #near: NearLanes;
  /** Where the last move between two account-years was found: it often holds again. */
  readonly #hint: Int32Array;
  // A search in breadth over account-years: sets of accounts that it reached by year; the last search that followed
  // the money of each; the one before it in the chain; the lane into which money moves there; the lane out of which it
  // moves; and the queue.
  readonly #reached: Int32Array;
  readonly #followed: Int32Array;
  readonly #via: Int32Array;
  readonly #into: Int32Array;
  readonly #outOf: Int32Array;
  readonly #queue: Int32Array;
  #end = 0;
  #stamp = 0;

  constructor(c: Compact, journal: Journal, rows: RowSums, money: LaneMoney) {
    this.#c = c;
    this.#journal = journal;
    this.#rows = rows;
    this.#money = money;
    const nodes = c.accounts.length * c.years;
    this.#near = nearLanesOf(c);
    this.#hint = this.#near.firstMove.slice(0, -1);
    this.#reached = new Int32Array(c.years * money.words);
    this.#followed = new Int32Array(nodes);
    this.#via = new Int32Array(nodes);
    this.#into = new Int32Array(nodes);
    this.#outOf = new Int32Array(nodes);
    this.#queue = new Int32Array(nodes);
  }

  /**
   * Lets class `k` draw more from one of its lanes, or from a given one, after others made room. Answers how many of
   * `want` cents were paid so; 0 where no chain was found that carries enough of them to be worth its while.
   */
  augment(k: number, want: number, only = anyLane): number {
    const least = Math.ceil(want * leastCarried);
    const end = this.#search(k, want, only, least);
    if (end >= 0) return this.#apply(end, want);
    if (only === anyLane) this.#money.findFull(this.#reached, least);
    return 0;
  }

  /** The end of a chain of which every move carries at least `least` cents; -1 where there is none. */
  #search(k: number, want: number, only: number, least: number): number {
    const T = this.#c.years;
    this.#begin(k, want, only);
    for (let at = 0; at < this.#end; at++) {
      const node = this.#queue[at] as number;
      const a = Math.floor(node / T);
      const room = this.#money.findTight(a, node % T);
      const isFirst = (this.#via[node] as number) < 0;
      if (room >= least && !isFirst) return node;
      if (room >= least && this.#rows.underCeilings(this.#into[node] as number, want) >= least)
        continue;
      const { tightFrom, tightTo } = this.#money;
      for (let w = tightFrom; w <= tightTo; w++) this.#follow(node, a, w, least);
    }
    return -1;
  }

  /** Starts a search at the account-years of class `k`. */
  #begin(k: number, want: number, only: number): void {
    const c = this.#c;
    this.#stamp++;
    this.#end = 0;
    this.#reached.fill(0);
    for (let step = c.firstLane[k] as number; step < (c.firstLane[k + 1] as number); step++) {
      const lane = this.#money.order[step] as number;
      if (only !== anyLane && lane !== only) continue;
      if (this.#rows.underCeilings(lane, want) <= 0) continue;
      const node = this.#money.accountYear(lane);
      this.#reach(node, Math.floor(node / c.years), -1, lane);
    }
  }

  #reach(node: number, a: number, via: number, into: number): void {
    const { words } = this.#money;
    const t = node - a * this.#c.years;
    (this.#reached[t * words + (a >> 5)] as number) |= 1 << (a & 31);
    this.#via[node] = via;
    this.#into[node] = into;
    this.#queue[this.#end++] = node;
  }

  /** Queues the account-years to which money that account `a` pays in year `w` could move. */
  #follow(node: number, a: number, w: number, least: number): void {
    const T = this.#c.years;
    const { words, movable } = this.#money;
    const from = a * T + w;
    if (this.#followed[from] === this.#stamp) return;
    this.#followed[from] = this.#stamp;
    for (let word = 0; word < words; word++) {
      let bits =
        (movable[from * words + word] as number) & ~(this.#reached[w * words + word] as number);
      while (bits !== 0) {
        const b = 31 - Math.clz32(bits & -bits);
        bits &= bits - 1;
        const to = word * 32 + b;
        const move = this.#findMove(
          this.#near.placeOf[from * this.#c.accounts.length + to] as number,
          least,
        );
        if (move < 0) continue;
        const next = to * T + w;
        this.#reach(next, to, node, this.#near.into[move] as number);
        this.#outOf[next] = this.#near.outOf[move] as number;
      }
    }
  }

  /** A move of money from an account-year to one near it, by its place among all that there are; -1 for none. */
  #findMove(at: number, least: number): number {
    const { firstMove, outOf, into } = this.#near;
    const { flow } = this.#money;
    const from = firstMove[at] as number;
    const to = firstMove[at + 1] as number;
    const first = this.#hint[at] as number;
    for (let step = 0; step < to - from; step++) {
      const move = first + step < to ? first + step : first + step - to + from;
      const lane = outOf[move] as number;
      const paid = flow[lane] as number;
      if (paid < least || this.#rows.spare(lane, paid) < least) continue;
      if (this.#rows.underCeilings(into[move] as number, least) < least) continue;
      this.#hint[at] = move;
      return move;
    }
    return -1;
  }

  /** Moves money along a chain that ends where there is room; answers the cents that its beginning then paid. */
  #apply(end: number, want: number): number {
    const mark = this.#journal.depth;
    const { missed } = this.#rows;
    let by = this.#mostAlong(end, want);
    // What moves earlier in the chain may share an interval of years with what moves later: then less can move.
    for (let tries = 0; tries < mostShrinks && by > 0; tries++) {
      const room = this.#carry(end, by);
      if (room >= by) return by;
      this.#journal.undoTo(mark);
      this.#rows.missed = missed;
      by = room;
    }
    return 0;
  }

  /** Moves `by` cents along a chain; answers `by`, or how many there was room for where it ran out. */
  #carry(end: number, by: number): number {
    const T = this.#c.years;
    for (let node = end; ; node = this.#via[node] as number) {
      const room = this.#money.room(Math.floor(node / T), node % T);
      if (room < by) return room;
      const isFirst = (this.#via[node] as number) < 0;
      if (!isFirst) this.#money.shift(this.#outOf[node] as number, -by);
      this.#money.shift(this.#into[node] as number, by);
      if (isFirst) return by;
    }
  }

  /** The most of `want` cents that every move of a chain allows. */
  #mostAlong(end: number, want: number): number {
    const T = this.#c.years;
    let by = want;
    for (let node = end; ; node = this.#via[node] as number) {
      by = Math.min(by, this.#rows.underCeilings(this.#into[node] as number, by));
      if ((this.#via[node] as number) < 0) break;
      const lane = this.#outOf[node] as number;
      by = Math.min(by, this.#rows.spare(lane, this.#money.flow[lane] as number));
    }
    return Math.min(by, this.#money.room(Math.floor(end / T), end % T));
  }
}
