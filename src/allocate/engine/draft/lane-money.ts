import type { Compact } from "../compact/compact.ts";
import type { Journal } from "./journal.ts";
import { type NearLanes, nearLanesOf } from "./near-lanes.ts";
import type { RowSums } from "./row-sums.ts";

/**
 * Who pays in a plan in the making: cents by lane, and what accounts have left.
 *
 * New money lasts some years, so that every interval of years has a limit of its own; an account-year has as much room as
 * the tightest interval around it.
 */
export class LaneMoney {
  /** Cents from each lane. */
  readonly flow: Float64Array;
  /** Cents spent.   Shape: account x years. */
  readonly spent: Float64Array;
  /** Lanes of each class, the cheapest first. */
  readonly order: Int32Array;
  /** The prices by which lanes are in order. */
  #ordered: Float64Array | null = null;
  /** How many numbers of 32 bits a set of accounts takes. */
  readonly words: number;
  /** Accounts to which an account-year has money to move, as sets of bits.   Shape: account-year x words. */
  readonly movable: Int32Array;
  /**
   * A region of account-years that is full: none has room beyond `#free`, and no money in it can move out. As sets of
   * accounts by year.
   */
  readonly #region: Int32Array;
  readonly #regions: number;
  /** Whether the region holds (1) or not, and the cents that became free in it since it was found full. */
  readonly #free = new Float64Array(2);
  readonly #frees: number;
  /** The accounts of each class, as sets of bits. */
  readonly #accountsOf: Int32Array;
  /** The first year of the interval that {@link findTight} found. */
  tightFrom = 0;
  /** The last year of the interval that {@link findTight} found. */
  tightTo = 0;
  /** See {@link payEvenly}; less than 0 where lanes are used in the order of their prices alone. */
  #evenly = -1;
  readonly #c: Compact;
  readonly #journal: Journal;
  readonly #rows: RowSums;
  readonly #flows: number;
  readonly #movables: number;
  /** By place among moves between account-years, how many of its moves have money to move. */
  readonly #moving: Int32Array;
  readonly #movings: number;
  readonly #near: NearLanes;
  readonly #spending: number;
  /** Most that an account may spend in an interval of years.   Shape: account x years x years. */
  readonly #limit: Float64Array;

  constructor(c: Compact, journal: Journal, rows: RowSums) {
    this.#c = c;
    this.#journal = journal;
    this.#rows = rows;
    this.flow = new Float64Array(c.laneAccount.length);
    this.spent = new Float64Array(c.accounts.length * c.years);
    this.#flows = journal.watch(this.flow);
    this.#spending = journal.watch(this.spent);
    this.#near = nearLanesOf(c);
    this.words = Math.ceil(c.accounts.length / 32);
    this.movable = new Int32Array(c.accounts.length * c.years * this.words);
    this.#movables = journal.watch(this.movable);
    this.#moving = new Int32Array(this.#near.near.length);
    this.#movings = journal.watch(this.#moving);
    this.#region = new Int32Array(c.years * this.words);
    this.#regions = journal.watch(this.#region);
    this.#frees = journal.watch(this.#free);
    this.#accountsOf = accountSets(c, this.words);
    this.order = new Int32Array(this.flow.length).map((_, lane) => lane);
    this.#limit = intervalLimits(c);
  }

  /** Takes over the order of lanes of another plan in the making. */
  shareOrder(other: LaneMoney): void {
    this.order.set(other.order);
    this.#ordered = other.#ordered;
  }

  /** Takes over the cents of each lane, and counts them into accounts and rows, which were empty. */
  load(flow: Float64Array): void {
    const c = this.#c;
    this.flow.set(flow);
    this.spent.fill(0);
    this.movable.fill(0);
    this.#moving.fill(0);
    for (let lane = 0; lane < flow.length; lane++) {
      const paid = flow[lane] as number;
      if (paid === 0) continue;
      this.#countMovable(lane, 1);
      (this.spent[this.accountYear(lane)] as number) += paid;
      for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++)
        (this.#rows.sum[c.laneRow[e] as number] as number) += (c.laneFactor[e] as number) * paid;
    }
  }

  /** Lets lanes that are at most `within` dearer than the cheapest of their class be used by what is left in them. */
  payEvenly(within: number): void {
    this.#evenly = within;
  }

  /**
   * Of the lanes of class `k` that cost about the least and have room for `amount`, the one whose account has most left for
   * what is new in the year, so that what lasted from earlier years alone goes first; -1 where there is none, or where lanes
   * are used in the order of their prices alone.
   */
  evenLane(k: number, amount: number): number {
    const price = this.#ordered;
    if (price === null || this.#evenly < 0) return -1;
    const c = this.#c;
    const t = c.classYear[k] as number;
    const first = c.firstLane[k] as number;
    const dearest = (price[this.order[first] as number] as number) + this.#evenly;
    let even = -1;
    let most = 0;
    for (let step = first; step < (c.firstLane[k + 1] as number); step++) {
      const lane = this.order[step] as number;
      if ((price[lane] as number) > dearest) break;
      const a = c.laneAccount[lane] as number;
      const room = this.room(a, t);
      const left = room / (1 + (c.budget[a * c.years + t] as number));
      if (room < amount || left <= most) continue;
      even = lane;
      most = left;
    }
    return even;
  }

  /** Lets the cheapest lanes be used first, and the dearest be freed first. */
  preferLanes(lanePrice: Float64Array): void {
    const c = this.#c;
    const { order } = this;
    if (this.#ordered?.every((price, lane) => price === lanePrice[lane])) return;
    this.#ordered = Float64Array.from(lanePrice);
    for (let k = 0; k < c.classYear.length; k++) {
      const from = c.firstLane[k] as number;
      const to = c.firstLane[k + 1] as number;
      for (let lane = from; lane < to; lane++) {
        const price = lanePrice[lane] as number;
        let at = lane - 1;
        for (; at >= from; at--) {
          const other = order[at] as number;
          if ((lanePrice[other] as number) <= price) break;
          order[at + 1] = other;
        }
        order[at + 1] = lane;
      }
    }
  }

  /** The account-year from which a lane pays, as an index of {@link spent}. */
  accountYear(lane: number): number {
    const c = this.#c;
    return (
      (c.laneAccount[lane] as number) * c.years +
      (c.classYear[c.laneClass[lane] as number] as number)
    );
  }

  /** Lets a lane pay `by` cents more, or less. */
  shift(lane: number, by: number): void {
    const c = this.#c;
    const at = this.accountYear(lane);
    const before = this.flow[lane] as number;
    this.#journal.write(this.#flows, lane, before + by);
    if (before === 0 || before + by === 0) this.#countMovable(lane, before === 0 ? 1 : -1);
    if (this.#free[0] === 1) this.#keepRegion(lane, at, by, before === 0);
    this.#journal.write(this.#spending, at, (this.spent[at] as number) + by);
    for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++)
      this.#rows.add(c.laneRow[e] as number, (c.laneFactor[e] as number) * by);
  }

  /**
   * Remembers that account-years, as sets of accounts by year, are full and that no money in them can move out, but for
   * amounts below `least`.
   */
  findFull(reached: Int32Array, least: number): void {
    for (let word = 0; word < reached.length; word++)
      if (this.#region[word] !== (reached[word] as number))
        this.#journal.write(this.#regions, word, reached[word] as number);
    this.#journal.write(this.#frees, 0, 1);
    this.#journal.write(this.#frees, 1, least);
  }

  /** Forgets which account-years are full. */
  forgetFull(): void {
    this.#free[0] = 0;
  }

  /** Whether class `k` can only draw from account-years that are full, but for less than `amount`. */
  isFull(k: number, amount: number): boolean {
    if (this.#free[0] === 0 || amount <= (this.#free[1] as number)) return false;
    return this.#isInRegion(k);
  }

  #isInRegion(k: number): boolean {
    const { words } = this;
    const t = this.#c.classYear[k] as number;
    for (let word = 0; word < words; word++) {
      const own = this.#accountsOf[k * words + word] as number;
      if ((own & ~(this.#region[t * words + word] as number)) !== 0) return false;
    }
    return true;
  }

  /** Counts what a lane pays more or less into what is free in the full region; ends it where money could then leave. */
  #keepRegion(lane: number, at: number, by: number, isNew: boolean): void {
    const T = this.#c.years;
    const a = Math.floor(at / T);
    const word = (at - a * T) * this.words + (a >> 5);
    if (((this.#region[word] as number) & (1 << (a & 31))) === 0) return;
    this.#journal.write(this.#frees, 1, (this.#free[1] as number) - by);
    if (isNew && by > 0 && !this.#isInRegion(this.#c.laneClass[lane] as number))
      this.#journal.write(this.#frees, 0, 0);
  }

  /** Counts a lane that began to pay, or ended, among the moves that have money. */
  #countMovable(lane: number, by: number): void {
    const { firstEdge, edge, from, near } = this.#near;
    for (let e = firstEdge[lane] as number; e < (firstEdge[lane + 1] as number); e++) {
      const at = edge[e] as number;
      const count = (this.#moving[at] as number) + by;
      this.#journal.write(this.#movings, at, count);
      if (count !== 0 && (count !== 1 || by < 0)) continue;
      const a = Math.floor((near[at] as number) / this.#c.years);
      const word = (from[at] as number) * this.words + (a >> 5);
      const bits = (this.movable[word] as number) ^ (1 << (a & 31));
      this.#journal.write(this.#movables, word, bits);
    }
  }

  /** Cents that account `a` can still spend in year `t`. */
  room(a: number, t: number): number {
    const T = this.#c.years;
    let room = Infinity;
    let head = 0;
    for (let from = t; from >= 0; from--) {
      head += this.spent[a * T + from] as number;
      let sum = head;
      const base = (a * T + from) * T;
      for (let to = t; ; ) {
        const left = (this.#limit[base + to] as number) - sum;
        if (left < room) room = left;
        to++;
        if (to >= T) break;
        sum += this.spent[a * T + to] as number;
      }
    }
    return room;
  }

  /**
   * Cents that account `a` can still spend in year `t`, as {@link room}, and the tightest interval of years around it, into
   * `tightFrom` and `tightTo`: money that others free there makes room.
   */
  findTight(a: number, t: number): number {
    const T = this.#c.years;
    let least = Infinity;
    let head = 0;
    for (let from = t; from >= 0; from--) {
      head += this.spent[a * T + from] as number;
      let sum = head;
      for (let to = t; ; ) {
        const left = (this.#limit[(a * T + from) * T + to] as number) - sum;
        if (left < least) {
          least = left;
          this.tightFrom = from;
          this.tightTo = to;
        }
        to++;
        if (to >= T) break;
        sum += this.spent[a * T + to] as number;
      }
    }
    return least;
  }
}

/** Most that each account may spend in each interval of years: all money that lasts into it, or is new in it. */
function intervalLimits(c: Compact): Float64Array {
  const T = c.years;
  const limit = new Float64Array(c.accounts.length * T * T);
  for (let a = 0; a < c.accounts.length; a++) {
    for (let from = 0; from < T; from++) {
      let sum = 0;
      for (let v = Math.max(0, from - (c.lasts[a] as number) + 1); v < from; v++)
        sum += c.budget[a * T + v] as number;
      for (let to = from; to < T; to++) {
        sum += c.budget[a * T + to] as number;
        limit[(a * T + from) * T + to] = sum;
      }
    }
  }
  return limit;
}

/** The accounts that may pay each class, as sets of bits. */
function accountSets(c: Compact, words: number): Int32Array {
  const sets = new Int32Array(c.classYear.length * words);
  for (let lane = 0; lane < c.laneAccount.length; lane++) {
    const a = c.laneAccount[lane] as number;
    const word = (c.laneClass[lane] as number) * words + (a >> 5);
    (sets[word] as number) |= 1 << (a & 31);
  }
  return sets;
}
