import type { WorldStart } from "../../allocate/engine/worlds/world-base.ts";
import { type SweepSession, startOfSweep } from "../../allocate/explore/sweep-run.ts";
import { poseProblem } from "../../allocate/pose/pose.ts";
import { verifyAllocation } from "../../allocate/verify/verify.ts";
import { type Finding, hasErrors } from "../../base/findings.ts";
import { type SolvedPlan, solvePlan } from "../../work/solve-plan.ts";
import { sweepSessionOf } from "../../work/what-ifs.ts";
import { describeFailure } from "../describe-failure.ts";
import { meansOf } from "../means.ts";
import type { PlanInput } from "../plan-input.ts";
import { type Reply, refuse } from "../reply.ts";
import type { Surroundings } from "../surroundings.ts";
import type { SweepJob } from "./job.ts";
import { readBase, type SweepFolder, writeBase } from "./job-folder.ts";
import type { SweepCommandOptions } from "./options.ts";
import { aloneProcess } from "./processes.ts";

/** The plan as solved, or the reply where it cannot be. */
export type Base =
  | ({ readonly kind: "solved"; readonly findings: readonly Finding[] } & SolvedBase)
  | { readonly kind: "reply"; readonly reply: Reply };

/** The plan as solved, and what the search of a large one learned. */
export interface SolvedBase {
  readonly solved: SolvedPlan;
  readonly start: WorldStart | undefined;
}

/** The plan's own allocation: as another process found it, checked, or solved now and kept for the others. */
export async function solveBase(
  folder: SweepFolder,
  input: PlanInput,
  options: SweepCommandOptions,
  around: Surroundings,
): Promise<Base> {
  const known = await readSolved(folder, input);
  if (hasErrors(known.findings)) return { kind: "reply", reply: refuse("sweep", known.findings) };
  if (known.base !== null) return { kind: "solved", ...known.base, findings: known.findings };
  const result = await solvePlan(input, options, meansOf(around));
  const { findings } = result;
  if (result.kind !== "solved") {
    const reply = await describeFailure("sweep", result, findings, options, around);
    return { kind: "reply", reply };
  }
  const { allocation, stamp } = result.solved;
  if (allocation.ended === "stopped") {
    const text = "Stopped before the plan itself was solved.\n";
    const reply: Reply = { command: "sweep", ending: "interrupted", findings, result: null, text };
    return { kind: "reply", reply };
  }
  const { gap, steps } = options;
  const start = startOfSweep(sweepSessionOf(result.solved, { gap, steps }, around));
  const kept = { allocation, stamp, start };
  const failed = await writeBase(folder, kept, around.processes ?? aloneProcess);
  if (failed !== undefined) return { kind: "reply", reply: refuse("sweep", [failed]) };
  // As the other processes find it: what this one knows besides must not change its answers.
  const { base, findings: broken } = await readSolved(folder, input);
  if (base === null) return { kind: "reply", reply: refuse("sweep", broken) };
  return { kind: "solved", ...base, findings };
}

/** The plan's own allocation as it stands in the folder, checked anew; `null` where it does not stand there yet. */
export async function readSolved(
  folder: SweepFolder,
  input: PlanInput,
): Promise<{ readonly base: SolvedBase | null; readonly findings: readonly Finding[] }> {
  const { result: base, findings: broken } = await readBase(folder);
  if (base === null) return { base: null, findings: broken };
  const { allocation, stamp, start } = base;
  const { result: problem, findings } = poseProblem(input.plan, input.law);
  const verification = verifyAllocation(input.plan, input.law, allocation);
  if (hasErrors(verification)) return { base: null, findings: verification };
  return { base: { solved: { input, problem, allocation, verification, stamp }, start }, findings };
}

/** The session in which a job's what-ifs run. */
export function sessionOf(
  { solved, start }: SolvedBase,
  job: SweepJob,
  around: Surroundings,
): SweepSession {
  const session = sweepSessionOf(solved, { gap: job.what_if_gap, steps: job.steps }, around);
  return start === undefined ? session : { ...session, start };
}
