import type { Allocation } from "../allocation.ts";
import { type ExplainSession, solveAgain } from "../explain/session.ts";
import {
  compareStrictness,
  type FrontierAxis,
  levelReached,
  strictestLevel,
  withLevel,
} from "./frontier-axis.ts";

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

/** The end is looked for to a tenth of a percentage point. */
const endRoom = 1e-3;

/** Plans on the way to the end need only exist; how good they are is looked at afterwards. */
const roughGap = 0.05;

/**
 * The last level for which a plan exists, found by halving between one that has a plan and one that has none.
 *
 * `present`: the present plan; `start`: the loosest level that is traced, which it may miss.
 */
export async function findEnd(
  session: ExplainSession,
  axis: FrontierAxis,
  present: Found,
  start: number,
): Promise<EndOfFrontier> {
  const found: Found[] = [];
  let last: number | null = compareStrictness(axis, present.holds, start) >= 0 ? start : null;
  if (last !== null) found.push(present);
  let beyond: EndOfFrontier["beyond"] = null;
  let tried = 0;
  const hasPlan = async (level: number): Promise<boolean> => {
    const gap_ratio = Math.max(roughGap, session.options.gap_ratio);
    const rough = { ...session, options: { ...session.options, gap_ratio } };
    const answer = await solveAgain(rough, withLevel(session.problem, axis, level));
    session.onProgress?.("Looking for the end of the frontier", ++tried, mostTries);
    if (answer.kind !== "allocation") {
      const stopped = answer.kind === "nothing_found" && answer.ended === "stopped";
      if (!stopped) beyond = { level, proven: answer.kind === "infeasible" };
      return false;
    }
    const reached = levelReached(session.problem, answer.allocation, axis);
    const holds = compareStrictness(axis, reached, level) > 0 ? looser(axis, reached) : level;
    found.push({ holds, allocation: answer.allocation });
    last = holds;
    return true;
  };
  const strictest = strictestLevel(axis);
  if (last === strictest || (await hasPlan(strictest))) return { last, beyond, found };
  if (last === null && !(await hasPlan(start))) return { last, beyond, found };
  let none = strictest;
  while (last !== null && Math.abs(none - last) > endRoom && !session.options.signal?.aborted) {
    const middle = roundLevel((last + none) / 2);
    if (!(await hasPlan(middle))) none = middle;
  }
  return { last, beyond, found };
}

/** The strictest level, the loosest one, and the halvings of all between them. */
const mostTries = 2 + Math.ceil(Math.log2(1 / endRoom));

/** A level rounded to where it is looser, so that the plan which reached it keeps it in spite of rounding. */
function looser(axis: FrontierAxis, level: number): number {
  const steps = level * stepsOfLevel;
  return (strictestLevel(axis) === 1 ? Math.floor(steps) : Math.ceil(steps)) / stepsOfLevel;
}
