import type { Allocation } from "../allocation.ts";
import type { ExplainSession } from "../explain/session.ts";
import { compareStrictness, type FrontierAxis, strictestLevel } from "./frontier-axis.ts";

/** A plan, and a level that it keeps. */
export interface Found {
  readonly holds: number;
  readonly allocation: Allocation;
}

/** Where a frontier ends. */
export interface EndOfFrontier {
  /** The strictest level for which a plan was found; `null` where none keeps even the loosest. */
  readonly last: number | null;
  /**
   * The nearest level at which no plan was found, and whether it is proven that there is none. Nothing where a plan
   * keeps the strictest level that there could be.
   */
  readonly beyond: { readonly level: number; readonly proven: boolean } | null;
  /** The plans found on the way. */
  readonly found: readonly Found[];
}

/** Levels are told apart to a hundredth of a percentage point. */
const stepsOfLevel = 10_000;

/** The nearest level that is told apart from others. */
export function roundLevel(level: number): number {
  return Math.round(level * stepsOfLevel) / stepsOfLevel;
}

/** The end is looked for to a tenth of a percentage point, where each try is a solve of its own. */
export const endRoom = 1e-3;

/** What came of a try to find a plan at a level. */
export interface Attempt {
  readonly found: Found | undefined;
  /** The loosest level of which it is proven that it has no plan; nothing where none is. */
  readonly none: number | undefined;
  /** Whether somebody stopped the work before anything came of it. */
  readonly stopped: boolean;
}

/** What the search for the end goes by. */
export interface EndSearch {
  readonly axis: FrontierAxis;
  readonly tryLevel: (level: number) => Promise<Attempt>;
  /** To what the end is looked for, where it lies before a level. */
  readonly endRoom: (none: number) => number;
  readonly onProgress: ExplainSession["onProgress"];
  readonly signal: AbortSignal | undefined;
}

/**
 * The last level for which a plan exists, found by halving between one that has a plan and one that has none.
 *
 * `present`: the present plan; `start`: the loosest level that is traced, which it may miss.
 */
export async function findEnd(
  { axis, tryLevel, endRoom: roomAt, onProgress, signal }: EndSearch,
  present: Found,
  start: number,
): Promise<EndOfFrontier> {
  const found: Found[] = [];
  let last: number | null = compareStrictness(axis, present.holds, start) >= 0 ? start : null;
  if (last !== null) found.push(present);
  let beyond: EndOfFrontier["beyond"] = null;
  let tried = 0;
  const mostTries = 2 + Math.ceil(Math.log2(1 / endRoom));
  const hasPlan = async (level: number): Promise<boolean> => {
    const attempt = await tryLevel(level);
    onProgress?.("Looking for the end of the frontier", ++tried, mostTries);
    if (attempt.found === undefined) {
      const proven = attempt.none !== undefined;
      if (!attempt.stopped) beyond = { level: attempt.none ?? level, proven };
      return false;
    }
    found.push(attempt.found);
    last = attempt.found.holds;
    return true;
  };
  const strictest = strictestLevel(axis);
  if (last === strictest || (await hasPlan(strictest))) return { last, beyond, found };
  if (last === null && !(await hasPlan(start))) return { last, beyond, found };
  const noneAt = (level: number) => (beyond?.proven === true ? beyond.level : level);
  let none = noneAt(strictest);
  while (last !== null && Math.abs(none - last) > roomAt(none) && !signal?.aborted) {
    const middle = roundLevel((last + none) / 2);
    if (!(await hasPlan(middle))) none = noneAt(middle);
  }
  return { last, beyond, found };
}

/** A level rounded to where it is looser, so that the plan which reached it keeps it in spite of rounding. */
export function looserLevel(axis: FrontierAxis, level: number): number {
  const steps = level * stepsOfLevel;
  return (strictestLevel(axis) === 1 ? Math.floor(steps) : Math.ceil(steps)) / stepsOfLevel;
}
