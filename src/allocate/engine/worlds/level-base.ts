import type { Problem } from "../../problem.ts";
import { allBlocks, type Block, hasEnough } from "../blocks/blocks.ts";
import type { BlockPlans } from "../columns/column-search.ts";
import { type Compact, compactProblem } from "../compact/compact.ts";
import { isSameRule } from "../compact/recompact.ts";
import { findNeighbors, type Neighbors } from "../neighbors.ts";
import { Dual } from "../prices/dual.ts";
import { type Prices, priceLayout } from "../prices/prices.ts";
import type { Search } from "../search.ts";

/** Blocks are joined by ceilings over at most so many items, or so large a share of all. */
const fewItems = 100;
const fewShare = 0.1;

/** Of the plans of a block, so many are taken over by the search of another level, the newest. */
export const mostColumns = 4;

/** What searches at all levels of a rule share. */
export interface LevelBase {
  /** Of the problem with the rule, at some level. */
  readonly form: Compact;
  readonly dual: Dual;
  /** The prices of the problem without the rule, which itself has no price. */
  readonly prices: Prices;
  readonly blocks: readonly Block[];
  /** Whole plans of the blocks that were found without the rule. */
  readonly columns: BlockPlans | undefined;
  readonly neighbors: Neighbors;
  /** Items that have a way to be funded. */
  readonly pool: Int32Array;
}

/**
 * Where searches at the levels of a rule begin: the search without the rule, and the problem with it at one level. Nothing
 * where there are too few blocks to plan these as wholes.
 */
export function levelBase(search: Search, posed: Problem): LevelBase | undefined {
  const old = search.compact;
  const form = compactProblem(posed);
  const { columns } = search;
  const isSame = columns !== null && holdsBlocks(old, form, columns.blocks);
  const blocks = isSame
    ? columns.blocks
    : allBlocks(form, Math.max(fewItems, form.items * fewShare));
  const pool = Int32Array.from({ length: form.items }, (_, i) => i).filter(
    (i) => (form.firstMode[i] as number) < (form.firstMode[i + 1] as number),
  );
  if (!hasEnough(blocks, pool.length)) return undefined;
  const dual = new Dual(form);
  return {
    form,
    dual,
    prices: dual.clip(pricesWithRule(old, form, search.prices)),
    blocks,
    columns: isSame ? columns.newest(mostColumns) : undefined,
    neighbors: findNeighbors(form),
    pool,
  };
}

/**
 * Whether blocks of a form are those of another. Rows may stand elsewhere in it: what was set aside is not in it, and new
 * rules may stand before others. A block that took another's ceiling for its own would make the bound too low.
 */
function holdsBlocks(old: Compact, form: Compact, blocks: readonly Block[]): boolean {
  if (old.modes !== form.modes || old.linkRows !== form.linkRows) return false;
  return blocks.every(({ rows }) =>
    rows.every((r) => {
      const [known, rule] = [old.moneyRows[r], form.moneyRows[r]];
      return known !== undefined && rule !== undefined && isSameRule(known, rule);
    }),
  );
}

/** Prices for a form that has more rules: 0 for those. */
function pricesWithRule(old: Compact, form: Compact, prices: Prices): Prices {
  const [from, to] = [priceLayout(old), priceLayout(form)];
  const next = new Float64Array(to.length);
  next.set(prices.subarray(0, from.rows));
  if (old.linkRows === form.linkRows) next.set(prices.subarray(from.links, from.leaves), to.links);
  next.set(prices.subarray(from.leaves), to.leaves);
  let at = 0;
  for (const [r, rule] of form.moneyRows.entries()) {
    while (old.isIdle[at] === 1) at++;
    const known = old.moneyRows[at];
    if (known === undefined || !isSameRule(known, rule)) continue;
    next[to.rows + r] = prices[from.rows + at] as number;
    at++;
  }
  return next;
}
