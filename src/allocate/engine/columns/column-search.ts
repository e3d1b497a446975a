import type { LinearModel } from "../../model/linear-model.ts";
import type { DrawnBlocks } from "../blocks/block-draw.ts";
import { BlockForms } from "../blocks/block-form.ts";
import { type BlockPlan, BlockPlanner } from "../blocks/block-plan.ts";
import type { Block } from "../blocks/blocks.ts";
import type { Compact } from "../compact/compact.ts";
import type { Draft } from "../draft/draft.ts";
import { followDown } from "../prices/ascent.ts";
import { type Dual, PricedDual } from "../prices/dual.ts";
import { type Prices, priceLayout } from "../prices/prices.ts";
import type { Column } from "./column.ts";
import { ColumnChoices, knownChoices } from "./column-choices.ts";
import { install } from "./column-install.ts";
import { ColumnMaker, withoutOwn } from "./column-maker.ts";
import { type ColumnModel, modelColumns } from "./column-model.ts";
import type { ColumnOptions, FillOptions } from "./column-options.ts";
import { modelOpen } from "./open-model.ts";

/** What is open of a block that is far from proven; `settle` takes the bound of its model, and a solution if there is one. */
export interface UnprovenBlock {
  readonly model: LinearModel;
  /** What the best known comes to in the model.   Unit: value points. */
  readonly known: number;
  /** How closely it is to be proven.   Unit: value points. */
  readonly enough: number;
  readonly settle: (bound: number, values: readonly number[] | null) => void;
}

/** Whole plans of blocks: the modes of each. */
export interface BlockPlans {
  readonly blocks: readonly Block[];
  /** By block. */
  readonly plans: readonly (readonly Int32Array[])[];
}

/** Steps of the master's prices after each pass; fewer where there are many items. */
const masterSteps = 60;
const masterStepsOfMany = 40;
const manyItems = 5_000;
/** A block is planned exactly enough when it is within this of its best.   Unit: value points. */
const exact = 1e-5;
/** A block that was far from proven gets more branches than the average, one that was near gets fewer, within these. */
const leastBranches = 0.5;
const mostBranches = 8;
/** With many items the most is less, as each branch holds a choice of every item of its block in memory. */
const itemsTimesMost = 60_000;
/** For a proof it is so much. */
const itemsTimesProof = 800_000;
/** Blocks that hold less than this share of all doubt are left as they are. */
const leastOfDoubt = 0.005;
/** So many branches of a block, quickly found again, tell which of its ways a general solver need not look at. */
const proofNodes = 100;
/** How the time of a general solver is taken to grow with the size of a block. */
const costPower = 2;
/** So much of every limit is left free where a solver chooses among known columns.   Unit: millions of dollars. */
const knownRoom = 1e-4;
/** A solver's bound may be this much too low, as it counts in parts.   Unit: value points. */
const solverSlack = 1e-6;
/** Before its plans are listed, a block is planned with so many branches. */
const openBranches = 5_000;
/** A block in which no plan was found counts as this far from proven.   Unit: value points. */
const mostDoubt = 0.1;
/** So much of what is not proven of blocks is expected to be proven with more branches. */
const partOfDoubt = 0.7;
/** The scale of a block's temperature, as a share of what it costs. */
const sizeShare = 0.1;
/** Prices move by at most this factor in a pass, and by this share of a typical price where they are near 0. */
const mostFactor = 1.6;
const leastReach = 0.1;

/**
 * Whole plans of blocks as columns of a small master problem, which prices all that blocks share.
 *
 * Each pass plans every block at the prices: that bounds every plan from above, and its plans are new columns. The prices
 * then follow the dual of the master, in which each block chooses among its columns.
 */
export class ColumnSearch {
  /** No plan is worth more.   Unit: value points. */
  bound = Infinity;
  /** How many columns all passes added. */
  added = 0;
  readonly #c: Compact;
  readonly #dual: Dual;
  readonly blocks: readonly Block[];
  readonly #planners: readonly BlockPlanner[];
  readonly #master: PricedDual<ColumnChoices>;
  /** 1 for the price of a thing that is some block's own. */
  readonly #isOwn: Uint8Array;
  readonly #maker: ColumnMaker;
  #prices: Prices;
  /** The prices of the lowest bound. */
  #best: Prices;
  /** The prices at which the bound would be lowest if all blocks were proven to be about as good as they are. */
  #promising: Prices;
  #promise = Infinity;
  /** By block: how far its best plan was from proven when it was planned last.   Unit: value points. */
  readonly #doubt: Float64Array;
  /** By block: by how much less than at the most promising prices it is worth, as far as that is proven. */
  readonly #cuts: Float64Array;
  /** The form without what is some block's own. */
  readonly #shared: Compact;
  #wide: { readonly lower: Float64Array; readonly upper: Float64Array };

  /**
   * `modes`: a plan that keeps every rule, by item, so that the master has one. `before`: of a form of which this one was
   * made by other numbers; its columns that still hold are taken over.
   */
  constructor(
    c: Compact,
    dual: Dual,
    blocks: readonly Block[],
    prices: Prices,
    modes: Int32Array,
    before?: ColumnSearch,
  ) {
    this.#c = c;
    this.#dual = dual;
    this.blocks = blocks;
    const known = new BlockForms(c, blocks);
    const forms = blocks.map((_, b) => known.form(b));
    this.#doubt = new Float64Array(blocks.length);
    this.#cuts = new Float64Array(blocks.length);
    this.#planners = forms.map((form) => new BlockPlanner(form));
    this.#isOwn = new Uint8Array(priceLayout(c).length);
    for (const { priceAt } of forms) for (const at of priceAt) this.#isOwn[at] = 1;
    this.#maker = new ColumnMaker(c, this.#isOwn);
    const shared = withoutOwn(c, forms);
    this.#shared = shared;
    const columns = blocks.map(({ items }, b) => this.#makeColumn(b, modesIn(items, modes)));
    const sizes = Float64Array.from(columns, ({ demand }) => {
      let cost = 0;
      for (const amount of demand) cost += amount;
      return Math.max(1, cost * sizeShare);
    });
    this.#master = new PricedDual(shared, () => new ColumnChoices(shared, sizes));
    columns.forEach((column, b) => {
      this.#choices.add(b, column);
    });
    if (before !== undefined) this.takeOver(before.newest(Infinity));
    this.#wide = {
      lower: Float64Array.from(this.#master.lower),
      upper: Float64Array.from(this.#master.upper),
    };
    this.#best = prices;
    this.#promising = prices;
    this.#prices = Float64Array.from(prices);
  }

  /** Takes over plans of the same blocks that still hold. */
  takeOver({ blocks, plans }: BlockPlans): void {
    if (blocks !== this.blocks) return;
    for (const [b, planner] of this.#planners.entries())
      for (const modes of plans[b] ?? [])
        if (planner.canHold(modes)) this.#choices.add(b, this.#makeColumn(b, modes));
  }

  /** The newest plans of each block, at most so many. */
  newest(most: number): BlockPlans {
    const plans = this.#choices.columns.map((own) => own.slice(-most).map(({ modes }) => modes));
    return { blocks: this.blocks, plans };
  }

  get #choices(): ColumnChoices {
    return this.#master.choices;
  }

  /** The prices of the lowest bound so far. */
  get prices(): Prices {
    return this.#best;
  }

  /** Plans all blocks and moves the prices, pass after pass; yields after each. */
  *generate({ passes, temperature, nodes }: ColumnOptions): Generator<void> {
    for (let pass = 0; pass < passes; pass++) {
      const at = passes > 1 ? pass / (passes - 1) : 0;
      this.#pass(Math.round(nodes[0] * (nodes[1] / nodes[0]) ** at));
      const steps = this.#c.items < manyItems ? masterSteps : masterStepsOfMany;
      this.#follow(temperature[0] * (temperature[1] / temperature[0]) ** at, steps);
      yield;
    }
  }

  /** Branches for each block, so many on average: most where the last plan was furthest from proven. */
  #branchesOf(nodes: number): number[] {
    const mean = sumOf(this.#doubt) / this.#doubt.length;
    const most = Math.max(1, Math.min(mostBranches, itemsTimesMost / this.#c.items));
    return Array.from(this.#doubt, (doubt) => {
      const share = mean > 0 ? doubt / mean : 1;
      return Math.ceil(nodes * Math.min(most, Math.max(leastBranches, share)));
    });
  }

  /** Plans all blocks at the prices as they are. */
  plan(nodes: number): void {
    this.#pass(nodes);
  }

  /** Goes back to the most promising prices; how much they promise is told anew, with as many branches as those to come. */
  goBack(): void {
    this.#prices = Float64Array.from(this.#promising);
    this.#promise = Infinity;
    this.#choices.given.fill(-1);
  }

  /** Plans all blocks at prices that go this share of the way from the most promising ones to others. */
  planTowards(prices: Prices, share: number, nodes: number): void {
    const from = this.#promising;
    const mixed = from.map((price, k) =>
      this.#isOwn[k] === 1 ? price : price + share * ((prices[k] as number) - price),
    );
    this.#prices = this.#dual.clip(mixed);
    this.#choices.given.fill(-1);
    this.#pass(nodes);
  }

  /**
   * Lowers the bound at the most promising prices: blocks far from proven are planned with ever more branches, as many as `branches`
   * says, fewer for large blocks. Their plans are new columns.
   */
  prove(branches: readonly number[]): void {
    const value = this.#dual.evaluate(this.#promising, 0);
    this.#cuts.fill(0);
    this.#doubt.fill(mostDoubt);
    for (const nodes of branches) {
      const least = this.#leastDoubt;
      for (let b = 0; b < this.blocks.length; b++)
        if ((this.#doubt[b] as number) >= least) this.#prove(b, nodes);
    }
    this.#boundAtPromising(value);
  }

  /** Blocks that are less proven than this are looked at again. */
  get #leastDoubt(): number {
    return Math.max(exact, sumOf(this.#doubt) * leastOfDoubt);
  }

  /** Plans a block at the most promising prices, for which profits stand. */
  #prove(b: number, nodes: number): BlockPlan & { readonly cut: number } {
    const planner = this.#planners[b] as BlockPlanner;
    const most = Math.min(nodes, Math.ceil(itemsTimesProof / planner.form.items.length));
    const planned = planner.plan(this.#dual.profit, this.#promising, most, exact);
    this.#learn(b, planned);
    this.#cuts[b] = Math.max(this.#cuts[b] as number, planned.cut);
    return planned;
  }

  /** The bound and the promise of the most promising prices, where the dual has this value. */
  #boundAtPromising(value: number): void {
    const bound = value - sumOf(this.#cuts);
    this.#promise = bound - partOfDoubt * sumOf(this.#doubt);
    if (bound >= this.bound) return;
    this.bound = bound;
    this.#best = this.#promising;
  }

  /**
   * Blocks that branches have left far from proven at the most promising prices, those first of which a solver should prove
   * most in the same time: what is still open of each, for a general solver, which proves what branches do not. Only while nothing was planned since {@link prove}, and
   * while that promises to bring the bound to `enough`.
   */
  *unproven(enough: number): Generator<UnprovenBlock> {
    const value = this.#dual.evaluate(this.#promising, 0);
    const least = this.#leastDoubt;
    const doubt = Float64Array.from(this.#doubt);
    const open = [...doubt.keys()].filter((b) => (doubt[b] as number) >= least);
    // A solver takes the longer the larger a block is, by more than its size.
    const gain = (b: number) =>
      (doubt[b] as number) / (this.blocks[b] as Block).items.length ** costPower;
    open.sort((a, b) => gain(b) - gain(a) || a - b);
    for (const b of open) {
      if (this.bound <= enough || this.#promise > enough) return;
      const planned = this.#prove(b, proofNodes);
      this.#boundAtPromising(value);
      if (planned.value === -Infinity || planned.bound - planned.value <= exact) continue;
      const { model, decided, modesOf } = (this.#planners[b] as BlockPlanner).model();
      const settle = (bound: number, values: readonly number[] | null) => {
        this.#settle(
          b,
          planned,
          Math.max(planned.value, bound + decided + solverSlack),
          values && modesOf(values),
        );
        this.#boundAtPromising(value);
      };
      yield { model, known: planned.value - decided, enough: least / 2, settle };
    }
  }

  /** Notes that a block is worth at most so much at the most promising prices, and a plan of it. */
  #settle(
    b: number,
    planned: BlockPlan & { readonly cut: number },
    bound: number,
    modes: Int32Array | null,
  ): void {
    const by = planned.bound - bound;
    if (by > 0) {
      this.#cuts[b] = Math.max(this.#cuts[b] as number, planned.cut + by);
      this.#doubt[b] = Math.max(0, Math.min(this.#doubt[b] as number, bound - planned.value));
    }
    if (modes !== null && this.#choices.add(b, this.#makeColumn(b, modes))) this.added++;
  }

  /** Which columns go together best, as a model; those that lose much at the best prices are left out. */
  model(plan: Int32Array, mostLoss: number): ColumnModel {
    const own = this.blocks.map((_, b) => this.#indexOf(b, plan));
    this.#choices.given.fill(-1);
    this.#master.evaluate(this.#best, 0);
    return modelColumns(this.#shared, knownChoices(this.#choices, mostLoss, own), knownRoom);
  }

  /**
   * All plans that are worth more than `value`, and some others, as a model in which no limit has room left; blocks of which more than so many
   * whole plans may be part of one stand item by item. Nothing where there is no such plan.
   */
  open(value: number, most: number): ColumnModel | null {
    let bound = this.#dual.evaluate(this.#best, 0);
    const { profit } = this.#dual;
    const planned = this.#planners.map((planner) =>
      planner.plan(profit, this.#best, openBranches, exact),
    );
    for (const { cut } of planned) bound -= cut;
    this.lower(bound);
    if (this.bound <= value) return null;
    const open = this.#planners.map((planner, b) => {
      const { form } = planner;
      return { form, ...planner.list((planned[b] as BlockPlan).bound - (bound - value), most) };
    });
    return open.some(({ plans }) => plans?.length === 0) ? null : modelOpen(this.#c, open);
  }

  /** Takes over that no plan is worth more than this, as was proven elsewhere; at no prices, so that the best stay as they are. */
  lower(bound: number): void {
    if (bound < this.bound) this.bound = bound;
  }

  /** Plans every block that is not given at the prices. */
  #pass(nodes: number): void {
    const value = this.#dual.evaluate(this.#prices, 0);
    const branches = this.#branchesOf(nodes);
    let cut = 0;
    for (const [b, planner] of this.#planners.entries()) {
      if ((this.#choices.given[b] as number) >= 0) continue;
      const most = branches[b] as number;
      const planned = planner.plan(this.#dual.profit, this.#prices, most, exact);
      this.#learn(b, planned);
      planner.storePrices(this.#prices);
      cut += planned.cut;
    }
    if (this.#choices.given.some((n) => n >= 0)) return;
    const bound = value - cut;
    const promise = bound - partOfDoubt * sumOf(this.#doubt);
    if (promise < this.#promise) {
      this.#promise = promise;
      this.#promising = Float64Array.from(this.#prices);
    }
    if (bound >= this.bound) return;
    this.bound = bound;
    this.#best = Float64Array.from(this.#prices);
  }

  /** Remembers a plan of a block as a column, and how far it is from proven. */
  #learn(b: number, { bound, value, modes }: BlockPlan): void {
    this.#doubt[b] = value === -Infinity ? mostDoubt : Math.min(bound - value, mostDoubt);
    if (value === -Infinity) return;
    const column = this.#makeColumn(b, modes.filter((m) => m >= 0).sort());
    if (this.#choices.add(b, column)) this.added++;
  }

  /** Lets prices of what blocks share follow the master, not too far at a time. */
  #follow(temperature: number, steps: number): void {
    const { lower, upper } = this.#master;
    const { layout, scale } = this.#master;
    for (let k = 0; k < lower.length; k++) {
      const price = this.#prices[k] as number;
      const typical = k < layout.links ? scale : k < layout.leaves ? 1e-3 : 0;
      const [least, most] = [this.#wide.lower[k] as number, this.#wide.upper[k] as number];
      lower[k] = Math.min(most, Math.max(least, price / mostFactor - leastReach * typical));
      upper[k] = Math.max(least, Math.min(most, price * mostFactor + leastReach * typical));
    }
    const prices = this.#master.clip(this.#prices);
    followDown(this.#master, prices, { temperature, steps });
    for (let k = 0; k < prices.length; k++)
      if (this.#isOwn[k] === 0) this.#prices[k] = prices[k] as number;
  }

  /**
   * Fills a draft: gives blocks their likeliest columns, the most decided first, a few at a time; prices follow, and the
   * others are planned anew at them. `keep`: which blocks keep what the draft has of them.
   */
  *fill(
    draft: Draft,
    { stages, temperature, nodes }: FillOptions,
    keep: (b: number) => boolean,
  ): Generator<void> {
    const choices = this.#choices;
    this.#prices = Float64Array.from(this.#best);
    choices.given.fill(-1);
    for (let b = 0; b < this.blocks.length; b++) if (keep(b)) this.#give(draft, b, null);
    for (let stage = 0; stage < stages; stage++) {
      this.#follow(temperature, masterSteps / 2);
      this.#master.evaluate(this.#prices, temperature);
      const open: { readonly b: number; readonly n: number; readonly share: number }[] = [];
      for (let b = 0; b < this.blocks.length; b++) {
        if ((choices.given[b] as number) >= 0) continue;
        const shares = choices.shares[b] as number[];
        const share = Math.max(...shares);
        open.push({ b, n: shares.indexOf(share), share });
      }
      if (open.length === 0) break;
      open.sort((x, y) => y.share - x.share || x.b - y.b);
      const count = stage === stages - 1 ? open.length : Math.ceil(open.length / (stages - stage));
      for (const { b, n } of open.slice(0, count))
        this.#give(draft, b, choices.columns[b]?.[n] ?? null);
      if (count < open.length) this.#pass(nodes);
      yield;
    }
    choices.given.fill(-1);
  }

  /** Brings a column into a draft as far as it fits, and gives the block what came of it. */
  #give(draft: Draft, b: number, column: Column | null): void {
    if (column !== null) install(draft, this.#c, column.modes, this.#dual.profit);
    this.#choices.given[b] = this.#indexOf(b, draft.mode);
  }

  /** The column of what a plan has of a block, which is added where it is new. */
  #indexOf(b: number, plan: Int32Array): number {
    const made = this.#makeColumn(b, modesIn((this.blocks[b] as Block).items, plan));
    this.#choices.add(b, made);
    return (this.#choices.columns[b] as Column[]).findIndex(
      ({ modes }) =>
        modes.length === made.modes.length && modes.every((m, k) => m === made.modes[k]),
    );
  }

  /** By block: what it loses in a plan against its best column, at the best prices.   Unit: value points. */
  losses(plan: Int32Array): number[] {
    const own = this.blocks.map((_, b) => this.#indexOf(b, plan));
    this.#choices.given.fill(-1);
    this.#master.evaluate(this.#best, 0);
    return own.map((n, b) => {
      const values = this.#choices.values[b] as number[];
      const value = values[n] as number;
      return value === -Infinity ? 0 : Math.max(...values) - value;
    });
  }

  /** Brings a plan into a draft without the blocks that are open; blocks of `first` get their best columns before all. */
  takeOut(
    draft: Draft,
    { first, isOpen }: DrawnBlocks,
    modes: Int32Array,
    flow: Float64Array,
  ): void {
    if (first.length === 0) {
      draft.load(modes, flow);
      this.blocks.forEach(({ items }, b) => {
        if (isOpen[b] === 1) for (const i of items) draft.drop(i);
      });
      return;
    }
    draft.load(new Int32Array(modes.length).fill(-1), new Float64Array(flow.length));
    this.#choices.given.fill(-1);
    this.#master.evaluate(this.#best, 0);
    const { profit } = this.#dual;
    for (const b of first) {
      const values = this.#choices.values[b] as number[];
      const best = this.#choices.columns[b]?.[values.indexOf(Math.max(...values))];
      if (best !== undefined) install(draft, this.#c, best.modes, profit);
    }
    this.blocks.forEach(({ items }, b) => {
      if (isOpen[b] === 0 && !first.includes(b))
        install(draft, this.#c, modesIn(items, modes), profit);
    });
  }

  #makeColumn(b: number, modes: Int32Array): Column {
    return this.#maker.make(modes, (this.#planners[b] as BlockPlanner).canHold(modes));
  }
}

function sumOf(amounts: Float64Array): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

/** The modes of some items, rising. */
function modesIn(items: Int32Array, modes: Int32Array): Int32Array {
  return items
    .map((i) => modes[i] as number)
    .filter((m) => m >= 0)
    .sort();
}
