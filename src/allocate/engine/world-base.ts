import { toChoice } from "../choice.ts";
import { type BlockForm, BlockForms } from "./block-form.ts";
import { allBlocks, type Block, hasEnough } from "./blocks.ts";
import type { Compact } from "./compact.ts";
import { Dual } from "./dual.ts";
import { findNeighbors, type Neighbors } from "./neighbors.ts";
import { modesOf } from "./plan-form.ts";
import type { Prices } from "./prices.ts";
import type { Search } from "./search.ts";

/** Blocks are joined by ceilings over at most so many items, or so large a share of all. */
const fewItems = 100;
const fewShare = 0.1;

/** What searches of other worlds share: what the search of the problem as planned learned, and what hangs on no number. */
export interface WorldBase {
  readonly form: Compact;
  /** The prices of the lowest bound as planned. */
  readonly prices: Prices;
  /** The mode of each item as planned; -1 for none. */
  readonly modes: Int32Array;
  readonly dual: Dual;
  readonly neighbors: Neighbors;
  readonly blocks: readonly Block[];
  readonly blockForms: BlockForms;
  /** By block. */
  readonly formOf: readonly BlockForm[];
  /** Items that have a way to be funded. */
  readonly pool: Int32Array;
  /** 1 for rows that count items of several blocks, whichever account pays. */
  readonly isShared: Uint8Array;
}

/** What other worlds begin from; nothing where there is no plan yet, or too few blocks to plan these as wholes. */
export function worldBase(search: Search): WorldBase | undefined {
  const form = search.compact;
  const plan = search.plan();
  const blocks = allBlocks(form, Math.max(fewItems, form.items * fewShare));
  const pool = Int32Array.from({ length: form.items }, (_, i) => i).filter(
    (i) => (form.firstMode[i] as number) < (form.firstMode[i + 1] as number),
  );
  if (plan === null || !hasEnough(blocks, pool.length)) return undefined;
  const blockForms = new BlockForms(form, blocks);
  const isShared = new Uint8Array(form.rows).fill(1);
  for (const { rows } of blocks) for (const r of rows) isShared[r] = 0;
  for (const r of form.laneRow) isShared[r] = 0;
  return {
    form,
    prices: search.prices,
    modes: modesOf(form, [...plan.funded.values()].map(toChoice)),
    dual: new Dual(form),
    neighbors: findNeighbors(form),
    blocks,
    blockForms,
    formOf: blocks.map((_, b) => blockForms.form(b)),
    pool,
    isShared,
  };
}
