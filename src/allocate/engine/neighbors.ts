import type { Compact } from "./compact.ts";

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
  const byRow: number[][] = Array.from({ length: c.rows }, () => []);
  const byAccount: number[][] = c.accounts.map(() => []);
  for (let i = 0; i < c.items; i++) {
    if (c.firstMode[i] === (c.firstMode[i + 1] as number)) continue;
    for (let t = 0; t < T; t++) {
      const k = c.classOf[i * T + t] as number;
      if (k < 0) continue;
      for (
        let e = c.firstItemRow[i * T + t] as number;
        e < (c.firstItemRow[i * T + t + 1] as number);
        e++
      ) {
        const list = byRow[c.itemRow[e] as number];
        if (list?.at(-1) !== i) list?.push(i);
      }
      for (let lane = c.firstLane[k] as number; lane < (c.firstLane[k + 1] as number); lane++) {
        const list = byAccount[c.laneAccount[lane] as number];
        if (list?.at(-1) !== i) list?.push(i);
        for (
          let e = c.firstLaneRow[lane] as number;
          e < (c.firstLaneRow[lane + 1] as number);
          e++
        ) {
          const members = byRow[c.laneRow[e] as number];
          if (members?.at(-1) !== i) members?.push(i);
        }
      }
    }
  }
  const [rows, accounts] = [flatten(byRow), flatten(byAccount)];
  return {
    firstOfRow: rows.first,
    ofRow: rows.all,
    firstOfAccount: accounts.first,
    ofAccount: accounts.all,
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

function flatten(lists: readonly (readonly number[])[]) {
  const first = new Int32Array(lists.length + 1);
  lists.forEach((list, index) => {
    first[index + 1] = (first[index] as number) + list.length;
  });
  return { first, all: Int32Array.from(lists.flat()) };
}
