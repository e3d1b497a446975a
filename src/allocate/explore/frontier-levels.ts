import type { BlockPlans } from "../engine/columns/column-search.ts";
import { flowOf, modesOf } from "../engine/compact/plan-form.ts";
import { recompact } from "../engine/compact/recompact.ts";
import type { KeptPlan } from "../engine/draft/kept-draft.ts";
import type { Stage } from "../engine/prices/ascent.ts";
import { proveNone } from "../engine/prices/no-plan.ts";
import type { Prices } from "../engine/prices/prices.ts";
import { type LevelBase, levelBase } from "../engine/worlds/level-base.ts";
import { LevelSearch } from "../engine/worlds/level-search.ts";
import { type ExplainSession, isLarge, searchOf } from "../explain/session.ts";
import { toAllocation } from "../found.ts";
import {
  compareStrictness,
  type FrontierAxis,
  type PosedLevel,
  poseLevels,
} from "./frontier-axis.ts";
import { type Found, roundLevel } from "./frontier-end.ts";

/** What came of the search at a level. */
export interface TriedLevel {
  /** No plan that keeps the level is worth more; -Infinity where it is proven that there is none.   Unit: value points. */
  readonly bound: number;
  readonly found: Found | undefined;
  /** The loosest level of which this search proved that it has no plan. */
  readonly none: number | undefined;
}

/** What a level teaches those near it. */
interface Learned {
  readonly level: number;
  readonly prices: Prices;
  readonly columns: BlockPlans | undefined;
  readonly plan: KeptPlan | null;
  /** False for the plan without the rule, with which everything begins. */
  readonly isTried: boolean;
}

/** From the prices of a level on one side, or far away, prices follow the dual through these; they need many steps. */
const farStages: readonly Stage[] = [
  { temperature: 0.03, steps: 25 },
  { temperature: 0.01, steps: 25 },
  { temperature: 0.006, steps: 25 },
  { temperature: 0.003, steps: 25 },
  { temperature: 0.0015, steps: 25 },
];

/** From prices between those of a stricter and of a looser level, these do. */
const nearStages: readonly Stage[] = [
  { temperature: 0.01, steps: 25 },
  { temperature: 0.003, steps: 25 },
  { temperature: 0.0015, steps: 25 },
];

/** Passes over all blocks for more columns before blocks are given theirs. */
const passes = 1;

/** The share of the blocks that are planned anew where a plan of a level, or of a stricter one, is there. */
const openBlocks = 0.4;

/** Where the gap of a level gone over again is so many times the one asked for, all blocks are given columns once more. */
const farGap = 2;

/** Where prices prove that a level has no plan, they are held against looser ones to this. */
const proofRoom = 1e-3;

/**
 * Searches of a large plan at levels of one rule. All share one form, in which only the ratio of the rule changes, and each
 * begins with what was learned at the levels around it.
 */
export class FrontierLevels {
  readonly #session: ExplainSession;
  readonly #axis: FrontierAxis;
  readonly #posed: PosedLevel;
  readonly #base: LevelBase;
  /** From the loosest to the strictest. */
  readonly #learned: Learned[];
  /** The present plan. */
  readonly #present: KeptPlan;

  constructor(
    session: ExplainSession,
    axis: FrontierAxis,
    posed: PosedLevel,
    base: LevelBase,
    start: number,
  ) {
    this.#session = session;
    this.#axis = axis;
    this.#posed = posed;
    this.#base = base;
    const { form, prices, columns } = base;
    const { value, choices, payments } = session.allocation;
    const present = { value, modes: modesOf(form, choices), flow: flowOf(form, payments) };
    this.#present = present;
    this.#learned = [{ level: start, prices, columns, plan: present, isTried: false }];
  }

  /** Searches a level: for prices and a bound, then for a plan, as far as one is needed to come within the gap asked for. */
  try(level: number): TriedLevel {
    const form = recompact(this.#base.form, this.#posed(level));
    if (form === undefined) throw new Error("a level of a rule has another frame than its base");
    const [looser, stricter] = this.#around(level);
    const isKnown = looser?.level === level && looser.isTried && looser.plan !== null;
    const search = new LevelSearch(this.#base, form, this.#pricesAt(level, looser, stricter));
    const isBetween = looser !== undefined && stricter !== undefined;
    // Prices of a level that was searched are between whole plans already, which the descent would leave.
    if (!isKnown) search.follow(isBetween ? nearStages : farStages);
    if (proveNone(form, search.prices, this.#base.dual))
      return { bound: -Infinity, found: undefined, none: this.#loosestWithout(level, search) };
    const plans = [looser?.level === level ? looser.plan : null, stricter?.plan ?? null];
    const known = [looser, stricter].flatMap((one) => one?.columns ?? []);
    search.planBlocks(known, plans.find((plan) => plan !== null)?.modes ?? this.#present.modes);
    for (const plan of plans) if (plan !== null) search.adopt(plan);
    this.#findPlan(search, isKnown, looser?.plan ?? this.#present);
    const { prices, columns, best } = search;
    this.#learn({ level, prices, columns, plan: best, isTried: true });
    return { bound: search.bound, found: this.#found(level, search), none: undefined };
  }

  #findPlan(search: LevelSearch, isKnown: boolean, looser: KeptPlan): void {
    const { gap_ratio } = this.#session.options;
    const before = search.best;
    if (search.gap > gap_ratio) search.generate(passes);
    const isFar = search.gap > farGap * gap_ratio;
    if (search.gap > gap_ratio && (!isKnown || isFar)) search.fill();
    if (search.gap > gap_ratio && before !== null && search.best === before)
      search.replan(openBlocks);
    if (search.best === null) search.mend(looser);
    if (search.gap > gap_ratio) search.improve();
  }

  #found(level: number, search: LevelSearch): Found | undefined {
    const { problem, options } = this.#session;
    const plan = search.plan();
    if (plan === null) return undefined;
    const found = { ...plan, bound: search.bound, status: "budget" } as const;
    return { holds: level, allocation: toAllocation(problem, found, options.gap_ratio) };
  }

  /** The loosest level at which the prices of a level that has no plan prove that there is none. */
  #loosestWithout(level: number, { prices }: LevelSearch): number {
    const loosest = this.#learned[0]?.level ?? level;
    let [none, open] = [level, loosest];
    while (Math.abs(none - open) > proofRoom) {
      const middle = roundLevel((none + open) / 2);
      const form = recompact(this.#base.form, this.#posed(middle));
      if (form !== undefined && proveNone(form, prices, this.#base.dual)) none = middle;
      else open = middle;
    }
    return none;
  }

  #learn(one: Learned): void {
    const at = this.#learned.findIndex(
      ({ level }) => compareStrictness(this.#axis, level, one.level) >= 0,
    );
    if (at < 0) this.#learned.push(one);
    else this.#learned.splice(at, this.#learned[at]?.level === one.level ? 1 : 0, one);
  }

  /** The nearest level that is no stricter, and the nearest that is stricter, of those searched. */
  #around(level: number): readonly [Learned | undefined, Learned | undefined] {
    const side = ({ level: other }: Learned) => compareStrictness(this.#axis, other, level);
    return [
      this.#learned.findLast((one) => side(one) <= 0),
      this.#learned.find((one) => side(one) > 0),
    ];
  }

  /** Prices between those of the levels around one, as near to each as the level is. */
  #pricesAt(level: number, looser: Learned | undefined, stricter: Learned | undefined): Prices {
    const [low, high] = [looser ?? stricter, stricter ?? looser];
    if (low === undefined || high === undefined) return this.#base.prices;
    if (low.level === high.level || low.level === level) return low.prices;
    const at = (level - low.level) / (high.level - low.level);
    return low.prices.map((price, k) => price + at * ((high.prices[k] as number) - price));
  }
}

/**
 * The searches of a session's problem at levels of a rule; nothing for a problem that is small, or that does not fall into
 * blocks: each level is then a solve of its own. `start`: the loosest level.
 */
export function openLevels(
  session: ExplainSession,
  axis: FrontierAxis,
  start: number,
): FrontierLevels | undefined {
  if (!isLarge(session.problem)) return undefined;
  const posed = poseLevels(session.problem, axis);
  const base = levelBase(searchOf(session), posed(start));
  if (base === undefined) return undefined;
  return new FrontierLevels(session, axis, posed, base, start);
}
