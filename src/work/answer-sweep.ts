import { defaultNodeBudget } from "../allocate/allocate-options.ts";
import { sweepDefaults } from "../allocate/explore/sweep.ts";
import { chooseRanges } from "../allocate/explore/sweep-ranges.ts";
import type { SweepSession } from "../allocate/explore/sweep-run.ts";
import { summarizeSweep } from "../allocate/explore/sweep-summary.ts";
import { reportSweep } from "../report/explore/sweep.ts";
import { give } from "./answer-about.ts";
import type { Means } from "./means.ts";
import type { Answered, Answers, Questions } from "./questions.ts";
import type { SolvedPlan } from "./solve-plan.ts";
import { chunkSize, runChunk, sweepSessionOf, whatIfGap } from "./what-ifs.ts";

/** What a sweep of an allocation hangs on; worked out once for all its chunks. */
export interface SweepGround {
  readonly session: SweepSession;
  readonly ranges: ReturnType<typeof chooseRanges>;
}

/** What a sweep of an allocation hangs on. */
export function groundOfSweep(solved: SolvedPlan, means: Means): SweepGround {
  const session = sweepSessionOf(solved, { gap: whatIfGap, steps: defaultNodeBudget }, means);
  return { session, ranges: chooseRanges(session.ground.factors, []) };
}

/** Whether there is anything that other worlds can differ in. */
export function answerSweepable({ ranges }: SweepGround): Answered<true> {
  return ranges.findings.length > 0 ? { answer: null, findings: ranges.findings } : give(true);
}

/** What comes of a chunk of worlds. */
export async function answerChunk(
  { session, ranges }: SweepGround,
  { number, seed, what_ifs }: Questions["chunk"],
  means: Means,
): Promise<Answers["chunk"]> {
  const sweep = { seed, what_ifs, chunk: chunkSize, ranges: ranges.result };
  let done = 0;
  const total = Math.min(chunkSize, what_ifs - number * chunkSize);
  const rows = await runChunk(withMeans(session, means), sweep, number, () => {
    done++;
    means.onCount?.("Sweeping other worlds", done, total);
  });
  return rows === undefined ? { answer: null, findings: [] } : give(rows);
}

/** What all worlds of a sweep say together. */
export function answerSummary(
  { session, ranges }: SweepGround,
  { seed, rows }: Questions["summary"],
): Answers["summary"] {
  const question = { seed, ranges: ranges.result, fails_below: sweepDefaults.fails_below };
  return give(reportSweep(summarizeSweep(session, question, rows)));
}

/** A session that was kept, with the signal of who asks now. */
function withMeans(session: SweepSession, { stop }: Means): SweepSession {
  return { ...session, options: { ...session.options, signal: stop } };
}
