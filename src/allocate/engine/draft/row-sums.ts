import type { Compact } from "../compact/compact.ts";
import type { Random } from "../random.ts";
import type { Journal } from "./journal.ts";

/** Sums are in cents but for factors such as 0.3, whose products may end in parts of a cent: less is no miss. */
const centRoom = 0.5;

/** How full the rows of a plan in the making are, and what rows that are missed cost at their weights. */
export class RowSums {
  /** What a row counts so far; at most its limit where it is kept.   Unit: US cents, times factors. */
  readonly sum: Float64Array;
  /** What a cent by which a row is missed counts; 0 for ceilings, which always hold.   Unit: value points. */
  readonly weight: Float64Array;
  /** What missed rows cost, together.   Unit: value points. */
  missed = 0;
  readonly #c: Compact;
  readonly #journal: Journal;
  readonly #sums: number;

  constructor(c: Compact, journal: Journal) {
    this.#c = c;
    this.#journal = journal;
    this.sum = new Float64Array(c.rows);
    this.weight = new Float64Array(c.rows);
    this.#sums = journal.watch(this.sum);
  }

  /** Adds to what a row counts. */
  add(r: number, by: number): void {
    const limit = this.#c.rowLimit[r] as number;
    const before = this.sum[r] as number;
    const after = before + by;
    this.#journal.write(this.#sums, r, after);
    const weight = this.weight[r] as number;
    if (weight > 0)
      this.missed += weight * (Math.max(0, after - limit) - Math.max(0, before - limit));
  }

  /** Sets what a missed cent of each row counts. */
  setWeights(weightOf: (row: number) => number): void {
    this.missed = 0;
    for (let r = 0; r < this.#c.rows; r++) {
      this.weight[r] = weightOf(r);
      this.missed += (this.weight[r] as number) * Math.max(0, this.over(r));
    }
  }

  /** By how much a row is above its limit; negative where it has room. */
  over(r: number): number {
    return (this.sum[r] as number) - (this.#c.rowLimit[r] as number);
  }

  /** By how many cents rows are missed, together. */
  get shortfall(): number {
    let sum = 0;
    for (let r = 0; r < this.#c.rows; r++) {
      const over = this.over(r);
      if (over > centRoom) sum += over;
    }
    return sum;
  }

  /** A row that is missed, drawn at random; -1 where none is. */
  drawMissed(random: Pick<Random, "below">): number {
    const found: number[] = [];
    for (let r = 0; r < this.#c.rows; r++)
      if (
        (this.weight[r] as number) > 0 &&
        (this.sum[r] as number) > (this.#c.rowLimit[r] as number) + centRoom
      )
        found.push(r);
    return found[random.below(Math.max(1, found.length))] ?? -1;
  }

  /** How many of `by` cents a lane could take more without exceeding a ceiling; not counting money. */
  underCeilings(lane: number, by: number): number {
    const c = this.#c;
    let most = by;
    for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++) {
      const r = c.laneRow[e] as number;
      const factor = c.laneFactor[e] as number;
      if (factor > 0 && c.isCeiling[r] === 1)
        most = Math.min(
          most,
          Math.floor(((c.rowLimit[r] as number) - (this.sum[r] as number)) / factor),
        );
    }
    return most;
  }

  /** How many of `flow` cents a lane can give up before a row that it keeps is missed. */
  spare(lane: number, flow: number): number {
    const c = this.#c;
    let most = flow;
    for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++) {
      const r = c.laneRow[e] as number;
      const factor = c.laneFactor[e] as number;
      if (factor < 0)
        most = Math.min(
          most,
          Math.floor(((c.rowLimit[r] as number) - (this.sum[r] as number)) / -factor),
        );
    }
    return Math.max(0, most);
  }

  /** Whether a missed row asks for money in a lane. */
  isWanted(lane: number): boolean {
    const c = this.#c;
    for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++) {
      const r = c.laneRow[e] as number;
      if ((c.laneFactor[e] as number) < 0 && (this.sum[r] as number) > (c.rowLimit[r] as number))
        return true;
    }
    return false;
  }

  /** Whether a row asks for money in a lane. */
  asksFor(r: number, lane: number): boolean {
    const c = this.#c;
    for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++)
      if (c.laneRow[e] === r && (c.laneFactor[e] as number) < 0) return true;
    return false;
  }
}
