import type { Allocation } from "../allocation.ts";
import type { ExplainSession } from "../explain/session.ts";
import type { Problem } from "../problem.ts";
import { compareStrictness, type FrontierAxis, levelReached } from "./frontier-axis.ts";
import { type EndOfFrontier, type Found, findEnd, roundLevel } from "./frontier-end.ts";
import { type BoundAt, bestAt, lowestAt, wayOfLevels } from "./frontier-ways.ts";

/** What to trace, and how finely. */
export interface FrontierScope {
  readonly against: FrontierAxis;
  /** How many levels, the present one included; twenty when absent, and at least two. */
  readonly points?: number;
}

/** The best plan at one level of the rule. */
export interface FrontierPoint {
  /** A ratio; Infinity where the present plan lets money rise from nothing. */
  readonly level: number;
  /** Unit: value points, of the best plan found at this level or a stricter one, and the proven bound. */
  readonly value: number;
  readonly bound: number;
  /** (bound - value) / value; 0 when both are 0. */
  readonly gap_ratio: number;
  /** The strictest level that this plan keeps. */
  readonly reached: number;
  /** The plan itself. */
  readonly allocation: Allocation;
}

/**
 * What a plan is worth as one rule is made stricter, until no lawful plan is left.
 *
 * `points` go from the present plan to the strictest level that was found; their values and bounds never rise.
 */
export interface Frontier {
  readonly against: FrontierAxis;
  readonly points: readonly FrontierPoint[];
  /** The nearest level at which no plan was found, and whether it is proven that there is none. */
  readonly beyond: EndOfFrontier["beyond"];
  /** False where somebody stopped the work; the points that are there still hold. */
  readonly complete: boolean;
}

/** How many points are traced when nobody says. */
export const defaultPoints = 20;

/** Money may at most double or end in a year at the loosest level of change that is traced. */
const loosestChange = 1;

/**
 * Value against the share of a region, the largest yearly change or risk: the best plan at evenly spaced levels, from
 * that of the present plan to the last for which a plan exists, which is found by halving.
 *
 * Each level is solved from a plan that keeps a stricter one. A plan that keeps a stricter level keeps every looser
 * one, and the bound of a looser level holds for every stricter one, so the better of those stand at each level.
 * Levels are rounded to a hundredth of a percentage point.
 */
export async function traceFrontier(
  asked: ExplainSession,
  { against, points = defaultPoints }: FrontierScope,
): Promise<Frontier> {
  const session = { ...asked, rough: true };
  const { problem, allocation, onProgress } = session;
  const { signal } = session.options;
  const present: Found = { holds: levelReached(problem, allocation, against), allocation };
  const start = against.kind === "change" ? Math.min(present.holds, loosestChange) : present.holds;
  const others = Math.max(1, points - 1);
  const way = wayOfLevels(session, against, start, others);
  const end = await findEnd({ axis: against, ...way, onProgress, signal }, present, start);
  const from = start === present.holds ? 1 : 0;
  const levels = (end.last === null ? [] : spread(start, end.last, others, from)).filter(
    (level) => compareStrictness(against, level, start) >= from,
  );
  const solved = await way.solve(levels, end.found);
  const found = [present, ...end.found, ...solved.found];
  const bounds = [{ level: present.holds, bound: allocation.bound }, ...solved.bounds];
  const merged = mergePoints(problem, against, [present.holds, ...levels], found, bounds);
  return { against, points: merged, beyond: end.beyond, complete: signal?.aborted !== true };
}

/** So many levels from `start` to `last`, the last one exact; `from` 1 leaves out the start itself. */
function spread(start: number, last: number, count: number, from: 0 | 1): number[] {
  const steps = from === 1 ? count : count - 1;
  const levels = Array.from({ length: count }, (_, place) => {
    const step = place + from;
    if (step >= steps) return last;
    return step === 0 ? start : roundLevel(start + ((last - start) * step) / steps);
  });
  return [...new Set(levels)];
}

/** The points of the curve, in which the value falls or stays, and the bound with it. */
function mergePoints(
  problem: Problem,
  axis: FrontierAxis,
  levels: readonly number[],
  found: readonly Found[],
  bounds: readonly BoundAt[],
): FrontierPoint[] {
  const kept = [...new Map(found.map((one) => [one.allocation, one])).values()].map((one) => {
    const reached = levelReached(problem, one.allocation, axis);
    const holds = compareStrictness(axis, reached, one.holds) > 0 ? reached : one.holds;
    return { reached, holds, allocation: one.allocation };
  });
  return levels.flatMap((level): FrontierPoint[] => {
    const best = bestAt(axis, level, kept);
    if (best === undefined) return [];
    const { value } = best.allocation;
    const most = Math.max(value, lowestAt(axis, level, bounds));
    const gap_ratio = most === value ? 0 : (most - value) / value;
    const reached = kept.find((one) => one.allocation === best.allocation)?.reached ?? level;
    return [{ level, value, bound: most, gap_ratio, reached, allocation: best.allocation }];
  });
}
