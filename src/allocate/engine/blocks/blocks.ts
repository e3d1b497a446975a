import type { Compact } from "../compact/compact.ts";

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

/** The blocks of a form, and one for each item that has a way to be funded and is in none. */
export function allBlocks(c: Compact, largest: number): Block[] {
  const blocks = findBlocks(c, largest);
  const isIn = new Uint8Array(c.items);
  for (const { items } of blocks) for (const i of items) isIn[i] = 1;
  for (let i = 0; i < c.items; i++)
    if (isIn[i] === 0 && (c.firstMode[i] as number) < (c.firstMode[i + 1] as number))
      blocks.push({ items: Int32Array.of(i), rows: new Int32Array(0) });
  return blocks;
}

/** Planning blocks as wholes is worth it with so many of them that have ceilings of their own, and so much of all in them. */
const fewBlocks = 10;
const mostInBlocks = 0.5;

/** Whether blocks are many and hold most items. `items`: how many can be funded. */
export function hasEnough(blocks: readonly Block[], items: number): boolean {
  const joined = blocks.filter(({ rows }) => rows.length > 0);
  const inBlocks = joined.reduce((sum, block) => sum + block.items.length, 0);
  return joined.length >= fewBlocks && inBlocks >= mostInBlocks * items;
}
