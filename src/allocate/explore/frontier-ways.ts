import {
  type ExplainSession,
  mapSideBySide,
  solveAgain,
  solveRelaxed,
} from "../explain/session.ts";
import { compareStrictness, type FrontierAxis, levelReached, withLevel } from "./frontier-axis.ts";
import { type Attempt, endRoom, type Found, looserLevel } from "./frontier-end.ts";
import { openLevels } from "./frontier-levels.ts";

/** A bound of every plan that keeps a level, and so of every plan that keeps a stricter one. */
export interface BoundAt {
  readonly level: number;
  /** Unit: value points. */
  readonly bound: number;
}

/** What came of solving levels. */
export interface SolvedLevels {
  readonly found: readonly Found[];
  readonly bounds: readonly BoundAt[];
}

/** How levels of an axis are tried and solved. */
export interface WayOfLevels {
  /** Looks for any plan at a level. */
  readonly tryLevel: (level: number) => Promise<Attempt>;
  /** To what the end is looked for, where it lies before a level. */
  readonly endRoom: (none: number) => number;
  /** Looks for the best plans; `known`: plans found on the way to the end. */
  readonly solve: (levels: readonly number[], known: readonly Found[]) => Promise<SolvedLevels>;
}

/** How many chains of points are solved side by side: a fixed number, so that the answer is the same on any machine. */
const chains = 4;

/** Plans on the way to the end need only exist; how good they are is looked at afterwards. */
const roughGap = 0.05;

/**
 * How levels are solved: each by a solve of its own where proposals are few; of many, by searches that learn from each
 * other. `start`: the loosest level; `count`: how many levels are asked for.
 */
export function wayOfLevels(
  session: ExplainSession,
  axis: FrontierAxis,
  start: number,
  count: number,
): WayOfLevels {
  return waySharing(session, axis, start, count) ?? wayAlone(session, axis);
}

function waySharing(
  session: ExplainSession,
  axis: FrontierAxis,
  start: number,
  count: number,
): WayOfLevels | undefined {
  const levels = openLevels(session, axis, start);
  if (levels === undefined) return undefined;
  const { onProgress, options, solver } = session;
  const [found, bounds]: [Found[], BoundAt[]] = [[], []];
  const tryLevel = async (level: number): Promise<Attempt> => {
    await solver.pause?.();
    if (options.signal?.aborted) return { found: undefined, none: undefined, stopped: true };
    const tried = levels.try(level);
    bounds.push({ level, bound: tried.bound });
    if (tried.found !== undefined) found.push(tried.found);
    return { found: tried.found, none: tried.none, stopped: false };
  };
  return {
    tryLevel,
    endRoom: (none) => Math.max(endRoom, Math.abs(none - start) / (2 * count)),
    solve: async (asked) => {
      const order = middleFirst(asked);
      for (const [done, level] of order.entries()) {
        await tryLevel(level);
        onProgress?.("Solving points of the frontier", done + 1, order.length);
      }
      const again = mostInDoubt(axis, asked, found, bounds, options.gap_ratio);
      for (const [done, level] of again.entries()) {
        await tryLevel(level);
        onProgress?.("Going over points of the frontier", done + 1, again.length);
      }
      return { found, bounds };
    },
  };
}

/** Of the levels whose gap is above the one asked for, the half with the largest; the strictest first, as looser ones learn. */
function mostInDoubt(
  axis: FrontierAxis,
  levels: readonly number[],
  found: readonly Found[],
  bounds: readonly BoundAt[],
  gapAsked: number,
): number[] {
  const open = levels.map((level) => {
    const value = bestAt(axis, level, found)?.allocation.value ?? 0;
    const bound = lowestAt(axis, level, bounds);
    return { level, gap: value > 0 ? (bound - value) / value : Number.POSITIVE_INFINITY };
  });
  return open
    .filter(({ gap }) => gap > gapAsked)
    .sort((a, b) => b.gap - a.gap || a.level - b.level)
    .slice(0, Math.ceil(levels.length / 2))
    .map(({ level }) => level)
    .sort((a, b) => compareStrictness(axis, b, a));
}

/** The lowest bound that holds at a level: its own, or that of a looser one. */
export function lowestAt(axis: FrontierAxis, level: number, bounds: readonly BoundAt[]): number {
  const known = bounds.filter((one) => compareStrictness(axis, one.level, level) <= 0);
  return Math.min(...known.map(({ bound }) => bound));
}

/** The last of a list, then what lies in the middle of what is left, and so on, so that neighbors on both sides are known. */
function middleFirst<T>(list: readonly T[]): T[] {
  const order: T[] = list.slice(-1);
  let parts: (readonly T[])[] = [list.slice(0, -1)];
  while (parts.length > 0)
    parts = parts.flatMap((part) => {
      if (part.length === 0) return [];
      const middle = part.length >> 1;
      order.push(part[middle] as T);
      return [part.slice(0, middle), part.slice(middle + 1)];
    });
  return order;
}

function wayAlone(session: ExplainSession, axis: FrontierAxis): WayOfLevels {
  return {
    tryLevel: (level) => tryAlone(session, axis, level),
    endRoom: () => endRoom,
    solve: (levels, known) => solveAlone(session, axis, levels, known),
  };
}

/** Looks for any plan at a level by a solve of its own. */
async function tryAlone(
  session: ExplainSession,
  axis: FrontierAxis,
  level: number,
): Promise<Attempt> {
  const { problem, options } = session;
  const gap_ratio = Math.max(roughGap, options.gap_ratio);
  const rough = { ...session, options: { ...options, gap_ratio } };
  const answer = await solveAgain(rough, withLevel(problem, axis, level));
  if (answer.kind !== "allocation") {
    const stopped = answer.kind === "nothing_found" && answer.ended === "stopped";
    return { found: undefined, none: answer.kind === "infeasible" ? level : undefined, stopped };
  }
  const { allocation } = answer;
  const reached = levelReached(problem, allocation, axis);
  const holds = compareStrictness(axis, reached, level) > 0 ? looserLevel(axis, reached) : level;
  return { found: { holds, allocation }, none: undefined, stopped: false };
}

/** The plans at the levels, each from a plan that keeps a stricter one. */
async function solveAlone(
  session: ExplainSession,
  axis: FrontierAxis,
  levels: readonly number[],
  known: readonly Found[],
): Promise<SolvedLevels> {
  const { onProgress, ...quiet } = session;
  const found: Found[] = [];
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
      if (answer.kind === "allocation") mine.push({ holds: level, allocation: answer.allocation });
    }
    found.push(...mine);
  });
  const bounds = found.map(({ holds, allocation }) => ({ level: holds, bound: allocation.bound }));
  return { found, bounds };
}

/** The plan of the most worth among those that keep a level. */
export function bestAt(
  axis: FrontierAxis,
  level: number,
  found: readonly Found[],
): Found | undefined {
  let best: Found | undefined;
  for (const one of found) {
    if (compareStrictness(axis, one.holds, level) < 0) continue;
    if (best === undefined || one.allocation.value > best.allocation.value) best = one;
  }
  return best;
}
