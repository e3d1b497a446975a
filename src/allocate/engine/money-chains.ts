import type { Compact } from "./compact.ts";
import type { Journal } from "./journal.ts";
import type { LaneMoney } from "./lane-money.ts";
import type { RowSums } from "./row-sums.ts";

/** How many account-years a search for room looks at. */
const mostNodes = 16;

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
  /** Lanes by account and year: those of account-year `n` from `#firstUse[n]` to below `#firstUse[n + 1]`. */
  readonly #firstUse: Int32Array;
  readonly #use: Int32Array;
  /** Account-years of the same year to which money of account-year `n` may move: from `#firstNear[n]` on. */
  readonly #firstNear: Int32Array;
  readonly #near: Int32Array;
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
    const first = new Int32Array(nodes + 1);
    for (let lane = 0; lane < c.laneAccount.length; lane++)
      (first[money.accountYear(lane) + 1] as number)++;
    for (let k = 1; k <= nodes; k++) (first[k] as number) += first[k - 1] as number;
    this.#firstUse = Int32Array.from(first);
    this.#use = new Int32Array(c.laneAccount.length);
    for (let lane = 0; lane < c.laneAccount.length; lane++)
      this.#use[(first[money.accountYear(lane)] as number)++] = lane;
    const near = listNear(c, nodes);
    this.#firstNear = near.first;
    this.#near = near.list;
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
    for (let at = 0; at < this.#end && at < mostNodes; at++) {
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

  /** How many of the account-years near one this search has not seen: with none left, its lanes need no look. */
  #countUnseen(node: number): number {
    let count = 0;
    const end = this.#firstNear[node + 1] as number;
    for (let at = this.#firstNear[node] as number; at < end; at++)
      if (this.#seen[this.#near[at] as number] !== this.#stamp) count++;
    return count;
  }

  /** Queues the account-years to which money that account `a` pays in year `w` could move. */
  #follow(node: number, a: number, w: number): void {
    const c = this.#c;
    const T = c.years;
    const { flow, order } = this.#money;
    let unseen = this.#countUnseen(a * T + w);
    const end = this.#firstUse[a * T + w + 1] as number;
    for (let s = this.#firstUse[a * T + w] as number; s < end && unseen > 0; s++) {
      const lane = this.#use[s] as number;
      if ((flow[lane] as number) <= 0) continue;
      const group = c.laneClass[lane] as number;
      const [from, to] = [c.firstLane[group] as number, c.firstLane[group + 1] as number];
      let isSpare = false;
      for (let step = from; step < to; step++) {
        const other = order[step] as number;
        const next = (c.laneAccount[other] as number) * T + w;
        if (this.#seen[next] === this.#stamp || c.laneAccount[other] === a) continue;
        isSpare ||= this.#rows.spare(lane, flow[lane] as number) > 0;
        if (!isSpare) break;
        if (this.#rows.underCeilings(other, 1) <= 0) continue;
        this.#reach(next, node, other);
        this.#outOf[next] = lane;
        unseen--;
      }
    }
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

/** Account-years that pay for a class together, by account-year. */
function listNear(c: Compact, nodes: number) {
  const T = c.years;
  const accounts = c.accounts.length;
  const isNear = new Uint8Array(nodes * accounts);
  for (let k = 0; k < c.classYear.length; k++) {
    const [from, to] = [c.firstLane[k] as number, c.firstLane[k + 1] as number];
    for (let lane = from; lane < to; lane++) {
      const node = (c.laneAccount[lane] as number) * T + (c.classYear[k] as number);
      for (let other = from; other < to; other++)
        if (other !== lane) isNear[node * accounts + (c.laneAccount[other] as number)] = 1;
    }
  }
  const first = new Int32Array(nodes + 1);
  const list: number[] = [];
  for (let node = 0; node < nodes; node++) {
    for (let a = 0; a < accounts; a++)
      if (isNear[node * accounts + a] === 1) list.push(a * T + (node % T));
    first[node + 1] = list.length;
  }
  return { first, list: Int32Array.from(list) };
}
