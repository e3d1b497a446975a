import type { Compact } from "./compact.ts";
import type { Journal } from "./journal.ts";
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
  /** The first year of the interval that {@link findTight} found. */
  tightFrom = 0;
  /** The last year of the interval that {@link findTight} found. */
  tightTo = 0;
  readonly #c: Compact;
  readonly #journal: Journal;
  readonly #rows: RowSums;
  readonly #flows: number;
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
    this.order = Int32Array.from(this.flow, (_, lane) => lane);
    this.#limit = intervalLimits(c);
  }

  /** Takes over the cents of each lane, and counts them into accounts and rows, which were empty. */
  load(flow: Float64Array): void {
    const c = this.#c;
    this.flow.set(flow);
    this.spent.fill(0);
    for (let lane = 0; lane < flow.length; lane++) {
      const paid = flow[lane] as number;
      if (paid === 0) continue;
      (this.spent[this.accountYear(lane)] as number) += paid;
      for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++)
        (this.#rows.sum[c.laneRow[e] as number] as number) += (c.laneFactor[e] as number) * paid;
    }
  }

  /** Lets the cheapest lanes be used first, and the dearest be freed first. */
  preferLanes(lanePrice: Float64Array): void {
    const c = this.#c;
    for (let k = 0; k < c.classYear.length; k++) {
      const [from, to] = [c.firstLane[k] as number, c.firstLane[k + 1] as number];
      const lanes = Array.from({ length: to - from }, (_, step) => from + step);
      lanes.sort((a, b) => (lanePrice[a] as number) - (lanePrice[b] as number) || a - b);
      lanes.forEach((lane, step) => {
        this.order[from + step] = lane;
      });
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
    this.#journal.write(this.#flows, lane, (this.flow[lane] as number) + by);
    this.#journal.write(this.#spending, at, (this.spent[at] as number) + by);
    for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++)
      this.#rows.add(c.laneRow[e] as number, (c.laneFactor[e] as number) * by);
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
