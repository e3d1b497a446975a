import { join } from "node:path";
import type { SweepSession } from "../../allocate/explore/sweep-run.ts";
import { groundOf } from "../../allocate/explore/what-if-ground.ts";
import { poseProblem } from "../../allocate/pose/pose.ts";
import { type Finding, hasErrors } from "../../base/findings.ts";
import { nameRegionIn } from "../../report/explore/sweep-words.ts";
import { hashPlan } from "../../work/solve-plan.ts";
import type { PlanInput } from "../plan-input.ts";
import { startProgress } from "../progress.ts";
import { type Reply, refuse } from "../reply.ts";
import type { Surroundings } from "../surroundings.ts";
import { sessionOf, solveBase } from "./base-world.ts";
import { startBeside } from "./beside.ts";
import { jobFormat, type SweepJob } from "./job.ts";
import {
  clearFolder,
  countDone,
  openFolder,
  readRows,
  releaseAll,
  type SweepFolder,
} from "./job-folder.ts";
import { readRanges } from "./job-input.ts";
import { outOf, type SweepCommandOptions } from "./options.ts";
import { aloneProcess } from "./processes.ts";
import { replyPending, replySummary } from "./reply.ts";
import { workChunks } from "./work.ts";

/** Sweeps a loaded plan, or goes on with a sweep of it, and says what came of it. */
export async function sweepLoaded(
  planFolder: string,
  input: PlanInput,
  found: readonly Finding[],
  options: SweepCommandOptions,
  around: Surroundings,
): Promise<Reply> {
  const { result: problem, findings: posed } = poseProblem(input.plan, input.law);
  if (hasErrors(posed)) return refuse("sweep", [...found, ...posed]);
  const { factors } = groundOf(input.plan, problem, nameRegionIn);
  const { result: ranges, findings: wrong } = await readRanges(options, factors);
  if (ranges === null) return refuse("sweep", wrong);
  const out = outOf(options, input);
  const processes = around.processes ?? aloneProcess;
  const job = jobOf(input, options, ranges, around);
  const path = join(out, "sweep");
  if (options.fresh === true) await clearFolder(path);
  const opened = await openFolder(path, job, processes);
  const folder = opened.result;
  if (folder === null) return refuse("sweep", opened.findings);
  const base = await solveBase(folder, input, options, around);
  if (base.kind === "reply") return base.reply;
  const { solved } = base;
  if (options.resume === true) await releaseAll(folder);
  const session = sessionOf(base, job, around);
  const failed = await work(planFolder, out, folder, session, options, around);
  if (failed !== undefined) return refuse("sweep", [failed]);
  const { result: rows, findings: broken } = await readRows(folder);
  if (broken.length > 0) return refuse("sweep", broken);
  const findings = [...found, ...base.findings];
  if (rows === null) return replyPending(folder, findings, out, around);
  const progress = startProgress(around, "Looking for the conditions under which the plan fails");
  const reply = await replySummary({ session, solved, rows, job, out }, findings, options, around);
  progress.end();
  return reply;
}

function jobOf(
  input: PlanInput,
  options: SweepCommandOptions,
  ranges: SweepJob["ranges"],
  around: Surroundings,
): SweepJob {
  return {
    format: jobFormat,
    plan: input.plan.head.id,
    plan_hash: hashPlan(input.plan),
    scenario: input.scenario,
    law_edition: input.law.edition,
    software: `entente ${around.version}`,
    solver: around.solver.name,
    gap: options.gap,
    what_if_gap: options.whatIfGap,
    steps: options.steps,
    seed: options.seed,
    what_ifs: options.whatIfs,
    chunk: options.chunk,
    ranges,
  };
}

/** Does what is left to do, in so many processes as asked; the last of it, and what a killed one left, in this one. */
async function work(
  planFolder: string,
  out: string,
  folder: SweepFolder,
  session: SweepSession,
  options: SweepCommandOptions,
  around: Surroundings,
): Promise<Finding | undefined> {
  const processes = around.processes ?? aloneProcess;
  const before = await countDone(folder);
  const all = folder.job.what_ifs;
  if (before === all) return undefined;
  const left = Math.ceil((all - before) / folder.job.chunk);
  const number = Math.min(options.processes ?? processes.cores, left);
  const progress = startProgress(around, `Sweeping: ${before} of ${all} worlds are done`);
  let done = before;
  const say = (by: string) => progress.say(`Sweeping: ${done} of ${all} worlds are done${by}`);
  if (number > 1) {
    const stop = around.every(1000, () => {
      void countDone(folder).then((count) => {
        done = count;
        say(`, by ${number} processes`);
      });
    });
    await startBeside(planFolder, out, number, options, around);
    stop();
    done = await countDone(folder);
  }
  const failed = await workChunks(folder, session, processes, around, () => {
    done++;
    say("");
  });
  progress.end();
  return failed;
}
