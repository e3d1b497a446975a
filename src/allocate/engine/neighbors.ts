import type { Compact } from "./compact/compact.ts";
import { ListWriter } from "./compact/flat-lists.ts";

/** Who competes with whom: items by ceiling row and by account. */
export interface Neighbors {
  readonly firstOfRow: Int32Array;
  readonly ofRow: Int32Array;
  readonly firstOfAccount: Int32Array;
  readonly ofAccount: Int32Array;
}

/** The neighbors of a problem. */
export function findNeighbors(c: Compact): Neighbors {
  const T = c.years;
  const [byRow, byAccount] = [new ListWriter(), new ListWriter()];
  for (let i = 0; i < c.items; i++) {
    if (c.firstMode[i] === (c.firstMode[i + 1] as number)) continue;
    for (let t = 0; t < T; t++) {
      const k = c.classOf[i * T + t] as number;
      if (k < 0) continue;
      for (
        let e = c.firstItemRow[i * T + t] as number;
        e < (c.firstItemRow[i * T + t + 1] as number);
        e++
      )
        byRow.add(c.itemRow[e] as number, i, 1);
      for (let lane = c.firstLane[k] as number; lane < (c.firstLane[k + 1] as number); lane++) {
        byAccount.add(c.laneAccount[lane] as number, i, 1);
        for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++)
          byRow.add(c.laneRow[e] as number, i, 1);
      }
    }
  }
  const [rows, accounts] = [byRow.flatten(c.rows), byAccount.flatten(c.accounts.length)];
  return {
    firstOfRow: rows.first,
    ofRow: rows.at,
    firstOfAccount: accounts.first,
    ofAccount: accounts.at,
  };
}

/** The neighbors among some items only. */
export function neighborsAmong(own: Int32Array, items: number, all: Neighbors): Neighbors {
  const isIn = new Uint8Array(items);
  for (const i of own) isIn[i] = 1;
  const among = (first: Int32Array, of: Int32Array) => {
    const kept = new Int32Array(of.length);
    const start = new Int32Array(first.length);
    let count = 0;
    for (let list = 0; list + 1 < first.length; list++) {
      for (let at = first[list] as number; at < (first[list + 1] as number); at++)
        if (isIn[of[at] as number] === 1) kept[count++] = of[at] as number;
      start[list + 1] = count;
    }
    return { first: start, all: kept.slice(0, count) };
  };
  const rows = among(all.firstOfRow, all.ofRow);
  const accounts = among(all.firstOfAccount, all.ofAccount);
  return {
    firstOfRow: rows.first,
    ofRow: rows.all,
    firstOfAccount: accounts.first,
    ofAccount: accounts.all,
  };
}
