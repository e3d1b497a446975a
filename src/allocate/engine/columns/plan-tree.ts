import type { Compact } from "../compact/compact.ts";
import { Dual } from "../prices/dual.ts";
import type { ColumnModel } from "./column-model.ts";
import type { ColumnOptions } from "./column-options.ts";
import { ColumnSearch, type UnprovenBlock } from "./column-search.ts";

/** All plans, or those that fund some items and leave others out. */
export interface Part {
  /** The form in which items are pinned that all plans of the part fund, and barred that none does. */
  readonly compact: Compact;
  readonly columns: ColumnSearch;
  /** What the part from which it is made allowed.   Unit: value points. */
  readonly outer: number;
}

/** The best plan that is known: modes by item. */
export interface BestPlan {
  readonly modes: Int32Array;
  readonly value: number;
}

/** How the bound of a part is looked for: passes, and then branches for blocks far from proven. */
export interface PartOptions {
  readonly refining: ColumnOptions;
  readonly branches: readonly number[];
}

/**
 * All plans, parted by items that some of them fund and others do not: every plan is in one of the parts, so that none is
 * worth more than the part of the highest bound allows.
 *
 * A part is a problem of its own, in which the item is pinned or barred. It begins with the prices and with the whole plans
 * of the part that it is made from, and what it finds goes back to the root.
 */
export class PlanTree {
  /** What work was done, by items planned. */
  steps = 0;
  /** The best plan known of all. */
  plan: BestPlan;
  readonly #root: Part;
  #parts: readonly Part[];

  constructor(root: Part, plan: BestPlan) {
    this.plan = plan;
    this.#root = root;
    this.#parts = [root];
  }

  /** No plan is worth more.   Unit: value points. */
  get bound(): number {
    return Math.max(...this.#parts.map(boundOf));
  }

  /** The part that allows most. */
  get widest(): Part {
    const { bound } = this;
    return this.#parts.find((part) => boundOf(part) === bound) ?? this.#root;
  }

  /** Which whole plans of blocks go together best in a part, as a model. `mostLoss`: as a share of the best plan's value. */
  model({ columns }: Part, mostLoss: number): ColumnModel {
    return columns.model(this.plan.modes, this.plan.value * mostLoss);
  }

  /** Parts a part in two by an item; answers those that do not fund it, and those that do. */
  split(part: Part, item: number): readonly [Part, Part] {
    const { modes } = this.plan;
    const parts = [without(part, item, modes), having(part, item, modes)] as const;
    this.#parts = this.#parts.flatMap((one) => (one === part ? parts : [one]));
    return parts;
  }

  /** Lowers the bound of a part until it is at most `enough`; yields after each pass. */
  *lower(part: Part, { refining, branches }: PartOptions, enough: number): Generator<void> {
    const { compact, columns } = part;
    columns.goBack();
    for (const _ of columns.generate(refining)) {
      this.steps += compact.items;
      if (columns.bound <= enough) break;
      yield;
    }
    if (columns.bound > enough) columns.prove(branches);
    this.#root.columns.takeOver(columns.newest(refining.passes));
    yield;
  }

  /** Blocks that are far from proven in a part, for a general solver, while that promises to bring its bound to `enough`. */
  unproven({ columns }: Part, enough: number): Generator<UnprovenBlock> {
    return columns.unproven(enough);
  }
}

/** No plan of a part is worth more. */
function boundOf({ columns, outer }: Part): number {
  return Math.min(columns.bound, outer);
}

/** The plans of a part that do not fund an item. */
function without(part: Part, item: number, plan: Int32Array): Part {
  const { compact } = part;
  const barred = Uint8Array.from(compact.barred);
  barred.fill(1, compact.firstMode[item], compact.firstMode[item + 1]);
  return partOf({ ...compact, barred }, part, plan);
}

/** The plans of a part that fund an item. */
function having(part: Part, item: number, plan: Int32Array): Part {
  const { compact } = part;
  const pinned = Uint8Array.from(compact.pinned);
  pinned[item] = 1;
  return partOf({ ...compact, pinned }, part, plan);
}

function partOf(compact: Compact, from: Part, plan: Int32Array): Part {
  const { blocks, prices } = from.columns;
  const columns = new ColumnSearch(compact, new Dual(compact), blocks, prices, plan, from.columns);
  return { compact, columns, outer: boundOf(from) };
}
