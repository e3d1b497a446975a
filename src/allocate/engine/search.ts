import type { Allocation, Choice } from "../allocation.ts";
import type { Problem } from "../problem.ts";
import { BlockCuts } from "./blocks/block-cuts.ts";
import { drawBlocks } from "./blocks/block-draw.ts";
import { allBlocks, type Block, hasEnough } from "./blocks/blocks.ts";
import type { ColumnModel } from "./columns/column-model.ts";
import type { ColumnOptions } from "./columns/column-options.ts";
import { ColumnSearch, type UnprovenBlock } from "./columns/column-search.ts";
import { PlanTree } from "./columns/plan-tree.ts";
import { type Compact, compactProblem } from "./compact/compact.ts";
import type { PlanBefore } from "./compact/plan-form.ts";
import { flowOf, modesOf, paysExactly } from "./compact/plan-form.ts";
import { recompact } from "./compact/recompact.ts";
import { construct } from "./construct.ts";
import { Diver } from "./dive.ts";
import { Draft } from "./draft/draft.ts";
import { KeptDraft, type KeptPlan } from "./draft/kept-draft.ts";
import { EditRepair } from "./edit-repair.ts";
import { GroupDraw } from "./group-draw.ts";
import { type ImproveOptions, improve } from "./improve.ts";
import { findNeighbors, type Neighbors, neighborsAmong } from "./neighbors.ts";
import { descend } from "./prices/ascent.ts";
import { Dual } from "./prices/dual.ts";
import {
  listDoubtful,
  type Priced,
  type PricedForm,
  pricedNow,
  priceModes,
} from "./prices/priced.ts";
import { type Prices, scaledPrices } from "./prices/prices.ts";
import { makeRandom, type Random } from "./random.ts";
import { Repacker } from "./repack.ts";
import type { Plan, SearchState } from "./search-state.ts";
import { searchSteps as of } from "./search-steps.ts";
import { Swing } from "./swing.ts";

/**
 * A search for the best plan of a problem that can be continued, and begun anew from what it learned when numbers
 * change.
 *
 * Prices of everything shared come first, from the Lagrangian dual, which also bounds every plan; then a plan built at
 * those prices; then changes of single items with what they displace; then whole groups of items of one partner,
 * repacked together. Everything is counted in steps and drawn from a seed, so that the same input gives the same plan.
 */
export class Search {
  readonly compact: Compact;
  readonly #dual: Dual;
  readonly #random: Random;
  readonly #neighbors: Neighbors;
  readonly #pool: Int32Array;
  readonly #groups: GroupDraw;
  #prices: Prices;
  readonly #firstPrices: Prices;
  /** The best prices before any of a relaxation were followed. */
  #smoothPrices: Prices | undefined;
  #priced: Priced | null = null;
  /** What the search before knew of modes at its prices. */
  readonly #pricedBefore: PricedForm | undefined;
  /** What blocks lose at the best prices, or those of the search before. */
  #cuts: BlockCuts | undefined;
  readonly #draft: Draft;
  /** Nothing yet, or null where there are too few blocks. */
  #columns: ColumnSearch | null | undefined;
  readonly #columnsBefore: ColumnSearch | undefined;
  #tree: PlanTree | undefined;
  #blocks: readonly Block[] | null | undefined;
  #bound = Infinity;
  #steps = 0;
  readonly #kept: KeptDraft;
  #swing: Swing | undefined;
  readonly #from: Int32Array | null;
  readonly #before: PlanBefore | null;

  /**
   * Begins a search. With `before`, the search of a problem that differs little, its prices and its plan are the start;
   * with `start`, the modes of an earlier plan are.
   */
  constructor(problem: Problem, before?: Search, start?: readonly Choice[]) {
    const known = before === undefined ? undefined : recompact(before.compact, problem);
    const c = known ?? compactProblem(problem);
    this.compact = c;
    const isSame = known !== undefined && before !== undefined;
    this.#dual = new Dual(c, isSame ? before.#dual : undefined);
    this.#random = makeRandom(1);
    this.#neighbors = isSame ? before.#neighbors : findNeighbors(c);
    this.#pool = isSame
      ? before.#pool
      : Int32Array.from({ length: c.items }, (_, i) => i).filter(
          (i) => (c.firstMode[i + 1] as number) > (c.firstMode[i] as number),
        );
    this.#groups = isSame ? before.#groups : new GroupDraw(problem, this.#pool);
    this.#before = isSame ? before.#carried() : null;
    // Bounds of prices may have moved: what is no rule any more must have no price.
    this.#firstPrices = isSame
      ? this.#dual.clip(scaledPrices(before.compact, c, before.#soundPrices))
      : this.#dual.start();
    this.#prices = this.#firstPrices;
    this.#draft = new Draft(c);
    this.#kept = new KeptDraft(c, this.#draft, this.#dual.scale, of.firstWeight);
    this.#cuts = isSame ? before.#cuts : undefined;
    this.#columnsBefore = isSame ? (before.#columns ?? before.#columnsBefore) : undefined;
    this.#pricedBefore = isSame ? before.#pricedForm : undefined;
    if (isSame) this.#draft.shareOrder(before.#draft);
    this.#from = start === undefined ? null : modesOf(c, start);
  }

  /** What a search of a problem that differs little takes over: the best plan, that of the search before, or the draft. */
  #carried(): PlanBefore {
    const form = this.compact;
    if (this.#kept.best !== null) return { form, ...this.#kept.best };
    if (this.#before !== null) return this.#before;
    const { mode, flow } = this.#draft;
    return { form, modes: Int32Array.from(mode), flow: Float64Array.from(flow) };
  }

  /** Prices to go on from. Where there may be no plan, prices rise without end and mean no more. */
  get #soundPrices(): Prices {
    return this.#kept.best === null ? this.#firstPrices : this.#prices;
  }

  get state(): SearchState {
    const steps = this.#steps + (this.#tree?.steps ?? 0);
    return { value: this.#kept.best?.value ?? null, bound: this.#lowest, steps };
  }

  /** The bound at the best prices, that of whole plans, or that of all parts where plans were parted. */
  get #lowest(): number {
    return Math.min(this.#bound, this.#columns?.bound ?? Infinity, this.#tree?.bound ?? Infinity);
  }

  /** (bound - value) / value; Infinity without a plan. */
  get gap(): number {
    return this.#kept.gap(this.#lowest);
  }

  /** What the prices say of every mode: by how much profit it falls short is what the bound loses with it. */
  get priced(): Priced {
    this.#priced ??= priceModes(this.compact, this.#dual, this.#prices, this.#pricedBefore);
    return this.#priced;
  }

  get #pricedForm(): PricedForm | undefined {
    const [form, prices, priced] = [this.compact, this.#prices, this.#priced];
    return priced === null ? undefined : { form, prices, priced };
  }

  /** Prices for other numbers to begin from: those of a relaxation lie at a corner, from which it is far to others. */
  get smoothPrices(): Prices {
    return this.#smoothPrices ?? this.#prices;
  }

  get prices(): Prices {
    return this.#prices;
  }

  /** Whether this search shares the form of the one before it, so that {@link edit} can take its plan over. */
  get isNear(): boolean {
    return this.#before !== null;
  }

  /** Takes over an allocation, payments and all; does nothing where it does not keep every rule of this problem. */
  adopt({ choices, payments }: Pick<Allocation, "choices" | "payments">): void {
    const c = this.compact;
    const modes = modesOf(c, choices);
    const flow = flowOf(c, payments);
    if (!paysExactly(c, modes, flow)) return;
    this.#kept.weigh();
    this.#draft.load(modes, flow);
    this.#kept.keep();
  }

  /** Finds prices and a first plan; yields after each part. */
  *begin(): Generator<SearchState> {
    for (const stage of this.#before === null ? of.coldStages : of.warmStages) {
      const { prices, bound } = descend(this.#dual, this.#prices, [stage]);
      if (bound < this.#bound) this.#bound = bound;
      this.#prices = prices;
      yield this.state;
    }
    // Where blocks are planned as wholes, that comes soon enough.
    if (this.#before !== null || this.#listBlocks() === null)
      this.#bound = Math.min(this.#bound, this.#boundByBlocks(of.shortLook));
    const c = this.compact;
    const priced = this.priced;
    this.#draft.preferLanes(this.#dual.lanePrice);
    this.#kept.weigh();
    const repair = new EditRepair(c, this.#draft, this.#neighbors, priced);
    if (this.#from !== null) repair.recall(this.#from);
    if (this.#from === null && this.#before !== null) {
      const { form, modes, flow } = this.#before;
      repair.carryOver(form, modes, flow);
      this.#kept.mend();
    }
    this.#kept.keep();
    repair.forcePinned();
    construct(c, this.#draft, this.#neighbors, priced);
    this.#kept.keep();
    if (this.#kept.best === null)
      this.improve(Math.max(of.leastFirstTries, Math.ceil(c.items * of.firstTries)), [1, 0.7]);
    yield this.state;
    if (this.#before !== null) return;
    const columns = this.#prepareColumns();
    if (columns !== null) {
      yield* this.#findColumns(columns);
      return;
    }
    if (this.#from === null) yield* this.#dive();
    yield* this.#tighten();
  }

  /** Follows the dual further down, and looks longer at the blocks: for the bound alone. */
  *#tighten(): Generator<SearchState> {
    const { items } = this.compact;
    const times = Math.min(of.mostTimes, Math.max(1, Math.ceil(of.manyItems / Math.max(1, items))));
    for (const { temperature, steps } of of.tightStages) {
      const stage = { temperature, steps: steps * times };
      const { prices, bound } = descend(this.#dual, this.#prices, [stage]);
      this.#bound = Math.min(this.#bound, bound);
      this.#prices = prices;
      yield this.state;
    }
    this.#priced = null;
    this.#bound = Math.min(this.#bound, this.#boundByBlocks(of.longLook));
    yield this.state;
  }

  /** Whole plans of blocks, where they were looked for. */
  get columns(): ColumnSearch | null {
    return this.#columns ?? this.#columnsBefore ?? null;
  }

  /** Whether {@link replan} can plan blocks anew: there are enough of them. */
  get hasColumns(): boolean {
    return this.#prepareColumns() !== null;
  }

  /** The blocks; nothing where there are too few of them to be planned as wholes. */
  #listBlocks(): readonly Block[] | null {
    if (this.#blocks !== undefined) return this.#blocks;
    const c = this.compact;
    const blocks = this.#columnsBefore?.blocks ?? allBlocks(c, Math.max(100, c.items / 10));
    this.#blocks = hasEnough(blocks, this.#pool.length) ? blocks : null;
    return this.#blocks;
  }

  /** Makes the blocks ready to be planned as wholes; nothing where there are too few of them. */
  #prepareColumns(): ColumnSearch | null {
    if (this.#columns !== undefined) return this.#columns;
    const [c, blocks, before] = [this.compact, this.#listBlocks(), this.#columnsBefore];
    const modes = this.#kept.best?.modes ?? this.#draft.mode;
    this.#columns =
      blocks === null ? null : new ColumnSearch(c, this.#dual, blocks, this.#prices, modes, before);
    return this.#columns;
  }

  /** Finds whole plans of blocks and prices between them, and a plan made of these. */
  *#findColumns(columns: ColumnSearch): Generator<SearchState> {
    const c = this.compact;
    const [finding, filling] = of.columnSteps(c.items);
    for (const _ of columns.generate(finding)) {
      this.#bound = Math.min(this.#bound, columns.bound);
      yield this.state;
    }
    this.#lower();
    this.#draft.load(new Int32Array(c.items).fill(-1), new Float64Array(c.laneAccount.length));
    for (const _ of columns.fill(this.#draft, filling, () => false)) yield this.state;
    this.#finish();
    yield this.state;
  }

  /**
   * Plans some blocks anew together, the others as they are; then searches near the plan with single changes. `share`: of
   * the blocks, so many.
   */
  replan(share: number = of.openBlocks): SearchState {
    const columns = this.#prepareColumns();
    const { best } = this.#kept;
    if (columns === null || best === null) return this.state;
    const drawn = drawBlocks(columns.losses(best.modes), share, this.#random);
    columns.takeOut(this.#draft, drawn, best.modes, best.flow);
    for (const _ of columns.fill(this.#draft, of.fillSome, (b) => drawn.isOpen[b] === 0));
    this.#finish();
    this.#steps += this.compact.items;
    return this.state;
  }

  /** Looks for prices of a lower bound and for more columns, from the most promising prices. */
  refine(options: ColumnOptions): SearchState {
    const columns = this.#prepareColumns();
    if (columns === null) return this.state;
    columns.goBack();
    for (const _ of columns.generate(options));
    this.#steps += options.passes * this.compact.items;
    return this.#lower();
  }

  /** The same at prices this share of the way to others, such as those of the relaxation of {@link columnModel}. */
  refineTowards(prices: Prices, share: number, branches: number): SearchState {
    this.#smoothPrices ??= this.#prices;
    this.#prepareColumns()?.planTowards(prices, share, branches);
    this.#steps += this.compact.items;
    return this.#lower();
  }

  /** Lowers the bound at the most promising prices, with up to so many branches for blocks that are far from proven. */
  prove(branches: number): SearchState {
    this.#prepareColumns()?.prove(of.proofBranches.filter((most) => most <= branches));
    this.#steps += this.compact.items;
    return this.#lower();
  }

  /** Blocks that {@link prove} left far from proven, while a solver may bring the bound to `enough`; {@link state} knows. */
  *unproven(enough: number): Generator<UnprovenBlock> {
    for (const block of this.#columns?.unproven(enough) ?? []) {
      yield block;
      this.#lower();
    }
  }

  /** All plans, to be parted by what they fund; nothing where there are too few blocks, or no plan. */
  get tree(): PlanTree | null {
    const [compact, columns, { best }] = [this.compact, this.#prepareColumns(), this.#kept];
    if (columns === null || best === null) return null;
    this.#tree ??= new PlanTree({ compact, columns, outer: Infinity }, best);
    this.#tree.plan = best;
    return this.#tree;
  }

  #lower(): SearchState {
    if (!this.#columns) return this.state;
    this.#bound = Math.min(this.#bound, this.#columns.bound);
    this.#prices = this.#columns.prices;
    this.#priced = null;
    return this.state;
  }

  /**
   * Which whole plans of blocks go together best, as a model; nothing where there are too few blocks, or no plan.
   * `mostLoss`: what one may lose at the prices to be among the choices, as a share of the value.
   */
  columnModel(mostLoss: number): ColumnModel | null {
    const { best } = this.#kept;
    if (best === null) return null;
    return this.#prepareColumns()?.model(best.modes, best.value * mostLoss) ?? null;
  }

  /**
   * Takes over a solution of {@link columnModel}, and mends it; keeps the better plan. One that a solver's tolerance let
   * spend too much is left alone.
   */
  take({ modes, flow }: ReturnType<ColumnModel["planOf"]>): SearchState {
    this.#draft.load(modes, flow);
    if (this.#kept.isSound) this.#finish();
    else this.#kept.restart();
    return this.state;
  }

  /** Mends a plan that blocks were brought into: what somebody decided, floors, and what still fits. */
  #finish(): void {
    const c = this.compact;
    const { priced } = this;
    this.#kept.weighAnew(of.mendingWeight);
    this.#kept.mendAndKeep();
    new EditRepair(c, this.#draft, this.#neighbors, priced).forcePinned();
    construct(c, this.#draft, this.#neighbors, priced);
    this.#kept.mendAndKeep();
    const tries = Math.max(of.leastMendingTries, Math.ceil(c.items * of.mendingTries));
    for (let round = 0; round < of.mendingRounds && this.#draft.shortfall > 0; round++)
      this.#change(tries, [0.9, 0.6]);
    this.#kept.goBack();
  }

  /** Builds a second plan by settling items at prices that follow what is left. */
  *#dive(): Generator<SearchState> {
    const c = this.compact;
    this.#draft.load(new Int32Array(c.items).fill(-1), new Float64Array(c.laneAccount.length));
    for (const _ of new Diver(c, this.#draft).fill(this.#prices, of.dive)) yield this.state;
    const repair = new EditRepair(c, this.#draft, this.#neighbors, this.priced);
    repair.forcePinned();
    this.#kept.mendAndKeep();
    construct(c, this.#draft, this.#neighbors, this.priced);
    this.#kept.mendAndKeep();
    yield this.state;
  }

  /**
   * Takes over the plan of a search before an edit, and mends only what the edit broke: what no longer fits is dropped, the
   * least worth per dollar first, and single changes near it follow. For an answer while somebody types.
   *
   * `follow`: let prices follow the edit a little, which takes longer and bounds better.
   */
  edit(before: Search, tries: number, follow = false): SearchState {
    const c = this.compact;
    this.#bound = this.#boundByBlocks(of.shortLook, before.#cuts, of.touchedBlocks);
    if (follow) {
      const { prices, bound } = descend(this.#dual, this.#prices, of.warmStages);
      if (bound < this.#bound) {
        this.#prices = prices;
        this.#bound = bound;
        this.#bound = Math.min(this.#bound, this.#boundByBlocks(of.shortLook));
      }
    }
    // Prices that followed are not those of the dual's last evaluation.
    const price = follow ? priceModes : pricedNow;
    const priced = price(c, this.#dual, this.#prices, this.#pricedBefore);
    this.#priced = priced;
    this.#draft.preferLanes(this.#dual.lanePrice);
    this.#kept.weigh();
    const repair = new EditRepair(c, this.#draft, this.#neighbors, priced);
    const { form, modes, flow } = before.#carried();
    repair.carryOver(form, modes, flow);
    const listed = repair.listNear(form);
    const pool = listed.length > 0 ? listed : this.#pool;
    this.#kept.mendAndKeep();
    const { charge } = priced;
    for (const { share, thrift } of of.editThrifts) {
      const options = { tries: Math.ceil(tries * share), thrift, heat: [0, 0] } as const;
      improve(c, this.#draft, this.#neighbors, pool, charge, this.#random, options);
    }
    this.#steps += tries;
    return this.#settle();
  }

  /** The bound at the prices, less what blocks lose when packages are whole. `known`: what those that did not change lost. */
  #boundByBlocks(steps: number, known?: BlockCuts, most = Infinity): number {
    const value = this.#dual.evaluate(this.#prices, 0);
    this.#cuts = new BlockCuts(this.compact, this.#dual, this.#prices, known);
    this.#cuts.look(this.#dual, steps, most);
    return value - this.#cuts.sum;
  }

  /** Searches near the plan with `tries` single changes of items in doubt; `thrift` as in {@link improve}. */
  improve(tries: number, thrift: readonly [number, number]): SearchState {
    this.#kept.mend();
    this.#change(tries, thrift);
    this.#kept.goBack();
    return this.state;
  }

  #change(tries: number, thrift: readonly [number, number]): void {
    const { charge } = this.priced;
    const doubtful = this.#listDoubtful();
    const near = neighborsAmong(doubtful, this.compact.items, this.#neighbors);
    const options = { tries, thrift, heat: [0, 0] } as const;
    improve(this.compact, this.#draft, near, doubtful, charge, this.#random, options);
    this.#steps += tries;
    this.#kept.mendAndKeep();
  }

  #listDoubtful(): Int32Array {
    return listDoubtful(this.compact, this.#draft.mode, this.priced, this.#pool, this.#dual.scale);
  }

  /** Repacks groups of items together, `tries` times. */
  repack(tries: number, thrift: number): SearchState {
    const { compact: c, priced } = this;
    const { rows, links } = this.#dual.layout;
    const repacker = new Repacker(c, this.#draft, priced, this.#prices.subarray(rows, links));
    for (let step = 0; step < tries; step++)
      repacker.try(
        this.#groups.draw(c, this.#draft, this.#neighbors, priced, this.#random),
        thrift,
      );
    this.#steps += tries * 100;
    return this.#settle();
  }

  /** Swings about floors and shares from the best plan on. `isWide`: all items may change, in place of those in doubt. */
  swing(options: ImproveOptions, isWide: boolean): SearchState {
    const [c, kept] = [this.compact, this.#kept];
    if (!kept.restart()) return this.state;
    const { rows, links } = this.#dual.layout;
    const prices = this.#prices.subarray(rows, links);
    this.#swing ??= new Swing(c, this.#draft, prices, this.#dual.scale);
    const pool = isWide ? this.#pool : this.#listDoubtful();
    const near = neighborsAmong(pool, c.items, this.#neighbors);
    this.#swing.run(pool, near, this.priced.charge, this.#random, options, () => kept.keep());
    kept.restart();
    this.#steps += options.tries;
    return this.state;
  }

  /** Mends the draft, remembers it where it is the best, and says what is known. */
  #settle(): SearchState {
    this.#kept.mendAndKeep();
    this.#kept.goBack();
    return this.state;
  }

  /** The best plan so far in compact form; nothing before there is one. */
  get best(): KeptPlan | null {
    return this.#kept.best;
  }

  /** The best plan so far; nothing before there is one. */
  plan(): Plan | null {
    return this.#kept.plan();
  }
}
