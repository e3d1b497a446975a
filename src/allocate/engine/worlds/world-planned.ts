import type { BlockForm, BlockForms } from "../blocks/block-form.ts";
import type { Block } from "../blocks/blocks.ts";
import type { Compact } from "../compact/compact.ts";
import type { Neighbors } from "../neighbors.ts";
import type { Dual } from "../prices/dual.ts";
import type { Prices } from "../prices/prices.ts";

/** What the search of the problem as planned learned, and what hangs on no number. */
export interface PlannedWorld {
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
  /** By block: pairs of ways, of which the first takes no more than the second. */
  readonly dominanceOf: readonly Int32Array[];
  /** Items that have a way to be funded. */
  readonly pool: Int32Array;
  /** 1 for rows that count items of several blocks, whichever account pays. */
  readonly isShared: Uint8Array;
}
