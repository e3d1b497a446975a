import { listDominance } from "../blocks/block-dominance.ts";
import { BlockForms } from "../blocks/block-form.ts";
import { allBlocks, hasEnough } from "../blocks/blocks.ts";
import type { Compact } from "../compact/compact.ts";
import { findNeighbors } from "../neighbors.ts";
import { Dual } from "../prices/dual.ts";
import { type Prices, priceLayout } from "../prices/prices.ts";
import type { Search } from "../search.ts";
import { type BlockPlans, plansAround } from "./world-columns.ts";
import { frameOf, type WorldFrame } from "./world-frame.ts";
import type { PlannedWorld } from "./world-planned.ts";

/** Blocks are joined by ceilings over at most so many items, or so large a share of all. */
const fewItems = 100;
const fewShare = 0.1;

/** What searches of other worlds share. */
export interface WorldBase extends PlannedWorld {
  /** Whole plans of the blocks at prices around those of the plan. */
  readonly plans: BlockPlans;
  readonly frame: WorldFrame;
}

/** What is kept of the search of a plan, so that any process makes the same base of it. */
export interface WorldStart {
  /** Prices of a low bound as planned. */
  readonly prices: Prices;
  /** The mode of each item as planned; -1 for none. */
  readonly modes: Int32Array;
}

/** What a search learned that other worlds begin from; nothing where it has no plan yet. */
export function worldStart(search: Search): WorldStart | undefined {
  const { best, smoothPrices } = search;
  return best === null ? undefined : { prices: smoothPrices, modes: Int32Array.from(best.modes) };
}

/**
 * What other worlds begin from; nothing where there are too few blocks to plan these as wholes, or where the start is that
 * of another problem. `form`: of the problem as planned.
 */
export function worldBase(form: Compact, { prices, modes }: WorldStart): WorldBase | undefined {
  if (prices.length !== priceLayout(form).length || !isPlanOf(form, modes)) return undefined;
  const blocks = allBlocks(form, Math.max(fewItems, form.items * fewShare));
  const pool = Int32Array.from({ length: form.items }, (_, i) => i).filter(
    (i) => (form.firstMode[i] as number) < (form.firstMode[i + 1] as number),
  );
  if (!hasEnough(blocks, pool.length)) return undefined;
  const blockForms = new BlockForms(form, blocks);
  const isShared = new Uint8Array(form.rows).fill(1);
  for (const { rows } of blocks) for (const r of rows) isShared[r] = 0;
  for (const r of form.laneRow) isShared[r] = 0;
  const formOf = blocks.map((_, b) => blockForms.form(b));
  const planned: PlannedWorld = {
    form,
    prices,
    modes,
    dual: new Dual(form),
    neighbors: findNeighbors(form),
    blocks,
    blockForms,
    formOf,
    dominanceOf: formOf.map(listDominance),
    pool,
    isShared,
  };
  return { ...planned, plans: plansAround(planned), frame: frameOf(planned) };
}

function isPlanOf(form: Compact, modes: Int32Array): boolean {
  return modes.length === form.items && modes.every((m, i) => m === -1 || form.itemOf[m] === i);
}
