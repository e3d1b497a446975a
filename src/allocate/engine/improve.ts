import type { Compact } from "./compact.ts";
import type { Draft } from "./draft.ts";
import type { Random } from "./random.ts";

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
  const flat = (lists: number[][]) => {
    const first = new Int32Array(lists.length + 1);
    lists.forEach((list, index) => {
      first[index + 1] = (first[index] as number) + list.length;
    });
    return { first, all: Int32Array.from(lists.flat()) };
  };
  const [rows, accounts] = [flat(byRow), flat(byAccount)];
  return {
    firstOfRow: rows.first,
    ofRow: rows.all,
    firstOfAccount: accounts.first,
    ofAccount: accounts.all,
  };
}

/** How to search near a plan. */
export interface ImproveOptions {
  /** How many changes to try. */
  readonly tries: number;
  /** What unspent money and room count at first and at last, as a share of their prices. */
  readonly thrift: readonly [number, number];
  /** How much worse a change may be at first and at last, and still be kept.   Unit: value points. */
  readonly heat: readonly [number, number];
}

/**
 * Searches near a plan: gives an item a better mode, makes room for it by giving others less, and fills what came free. A
 * change is kept when the plan is better for it, counting what it saved at its price.
 *
 * `charge` is what each mode takes at the prices: money, room under ceilings, links.
 */
export function improve(
  c: Compact,
  draft: Draft,
  neighbors: Neighbors,
  pool: Int32Array,
  charge: Float64Array,
  random: Random,
  { tries, thrift, heat }: ImproveOptions,
): { readonly kept: number } {
  const T = c.years;
  const { mode } = draft;
  let kept = 0;
  let s = thrift[0];
  const score = (i: number, to: number) => {
    const from = mode[i] as number;
    const gain =
      draft.gain(i, to) -
      s * ((to < 0 ? 0 : (charge[to] as number)) - (from < 0 ? 0 : (charge[from] as number)));
    return draft.missed > 0 ? gain + draft.relief(i, to) : gain;
  };
  let bestScore = 0;
  const bestMode = (i: number, noise: number): number => {
    const from = mode[i] as number;
    let best = -2;
    bestScore = 1e-12;
    for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++) {
      if (m === from || c.barred[m] === 1) continue;
      let v = score(i, m);
      if (noise > 0) v += noise * (c.totalCost[m] as number) * (random.next() - 0.5);
      if (v > bestScore) {
        bestScore = v;
        best = m;
      }
    }
    if (from >= 0 && c.pinned[i] === 0) {
      let v = score(i, -1);
      if (noise > 0) v += noise * (c.totalCost[from] as number) * (random.next() - 0.5);
      if (v > bestScore) {
        bestScore = v;
        best = -1;
      }
    }
    return best;
  };
  const touched: number[] = [];
  let chargeNow = 0;
  for (let i = 0; i < c.items; i++)
    if ((mode[i] as number) >= 0) chargeNow += charge[mode[i] as number] as number;
  let changes: { i: number; from: number }[] = [];
  const change = (i: number, to: number): boolean => {
    const from = mode[i] as number;
    if (!draft.set(i, to)) return false;
    changes.push({ i, from });
    chargeNow += (to < 0 ? 0 : (charge[to] as number)) - (from < 0 ? 0 : (charge[from] as number));
    return true;
  };
  const scale = averageWorth(c, charge);
  /** Gives something of a neighbor up: of a few at random, the one that loses least per cent. */
  const giveUp = (first: number, end: number, list: Int32Array, i: number): boolean => {
    let who = -1;
    let what = -1;
    let least = Infinity;
    for (let k = 0; k < 5; k++) {
      const j = list[first + random.below(end - first)] as number;
      const from = mode[j] as number;
      if (from < 0 || j === i) continue;
      for (let m = (c.firstMode[j] as number) - 1; m < (c.firstMode[j + 1] as number); m++) {
        const to = m < (c.firstMode[j] as number) ? -1 : m;
        if (to === from || (to < 0 ? c.pinned[j] === 1 : c.barred[to] === 1)) continue;
        const saved = (c.totalCost[from] as number) - (to < 0 ? 0 : (c.totalCost[to] as number));
        if (saved <= 0) continue;
        const loss = -score(j, to) / saved;
        if (loss < least) {
          least = loss;
          who = j;
          what = to;
        }
      }
    }
    return who >= 0 && change(who, what);
  };
  const byRow = (r: number, i: number) =>
    giveUp(
      neighbors.firstOfRow[r] as number,
      neighbors.firstOfRow[r + 1] as number,
      neighbors.ofRow,
      i,
    );
  const byAccount = (a: number, i: number) =>
    giveUp(
      neighbors.firstOfAccount[a] as number,
      neighbors.firstOfAccount[a + 1] as number,
      neighbors.ofAccount,
      i,
    );
  /** An item near `i`: of the same ceiling or of the same account. */
  const near = (i: number): number => {
    for (let k = 0; k < 4; k++) {
      const t = random.below(T);
      const group = c.classOf[i * T + t] as number;
      if (group < 0) continue;
      const [e0, e1] = [
        c.firstItemRow[i * T + t] as number,
        c.firstItemRow[i * T + t + 1] as number,
      ];
      if (e1 > e0 && random.next() < 0.5) {
        const r = c.itemRow[e0 + random.below(e1 - e0)] as number;
        const [f, g] = [neighbors.firstOfRow[r] as number, neighbors.firstOfRow[r + 1] as number];
        return neighbors.ofRow[f + random.below(g - f)] as number;
      }
      const lane =
        (c.firstLane[group] as number) +
        random.below((c.firstLane[group + 1] as number) - (c.firstLane[group] as number));
      const a = c.laneAccount[lane] as number;
      const [f, g] = [
        neighbors.firstOfAccount[a] as number,
        neighbors.firstOfAccount[a + 1] as number,
      ];
      return neighbors.ofAccount[f + random.below(g - f)] as number;
    }
    return pool[random.below(pool.length)] as number;
  };
  const values = new Float64Array(c.items);
  let now = draft.merit - s * chargeNow;
  for (let step = 0; step < tries; step++) {
    const done = step / tries;
    if (step % 256 === 0) {
      s = thrift[0] + (thrift[1] - thrift[0]) * done;
      now = draft.merit - s * chargeNow;
    }
    const noise = 0.06 * scale * (1 - done);
    draft.begin();
    changes = [];
    const chargeBefore = chargeNow;
    let i = pool[random.below(pool.length)] as number;
    if (draft.missed > 0 && random.next() < 0.5) {
      const r = draft.missedRow(random);
      if (r >= 0) {
        const [f, g] = [neighbors.firstOfRow[r] as number, neighbors.firstOfRow[r + 1] as number];
        i = neighbors.ofRow[f + random.below(g - f)] as number;
      }
    }
    const from = mode[i] as number;
    const kind = random.next();
    if (kind < 0.55) {
      let to = bestMode(i, 2 * noise);
      if (to === -2) {
        if (random.next() < 0.6) continue;
        to =
          (c.firstMode[i] as number) +
          random.below((c.firstMode[i + 1] as number) - (c.firstMode[i] as number));
        if (to === from || c.barred[to] === 1) continue;
      }
      if (!change(i, to)) {
        for (let k = 0; k < 3; k++) {
          const link = draft.blockingLink(i, to);
          const row = draft.blockingRow(i, to);
          if (link >= 0) settleLink(link, i);
          else if (row >= 0) byRow(row, i);
          else if (draft.lacking >= 0) byAccount(Math.floor(draft.lacking / T), i);
          if (change(i, to)) break;
        }
        if (changes.length === 0) continue;
      }
    } else {
      const k = 1 + random.below(3);
      if (from >= 0) change(i, -1);
      for (let q = 1; q < k; q++) {
        const j = near(i);
        if ((mode[j] as number) >= 0) change(j, -1);
      }
      if (changes.length === 0) continue;
    }
    touched.length = 0;
    for (const { i: one } of changes) touched.push(one);
    for (let q = 0; q < 8; q++) touched.push(near(i));
    for (const j of touched) {
      const m = bestMode(j, 0);
      values[j] =
        m === -2
          ? -1
          : bestScore / (c.totalCost[m >= 0 ? m : (mode[j] as number)] as number) +
            noise * 0.5 * random.next();
    }
    touched.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
    let last = -1;
    for (const j of touched) {
      if ((values[j] as number) <= 0) break;
      if (j === last) continue;
      last = j;
      const m = bestMode(j, 0);
      if (m === -2 || change(j, m) || m < 0) continue;
      let second = -2;
      let v2 = 1e-12;
      for (let o = c.firstMode[j] as number; o < (c.firstMode[j + 1] as number); o++) {
        if (o === m || o === (mode[j] as number) || c.barred[o] === 1) continue;
        const v = score(j, o);
        if (v > v2) {
          v2 = v;
          second = o;
        }
      }
      if (second >= 0) change(j, second);
    }
    const then = draft.merit - s * chargeNow;
    const temperature = heat[0] > 0 ? heat[0] * (heat[1] / heat[0]) ** done : 0;
    const threshold =
      temperature > 0 ? now + temperature * Math.log(random.next() + 1e-12) : now + 1e-11;
    if (then > threshold) {
      now = then;
      kept++;
    } else {
      draft.undo();
      chargeNow = chargeBefore;
    }
  }
  return { kept };

  /** Gives what a link asks: the other initiative in time, or the one that stands in the way left out. */
  function settleLink(link: number, i: number): void {
    for (let e = c.firstLinkMode[link] as number; e < (c.firstLinkMode[link + 1] as number); e++) {
      const m = c.linkMode[e] as number;
      const j = c.itemOf[m] as number;
      if (j === i) continue;
      if ((c.linkModeFactor[e] as number) > 0 && mode[j] === m) {
        change(j, -1);
        return;
      }
      if ((c.linkModeFactor[e] as number) < 0 && mode[j] !== m) {
        let best = -1;
        let most = -Infinity;
        for (
          let o = c.firstLinkMode[link] as number;
          o < (c.firstLinkMode[link + 1] as number);
          o++
        ) {
          const other = c.linkMode[o] as number;
          if (c.itemOf[other] !== j || (c.linkModeFactor[o] as number) >= 0) continue;
          const v = score(j, other);
          if (v > most) {
            most = v;
            best = other;
          }
        }
        if (best >= 0) change(j, best);
        return;
      }
    }
  }
}

/** What a cent takes at the prices, on average. */
function averageWorth(c: Compact, charge: Float64Array): number {
  let sum = 0;
  let cost = 0;
  for (let m = 0; m < c.modes; m++) {
    if (c.barred[m] === 1) continue;
    sum += Math.max(0, charge[m] as number);
    cost += c.totalCost[m] as number;
  }
  return cost > 0 ? sum / cost : 0;
}
