import type { Compact } from "../compact/compact.ts";

/**
 * Classes of money that accounts may pay alike: in the same year, from the same accounts, counted by the same rows. A solver
 * need not tell them apart.
 */
export class MoneyGroups {
  /** By class: the first class of its group. */
  readonly groupOf: Int32Array;
  readonly #c: Compact;
  /** By class: its lanes, in an order that is the same in all classes of a group. */
  readonly #lanes: readonly (readonly number[])[];

  constructor(c: Compact) {
    this.#c = c;
    const keys = Array.from(c.laneAccount, (_, lane) => keyOf(c, lane));
    this.#lanes = Array.from(c.classYear, (_, k) => {
      const lanes: number[] = [];
      for (let lane = c.firstLane[k] as number; lane < (c.firstLane[k + 1] as number); lane++)
        lanes.push(lane);
      return lanes.sort((a, b) => compare(keys[a] as string, keys[b] as string) || a - b);
    });
    const firstOf = new Map<string, number>();
    this.groupOf = Int32Array.from(this.#lanes, (lanes, k) => {
      const key = `${c.classYear[k]}|${lanes.map((lane) => keys[lane]).join("|")}`;
      const first = firstOf.get(key) ?? k;
      firstOf.set(key, first);
      return first;
    });
  }

  /** The lanes of a group, by the first class of it. */
  lanesOf(group: number): readonly number[] {
    return this.#lanes[group] ?? [];
  }

  /** What lanes of the first class of each group pay for all of it; 0 for those of other classes.   Unit: as given. */
  gather(flow: Float64Array): Float64Array {
    const paid = new Float64Array(flow.length);
    this.groupOf.forEach((group, k) => {
      const sources = this.#lanes[group] as readonly number[];
      this.#lanes[k]?.forEach((lane, at) => {
        (paid[sources[at] as number] as number) += flow[lane] as number;
      });
    });
    return paid;
  }

  /**
   * Shares out among classes what the lanes of their groups pay: each class gets up to what it owes.
   *
   * `paid`: by lane of the first class of each group.   `owed`: by class.   Unit: US cents.   Shape: cents by lane.
   */
  shareOut(paid: Float64Array, owed: Float64Array): Float64Array {
    const left = Float64Array.from(paid);
    const flow = new Float64Array(this.#c.laneAccount.length);
    owed.forEach((amount, k) => {
      const sources = this.#lanes[this.groupOf[k] as number] as readonly number[];
      let open = amount;
      this.#lanes[k]?.forEach((lane, at) => {
        const source = sources[at] as number;
        const part = Math.min(open, left[source] as number);
        flow[lane] = part;
        (left[source] as number) -= part;
        open -= part;
      });
    });
    return flow;
  }
}

/** What tells a lane from others of the same year: its account, and the rows that count its money. */
function keyOf(c: Compact, lane: number): string {
  const rows: string[] = [];
  for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++)
    rows.push(`${c.laneRow[e]}:${c.laneFactor[e]}`);
  return `${c.laneAccount[lane]} ${rows.join(" ")}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
