import { type JobToDo, jobOf, updateJob } from "../store/job-rows.ts";
import { doAbout } from "./do-about.ts";
import { doAllocate } from "./do-allocate.ts";
import { doImport } from "./do-import.ts";
import { beginSweep, doChunk, doSummary, letGo } from "./do-sweep.ts";
import { progressOf } from "./job-progress.ts";
import { endJob, type Task } from "./task.ts";
import { listStops } from "./work-tables.ts";

type JobOf<K extends JobToDo["asked"]["kind"]> = JobToDo & { readonly asked: { readonly kind: K } };

/** Does a piece of work, and keeps what comes of it. */
export async function doPiece(task: Task): Promise<void> {
  const { db, claim } = task;
  const { piece } = claim;
  const job = await jobOf(db, piece.job);
  if (job === null) return claim.finish(async () => undefined);
  if (job.state !== "waiting" && job.state !== "running") return letGo(task, job);
  if ((await listStops(db, [job.id])).length > 0) return endJob(task, { state: "cancelled" });
  if (piece.kind === "whole") {
    const progress = progressOf({ words: "Beginning" }, 0);
    await updateJob(db, job.id, { state: "running", progress });
  }
  if (is(job, "sweep")) {
    if (piece.kind === "chunk") return doChunk(task, job, piece.number);
    return piece.kind === "summary" ? doSummary(task, job) : beginSweep(task, job);
  }
  if (is(job, "allocate")) return doAllocate(task, job);
  if (is(job, "import")) return doImport(task, job);
  const { asked } = job;
  if ("allocation" in asked) return doAbout(task, job, asked);
}

function is<K extends JobToDo["asked"]["kind"]>(job: JobToDo, kind: K): job is JobOf<K> {
  return job.asked.kind === kind;
}
