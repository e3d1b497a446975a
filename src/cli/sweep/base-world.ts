import type { SweepSession } from "../../allocate/explore/sweep-run.ts";
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
  | { readonly kind: "solved"; readonly solved: SolvedPlan; readonly findings: readonly Finding[] }
  | { readonly kind: "reply"; readonly reply: Reply };

/** The plan's own allocation: as another process found it, checked, or solved now and kept for the others. */
export async function solveBase(
  folder: SweepFolder,
  input: PlanInput,
  options: SweepCommandOptions,
  around: Surroundings,
): Promise<Base> {
  const known = await readSolved(folder, input);
  if (hasErrors(known.findings)) return { kind: "reply", reply: refuse("sweep", known.findings) };
  if (known.solved !== null) {
    return { kind: "solved", solved: known.solved, findings: known.findings };
  }
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
  const failed = await writeBase(folder, { allocation, stamp }, around.processes ?? aloneProcess);
  if (failed !== undefined) return { kind: "reply", reply: refuse("sweep", [failed]) };
  return { kind: "solved", solved: result.solved, findings };
}

/** The plan's own allocation as it stands in the folder, checked anew; `null` where it does not stand there yet. */
export async function readSolved(
  folder: SweepFolder,
  input: PlanInput,
): Promise<{ readonly solved: SolvedPlan | null; readonly findings: readonly Finding[] }> {
  const { result: base, findings: broken } = await readBase(folder);
  if (base === null) return { solved: null, findings: broken };
  const { allocation, stamp } = base;
  const { result: problem, findings } = poseProblem(input.plan, input.law);
  const verification = verifyAllocation(input.plan, input.law, allocation);
  if (hasErrors(verification)) return { solved: null, findings: verification };
  return { solved: { input, problem, allocation, verification, stamp }, findings };
}

/** The session in which a job's what-ifs run. */
export function sessionOf(solved: SolvedPlan, job: SweepJob, around: Surroundings): SweepSession {
  return sweepSessionOf(solved, { gap: job.what_if_gap, steps: job.steps }, around);
}
