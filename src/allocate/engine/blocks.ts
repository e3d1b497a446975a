import type { Compact } from "./compact.ts";
import type { Dual, Prices } from "./dual.ts";

/** Items that share ceilings of their own, such as all of one partner, and those ceilings. */
export interface Block {
  readonly items: Int32Array;
  readonly rows: Int32Array;
}

/**
 * Blocks of items: each joins the items of small ceilings that count whole money. Only ceilings inside one block are its
 * own; all else is priced.
 */
export function findBlocks(c: Compact, largest: number): Block[] {
  const members: number[][] = Array.from({ length: c.rows }, () => []);
  const isWhole = Uint8Array.from(c.isCeiling);
  for (let e = 0; e < c.laneRow.length; e++) isWhole[c.laneRow[e] as number] = 0;
  const T = c.years;
  for (let i = 0; i < c.items; i++)
    for (let t = 0; t < T; t++)
      for (
        let e = c.firstItemRow[i * T + t] as number;
        e < (c.firstItemRow[i * T + t + 1] as number);
        e++
      ) {
        const list = members[c.itemRow[e] as number];
        if (list?.at(-1) !== i) list?.push(i);
      }
  const parent = Int32Array.from({ length: c.items }, (_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root] as number;
    let at = i;
    while (at !== root) {
      const next = parent[at] as number;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  const own: number[] = [];
  for (let r = 0; r < c.rows; r++) {
    const [first, ...others] = members[r] ?? [];
    if (isWhole[r] === 0 || c.isIdle[r] === 1 || first === undefined) continue;
    if (others.length + 1 > largest) continue;
    own.push(r);
    for (const i of others) parent[find(i)] = find(first);
  }
  const blocks = new Map<number, { items: number[]; rows: number[] }>();
  for (const r of own) {
    const root = find(members[r]?.[0] ?? 0);
    const block = blocks.get(root) ?? { items: [], rows: [] };
    block.rows.push(r);
    blocks.set(root, block);
  }
  for (let i = 0; i < c.items; i++) blocks.get(find(i))?.items.push(i);
  return [...blocks.values()].map(({ items, rows }) => ({
    items: Int32Array.from(items),
    rows: Int32Array.from(rows),
  }));
}

/** What a block's own ceilings cost: how much less than at the prices its best whole plan is worth. */
export interface BlockAnswer {
  /** The bound is lower by this.   Unit: value points. */
  readonly cut: number;
  /** The best whole plan of the block at the prices; empty where the search ended first.   Shape: modes by item of the block. */
  readonly modes: Int32Array | null;
}

/**
 * Searches a block's whole plans by what they lose against the prices: all plans that lose less than a limit, for rising
 * limits, until one is found or the steps run out. Where none loses less than a limit, the bound is lower by that limit.
 */
export function solveBlock(
  c: Compact,
  dual: Dual,
  prices: Prices,
  block: Block,
  steps: number,
): BlockAnswer {
  const T = c.years;
  const { items, rows } = block;
  const R = rows.length;
  const place = new Map<number, number>();
  for (const [k, r] of rows.entries()) place.set(r, k);
  const room = Float64Array.from(rows, (r) => c.rowLimit[r] as number);
  const price = Float64Array.from(rows, (r) => prices[dual.layout.rows + r] as number);
  interface Option {
    readonly mode: number;
    readonly loss: number;
    readonly use: Float64Array;
  }
  const useOf = (i: number, m: number) => {
    const use = new Float64Array(R);
    if (m >= 0)
      for (let t = 0; t < T; t++) {
        const cost = c.cost[m * T + t] as number;
        if (cost === 0) continue;
        for (
          let e = c.firstItemRow[i * T + t] as number;
          e < (c.firstItemRow[i * T + t + 1] as number);
          e++
        ) {
          const k = place.get(c.itemRow[e] as number);
          if (k !== undefined) (use[k] as number) += (c.itemFactor[e] as number) * cost;
        }
      }
    return use;
  };
  const lists: Option[][] = [];
  for (const i of items) {
    let best = c.pinned[i] === 1 ? -Infinity : 0;
    for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++)
      best = Math.max(best, dual.profit[m] as number);
    if (best === -Infinity) continue;
    const list: Option[] = [];
    if (c.pinned[i] === 0) list.push({ mode: -1, loss: best, use: new Float64Array(R) });
    for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++)
      if (c.barred[m] === 0)
        list.push({ mode: m, loss: best - (dual.profit[m] as number), use: useOf(i, m) });
    list.sort((a, b) => a.loss - b.loss);
    lists.push(list);
  }
  // Items whose second choice costs most are decided first: their loss prunes most.
  const decided = (list: Option[]) => list[1]?.loss ?? Infinity;
  const order = lists
    .map((list, k) => ({ list, k, key: decided(list) }))
    .sort((a, b) => b.key - a.key || a.k - b.k);
  const ordered = order.map(({ list }) => list);
  const left = Float64Array.from(room);
  // The most that items from here on can still use, so that room that must stay empty counts at once.
  const most = new Float64Array((ordered.length + 1) * R);
  for (let d = ordered.length - 1; d >= 0; d--)
    for (let k = 0; k < R; k++) {
      let top = 0;
      for (const { use } of ordered[d] ?? []) top = Math.max(top, use[k] as number);
      most[d * R + k] = (most[(d + 1) * R + k] as number) + top;
    }
  const chosen = new Int32Array(ordered.length);
  let count = 0;
  let found: Int32Array | null = null;
  let foundLoss = Infinity;
  let limit = 0;
  let nextLimit = Infinity;
  const search = (d: number, loss: number): void => {
    if (count++ > steps) return;
    let idle = 0;
    for (let k = 0; k < R; k++) {
      const unused = (left[k] as number) - (most[d * R + k] as number);
      if (unused > 0) idle += (price[k] as number) * unused;
    }
    const total = loss + idle;
    if (total >= foundLoss) return;
    if (total > limit) {
      if (total < nextLimit) nextLimit = total;
      return;
    }
    if (d === ordered.length) {
      found = Int32Array.from(chosen);
      foundLoss = total;
      return;
    }
    for (const option of ordered[d] ?? []) {
      if (loss + option.loss > limit) {
        if (loss + option.loss < nextLimit) nextLimit = loss + option.loss;
        break;
      }
      let fits = true;
      for (let k = 0; k < R; k++)
        if ((option.use[k] as number) > (left[k] as number) + 1e-6 && (option.use[k] as number) > 0)
          fits = false;
      if (!fits) continue;
      for (let k = 0; k < R; k++) (left[k] as number) -= option.use[k] as number;
      chosen[d] = option.mode;
      search(d + 1, loss + option.loss);
      for (let k = 0; k < R; k++) (left[k] as number) += option.use[k] as number;
    }
  };
  let proven = 0;
  for (let round = 0; round < 40; round++) {
    nextLimit = Infinity;
    count = 0;
    search(0, 0);
    if (count > steps) break;
    proven = Math.min(foundLoss, nextLimit);
    if (found !== null) break;
    if (nextLimit === Infinity) break;
    limit = Math.max(nextLimit, limit * 1.6);
  }
  if (found === null || foundLoss > proven + 1e-12) return { cut: proven, modes: null };
  const modes = new Int32Array(ordered.length);
  order.forEach(({ k }, d) => {
    modes[k] = found?.[d] ?? -1;
  });
  return { cut: foundLoss, modes };
}
