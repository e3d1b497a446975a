import { drawBlocks } from "../blocks/block-draw.ts";
import { type BlockPlans, ColumnSearch } from "../columns/column-search.ts";
import type { Compact } from "../compact/compact.ts";
import { construct } from "../construct.ts";
import { Draft } from "../draft/draft.ts";
import { KeptDraft, type KeptPlan } from "../draft/kept-draft.ts";
import { EditRepair } from "../edit-repair.ts";
import { improve } from "../improve.ts";
import { neighborsAmong } from "../neighbors.ts";
import { descend, type Stage } from "../prices/ascent.ts";
import { Dual } from "../prices/dual.ts";
import { listDoubtful, type Priced, priceModes } from "../prices/priced.ts";
import type { Prices } from "../prices/prices.ts";
import { makeRandom } from "../random.ts";
import type { Plan } from "../search-state.ts";
import { type LevelBase, mostColumns } from "./level-base.ts";

/** Branches opened for each block, for the bound, and while blocks are given their columns. */
const boundNodes = 10;
const fillNodes = 10;
const fillStages = 3;
/** How more columns are looked for. */
const generating = { temperature: [0.000_5, 0.000_3], nodes: [15, 15] } as const;
const masterTemperature = 0.0004;
/** Rounds of single changes for missed rules, and changes in each for each item, and no fewer. */
const mendingRounds = 12;
const mendingTries = 0.025;
const leastMending = 250;
const mendingThrift = [0.9, 0.9] as const;
/** Single changes near a plan, for each item, and no fewer. */
const nearTries = 0.5;
const leastNear = 500;
const nearThrift = [0.9, 0.6] as const;

/**
 * A search for the best plan at one level of a rule, beginning with what searches of other levels found: their prices,
 * whole plans of blocks, and a plan.
 *
 * Prices follow the dual, blocks are planned as wholes, and that bounds every plan. Then all blocks are given columns anew,
 * and single changes follow. Equal beginnings give equal plans.
 */
export class LevelSearch {
  readonly #base: LevelBase;
  readonly #c: Compact;
  readonly #dual: Dual;
  readonly #draft: Draft;
  readonly #kept: KeptDraft;
  readonly #random = makeRandom(1);
  #prices: Prices;
  #columns: ColumnSearch | null = null;
  #priced: Priced | null = null;
  #bound = Infinity;

  /** `form`: of the problem at this level, made of the base's. */
  constructor(base: LevelBase, form: Compact, prices: Prices) {
    this.#base = base;
    this.#c = form;
    this.#dual = new Dual(form, base.dual);
    this.#draft = new Draft(form);
    this.#kept = new KeptDraft(form, this.#draft, this.#dual.scale);
    this.#prices = this.#dual.clip(prices);
  }

  /** No plan is worth more.   Unit: value points. */
  get bound(): number {
    return this.#bound;
  }

  /** The best plan so far; nothing where none was found. */
  get best(): KeptPlan | null {
    return this.#kept.best;
  }

  /** The prices of the lowest bound. */
  get prices(): Prices {
    return this.#prices;
  }

  /** Whole plans of blocks, once they were looked for. */
  get columns(): BlockPlans | undefined {
    return this.#columns?.newest(mostColumns);
  }

  /** (bound - value) / value; Infinity without a plan. */
  get gap(): number {
    return this.#kept.gap(this.#bound);
  }

  /** The best plan so far with its payments. */
  plan(): Plan | null {
    return this.#kept.plan();
  }

  /** Lets prices follow the dual of this level. */
  follow(stages: readonly Stage[]): void {
    const { prices, bound } = descend(this.#dual, this.#prices, stages);
    this.#bound = Math.min(this.#bound, bound);
    this.#prices = prices;
    this.#priced = null;
  }

  /** Takes over a plan, if it keeps this level. */
  adopt({ modes, flow }: KeptPlan): void {
    this.#kept.weighAnew();
    this.#draft.load(modes, flow);
    this.#kept.keep();
  }

  /** Plans blocks as wholes, which lowers the bound. `known`: columns of other levels; `modes`: a plan, of any level. */
  planBlocks(known: readonly BlockPlans[], modes: Int32Array): void {
    const { blocks } = this.#base;
    this.#columns ??= new ColumnSearch(this.#c, this.#dual, blocks, this.#prices, modes);
    for (const other of known) this.#columns.takeOver(other);
    this.#columns.plan(boundNodes);
    this.#bound = Math.min(this.#bound, this.#columns.bound);
    this.#prices = this.#columns.prices;
    this.#priced = null;
  }

  /** Gives all blocks their columns in an empty draft, and mends it. */
  fill(): void {
    const c = this.#c;
    const columns = this.#columns;
    if (columns === null) return;
    const none = new Int32Array(c.items).fill(-1);
    this.#draft.load(none, new Float64Array(c.laneAccount.length));
    this.#fillOpen(columns, () => false);
  }

  /** Looks for more columns at prices between whole plans, which lowers the bound and leads to better plans. */
  generate(passes: number): void {
    if (this.#columns === null) return;
    for (const _ of this.#columns.generate({ ...generating, passes }));
    this.#bound = Math.min(this.#bound, this.#columns.bound);
    this.#prices = this.#columns.prices;
    this.#priced = null;
  }

  /** Plans a share of the blocks of the best plan anew together, those that lose most first every other time. */
  replan(share: number): void {
    const columns = this.#columns;
    const { best } = this;
    if (columns === null || best === null) return;
    const drawn = drawBlocks(columns.losses(best.modes), share, this.#random);
    columns.takeOut(this.#draft, drawn, best.modes, best.flow);
    this.#fillOpen(columns, (b) => drawn.isOpen[b] === 0);
  }

  #fillOpen(columns: ColumnSearch, isKept: (b: number) => boolean): void {
    const options = { stages: fillStages, temperature: masterTemperature, nodes: fillNodes };
    for (const _ of columns.fill(this.#draft, options, isKept));
    this.#mendAll();
    if (this.#draft.shortfall <= 0) this.#searchNear();
  }

  /** Mends a plan that misses this level, such as that of a looser one, by single changes. */
  mend({ modes, flow }: KeptPlan): void {
    this.#draft.load(modes, flow);
    this.#mendAll();
    if (this.#draft.shortfall <= 0) this.#searchNear();
  }

  /** Single changes near the best plan. */
  improve(): void {
    if (this.best === null) return;
    this.#kept.weighAnew();
    this.#draft.load(this.best.modes, this.best.flow);
    this.#searchNear();
  }

  #searchNear(): void {
    this.#change(Math.max(leastNear, Math.ceil(this.#c.items * nearTries)), nearThrift);
  }

  /** Mends missed rules, funds what somebody decided on, and fills in what still fits. */
  #mendAll(): void {
    const c = this.#c;
    const { neighbors } = this.#base;
    const priced = this.#nowPriced();
    this.#kept.weighAnew();
    this.#kept.mend();
    new EditRepair(c, this.#draft, neighbors, priced).forcePinned();
    construct(c, this.#draft, neighbors, priced);
    this.#kept.mendAndKeep();
    const tries = Math.max(leastMending, Math.ceil(c.items * mendingTries));
    for (let round = 0; round < mendingRounds && this.#draft.shortfall > 0; round++)
      this.#change(tries, mendingThrift);
  }

  #nowPriced(): Priced {
    if (this.#priced !== null) return this.#priced;
    this.#priced = priceModes(this.#c, this.#dual, this.#prices);
    this.#draft.preferLanes(this.#dual.lanePrice);
    return this.#priced;
  }

  #change(tries: number, thrift: readonly [number, number]): void {
    const c = this.#c;
    const { pool, neighbors } = this.#base;
    const priced = this.#nowPriced();
    const doubtful = listDoubtful(c, this.#draft.mode, priced, pool, this.#dual.scale);
    const near = neighborsAmong(doubtful, c.items, neighbors);
    const options = { tries, thrift, heat: [0, 0] } as const;
    improve(c, this.#draft, near, doubtful, priced.charge, this.#random, options);
    this.#kept.mendAndKeep();
  }
}
