import type { Compact } from "../engine/compact/compact.ts";
import { construct } from "../engine/construct.ts";
import { Draft } from "../engine/draft/draft.ts";
import { EditRepair } from "../engine/edit-repair.ts";
import { improve } from "../engine/improve.ts";
import { findNeighbors, type Neighbors, neighborsAmong } from "../engine/neighbors.ts";
import { Dual } from "../engine/prices/dual.ts";
import { listDoubtful, type Priced, priceModes } from "../engine/prices/priced.ts";
import type { Prices } from "../engine/prices/prices.ts";
import { makeRandom, type Random } from "../engine/random.ts";
import type { SoftForm } from "./soft-form.ts";

/** A plan of a soft form: modes, and the cents of each lane. */
export interface SoftPlan {
  readonly modes: Int32Array;
  readonly flow: Float64Array;
  /** What it costs, rules that are held at their weight.   Unit: US cents. */
  readonly costs: number;
  /** By how much each rule, and then each decision, gives way.   Unit: US cents.   Shape: as `rules` of the form. */
  readonly amounts: Float64Array;
}

/** Rules whose sums end in parts of a cent are kept when they miss by less. */
const halfCent = 0.5;

/** A plan that costs no more than this share above the bound is the cheapest for a reader. */
const provenShare = 5e-6;

/** How often a plan is taken apart in what a rule counts that gives way; else in what draws on an account. */
const shakenByRow = 0.7;
/** About so many items are looked at to be taken out, and no larger share of a list. */
const fewShaken = 60;
const mostShaken = 0.5;

/** A search ends after so many rounds in a row that gained nothing. */
const idleRounds = 8;

/** What a cent of a rule counts on the way to its full weight. */
const easedWeights = [1.5, 4, 30] as const;

/** A round of single changes: most of it at prices, the rest by what rules miss alone. */
const thrifts = [
  { share: 0.8, from: 0.9, to: 0.6 },
  { share: 0.2, from: 0.3, to: 0 },
] as const;

/** What modes are worth at some prices. */
interface PricedAt {
  readonly prices: Prices;
  readonly dual: Dual;
  readonly priced: Priced;
  /** The same without what gains nothing: at the best prices that is nearly all, and finding money for it takes long. */
  readonly wanted: Priced;
}

/** A profit of less is that of rounding.   Unit: US cents. */
const leastProfit = 100;

/** A search for the plan of a soft form that costs least: the engine's own, with missed rules as all there is to gain. */
export class SoftSearch {
  readonly #soft: SoftForm;
  readonly #c: Compact;
  readonly #draft: Draft;
  readonly #neighbors: Neighbors;
  readonly #random: Random = makeRandom(1);
  readonly #pool: Int32Array;
  #known: PricedAt | undefined;

  /** `from`: a plan to begin with, which must be paid as the form asks. */
  constructor(soft: SoftForm, neighbors?: Neighbors, from?: SoftPlan) {
    this.#soft = soft;
    this.#c = soft.form;
    this.#draft = new Draft(soft.form);
    this.#neighbors = neighbors ?? findNeighbors(soft.form);
    this.#pool = Int32Array.from({ length: this.#c.items }, (_, i) => i).filter(
      (i) => (this.#c.firstMode[i] as number) < (this.#c.firstMode[i + 1] as number),
    );
    this.#draft.setWeights((r) => soft.weights[r] as number);
    if (from !== undefined) this.#draft.load(from.modes, from.flow);
  }

  get neighbors(): Neighbors {
    return this.#neighbors;
  }

  /** What the present plan costs, rules that are held at their weight.   Unit: US cents. */
  get costs(): number {
    return this.#draft.missed + this.#soft.kept - this.#draft.value;
  }

  /** How many that must be funded, and may not give way, are not. */
  get #lost(): number {
    const { pinned } = this.#c;
    let lost = 0;
    for (let i = 0; i < pinned.length; i++)
      if (pinned[i] === 1 && (this.#draft.mode[i] as number) < 0) lost++;
    return lost;
  }

  /**
   * Goes on at some prices: fills what floors ask for, unless `fills` is false, then tries so many single changes. To fill
   * takes as long as they do where a floor cannot be met.
   */
  run(prices: Prices, tries: number, fills = true): void {
    const c = this.#c;
    const draft = this.#draft;
    const { dual, priced, wanted } = this.#priceAt(prices);
    draft.preferLanes(dual.lanePrice);
    // What must be funded comes first: others make way for it.
    if (this.#lost > 0) new EditRepair(c, draft, this.#neighbors, priced).forcePinned();
    if (fills) construct(c, draft, this.#neighbors, wanted);
    this.#improve(priced, tries);
  }

  /** What modes are worth at some prices; kept until others are asked for. */
  #priceAt(prices: Prices): PricedAt {
    if (this.#known?.prices === prices) return this.#known;
    const c = this.#c;
    const dual = new Dual(c);
    const priced = priceModes(c, dual, prices);
    const bestMode = priced.bestMode.map((m, i) =>
      (priced.best[i] as number) > leastProfit ? m : -1,
    );
    this.#known = { prices, dual, priced, wanted: { ...priced, bestMode } };
    return this.#known;
  }

  /**
   * Goes on from the best plan so far, which is taken apart a little before each of some rounds; answers the best. Ends
   * at a plan of which it is known that none costs less.
   */
  search(prices: Prices, rounds: number, tries: number, atLeast = 0): SoftPlan {
    let best = this.plan();
    let lost = this.#lost;
    let idle = 0;
    const enough = atLeast * (1 + provenShare) + halfCent;
    const isOver = () => idle >= idleRounds || (best.costs <= enough && lost === 0);
    for (let round = 0; round < rounds && !isOver(); round++) {
      if (round > 0) this.#shake(best);
      this.run(prices, tries);
      const { costs } = this;
      const now = this.#lost;
      idle++;
      if (now > lost || (now === lost && costs >= best.costs)) continue;
      idle = 0;
      best = this.plan();
      lost = now;
    }
    this.#draft.load(best.modes, best.flow);
    return best;
  }

  /**
   * Lets rules that are held weigh more only bit by bit, so that others give way in their place: at full weight at once, the
   * shortest way to keep a share would be to fund nothing else.
   */
  ease(prices: Prices, tries: number): void {
    const { weights } = this.#soft;
    if (weights.every((weight) => weight === 1)) return;
    for (const cap of [...easedWeights, Infinity]) {
      this.#draft.setWeights((r) => Math.min(cap, weights[r] as number));
      if (cap < Infinity) this.run(prices, tries, cap === easedWeights[0]);
    }
  }

  /** Takes out some of what rules that give way count, or of what draws on an account that they do. */
  #shake({ modes, flow, amounts }: SoftPlan): void {
    const c = this.#c;
    const draft = this.#draft;
    const random = this.#random;
    draft.load(modes, flow);
    const missed = Array.from(amounts.subarray(0, c.rows).keys()).filter((r) => amounts[r] !== 0);
    const { firstOfRow, ofRow, firstOfAccount, ofAccount } = this.#neighbors;
    const drawn = missed[random.below(Math.max(1, missed.length))];
    const isByRow = drawn !== undefined && random.next() < shakenByRow;
    const [list, first, at] = isByRow
      ? [ofRow, firstOfRow, drawn]
      : [ofAccount, firstOfAccount, random.below(c.accounts.length)];
    const [from, to] = [first[at] as number, first[at + 1] as number];
    const share = Math.min(mostShaken, (fewShaken * (1 + random.next())) / Math.max(1, to - from));
    draft.begin();
    for (let step = from; step < to; step++)
      if (random.next() < share) draft.set(list[step] as number, -1);
  }

  /** Begins anew with modes in their order, as far as money and links let them in, and no two of an item. */
  begin(modes: Iterable<number>, prices: Prices): void {
    const c = this.#c;
    const draft = this.#draft;
    const dual = new Dual(c);
    dual.evaluate(prices, 0);
    draft.preferLanes(dual.lanePrice);
    draft.load(new Int32Array(c.items).fill(-1), new Float64Array(c.laneAccount.length));
    let left = [...modes];
    // A second pass takes what waited for another that it requires.
    for (let pass = 0; pass < 2; pass++)
      left = left.filter((m) => {
        const i = c.itemOf[m] as number;
        if ((draft.mode[i] as number) >= 0) return false;
        draft.begin();
        return !draft.set(i, m);
      });
    this.#reroute();
  }

  #improve(priced: Priced, tries: number): void {
    const c = this.#c;
    const draft = this.#draft;
    for (const { share, from, to } of thrifts) {
      const doubtful = listDoubtful(c, draft.mode, priced, this.#pool, 1);
      const near = neighborsAmong(doubtful, c.items, this.#neighbors);
      const options = {
        tries: Math.ceil(tries * share),
        thrift: [from, to],
        heat: [0, 0],
      } as const;
      improve(c, draft, near, doubtful, priced.charge, this.#random, options);
      this.#reroute();
    }
  }

  /** Moves money towards floors that are missed. */
  #reroute(): void {
    const draft = this.#draft;
    draft.begin();
    for (let r = 0; r < this.#c.rows; r++)
      if ((draft.rowSum[r] as number) > (this.#c.rowLimit[r] as number)) draft.reroute(r);
  }

  /** The present plan. */
  plan(): SoftPlan {
    const { form: c, rules, pins } = this.#soft;
    const draft = this.#draft;
    const amounts = Float64Array.from(rules, ({ asked }, at) => {
      if (at >= c.rows) return (draft.mode[pins[at - c.rows] as number] as number) < 0 ? asked : 0;
      const over = (draft.rowSum[at] as number) - (c.rowLimit[at] as number);
      return over > halfCent ? over : 0;
    });
    return {
      modes: Int32Array.from(draft.mode),
      flow: Float64Array.from(draft.flow),
      costs: this.costs,
      amounts,
    };
  }
}
