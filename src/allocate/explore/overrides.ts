import { compareText } from "../../base/findings.ts";
import type { AllocateAnswer } from "../allocate-options.ts";
import type { Allocation } from "../allocation.ts";
import type { Contradiction } from "../answers.ts";
import { findContradiction } from "../explain/contradiction.ts";
import { type ExplainSession, mapSideBySide, solveAgain } from "../explain/session.ts";
import type { Problem } from "../problem.ts";
import { amountsOf, type FundedAmount, listAmounts } from "./funded-amounts.ts";
import {
  isFollowed,
  nearPresent,
  type Override,
  waysToFollow,
  withOverrides,
} from "./overrides-problem.ts";

/** What following overrides costs, and the ends between which that is proven to lie.   Unit: value points. */
export interface CostRange {
  /** What was found; below 0 where a part of a package is better than what could be funded whole. */
  readonly cost: number;
  readonly least: number;
  readonly most: number;
}

/** What comes of following overrides. */
export type OverrideOutcome =
  | ({
      readonly kind: "priced";
      /** The best plan found that follows them. */
      readonly allocation: Allocation;
      /** Others that get less, and others that get more, where as little as possible changes; largest first. */
      readonly loses: readonly FundedAmount[];
      readonly gains: readonly FundedAmount[];
    } & CostRange)
  /** No lawful allocation follows them: `words` where the initiative itself is barred, else the rules in the way. */
  | {
      readonly kind: "impossible";
      readonly words: string;
      readonly contradiction: Contradiction | null;
    }
  /** The search ended before anything was found. */
  | { readonly kind: "nothing_found" };

/** An override with what comes of it alone. */
export interface PricedOverride {
  /** As asked, with the package that a part was found to be of. */
  readonly override: Override;
  /** Whether the plan does it anyway. */
  readonly followed: boolean;
  readonly outcome: OverrideOutcome;
}

/** Overrides with their costs against the plan of the session, which knows none of them. */
export interface OverridePrices {
  /** Worth of the plan without them.   Unit: value points. */
  readonly value: number;
  readonly each: readonly PricedOverride[];
  readonly together: OverrideOutcome;
}

/**
 * What each override costs alone, and what all of them cost together, by solving again.
 *
 * The session's problem must not hold the overrides. A pin or an exclusion never gains, and all together never cost
 * less than one of them alone: where a search found otherwise within its gap, the better of the plans counts for both.
 * A part may gain, since without it packages are funded whole or not at all.
 */
export async function priceOverrides(
  session: ExplainSession,
  overrides: readonly Override[],
): Promise<OverridePrices> {
  const { allocation } = session;
  const sorted = [...overrides].sort((a, b) => compareText(a.initiative, b.initiative));
  const alone = await mapSideBySide(session, "Pricing overrides", sorted, (override) =>
    priceAlone(session, override),
  );
  const whole = alone.every(({ override }) => override.kind !== "part");
  const together = await priceTogether(session, alone, whole);
  const each = whole ? alone.map((one) => atMost(session, one, together)) : alone;
  return { value: allocation.value, each, together };
}

async function priceTogether(
  session: ExplainSession,
  alone: readonly PricedOverride[],
  whole: boolean,
): Promise<OverrideOutcome> {
  const all = alone.map(({ override }) => override);
  const follows = ({ outcome }: PricedOverride) =>
    outcome.kind === "priced" && all.every((one) => isFollowed(outcome.allocation, one));
  const [first, ...others] = alone;
  if (first === undefined || alone.every(({ followed }) => followed)) {
    return unchanged(session.allocation);
  }
  if (others.length === 0) return first.outcome;
  // What cannot be followed alone cannot be followed with others, unless a part makes room for it.
  const barred = alone.find(({ outcome }) => outcome.kind === "impossible");
  if (barred !== undefined && whole) return barred.outcome;
  // The best plan that follows one may follow the others too; nothing that follows all is better.
  const enough = whole ? alone.find((one) => !one.followed && follows(one)) : undefined;
  if (enough?.outcome.kind !== "priced") return priceAll(session, all);
  const own = new Set(all.map(({ initiative }) => initiative));
  return { ...enough.outcome, ...movesTo(session.allocation, enough.outcome.allocation, own) };
}

/** Prices in which another plan that follows all stands for all together, where it is worth more. */
export function withTogether(
  session: ExplainSession,
  prices: OverridePrices,
  made: Allocation,
): OverridePrices {
  const { together, each } = prices;
  if (together.kind === "priced" && together.allocation.value >= made.value) return prices;
  const overrides = each.map(({ override }) => override);
  const answer = { kind: "allocation", allocation: made } as const;
  return { ...prices, together: price(session, overrides, answer) };
}

async function priceAlone(session: ExplainSession, override: Override): Promise<PricedOverride> {
  const { problem, allocation } = session;
  const named = nameFunded(allocation, override);
  if (isFollowed(allocation, named)) {
    return { override: named, followed: true, outcome: unchanged(allocation) };
  }
  const item = problem.items.find(({ initiative }) => initiative.id === named.initiative);
  if (item === undefined) throw new RangeError(`no initiative \`${named.initiative}\``);
  if (named.kind !== "exclude" && waysToFollow(item, named).length === 0) {
    const words =
      item.bar?.words ?? "No lawful account can pay for it within the years of the plan.";
    return {
      override: named,
      followed: false,
      outcome: { kind: "impossible", words, contradiction: null },
    };
  }
  const changed = withOverrides(problem, [named]);
  const full = await solveAgain(session, changed);
  if (full.kind === "infeasible") {
    const outcome = await explainImpossible(session, changed, named.initiative);
    return { override: named, followed: false, outcome };
  }
  const near = await solveAgain(session, nearPresent(problem, allocation, named));
  const outcome = price(session, [named], full, near);
  return { override: nameFound(named, outcome), followed: false, outcome };
}

/** A part of no named package is one of the package that the plan funds, if it does. */
function nameFunded(allocation: Allocation, override: Override): Override {
  if (override.kind !== "part" || override.package !== null) return override;
  const choice = allocation.choices.find(({ initiative }) => initiative === override.initiative);
  return choice === undefined ? override : { ...override, package: choice.package };
}

/** Otherwise it is one of the package that was found to be best. */
function nameFound(override: Override, outcome: OverrideOutcome): Override {
  if (override.package !== null || outcome.kind !== "priced") return override;
  const { choices } = outcome.allocation;
  const choice = choices.find(({ initiative }) => initiative === override.initiative);
  return choice === undefined ? override : { ...override, package: choice.package };
}

async function priceAll(
  session: ExplainSession,
  overrides: readonly Override[],
): Promise<OverrideOutcome> {
  const named = overrides.map((override) => nameFunded(session.allocation, override));
  const changed = withOverrides(session.problem, named);
  const full = await solveAgain(session, changed);
  if (full.kind === "infeasible") return explainImpossible(session, changed);
  return price(session, named, full);
}

/** How many gaps the plan nearest to the present one may be worth less, and still tell who loses and who gains. */
const gapsOfNear = 2;

/**
 * The better of the plans that were found, priced. Who loses and who gains is read off the plan nearest to the present
 * one, as long as its value is as good within the gaps: two searches swap programs that are worth as much.
 */
function price(
  session: ExplainSession,
  overrides: readonly Override[],
  full: AllocateAnswer,
  near?: AllocateAnswer,
): OverrideOutcome {
  const plans = [near, full].flatMap((answer) =>
    answer?.kind === "allocation" ? [answer.allocation] : [],
  );
  const [first, second] = plans;
  if (first === undefined) return { kind: "nothing_found" };
  const best = second !== undefined && second.value > first.value ? second : first;
  const isWhole = overrides.every(({ kind }) => kind !== "part");
  // Only the full search proves a bound; a plan with whole packages is also bound by the plan without overrides.
  const bounds = [
    ...(full.kind === "allocation" ? [full.allocation.bound] : []),
    ...(isWhole ? [session.allocation.bound] : []),
  ];
  const bound = bounds.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...bounds);
  const cost = costBetween(session.allocation, { value: best.value, bound }, isWhole);
  const own = new Set(overrides.map(({ initiative }) => initiative));
  const least = best.value * (1 - gapsOfNear * session.options.gap_ratio);
  const told = near?.kind === "allocation" && first.value >= least ? first : best;
  return { kind: "priced", allocation: best, ...cost, ...movesTo(session.allocation, told, own) };
}

/**
 * What it costs to have the one plan instead of the other, from what was found and proven of both.
 *
 * `onlyRestricts`: whether every plan that follows is also open to the free plan, so that following never gains.
 */
export function costBetween(
  free: Pick<Allocation, "value" | "bound">,
  made: Pick<Allocation, "value" | "bound">,
  onlyRestricts: boolean,
): CostRange {
  const atLeastNothing = (points: number) => (onlyRestricts ? Math.max(0, points) : points);
  return {
    cost: atLeastNothing(free.value - made.value),
    least: atLeastNothing(free.value - Math.max(made.bound, made.value)),
    most: atLeastNothing(Math.max(free.bound, free.value) - made.value),
  };
}

/** What an override costs when the plan follows it by itself: nothing, whatever the gap. */
function unchanged(allocation: Allocation): OverrideOutcome {
  return { kind: "priced", allocation, cost: 0, least: 0, most: 0, loses: [], gains: [] };
}

/** A plan that follows all follows each: an override alone costs at most what all cost together. */
function atMost(
  session: ExplainSession,
  priced: PricedOverride,
  together: OverrideOutcome,
): PricedOverride {
  const { outcome } = priced;
  if (priced.followed || outcome.kind !== "priced" || together.kind !== "priced") return priced;
  if (outcome.cost <= together.cost) return priced;
  const { allocation: best } = together;
  const { cost, most } = costBetween(session.allocation, best, true);
  const least = Math.min(outcome.least, cost);
  const moves = movesTo(session.allocation, best, new Set([priced.override.initiative]));
  return { ...priced, outcome: { kind: "priced", allocation: best, cost, least, most, ...moves } };
}

async function explainImpossible(
  session: ExplainSession,
  changed: Problem,
  firm?: string,
): Promise<OverrideOutcome> {
  const { solver, options } = session;
  // What somebody decided stays so here: the question is what else would have to give way.
  const found = await findContradiction(changed, solver, options.node_budget, firm);
  return { kind: "impossible", words: "", contradiction: found ?? null };
}

/** Who else loses and who else gains money when one plan takes the place of another. */
function movesTo(
  before: Allocation,
  after: Allocation,
  own: ReadonlySet<string>,
): { readonly loses: readonly FundedAmount[]; readonly gains: readonly FundedAmount[] } {
  const was = amountsOf(before);
  const is = amountsOf(after);
  const differences = [...new Set([...was.keys(), ...is.keys()])].map(
    (initiative) => [initiative, (is.get(initiative) ?? 0) - (was.get(initiative) ?? 0)] as const,
  );
  const others = differences.filter(([initiative]) => !own.has(initiative));
  const moved = (sign: 1 | -1) =>
    listAmounts(
      new Map(others.map(([initiative, amount]) => [initiative, sign * amount])),
      (_, amount) => amount > 0,
    );
  return { loses: moved(-1), gains: moved(1) };
}
