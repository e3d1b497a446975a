import { join } from "node:path";
import { hasErrors } from "../../base/findings.ts";
import { hashPlan } from "../../work/solve-plan.ts";
import type { Ending } from "../exit-codes.ts";
import type { PlanInput } from "../plan-input.ts";
import { printReply, refuse } from "../reply.ts";
import type { Surroundings } from "../surroundings.ts";
import { readSolved, sessionOf } from "./base-world.ts";
import { unreadable } from "./job.ts";
import { readJob, readRows, type SweepFolder } from "./job-folder.ts";
import { outOf, type SweepCommandOptions } from "./options.ts";
import { aloneProcess } from "./processes.ts";
import { writeSummary } from "./reply.ts";
import { workChunks } from "./work.ts";

/**
 * Works for the process that started this one, on the job that it wrote down, and prints complaints only.
 *
 * Where that process has died and nothing is left to do, this one writes the summary.
 */
export async function workBeside(
  input: PlanInput,
  options: SweepCommandOptions,
  around: Surroundings,
): Promise<Ending> {
  const complain = (findings: Parameters<typeof refuse>[1]) =>
    printReply(refuse("sweep", findings), options, around);
  const processes = around.processes ?? aloneProcess;
  const out = outOf(options, input);
  const path = join(out, "sweep");
  const { result: job, findings } = await readJob(path);
  if (findings.length > 0) return complain(findings);
  if (job === null || job.plan_hash !== hashPlan(input.plan)) {
    return complain([unreadable(path, "no job of this plan")]);
  }
  const folder: SweepFolder = { path, job };
  const { base, findings: ofBase } = await readSolved(folder, input);
  if (base === null) return complain(hasErrors(ofBase) ? ofBase : [unreadable(path, "no plan")]);
  const session = sessionOf(base, job, around);
  const failed = await workChunks(folder, session, processes, around);
  if (failed !== undefined) return complain([failed]);
  if (around.stop.aborted) return "interrupted";
  if (processes.isAlive(Number(options.worker))) return "fine";
  const { result: rows } = await readRows(folder);
  if (rows === null) return "fine";
  const written = await writeSummary(
    { session, solved: base.solved, rows, job, out },
    options,
    around,
  );
  return written.failed === undefined ? "fine" : complain([written.failed]);
}
