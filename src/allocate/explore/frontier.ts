import type { Allocation } from "../allocation.ts";
import { type ExplainSession, mapSideBySide, solveRelaxed } from "../explain/session.ts";
import type { Problem } from "../problem.ts";
import { compareStrictness, type FrontierAxis, levelReached, withLevel } from "./frontier-axis.ts";
import { type EndOfFrontier, type Found, findEnd, roundLevel } from "./frontier-end.ts";

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

/** How many chains of points are solved side by side: a fixed number, so that the answer is the same on any machine. */
const chains = 4;

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
  const { problem, allocation } = session;
  const present: Found = { holds: levelReached(problem, allocation, against), allocation };
  const start = against.kind === "change" ? Math.min(present.holds, loosestChange) : present.holds;
  const end = await findEnd(session, against, present, start);
  const from = start === present.holds ? 1 : 0;
  const others = Math.max(1, points - 1);
  const levels = (end.last === null ? [] : spread(start, end.last, others, from)).filter(
    (level) => compareStrictness(against, level, start) >= from,
  );
  const solved = await solveLevels(session, against, levels, end.found);
  const found = [present, ...end.found, ...solved.flatMap((one) => (one ? [one] : []))];
  const merged = mergePoints(problem, against, [present.holds, ...levels], found, [
    present,
    ...solved,
  ]);
  const complete = session.options.signal?.aborted !== true;
  return { against, points: merged, beyond: end.beyond, complete };
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

/** The plans at the levels, each from a plan that keeps a stricter one; nothing where none was found. */
async function solveLevels(
  session: ExplainSession,
  axis: FrontierAxis,
  levels: readonly number[],
  known: readonly Found[],
): Promise<(Found | undefined)[]> {
  const { onProgress, ...quiet } = session;
  const results: (Found | undefined)[] = levels.map(() => undefined);
  const length = Math.ceil(levels.length / chains);
  const starts = Array.from({ length: chains }, (_, chain) => chain * length);
  let done = 0;
  await mapSideBySide(quiet, "", starts, async (first) => {
    const mine: Found[] = [];
    for (let place = Math.min(first + length, levels.length) - 1; place >= first; place--) {
      const level = levels[place] ?? 0;
      const start = bestAt(axis, level, [...known, ...mine]);
      if (start === undefined || session.options.signal?.aborted) continue;
      const near = { ...quiet, allocation: start.allocation };
      const answer = await solveRelaxed(near, withLevel(session.problem, axis, level));
      onProgress?.("Solving points of the frontier", ++done, levels.length);
      if (answer.kind !== "allocation") continue;
      const one = { holds: level, allocation: answer.allocation };
      mine.push(one);
      results[place] = one;
    }
  });
  return results;
}

/** The plan of the most worth among those that keep a level. */
function bestAt(axis: FrontierAxis, level: number, found: readonly Found[]): Found | undefined {
  let best: Found | undefined;
  for (const one of found) {
    if (compareStrictness(axis, one.holds, level) < 0) continue;
    if (best === undefined || one.allocation.value > best.allocation.value) best = one;
  }
  return best;
}

/** The points of the curve, in which the value falls or stays, and the bound with it. */
function mergePoints(
  problem: Problem,
  axis: FrontierAxis,
  levels: readonly number[],
  found: readonly Found[],
  solved: readonly (Found | undefined)[],
): FrontierPoint[] {
  const kept = found.map((one) => {
    const reached = levelReached(problem, one.allocation, axis);
    const holds = compareStrictness(axis, reached, one.holds) > 0 ? reached : one.holds;
    return { reached, holds, allocation: one.allocation };
  });
  let bound = Number.POSITIVE_INFINITY;
  return levels.flatMap((level, place): FrontierPoint[] => {
    bound = Math.min(bound, solved[place]?.allocation.bound ?? Number.POSITIVE_INFINITY);
    const best = bestAt(axis, level, kept);
    if (best === undefined) return [];
    const { value } = best.allocation;
    const most = Math.max(bound, value);
    const gap_ratio = most === value ? 0 : (most - value) / value;
    const reached = kept.find((one) => one.allocation === best.allocation)?.reached ?? level;
    return [{ level, value, bound: most, gap_ratio, reached, allocation: best.allocation }];
  });
}
