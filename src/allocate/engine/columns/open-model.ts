import type { BlockForm } from "../blocks/block-form.ts";
import type { BlockList } from "../blocks/block-list.ts";
import type { Compact } from "../compact/compact.ts";
import { priceLayout } from "../prices/prices.ts";
import type { ColumnChoice } from "./column.ts";
import { ColumnMaker, withoutOwn } from "./column-maker.ts";
import { type ColumnModel, modelColumns } from "./column-model.ts";

/** A block, and its whole plans that may be part of a plan that is looked for. */
export interface OpenBlock extends BlockList {
  readonly form: BlockForm;
}

/**
 * The model of all plans that are open: a block is one choice among its whole plans where they are listed; where they are
 * too many, each of its items is a choice of its own, and what the block has for itself is shared.
 *
 * A whole plan of a block keeps the block's own rules, so that half of one and half of another cannot stand for what no plan
 * may be: the relaxation lies much nearer to the best plan than one of items.
 */
export function modelOpen(c: Compact, blocks: readonly OpenBlock[]): ColumnModel {
  const listed = blocks.filter(({ plans }) => plans !== null).map(({ form }) => form);
  const isOwn = new Uint8Array(priceLayout(c).length);
  for (const { priceAt } of listed) for (const at of priceAt) isOwn[at] = 1;
  const maker = new ColumnMaker(c, isOwn);
  const choices = blocks.flatMap(({ form, plans, modes }, block): ColumnChoice[] =>
    plans !== null
      ? [{ block, row: `${block}`, isNeeded: true, columns: columnsOf(maker, `x${block}`, plans) }]
      : itemChoices(c, form.items, modes).map(({ item, modes }) => ({
          block,
          row: `${blocks.length + item}`,
          isNeeded: c.pinned[item] === 1,
          columns: columnsOf(
            maker,
            `m${item}`,
            modes.map((m) => Int32Array.of(m)),
          ),
        })),
  );
  return modelColumns(withoutOwn(c, listed), choices, 0);
}

function columnsOf(maker: ColumnMaker, name: string, plans: readonly Int32Array[]) {
  return plans.map((modes, n) => ({ name: `${name}_${n}`, column: maker.make(modes, true) }));
}

/** The open modes of each item of a block that has any or must be funded.   `modes`: rising. */
function itemChoices(c: Compact, items: Int32Array, modes: Int32Array) {
  const byItem = Map.groupBy(modes, (m) => c.itemOf[m] as number);
  return Array.from(items, (item) => ({ item, modes: byItem.get(item) ?? [] })).filter(
    ({ item, modes }) => modes.length > 0 || c.pinned[item] === 1,
  );
}
