import type { Database, Session } from "../store/database.ts";
import { makeBossTables } from "./boss.ts";

/** Tables that only workers use, in a schema that no person's rights reach. */
const tables = `
  create schema if not exists entente_work;
  create table if not exists entente_work.inputs (
    allocation text primary key references entente.allocations (id) on delete cascade,
    input text not null
  );
  create table if not exists entente_work.chunks (
    job text not null references entente.jobs (id) on delete cascade,
    number integer not null,
    rows jsonb,
    primary key (job, number)
  );
  create table if not exists entente_work.stops (
    job text primary key references entente.jobs (id) on delete cascade
  );`;

/** Makes the tables of workers and of their queue, where they are not there yet; several programs may do it at once. */
export async function makeWorkTables(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock(hashtextextended('entente work', 0))");
    await tx.script(tables);
    await makeBossTables(tx, db);
  });
}

/** How many plans are kept for questions about their allocations, the newest of each plan. */
const keptInputs = 50;

/** Keeps the plan that an allocation was worked out on, and lets go of those of much older allocations. */
export async function keepInput(
  tx: Session,
  plan: string,
  allocation: string,
  input: string,
): Promise<void> {
  await tx.query(
    `insert into entente_work.inputs (allocation, input) values ($1, $2)
     on conflict (allocation) do nothing`,
    [allocation, input],
  );
  await tx.query(
    `delete from entente_work.inputs where allocation in (
       select id from entente.allocations where plan = $1 order by at desc, id desc offset $2)`,
    [plan, keptInputs],
  );
}

/** The plan that an allocation was worked out on, as JSON; nothing where it is kept no more. */
export async function readInput(db: Session, allocation: string): Promise<string | null> {
  const [row] = await db.query<{ input: string }>(
    "select input from entente_work.inputs where allocation = $1",
    [allocation],
  );
  return row?.input ?? null;
}

/** Notes that a job is to stop, also for a worker that takes it later. */
export async function noteStop(tx: Session, job: string): Promise<void> {
  await tx.query("insert into entente_work.stops (job) values ($1) on conflict (job) do nothing", [
    job,
  ]);
}

/** Which of some jobs are to stop. */
export async function listStops(db: Session, jobs: readonly string[]): Promise<readonly string[]> {
  const rows = await db.query<{ job: string }>(
    "select job from entente_work.stops where job = any($1::text[])",
    [jobs],
  );
  return rows.map(({ job }) => job);
}
