import type { FactorRange } from "../allocate/explore/sweep-ranges.ts";
import {
  makeSweepSession,
  runWhatIf,
  type SweepRow,
  type SweepSession,
} from "../allocate/explore/sweep-run.ts";
import { drawWhatIf } from "../allocate/explore/what-if.ts";
import { nameRegionIn } from "../report/explore/sweep-words.ts";
import type { Means } from "./means.ts";
import type { SolvedPlan } from "./solve-plan.ts";

/** The gap at which the search for the plan of a what-if ends: a sweep compares many plans, none to the last digit. */
export const whatIfGap = 0.003;

/** What-ifs that are taken at a time: at most so many are lost when a worker is killed. */
export const chunkSize = 10;

/** How a sweep's what-ifs are drawn and dealt out in chunks. */
export interface ChunkedSweep {
  readonly seed: number;
  readonly what_ifs: number;
  /** What-ifs that are taken at a time. */
  readonly chunk: number;
  readonly ranges: readonly FactorRange[];
}

/** How many chunks a sweep has. */
export function chunkCount({ what_ifs, chunk }: ChunkedSweep): number {
  return Math.ceil(what_ifs / chunk);
}

/** The indexes of a chunk's what-ifs. */
export function indexesOf({ what_ifs, chunk }: ChunkedSweep, number: number): number[] {
  const first = number * chunk;
  return Array.from({ length: Math.min(chunk, what_ifs - first) }, (_, place) => first + place);
}

/** The session in which what-ifs run. */
export function sweepSessionOf(
  { input, problem, allocation }: SolvedPlan,
  { gap, steps }: { readonly gap: number; readonly steps: number },
  means: Pick<Means, "solver" | "stop">,
): SweepSession {
  const options = { gap_ratio: gap, node_budget: steps, signal: means.stop };
  const session = { problem, allocation, solver: means.solver, options };
  return makeSweepSession(session, input.plan, nameRegionIn);
}

/** What comes of each what-if of a chunk; nothing where the work was stopped on the way. */
export async function runChunk(
  session: SweepSession,
  sweep: ChunkedSweep,
  number: number,
  onWhatIf: () => void,
): Promise<readonly SweepRow[] | undefined> {
  const rows: SweepRow[] = [];
  for (const index of indexesOf(sweep, number)) {
    const row = await runWhatIf(session, drawWhatIf(sweep.ranges, sweep.seed, index));
    if (row === undefined) return undefined;
    rows.push(row);
    onWhatIf();
  }
  return rows;
}
