import { branchBlock, type Option } from "./block-branch.ts";
import type { Compact } from "./compact.ts";
import type { Dual } from "./dual.ts";
import type { Prices } from "./prices.ts";

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
  /** The modes of that plan; nothing where the search ended first.   Shape: by item of the block. */
  readonly modes: Int32Array | null;
}

/** How many limits are tried on the way up. */
const mostRounds = 40;
/** Where the steps run out, so many branches are opened for each step. */
const nodesPerStep = 0.05;
/** Each limit is at least so many times the one before. */
const limitGrowth = 1.6;
/** Uses are sums of cents times factors. */
const roundingRoom = 1e-6;

/**
 * Searches a block's whole plans by what they lose against the prices: all plans that lose less than a limit, for rising
 * limits, until one is found or the steps run out. Where none loses less than a limit, the bound is lower by that limit.
 *
 * Reads the profits of the dual's last evaluation, which must be at the same prices.
 */
export function solveBlock(
  c: Compact,
  dual: Dual,
  prices: Prices,
  block: Block,
  steps: number,
): BlockAnswer {
  return new BlockSearch(c, dual, prices, block, steps).run();
}

class BlockSearch {
  readonly #c: Compact;
  readonly #steps: number;
  readonly #rows: number;
  /** Place of a row among those of the block. */
  readonly #place = new Map<number, number>();
  /** Price of each ceiling, and how much of it is left. */
  readonly #price: Float64Array;
  readonly #left: Float64Array;
  /** Ways of the items in the order of deciding; `#order` says which item of the block that is. */
  readonly #lists: readonly (readonly Option[])[];
  readonly #order: readonly number[];
  /** The most that items from a depth on can still use, so that room that must stay empty counts at once. */
  readonly #most: Float64Array;
  readonly #chosen: Int32Array;
  #count = 0;
  #found: Int32Array | null = null;
  #foundLoss = Infinity;
  #limit = 0;
  #nextLimit = Infinity;

  constructor(c: Compact, dual: Dual, prices: Prices, { items, rows }: Block, steps: number) {
    this.#c = c;
    this.#steps = steps;
    this.#rows = rows.length;
    for (const [k, r] of rows.entries()) this.#place.set(r, k);
    this.#left = Float64Array.from(rows, (r) => c.rowLimit[r] as number);
    this.#price = Float64Array.from(rows, (r) => prices[dual.layout.rows + r] as number);
    const keyed = Array.from(items, (i, k) => ({ k, list: this.#listWays(i, dual.profit) }))
      .filter(({ list }) => list.length > 0)
      .map((one) => ({ ...one, key: one.list[1]?.loss ?? Infinity }));
    // Items whose second choice costs most are decided first: their loss prunes most.
    keyed.sort((a, b) => b.key - a.key || a.k - b.k);
    this.#lists = keyed.map(({ list }) => list);
    this.#order = keyed.map(({ k }) => k);
    const depths = this.#lists.length;
    this.#chosen = new Int32Array(depths);
    this.#most = new Float64Array((depths + 1) * this.#rows);
    for (let d = depths - 1; d >= 0; d--)
      for (let k = 0; k < this.#rows; k++) {
        let top = 0;
        for (const { use } of this.#lists[d] ?? []) top = Math.max(top, use[k] as number);
        this.#most[d * this.#rows + k] = (this.#most[(d + 1) * this.#rows + k] as number) + top;
      }
  }

  /** The ways of an item, the least loss first; none where it is pinned and has none. */
  #listWays(i: number, profit: Float64Array): Option[] {
    const c = this.#c;
    const isFree = c.pinned[i] === 0;
    const [from, to] = [c.firstMode[i] as number, c.firstMode[i + 1] as number];
    let best = isFree ? 0 : -Infinity;
    for (let m = from; m < to; m++) best = Math.max(best, profit[m] as number);
    if (best === -Infinity) return [];
    const list: Option[] = [];
    if (isFree) list.push({ mode: -1, loss: best, use: new Float64Array(this.#rows) });
    for (let m = from; m < to; m++)
      if (c.barred[m] === 0)
        list.push({ mode: m, loss: best - (profit[m] as number), use: this.#takes(i, m) });
    return list.sort((a, b) => a.loss - b.loss);
  }

  /** What a mode takes of each ceiling of the block. */
  #takes(i: number, m: number): Float64Array {
    const c = this.#c;
    const use = new Float64Array(this.#rows);
    for (let t = 0; t < c.years; t++) {
      const cost = c.cost[m * c.years + t] as number;
      if (cost === 0) continue;
      const end = c.firstItemRow[i * c.years + t + 1] as number;
      for (let e = c.firstItemRow[i * c.years + t] as number; e < end; e++) {
        const k = this.#place.get(c.itemRow[e] as number);
        if (k !== undefined) (use[k] as number) += (c.itemFactor[e] as number) * cost;
      }
    }
    return use;
  }

  run(): BlockAnswer {
    let proven = 0;
    for (let round = 0; round < mostRounds; round++) {
      this.#nextLimit = Infinity;
      this.#count = 0;
      this.#search(0, 0);
      if (this.#count > this.#steps) break;
      proven = Math.min(this.#foundLoss, this.#nextLimit);
      if (this.#found !== null || this.#nextLimit === Infinity) break;
      this.#limit = Math.max(this.#nextLimit, this.#limit * limitGrowth);
    }
    if (this.#found === null || this.#foundLoss > proven + 1e-12) {
      const nodes = Math.ceil(this.#steps * nodesPerStep);
      const branched = branchBlock(this.#lists, this.#left, this.#price, nodes);
      return { cut: Math.max(proven, branched), modes: null };
    }
    const modes = new Int32Array(this.#order.length).fill(-1);
    for (const [d, k] of this.#order.entries()) modes[k] = this.#found[d] as number;
    return { cut: this.#foundLoss, modes };
  }

  #search(d: number, loss: number): void {
    if (this.#count++ > this.#steps) return;
    const total = loss + this.#idleFrom(d);
    if (total >= this.#foundLoss) return;
    if (total > this.#limit) {
      this.#nextLimit = Math.min(this.#nextLimit, total);
      return;
    }
    if (d === this.#lists.length) {
      this.#found = Int32Array.from(this.#chosen);
      this.#foundLoss = total;
      return;
    }
    const left = this.#left;
    for (const { mode, loss: own, use } of this.#lists[d] ?? []) {
      if (loss + own > this.#limit) {
        this.#nextLimit = Math.min(this.#nextLimit, loss + own);
        break;
      }
      let fits = true;
      for (let k = 0; k < left.length; k++)
        if ((use[k] as number) > (left[k] as number) + roundingRoom && (use[k] as number) > 0)
          fits = false;
      if (!fits) continue;
      for (let k = 0; k < left.length; k++) (left[k] as number) -= use[k] as number;
      this.#chosen[d] = mode;
      this.#search(d + 1, loss + own);
      for (let k = 0; k < left.length; k++) (left[k] as number) += use[k] as number;
    }
  }

  /** What room costs that items from a depth on cannot use. */
  #idleFrom(d: number): number {
    let idle = 0;
    for (let k = 0; k < this.#rows; k++) {
      const unused = (this.#left[k] as number) - (this.#most[d * this.#rows + k] as number);
      if (unused > 0) idle += (this.#price[k] as number) * unused;
    }
    return idle;
  }
}
