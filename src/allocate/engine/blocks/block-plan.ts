import type { Prices } from "../prices/prices.ts";
import { openUndominated } from "./block-dominance.ts";
import type { BlockForm } from "./block-form.ts";
import { type BlockList, listPlans } from "./block-list.ts";
import { type BlockModel, modelBlock } from "./block-model.ts";
import { fits, holds, leafWorth, reducedWorth, take, takeUnderCeilings } from "./block-room.ts";
import { bendSlope, leafDual, moveAlong, type PlanningRule, thorough } from "./block-slope.ts";
import { BlockSweep, type OpenWays } from "./block-sweep.ts";
import { allWays, waysOf, weighWays } from "./block-ways.ts";
import { pickItem } from "./branch-pick.ts";
import { BranchQueue } from "./branch-queue.ts";
import { BranchRoom } from "./branch-room.ts";
import { type PackedWays, undecided } from "./packed-ways.ts";

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
/** The first so many branches are filled to whole plans, then those of dives and one in so many. */
const firstFilled = 40;
const filledOf = 5;
/** Where no good plan may be known yet, a step aims at this much of the bound below it at most. */
const mostFall = 0.02;
/** A branch that could gain less than this against the best known is given up.   Unit: value points. */
const leastGain = 1e-9;

const noPairs: Int32Array = new Int32Array(0);

interface Branch {
  readonly bound: number;
  /** Prices of own things to begin with; the best way of each item not decided at these, and what that is worth. */
  readonly price: Float64Array;
  readonly top: Int32Array;
  readonly most: Float64Array;
  /** What the items decided are worth but for own things. */
  readonly worth: number;
  /** What is left of ceilings and links; the effect so far on leaves. */
  readonly left: Float64Array;
  /** The way of each item decided, {@link undecided} for the others.   Shape: by place in the order. */
  readonly ways: Int32Array;
}

/**
 * Plans a block as a whole: which way for each item, so that its own ceilings and links hold and its profit is greatest,
 * with the worth of its own leaves counted as it bends. What it shares with others is in the profits, at prices.
 *
 * Best-first branching. In every branch the block's own things have prices of the branch's own, which bound it from
 * above; a few steps along the slope lower that bound.
 */
export class BlockPlanner {
  readonly form: BlockForm;
  /** Prices of own things at which the last bound was lowest. */
  readonly #price: Float64Array;
  readonly #now: Float64Array;
  readonly #slope: Float64Array;
  /** The last step. */
  readonly #before: Float64Array;
  readonly #rule: PlanningRule;
  readonly #dominance: Int32Array;
  /** Profit of each way but for own things. */
  readonly #worth: Float64Array;
  /** Ways that are still open, by place in the order of deciding. */
  #firstOpen: Int32Array = new Int32Array(0);
  #openWay: Int32Array = new Int32Array(0);
  #order: Int32Array = new Int32Array(0);
  readonly #all: OpenWays;
  readonly #packed: PackedWays;
  readonly #sweep: BlockSweep;
  #known = -Infinity;
  readonly #best: Int32Array;
  readonly #trial: Int32Array;
  readonly #trialLeft: Float64Array;
  #gap = 0;
  /** Whether the last descent found better prices than those that it began with. */
  #hasMoved = false;
  /** The highest bound of the branches that were given up. */
  #most = -Infinity;
  /** Items decided before branching: pairs of item and way. */
  readonly #fixed: number[] = [];
  readonly #difference: Float64Array;
  readonly #room: BranchRoom;

  /** `room`: of other planners too, which plan one after another; `dominance`: pairs of ways, some of which are not needed. */
  constructor(form: BlockForm, room = new BranchRoom(), rule = thorough, dominance = noPairs) {
    this.form = form;
    this.#room = room;
    this.#rule = rule;
    this.#dominance = dominance;
    this.#packed = room.packed;
    this.#price = new Float64Array(form.things);
    this.#now = new Float64Array(form.things);
    this.#slope = new Float64Array(form.things);
    this.#before = new Float64Array(form.things);
    this.#worth = new Float64Array(form.wayMode.length);
    this.#best = new Int32Array(form.items.length).fill(-1);
    this.#trial = new Int32Array(form.items.length);
    this.#difference = new Float64Array(form.things);
    this.#trialLeft = new Float64Array(form.things);
    this.#sweep = new BlockSweep(form);
    this.#all = allWays(form);
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
    const { form } = this;
    this.#gap = Math.max(leastGain, enough);
    for (let k = 0; k < form.things; k++)
      this.#price[k] = (prices[form.priceAt[k] as number] as number) * (form.scale[k] as number);
    this.#room.reset();
    this.#openAll(profit);
    this.#fixed.length = 0;
    const left = this.#room.copyFloats(this.#emptyTrial());
    const ways = this.#room.ints(this.#order.length).fill(undecided);
    const { top, most } = this.#packed;
    const root = { bound: Infinity, price: this.#price, worth: 0, left, ways, top, most };
    const atPrices = this.#knownDual(root);
    this.#recall();
    const { fillsAll } = this.#rule;
    if (fillsAll || this.#known === -Infinity) this.#complete(root, this.#price, top);
    // What is far from the best known at these prices already need not be looked at while they move.
    const near = this.#narrow(atPrices, left, 0);
    this.#pack();
    const atRoot = this.#descend({ ...near, bound: Infinity }, steps, this.#price);
    this.#complete(near, this.#price, this.#packed.top);
    this.#most = this.#known;
    const last = this.#narrow(atRoot, near.left, near.worth);
    if (nodes > 0) this.#pack();
    const bound = Math.max(this.#branch(last, nodes), this.#most);
    const modes = new Int32Array(this.#best.length);
    for (let i = 0; i < modes.length; i++) {
      const w = this.#best[i] as number;
      modes[i] = w < 0 ? -1 : (form.wayMode[w] as number);
    }
    return { bound, value: this.#known, modes, cut: Math.max(0, atPrices - bound - leastGain) };
  }

  /** The choice that the last plan left open: of whole plans beyond the best known, one of the best has no way that is not in it. */
  model(): BlockModel {
    return modelBlock(this.form, this.#openWays, this.#worth, this.#fixed);
  }

  /** Whole plans worth at least so much at the prices of the last plan, at most so many. */
  list(least: number, most: number): BlockList {
    const block = { form: this.form, ways: this.#all, worth: this.#worth, price: this.#price };
    return listPlans(block, least, most);
  }

  /** Whether a whole plan keeps the block's own ceilings and links, in ways that are offered.   `modes`: rising. */
  canHold(modes: Int32Array): boolean {
    const left = this.#emptyTrial();
    return waysOf(this.form, modes, this.#trial, left) && holds(this.form, left);
  }

  /** Begins with a whole plan, where the block can hold it; whether it can.   `modes`: rising. */
  beginWith(modes: Int32Array): boolean {
    const isHeld = this.canHold(modes);
    if (isHeld) this.#best.set(this.#trial);
    return isHeld;
  }

  get #openWays(): OpenWays {
    return { order: this.#order, firstOpen: this.#firstOpen, openWay: this.#openWay };
  }

  /** Writes the prices of own things at which the bound was lowest before branching. */
  storePrices(prices: Prices): void {
    const { priceAt, scale, things } = this.form;
    for (let k = 0; k < things; k++)
      prices[priceAt[k] as number] = (this.#price[k] as number) / (scale[k] as number);
  }

  /** What there is of own things, in the room for what a trial leaves: until there is another. */
  #emptyTrial(): Float64Array {
    const left = this.#trialLeft;
    left.set(this.form.limit);
    return left.fill(0, this.form.leaves);
  }

  /** Opens the ways of all items that a plan may need, in the order of the block. */
  #openAll(profit: Float64Array): void {
    const { form } = this;
    weighWays(form, profit, this.#price, this.#worth);
    const open = openUndominated(this.#dominance, this.#all, this.#worth, this.#best, this.#room);
    this.#order = open.order;
    this.#firstOpen = open.firstOpen;
    this.#openWay = open.openWay;
    this.#packed.begin(form, open, this.#worth, this.#price);
  }

  /** What own things and the items not decided are worth at prices of own things; fills the slope. */
  #dual(ways: Int32Array, price: Float64Array, left: Float64Array): number {
    const sum = this.#ownDual(price, left);
    return this.#packed.takeBest(ways, price, this.#slope, sum);
  }

  /** The same at the prices with which a branch begins. */
  #knownDual({ ways, price, left, top, most }: Branch): number {
    const sum = this.#ownDual(price, left);
    return this.#packed.takeKnown(ways, top, most, this.#slope, sum);
  }

  /** What own things are worth at prices of own things; fills the slope but for what items use. */
  #ownDual(price: Float64Array, left: Float64Array): number {
    const { form } = this;
    const { leaves } = form;
    const slope = this.#slope;
    let sum = 0;
    for (let k = 0; k < leaves; k++) {
      slope[k] = left[k] as number;
      sum += (price[k] as number) * (left[k] as number);
    }
    for (let k = leaves; k < form.things; k++) sum += leafDual(form, slope, k, price, left);
    return sum;
  }

  /**
   * Lowers the bound of a branch by steps along the slope; the prices at which it is lowest into `at`. Infinity for
   * `most` steps of a branch whose bound is not yet known. What ways are worth there is kept, where that is not how the
   * branch begins.
   */
  #descend(branch: Branch, steps: number, at: Float64Array): number {
    const { ways, left, worth, price: from, bound: most } = branch;
    const price = this.#now;
    price.set(from);
    at.set(from);
    const fixed = worth + leafWorth(this.form, left);
    let bound = Infinity;
    const { shorter, bend } = this.#rule;
    let { share } = this.#rule;
    this.#hasMoved = false;
    for (let step = 0; step < steps; step++) {
      const value = fixed + (step === 0 ? this.#knownDual(branch) : this.#dual(ways, price, left));
      if (value < bound) {
        bound = value;
        at.set(price);
        if (step > 0) {
          this.#packed.keep();
          this.#hasMoved = true;
        }
      } else share *= shorter;
      if (bound <= this.#known + this.#gap || share < 1e-3) break;
      const near = bound - mostFall * Math.abs(bound);
      const isFar = most === Infinity || this.#known === -Infinity;
      const target = isFar ? Math.max(near, this.#known) : this.#known;
      if (bend > 0 && step > 0) bendSlope(this.form, this.#slope, price, this.#before, bend);
      if (!moveAlong(this.form, this.#slope, price, share * (value - target))) break;
      this.#before.set(this.#slope);
    }
    return Math.min(bound, most);
  }

  /**
   * Closes ways that lose more than the bound is above the best known, at the prices whose ways were kept; decides items
   * of one way. `before`: what those decided are worth; `left`: by these.
   */
  #narrow(bound: number, left: Float64Array, before: number): Branch {
    const room = bound - this.#known;
    const packed = this.#packed;
    const rest = this.#room.copyFloats(left);
    const items = this.#order.length;
    const order = this.#room.ints(items);
    const first = this.#room.ints(items + 1);
    const open = this.#room.ints(this.#openWay.length);
    let worth = before;
    let kept = 0;
    let end = 0;
    first[0] = 0;
    for (let d = 0; d < items; d++) {
      const from = end;
      end = packed.narrow(d, this.#firstOpen, this.#openWay, room, open, from, kept);
      const i = this.#order[d] as number;
      if (end !== from + 1) {
        order[kept] = i;
        kept++;
        first[kept] = end;
        continue;
      }
      end = from;
      const only = open[from] as number;
      worth += this.#worth[only] as number;
      take(this.form, rest, only);
      this.#fixed.push(i, only);
    }
    this.#order = order.subarray(0, kept);
    this.#firstOpen = first;
    this.#openWay = open;
    const ways = this.#room.ints(kept).fill(undecided);
    const price = this.#room.copyFloats(this.#price);
    return { bound, price, ...this.#copyKnown(kept), worth, left: rest, ways };
  }

  /** Writes what open ways take so that sums over them are quick. */
  #pack(): void {
    this.#packed.open(this.form, this.#worth, this.#openWays, this.#order.length);
  }

  /** The best ways of so many items at the prices whose ways were kept. */
  #copyKnown(items: number): Pick<Branch, "top" | "most"> {
    const top = this.#room.ints(items);
    const most = this.#room.floats(items);
    for (let d = 0; d < items; d++) {
      top[d] = this.#packed.top[d] as number;
      most[d] = this.#packed.most[d] as number;
    }
    return { top, most };
  }

  /** Branches until nothing open can gain, or the nodes run out; answers what no plan exceeds. */
  #branch(root: Branch, nodes: number): number {
    const open = new BranchQueue<Branch>();
    open.push(root);
    const price = new Float64Array(this.form.things);
    for (let opened = 0; ; opened++) {
      const branch = open.pop();
      if (branch === undefined) return this.#known;
      const highest = Math.max(branch.bound, open.bound);
      if (highest <= this.#known + this.#gap || opened >= nodes)
        return Math.max(highest, this.#known);
      if (branch.bound <= this.#known + this.#gap) {
        this.#most = Math.max(this.#most, branch.bound);
        continue;
      }
      const isFilled = open.isDiving || opened < firstFilled || opened % filledOf === 0;
      if (isFilled && (this.#rule.fillsAll || opened > 0))
        this.#complete(branch, branch.price, branch.top);
      const bound = this.#descend(branch, this.#rule.inBranch, price);
      if (bound <= this.#known + this.#gap) {
        this.#most = Math.max(this.#most, bound);
        continue;
      }
      if (!this.#hasMoved) {
        this.#dual(branch.ways, price, branch.left);
        this.#packed.keep();
      }
      const known = this.#copyKnown(branch.ways.length);
      this.#open({ ...branch, ...known, bound, price: this.#room.copyFloats(price) }, open);
    }
  }

  /** Decides one more item in every way that could still gain. */
  #open(branch: Branch, open: BranchQueue<Branch>): void {
    const room = branch.bound - this.#known;
    const d = pickItem(this.form, this.#openWays, this.#packed, branch, room, this.#difference);
    if (d < 0) {
      // All is decided: the only plan of this branch, which nobody may have looked at yet.
      this.#complete(branch, branch.price, branch.top);
      return;
    }
    const { price, top, most } = branch;
    const { value } = this.#packed;
    for (let at = this.#firstOpen[d] as number; at < (this.#firstOpen[d + 1] as number); at++) {
      const way = this.#openWay[at] as number;
      const bound = branch.bound - ((most[d] as number) - (value[at] as number));
      if (bound <= this.#known + this.#gap) {
        this.#most = Math.max(this.#most, bound);
        continue;
      }
      const left = this.#room.copyFloats(branch.left);
      if (!takeUnderCeilings(this.form, left, way)) continue;
      const ways = this.#room.copyInts(branch.ways);
      ways[d] = way;
      if (!ways.includes(undecided) && !holds(this.form, left)) continue;
      const worth = branch.worth + (this.#worth[way] as number);
      open.push({ bound, price, top, most, worth, left, ways });
    }
  }

  /** Values the best plan of the last prices at these. */
  #recall(): void {
    this.#known = -Infinity;
    const best = this.#best;
    const left = this.#emptyTrial();
    let value = 0;
    for (let i = 0; i < best.length; i++) {
      const w = best[i] as number;
      if (w < 0) {
        if ((this.form.firstWay[i] as number) < (this.form.firstWay[i + 1] as number)) return;
        continue;
      }
      take(this.form, left, w);
      value += this.#worth[w] as number;
    }
    if (holds(this.form, left)) this.#known = value + leafWorth(this.form, left);
  }

  /**
   * Completes a branch to a whole plan, which is remembered if it is the best so far. `top`: the best way of each item
   * at prices.
   */
  #complete(branch: Branch, price: Float64Array, top: Int32Array): void {
    const { ways, left, worth: decided } = branch;
    const trial = this.#trial.fill(-1);
    const room = this.#trialLeft;
    room.set(left);
    let worth = decided;
    for (let at = 0; at < this.#fixed.length; at += 2)
      trial[this.#fixed[at] as number] = this.#fixed[at + 1] as number;
    for (let d = 0; d < ways.length; d++) {
      const own = ways[d] as number;
      const w = own === undecided ? this.#bestFit(d, room, price, top) : own;
      if (w < 0) return;
      trial[this.#order[d] as number] = w;
      if (own !== undecided) continue;
      worth += this.#worth[w] as number;
      take(this.form, room, w);
    }
    if (!holds(this.form, room)) return;
    worth += this.#sweep.run(this.#openWays, this.#worth, trial, room);
    const value = worth + leafWorth(this.form, room);
    if (value <= this.#known) return;
    this.#known = value;
    this.#best.set(trial);
  }

  /** The way of most profit at prices that fits into what is left; -1 where none does. */
  #bestFit(d: number, left: Float64Array, price: Float64Array, top: Int32Array): number {
    if ((top[d] as number) < 0) return -1;
    const first = this.#openWay[top[d] as number] as number;
    if (fits(this.form, left, first)) return first;
    let best = -1;
    let most = -Infinity;
    for (let at = this.#firstOpen[d] as number; at < (this.#firstOpen[d + 1] as number); at++) {
      const w = this.#openWay[at] as number;
      const value = reducedWorth(this.form, this.#worth, w, price);
      if (value <= most || !fits(this.form, left, w)) continue;
      most = value;
      best = w;
    }
    return best;
  }
}
