import type { Prices } from "../prices/prices.ts";
import { assembledPlanner, type PlannedBlock } from "./assembled-planner.ts";
import type { BlockForm } from "./block-form.ts";
import { type BlockList, listPlans } from "./block-list.ts";
import { type BlockModel, modelBlock } from "./block-model.ts";
import { holds } from "./block-room.ts";
import { allWays, waysOf } from "./block-ways.ts";
import { type PlanningRule, thorough } from "./planning-rule.ts";

/** What the best whole plan of a block is worth at prices of all that it shares with others. */
export interface BlockPlan {
  /** No plan of the block is worth more.   Unit: value points. */
  readonly bound: number;
  /** What the best plan found is worth; -Infinity where none was. */
  readonly value: number;
  /** Its modes, by item of the block; -1 for none. */
  readonly modes: Int32Array;
}

/** How often prices of a block's own things are moved at first. */
const rootSteps = 60;
/** A branch that could gain less than this against the best known is given up.   Unit: value points. */
const leastGain = 1e-9;

const noPairs: Int32Array = new Int32Array(0);

/**
 * Plans a block as a whole: which way for each item, so that its own ceilings and links hold and its profit is greatest,
 * with the worth of its own leaves counted as it bends. What it shares with others is in the profits, at prices.
 *
 * Best-first branching. In every branch the block's own things have prices of the branch's own, which bound it from
 * above; a few steps along the slope lower that bound. The branching itself is in `assembly/`.
 */
export class BlockPlanner {
  readonly form: BlockForm;
  readonly #rule: PlanningRule;
  readonly #block: PlannedBlock;
  /** Room for a plan that is looked at, and what it leaves of own things. */
  readonly #trial: Int32Array;
  readonly #left: Float64Array;

  /** `dominance`: pairs of ways, of which the second is not needed where the first is worth as much. */
  constructor(form: BlockForm, rule = thorough, dominance = noPairs) {
    this.form = form;
    this.#rule = rule;
    this.#block = {
      form,
      dominance,
      price: new Float64Array(form.things),
      worth: new Float64Array(form.wayMode.length),
      best: new Int32Array(form.items.length).fill(-1),
    };
    this.#trial = new Int32Array(form.items.length);
    this.#left = new Float64Array(form.things);
  }

  /**
   * By how much less than at the prices the block's best whole plan is worth, at least, and that plan.
   *
   * `profit`: of each mode at the prices. `nodes`: branches opened at most; `enough`: how exact is exact enough.
   * `steps`: how often prices of own things are moved at first.
   */
  plan(
    profit: Float64Array,
    prices: Prices,
    nodes: number,
    enough: number,
    steps = rootSteps,
  ): BlockPlan & { readonly cut: number } {
    const { things, priceAt, scale, wayMode } = this.form;
    const { price, worth, best } = this.#block;
    // Finite where all that goes into it is.
    let sum = 0;
    for (let k = 0; k < things; k++) {
      price[k] = (prices[priceAt[k] as number] as number) * (scale[k] as number);
      sum += price[k] as number;
    }
    for (let w = 0; w < wayMode.length; w++) {
      const m = wayMode[w] as number;
      worth[w] = m < 0 ? 0 : (profit[m] as number);
      sum += worth[w] as number;
    }
    if (!Number.isFinite(sum))
      throw new Error("a block cannot be planned: a price or a profit is not finite");
    const effort = { nodes, enough: Math.max(leastGain, enough), steps };
    const { atPrices, bound, known } = assembledPlanner.plan(this.#block, this.#rule, effort);
    const modes = best.map((w) => (w < 0 ? -1 : (wayMode[w] as number)));
    return { bound, value: known, modes, cut: Math.max(0, atPrices - bound - leastGain) };
  }

  /**
   * The choice that the last plan left open: of whole plans beyond the best known, one of the best has no way that is not
   * in it. Only until another planner plans.
   */
  model(): BlockModel {
    const open = assembledPlanner.leftOpen(this.#block);
    return modelBlock(this.form, open, this.#block.worth, open.decided);
  }

  /** Whole plans worth at least so much at the prices of the last plan, at most so many. */
  list(least: number, most: number): BlockList {
    const { form, worth, price } = this.#block;
    return listPlans({ form, ways: allWays(form), worth, price }, least, most);
  }

  /** Whether a whole plan keeps the block's own ceilings and links, in ways that are offered.   `modes`: rising. */
  canHold(modes: Int32Array): boolean {
    const left = this.#left;
    left.set(this.form.limit);
    left.fill(0, this.form.leaves);
    return waysOf(this.form, modes, this.#trial, left) && holds(this.form, left);
  }

  /** Begins with a whole plan, where the block can hold it; whether it can.   `modes`: rising. */
  beginWith(modes: Int32Array): boolean {
    const isHeld = this.canHold(modes);
    if (isHeld) this.#block.best.set(this.#trial);
    return isHeld;
  }

  /** Writes the prices of own things at which the bound was lowest before branching. */
  storePrices(prices: Prices): void {
    const { priceAt, scale, things } = this.form;
    for (let k = 0; k < things; k++)
      prices[priceAt[k] as number] = (this.#block.price[k] as number) / (scale[k] as number);
  }
}
