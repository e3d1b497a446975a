import type { Problem } from "../../problem.ts";
import { dominanceBy } from "../blocks/block-dominance.ts";
import { BlockForms } from "../blocks/block-form.ts";
import { BlockNumbers } from "../blocks/block-numbers.ts";
import { BlockPlanner } from "../blocks/block-plan.ts";
import { quick } from "../blocks/planning-rule.ts";
import type { Compact } from "../compact/compact.ts";
import { recompact } from "../compact/recompact.ts";
import { construct } from "../construct.ts";
import { Draft } from "../draft/draft.ts";
import { KeptDraft, type KeptPlan } from "../draft/kept-draft.ts";
import { EditRepair } from "../edit-repair.ts";
import { improve } from "../improve.ts";
import { type Neighbors, neighborsAmong } from "../neighbors.ts";
import type { Stage } from "../prices/ascent.ts";
import { Dual } from "../prices/dual.ts";
import { listDoubtful, type Priced, pricedNow } from "../prices/priced.ts";
import { type Prices, scaledPrices } from "../prices/prices.ts";
import { makeRandom } from "../random.ts";
import type { Plan, SearchState } from "../search-state.ts";
import { trade } from "../trade.ts";
import type { WorldBase } from "./world-base.ts";
import { installWanted } from "./world-install.ts";
import { WorldMaster } from "./world-master.ts";
import { mixPlans, writePlans } from "./world-mix.ts";

/** How closely blocks are planned at prices: with so many branches, until they are within `enough` of their best. */
interface Closeness {
  /** For each block, or by how large it is. */
  readonly nodes: number | readonly Branches[];
  readonly ownSteps: number;
  /** Unit: value points. */
  readonly enough: number;
}

/** So many branches for a block of at most so many items. */
interface Branches {
  readonly upTo: number;
  readonly nodes: number;
}

/** A branch of a small block takes less time than one of a large block, and brings its bound closer to its plan. */
const lastBranches: readonly Branches[] = [
  { upTo: 50, nodes: 28 },
  { upTo: 100, nodes: 20 },
  { upTo: Infinity, nodes: 12 },
];

/**
 * How prices move between plans of all blocks: by at most a factor, and by a share of where the master leads, as it knows
 * too few plans to be followed whole; and how closely blocks are planned there. More moves with rough plans lead further
 * than fewer with close ones. The last plans are for the bound, with branches.
 */
const moves = [
  { reach: 1.3, share: 0.7, nodes: 0, ownSteps: 4, enough: 2e-3 },
  { reach: 1.2, share: 0.6, nodes: 4, ownSteps: 6, enough: 2e-3 },
  { reach: 1.15, share: 0.6, nodes: 12, ownSteps: 8, enough: 2e-3 },
  { reach: 1.1, share: 0.5, nodes: 12, ownSteps: 8, enough: 2e-3 },
  { reach: 1.1, share: 0.4, nodes: lastBranches, ownSteps: 12, enough: 2e-4 },
] as const;
/** How closely they are planned before the first move. */
const rough: Closeness = { nodes: 0, ownSteps: 8, enough: 2e-3 };
/** How the master is followed at each move. */
const stage: Stage = { temperature: 0.008, steps: 6 };
/** Rounds of single changes for missed floors, and changes in each for each item, and no fewer. */
const mendingRounds = 48;
const mendingTries = 0.012;
const leastMending = 120;
/** What changes are drawn from is listed anew after so many rounds, as others come into doubt. */
const roundsOfList = 6;
/** Accounts that cost less than this share of what a cent is worth more than others are drawn on like these. */
const alike = 0.05;
/** What unspent money counts while floors are mended. */
const thrift = 0.9;
/** Offers of single items that are tried at the end, for each item. */
const offers = 0.05;

/**
 * A quick search for the best plan of another world: a problem in which any number may be other than planned, but which
 * has the items, accounts, rules and objectives of the plan.
 *
 * It begins with the prices between whole plans of blocks that the plan's own search ended with, and with whole plans of
 * blocks around them. Blocks are planned as wholes at prices; that bounds every plan. How they answer, and how those
 * plans would, moves the prices, a few times. Of all plans of each block, the ones that together fit best are brought
 * into an empty draft, and mended.
 * Equal worlds of a base get equal plans.
 */
export class WorldSearch {
  readonly #base: WorldBase;
  readonly #c: Compact;
  readonly #dual: Dual;
  readonly #draft: Draft;
  readonly #kept: KeptDraft;
  readonly #random = makeRandom(1);
  /** What blocks would choose at the prices. */
  readonly #wanted: Int32Array;
  #near: { readonly doubtful: Int32Array; readonly near: Neighbors } | undefined;
  #bound = Infinity;
  #steps = 0;

  /** `form`: of the world, made of the base's; see {@link searchWorld}. */
  constructor(base: WorldBase, form: Compact) {
    this.#base = base;
    this.#c = form;
    this.#dual = new Dual(form, base.dual);
    this.#draft = new Draft(form);
    this.#kept = new KeptDraft(form, this.#draft, this.#dual.scale);
    this.#wanted = new Int32Array(form.items).fill(-1);
  }

  /** What is known so far. */
  get state(): SearchState {
    return { value: this.#kept.best?.value ?? null, bound: this.#bound, steps: this.#steps };
  }

  /** (bound - value) / value; Infinity without a plan. */
  get gap(): number {
    return this.#kept.gap(this.#bound);
  }

  /** The best plan so far, in the form of its world; nothing where none was found. */
  get best(): KeptPlan | null {
    return this.#kept.best;
  }

  /** The same with its payments. */
  plan(): Plan | null {
    return this.#kept.plan();
  }

  /** Finds a bound, and a plan if it can. */
  run(): void {
    const base = this.#base;
    const c = this.#c;
    const planners = this.#planners();
    const planned = this.#dual.clip(scaledPrices(base.form, c, base.prices));
    const master = new WorldMaster(base, c, this.#dual, planned);
    let followed = master.start();
    beginWithBest(planners, master, followed);
    let prices = this.#planBlocks(planners, planned, rough, master);
    for (const { reach, share, ...closeness } of moves) {
      if (this.#bound === -Infinity) return;
      master.correct(followed, stage.temperature);
      followed = mixed(followed, master.follow(followed, stage, reach), share);
      prices = this.#dual.clip(master.spreadOver(followed, prices));
      beginWithBest(planners, master, followed);
      prices = this.#planBlocks(planners, prices, closeness, master);
    }
    const canHold = (b: number, modes: Int32Array) => planners[b]?.canHold(modes) === true;
    writePlans(c, mixPlans(master, followed, canHold), this.#wanted);
    this.#dual.valueAt(prices);
    const priced = pricedNow(c, this.#dual, prices);
    this.#draft.preferLanes(this.#dual.lanePrice);
    this.#draft.payEvenly(alike * this.#dual.scale);
    installWanted(c, this.#draft, this.#wanted, priced, this.#dual, prices);
    this.#mendAll(priced);
    if (this.#kept.best === null) return;
    this.#trade(priced, prices);
  }

  /** Planners of all blocks, whose forms are the base's with other numbers wherever they can be. */
  #planners(): BlockPlanner[] {
    const { blocks, blockForms, formOf, dominanceOf } = this.#base;
    const forms = new BlockForms(this.#c, blocks, blockForms);
    const numbers = new BlockNumbers(this.#c);
    return formOf.map((old, b) => {
      const form = numbers.renew(old, forms.linksOf(b)) ?? forms.form(b);
      const dominance = dominanceBy(form, old, dominanceOf[b] as Int32Array);
      return new BlockPlanner(form, quick, dominance);
    });
  }

  /**
   * Plans all blocks at prices, which bounds every plan, and tells the master; answers these prices with the blocks' own
   * at their best.
   */
  #planBlocks(
    planners: readonly BlockPlanner[],
    prices: Prices,
    { nodes, ownSteps, enough }: Closeness,
    master: WorldMaster,
  ): Prices {
    const value = this.#dual.valueAt(prices);
    const own = Float64Array.from(prices);
    let cut = 0;
    const plans = planners.map((planner) => {
      const { items } = planner.form;
      const { profit } = this.#dual;
      const branches = branchesOf(nodes, items.length);
      const planned = planner.plan(profit, prices, branches, enough, ownSteps);
      cut += planned.cut;
      planner.storePrices(own);
      // Where no plan was found in so few branches, the base's is taken for an answer.
      const isFound = planned.value > -Infinity;
      return isFound ? planned.modes : items.map((i) => this.#base.modes[i] as number);
    });
    plans.forEach((modes, b) => {
      master.add(b, modes);
    });
    this.#bound = Math.min(this.#bound, value - cut);
    this.#steps += this.#c.items;
    return own;
  }

  /** Mends missed floors, funds what somebody decided on, and fills in what still fits. */
  #mendAll(priced: Priced): void {
    const c = this.#c;
    const { neighbors } = this.#base;
    this.#kept.weighAnew();
    this.#kept.mend();
    new EditRepair(c, this.#draft, neighbors, priced).forcePinned();
    construct(c, this.#draft, neighbors, priced);
    this.#kept.mendAndKeep();
    const tries = Math.max(leastMending, Math.ceil(c.items * mendingTries));
    for (let round = 0; round < mendingRounds && this.#kept.best === null; round++) {
      if (round % roundsOfList === 0) this.#near = undefined;
      this.#improve(priced, tries, [thrift, thrift]);
      this.#kept.keep();
    }
  }

  /** Moves money to where leaves are short of their goals. */
  #trade(priced: Priced, prices: Prices): void {
    const c = this.#c;
    this.#kept.goBack();
    this.#near ??= this.#listNear(priced);
    const { doubtful, near } = this.#near;
    const leaves = prices.subarray(this.#dual.layout.leaves);
    trade(c, this.#draft, near, doubtful, { priced, leaves }, Math.ceil(c.items * offers));
    this.#steps += Math.ceil(c.items * offers);
    this.#kept.keep();
  }

  #improve(priced: Priced, tries: number, saved: readonly [number, number]): void {
    const c = this.#c;
    this.#near ??= this.#listNear(priced);
    const { doubtful, near } = this.#near;
    const options = { tries, thrift: saved, heat: [0, 0] } as const;
    improve(c, this.#draft, near, doubtful, priced.charge, this.#random, options);
    this.#steps += tries;
    this.#kept.mend();
  }

  /** What single changes are drawn from: several rounds share it, as few items come into doubt on the way. */
  #listNear(priced: Priced) {
    const c = this.#c;
    const { pool, neighbors } = this.#base;
    const doubtful = listDoubtful(c, this.#draft.mode, priced, pool, this.#dual.scale);
    return { doubtful, near: neighborsAmong(doubtful, c.items, neighbors) };
  }
}

/** Lets every block begin with the best of its known plans that it can have, as the master's prices have it. */
function beginWithBest(
  planners: readonly BlockPlanner[],
  master: WorldMaster,
  y: Float64Array,
): void {
  const { taker } = master;
  const value = taker.valuesAt(y);
  for (const [b, planner] of planners.entries()) {
    const known = master.plansOf(b);
    const best = bestOf(known, value);
    if (best === undefined || planner.beginWith(taker.modesOf(best))) continue;
    const order = [...known].sort((p, q) => (value[q] as number) - (value[p] as number));
    order.some((n) => planner.beginWith(taker.modesOf(n)));
  }
}

/** The first of some plans that is worth most. */
function bestOf(plans: readonly number[], value: Float64Array): number | undefined {
  let best = plans[0];
  for (const n of plans)
    if (best !== undefined && (value[n] as number) > (value[best] as number)) best = n;
  return best;
}

/** How many branches a block of so many items gets. */
function branchesOf(nodes: Closeness["nodes"], items: number): number {
  if (typeof nodes === "number") return nodes;
  return nodes.find(({ upTo }) => items <= upTo)?.nodes ?? 0;
}

/** A share of the way between two points. */
function mixed(from: Float64Array, to: Float64Array, share: number): Float64Array {
  return from.map((price, k) => price + share * ((to[k] as number) - price));
}

/** A finished search of another world; nothing where the world differs from the base in more than numbers. */
export function searchWorld(base: WorldBase, world: Problem): WorldSearch | undefined {
  const form = recompact(base.form, world);
  if (form === undefined) return undefined;
  const search = new WorldSearch(base, form);
  search.run();
  return search;
}
