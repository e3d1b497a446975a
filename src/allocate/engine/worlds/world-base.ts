import { toChoice } from "../../choice.ts";
import { BlockForms } from "../blocks/block-form.ts";
import { allBlocks, hasEnough } from "../blocks/blocks.ts";
import { modesOf } from "../compact/plan-form.ts";
import { findNeighbors } from "../neighbors.ts";
import { Dual } from "../prices/dual.ts";
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

/** What other worlds begin from; nothing where there is no plan yet, or too few blocks to plan these as wholes. */
export function worldBase(search: Search): WorldBase | undefined {
  const form = search.compact;
  const found = search.plan();
  const blocks = allBlocks(form, Math.max(fewItems, form.items * fewShare));
  const pool = Int32Array.from({ length: form.items }, (_, i) => i).filter(
    (i) => (form.firstMode[i] as number) < (form.firstMode[i + 1] as number),
  );
  if (found === null || !hasEnough(blocks, pool.length)) return undefined;
  const blockForms = new BlockForms(form, blocks);
  const isShared = new Uint8Array(form.rows).fill(1);
  for (const { rows } of blocks) for (const r of rows) isShared[r] = 0;
  for (const r of form.laneRow) isShared[r] = 0;
  const planned: PlannedWorld = {
    form,
    prices: search.prices,
    modes: modesOf(form, [...found.funded.values()].map(toChoice)),
    dual: new Dual(form),
    neighbors: findNeighbors(form),
    blocks,
    blockForms,
    formOf: blocks.map((_, b) => blockForms.form(b)),
    pool,
    isShared,
  };
  return { ...planned, plans: plansAround(planned), frame: frameOf(planned) };
}
