import type { z } from "zod";
import type { jobSchema, newJobSchema } from "../api/job-schemas.ts";
import { levelOfAsker, newId } from "./allocations.ts";
import { type Database, type Session, storeChannel } from "./database.ts";
import { instantNow } from "./log/log.ts";

/** A job, as the API says it. */
export type Job = z.output<typeof jobSchema>;
/** What a job is asked to do, as the API says it. */
export type AskedWork = z.output<typeof newJobSchema>;
/** A job as a worker takes it: with what is asked. */
export type JobToDo = Job & { readonly asked: AskedWork };

/** A job to keep. */
export interface NewJob {
  readonly id?: string;
  readonly plan: string;
  readonly asked: AskedWork;
}

const columns = `id, plan, kind, state, asked_by, asked_at, progress, allocation, result, findings`;

/** Keeps a job that a person asks for. The caller has checked that they may. */
export function createJob(db: Database, person: string, job: NewJob): Promise<Job> {
  const id = job.id ?? newId("j");
  return db.transaction(async (tx) => {
    const level = await levelOfAsker(tx, job.plan, person);
    const [row] = await tx.query<Job>(
      `insert into entente.jobs (id, plan, kind, state, level, asked_by, asked_at, asked)
       values ($1, $2, $3, 'waiting', $4, $5, $6, $7::jsonb) returning ${columns}`,
      [id, job.plan, job.asked.kind, level, person, instantNow(), JSON.stringify(job.asked)],
    );
    if (row === undefined) throw new Error("A job was written and is not there.");
    await tell(tx, row);
    return row;
  });
}

/** What may change of a job. */
export type JobUpdate = Partial<
  Pick<Job, "state" | "progress" | "result" | "findings" | "allocation">
>;

const ended: readonly Job["state"][] = ["done", "failed", "cancelled"];

/**
 * Writes how far a job is, or its answer, and tells everybody; nothing where there is no such job.
 *
 * A job that has ended stays as it is, so that a worker who comes late repeats nothing that is visible; `anew` says
 * that it is to be done again.
 */
export function updateJob(
  db: Database,
  id: string,
  update: JobUpdate,
  options: { readonly anew?: boolean } = {},
): Promise<Job | null> {
  const values: unknown[] = [id, options.anew === true ? [] : ended];
  const set = Object.entries(update).map(([name, value]) => {
    const isJson = name === "progress" || name === "result" || name === "findings";
    const place = values.push(isJson ? JSON.stringify(value ?? null) : value);
    return `${name} = $${place}${isJson ? "::jsonb" : ""}`;
  });
  if (set.length === 0) return jobOf(db, id);
  return db.transaction(async (tx) => {
    const [row] = await tx.query<Job>(
      `update entente.jobs set ${set.join(", ")} where id = $1 and not state = any($2::text[]) returning ${columns}`,
      values,
    );
    if (row === undefined) return null;
    await tell(tx, row);
    return row;
  });
}

async function tell(tx: Session, { id, plan }: Job): Promise<void> {
  const told = JSON.stringify({ kind: "job", plan, job: id });
  await tx.query("select pg_notify($1, $2)", [storeChannel, told]);
}

/** The jobs of a plan that the person of the transaction may see, the newest first, without their answers. */
export async function listJobs(tx: Session, plan: string): Promise<Job[]> {
  const rows = await tx.query<Job>(
    `select ${columns.replace("result", "null::jsonb as result")} from entente.jobs where plan = $1
     order by asked_at desc, id desc limit 200`,
    [plan],
  );
  return [...rows];
}

/** One job, where the person of the transaction may see it. */
export async function readJob(tx: Session, plan: string, id: string): Promise<Job | null> {
  const [row] = await tx.query<Job>(
    `select ${columns} from entente.jobs where plan = $1 and id = $2`,
    [plan, id],
  );
  return row ?? null;
}

/** A job with what is asked, for the worker that takes it. */
export async function jobOf(db: Session, id: string): Promise<JobToDo | null> {
  const [row] = await db.query<JobToDo>(
    `select ${columns}, asked from entente.jobs where id = $1`,
    [id],
  );
  return row ?? null;
}
