import type { SweepRow } from "../allocate/explore/sweep-run.ts";
import type { Session } from "../store/database.ts";
import type { JobToDo } from "../store/job-rows.ts";
import { maySee, notSeen } from "./do-about.ts";
import { progressOf } from "./job-progress.ts";
import type { AskHooks } from "./solve-threads.ts";
import { endJob, hooksOf, type Task, updateIn } from "./task.ts";
import { chunkSize } from "./what-ifs.ts";
import { type Piece, sendPieces } from "./work-queue.ts";

type SweepJob = JobToDo & { readonly asked: { readonly kind: "sweep" } };

/** Begins a sweep: deals its worlds out in chunks, which any number of workers take. */
export async function beginSweep(task: Task, job: SweepJob): Promise<void> {
  const { asked } = job;
  if (!(await maySee(task, job, asked))) {
    return endJob(task, { state: "failed", findings: [notSeen(asked.allocation)] });
  }
  const { allocation } = asked;
  const { answer, findings } = await task.threads.ask(
    "sweepable",
    { allocation },
    quietHooksOf(task, job),
  );
  if (answer === null) return endJob(task, { state: "failed", findings: [...findings] });
  const count = Math.ceil(asked.what_ifs / chunkSize);
  const numbers = Array.from({ length: count }, (_, number) => number);
  const pieces = numbers.map((number): Piece => ({ job: job.id, kind: "chunk", number }));
  await task.claim.finish(async (tx) => {
    await tx.query(
      `insert into entente_work.chunks (job, number) select $1, unnest($2::integer[])
       on conflict do nothing`,
      [job.id, numbers],
    );
    await sendPieces(task.queue, tx, asked, pieces);
    await tellDone(task, tx, job);
  });
}

/** Works out what comes of a chunk of worlds; the last one asks for the summary. */
export async function doChunk(task: Task, job: SweepJob, number: number): Promise<void> {
  const { allocation, seed, what_ifs } = job.asked;
  const asked = { allocation, seed, what_ifs, number };
  const { answer, findings } = await task.threads.ask("chunk", asked, quietHooksOf(task, job));
  if (answer === null && findings.length > 0) {
    return endJob(task, { state: "failed", findings: [...findings] });
  }
  // Stopped: the job has ended, and nobody asks for what is left.
  if (answer === null) return letGo(task, job);
  await task.claim.finish(async (tx) => {
    // One after the other, so that exactly one of them finds that all are done.
    await tx.query("select from entente.jobs where id = $1 for update", [job.id]);
    await tx.query(
      "update entente_work.chunks set rows = $3::jsonb where job = $1 and number = $2",
      [job.id, number, JSON.stringify(answer)],
    );
    const left = await tellDone(task, tx, job);
    if (left === 0) await sendPieces(task.queue, tx, job.asked, [{ job: job.id, kind: "summary" }]);
  });
}

/** Says what all worlds together come to, and ends the sweep. */
export async function doSummary(task: Task, job: SweepJob): Promise<void> {
  const { allocation, seed, what_ifs } = job.asked;
  const chunks = await task.db.query<{ rows: readonly SweepRow[] }>(
    "select rows from entente_work.chunks where job = $1 order by number",
    [job.id],
  );
  const rows = chunks.flatMap((chunk) => chunk.rows);
  const asked = { allocation, seed, what_ifs, rows };
  const { answer, findings } = await task.threads.ask("summary", asked, quietHooksOf(task, job));
  await task.claim.finish(async (tx) => {
    const result =
      answer === null
        ? ({ state: "failed" } as const)
        : ({ state: "done", result: answer } as const);
    await updateIn(task, tx, { ...result, findings: [...findings] });
    await tx.query("delete from entente_work.chunks where job = $1", [job.id]);
  });
}

/** Ends a piece of a sweep that nobody wants any more, and removes what the sweep left. */
export function letGo(task: Task, job: JobToDo): Promise<void> {
  return task.claim.finish(async (tx) => {
    await tx.query("delete from entente_work.chunks where job = $1", [job.id]);
  });
}

/** Writes how many worlds are done; how many chunks are not. */
async function tellDone(task: Task, tx: Session, job: SweepJob): Promise<number> {
  const [row] = await tx.query<{ done: number; left: number }>(
    `select coalesce(sum(jsonb_array_length(rows)), 0)::integer as done,
       (count(*) filter (where rows is null))::integer as left
     from entente_work.chunks where job = $1`,
    [job.id],
  );
  const { done = 0, left = 0 } = row ?? {};
  const news = { words: "Sweeping other worlds", done, total: job.asked.what_ifs };
  const seconds = Date.now() - Date.parse(job.asked_at);
  await updateIn(task, tx, { progress: progressOf(news, seconds) });
  return left;
}

/** Hooks without news: how far a sweep is, is how many of its chunks are done. */
function quietHooksOf(task: Task, job: JobToDo): AskHooks {
  const { onNews: _news, ...quiet } = hooksOf(task, job);
  return quiet;
}
