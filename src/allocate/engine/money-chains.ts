import type { Compact } from "./compact.ts";
import type { Journal } from "./journal.ts";
import type { LaneMoney } from "./lane-money.ts";
import type { RowSums } from "./row-sums.ts";

/** Any lane of a class. */
const anyLane = -1;

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
  // A search in breadth over account-years: the last search that saw each; the one before it in the chain; the lane
  // into which money moves there; the lane out of which it moves; and the queue.
  readonly #seen: Int32Array;
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
    this.#seen = new Int32Array(nodes);
    this.#via = new Int32Array(nodes);
    this.#into = new Int32Array(nodes);
    this.#outOf = new Int32Array(nodes);
    this.#queue = new Int32Array(nodes);
  }

  /**
   * Lets class `k` draw more from one of its lanes, or from a given one, after others made room. Answers how many of
   * `want` cents were paid so; 0 where no chain was found.
   */
  augment(k: number, want: number, only = anyLane): number {
    const T = this.#c.years;
    this.#begin(k, want, only);
    for (let at = 0; at < this.#end; at++) {
      const node = this.#queue[at] as number;
      const a = Math.floor(node / T);
      const least = this.#money.findTight(a, node % T);
      if (least > 0 && (this.#via[node] as number) >= 0) return this.#apply(node, want);
      if (least > 0) continue;
      const { tightFrom, tightTo } = this.#money;
      for (let w = tightFrom; w <= tightTo; w++) this.#follow(node, a, w);
    }
    return 0;
  }

  /** Starts a search at the account-years of class `k`. */
  #begin(k: number, want: number, only: number): void {
    const c = this.#c;
    this.#stamp++;
    this.#end = 0;
    for (let step = c.firstLane[k] as number; step < (c.firstLane[k + 1] as number); step++) {
      const lane = this.#money.order[step] as number;
      if (only !== anyLane && lane !== only) continue;
      const node = this.#money.accountYear(lane);
      if (this.#seen[node] === this.#stamp || this.#rows.underCeilings(lane, want) <= 0) continue;
      this.#reach(node, -1, lane);
    }
  }

  #reach(node: number, via: number, into: number): void {
    this.#seen[node] = this.#stamp;
    this.#via[node] = via;
    this.#into[node] = into;
    this.#queue[this.#end++] = node;
  }

  /** Queues the account-years to which money that account `a` pays in year `w` could move. */
  #follow(node: number, a: number, w: number): void {
    const { firstNear, near } = this.#near;
    const end = firstNear[a * this.#c.years + w + 1] as number;
    for (let at = firstNear[a * this.#c.years + w] as number; at < end; at++) {
      const next = near[at] as number;
      if (this.#seen[next] === this.#stamp) continue;
      const move = this.#findMove(at);
      if (move < 0) continue;
      this.#reach(next, node, this.#near.into[move] as number);
      this.#outOf[next] = this.#near.outOf[move] as number;
    }
  }

  /** A move of money from an account-year to one near it, by its place among all that there are; -1 for none. */
  #findMove(at: number): number {
    const { firstMove, outOf, into } = this.#near;
    const { flow } = this.#money;
    const [from, to] = [firstMove[at] as number, firstMove[at + 1] as number];
    const first = this.#hint[at] as number;
    for (let step = 0; step < to - from; step++) {
      const move = first + step < to ? first + step : first + step - to + from;
      const lane = outOf[move] as number;
      const paid = flow[lane] as number;
      if (paid <= 0 || this.#rows.spare(lane, paid) <= 0) continue;
      if (this.#rows.underCeilings(into[move] as number, 1) <= 0) continue;
      this.#hint[at] = move;
      return move;
    }
    return -1;
  }

  /** Moves money along a chain that ends where there is room; answers the cents that its beginning then paid. */
  #apply(end: number, want: number): number {
    const T = this.#c.years;
    const mark = this.#journal.depth;
    const { missed } = this.#rows;
    const by = this.#mostAlong(end, want);
    if (by <= 0) return 0;
    for (let node = end; ; node = this.#via[node] as number) {
      // What moves earlier in the chain may share an interval of years with what moves later.
      if (this.#money.room(Math.floor(node / T), node % T) < by) {
        this.#journal.undoTo(mark);
        this.#rows.missed = missed;
        return 0;
      }
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

/** Account-years between which money may move, and the lanes out of which and into which it does. */
interface NearLanes {
  /** Those near account-year `n`: from `firstNear[n]` to below `firstNear[n + 1]`. */
  readonly firstNear: Int32Array;
  readonly near: Int32Array;
  /** Moves to the near one at place `at`: from `firstMove[at]` to below `firstMove[at + 1]`. */
  readonly firstMove: Int32Array;
  readonly outOf: Int32Array;
  readonly into: Int32Array;
}

/** By the lanes of a form, which forms that differ in numbers only share. */
const known = new WeakMap<Int32Array, NearLanes>();

function nearLanesOf(c: Compact): NearLanes {
  const made = known.get(c.laneAccount) ?? listNear(c);
  known.set(c.laneAccount, made);
  return made;
}

function listNear(c: Compact): NearLanes {
  const T = c.years;
  const accounts = c.accounts.length;
  const moves: number[][][] = Array.from({ length: accounts * T }, () => []);
  for (let k = 0; k < c.classYear.length; k++) {
    const [from, to] = [c.firstLane[k] as number, c.firstLane[k + 1] as number];
    for (let lane = from; lane < to; lane++) {
      const own = moves[(c.laneAccount[lane] as number) * T + (c.classYear[k] as number)];
      for (let other = from; own !== undefined && other < to; other++) {
        if (other === lane) continue;
        const list = own[c.laneAccount[other] as number];
        if (list) list.push(lane, other);
        else own[c.laneAccount[other] as number] = [lane, other];
      }
    }
  }
  const firstNear = [0];
  const near: number[] = [];
  const firstMove = [0];
  const outOf: number[] = [];
  const into: number[] = [];
  for (const [node, own] of moves.entries()) {
    for (let a = 0; a < accounts; a++) {
      const list = own[a];
      if (list === undefined) continue;
      near.push(a * T + (node % T));
      for (let at = 0; at < list.length; at += 2) {
        outOf.push(list[at] as number);
        into.push(list[at + 1] as number);
      }
      firstMove.push(outOf.length);
    }
    firstNear.push(near.length);
  }
  return {
    firstNear: Int32Array.from(firstNear),
    near: Int32Array.from(near),
    firstMove: Int32Array.from(firstMove),
    outOf: Int32Array.from(outOf),
    into: Int32Array.from(into),
  };
}
