import type { PgBoss } from "pg-boss";
import type { Database, Session } from "../store/database.ts";
import { type AskedWork, createJob, type Job, readJob, updateJob } from "../store/job-rows.ts";
import type { Reply } from "../store/refusal.ts";
import { give, refuse } from "../store/refusal.ts";
import { missingRight } from "../store/refused.ts";
import { rightsIn } from "../store/rights/rights.ts";
import { bossDb, openBoss, workQueue } from "./boss.ts";
import { reportWork } from "./finding-kinds.ts";
import { within } from "./within.ts";
import { makeWorkTables, noteStop } from "./work-tables.ts";

/** The channel on which workers are told that there is work, or that some is to stop. */
export const workChannel = "entente_work";

/** One piece of a job, as it waits in the queue. */
export type Piece =
  | { readonly job: string; readonly kind: "whole" }
  | { readonly job: string; readonly kind: "chunk"; readonly number: number }
  | { readonly job: string; readonly kind: "summary" };

/** What workers are told. */
export type WorkNotice =
  | { readonly kind: "work" }
  | { readonly kind: "stop"; readonly job: string };

/** Where work is put and taken, on a database that has the store's tables. */
export interface WorkQueue {
  readonly db: Database;
  readonly boss: PgBoss;
  readonly close: () => Promise<void>;
}

/** Opens the queue of a database; its tables are made where they are not there yet. `works`: for a worker. */
export async function openWorkQueue(
  db: Database,
  options: { readonly works?: boolean; readonly onError: (error: unknown) => void },
): Promise<WorkQueue> {
  await makeWorkTables(db);
  const boss = await openBoss(db, options.works === true, options.onError);
  return { db, boss, close: () => boss.stop({ graceful: false, close: false }) };
}

/** Work that somebody waits for comes before work that takes long; the parts of a sweep come last. */
function priorityOf(piece: Piece, asked: AskedWork): number {
  if (piece.kind !== "whole") return piece.kind === "chunk" ? 0 : 30;
  if (asked.kind === "why" || (asked.kind === "allocate" && asked.quick)) return 20;
  return asked.kind === "allocate" || asked.kind === "import" ? 10 : 5;
}

/** Puts pieces of a job into the queue, as part of a transaction, and tells workers. */
export async function sendPieces(
  { boss }: WorkQueue,
  tx: Session,
  asked: AskedWork,
  pieces: readonly Piece[],
): Promise<void> {
  const jobs = pieces.map((piece) => ({ data: piece, priority: priorityOf(piece, asked) }));
  await boss.insert(workQueue, jobs, { db: bossDb(tx) });
  await tellWorkers(tx, { kind: "work" });
}

async function tellWorkers(tx: Session, notice: WorkNotice): Promise<void> {
  await tx.query("select pg_notify($1, $2)", [workChannel, JSON.stringify(notice)]);
}

/**
 * Asks for work on a plan, by a person; it is done with what they may see.
 *
 * Refused where they have no role in the plan, may not create plans, or do not see the allocation that it is about.
 */
export async function startJob(
  queue: WorkQueue,
  person: string,
  plan: string,
  asked: AskedWork,
): Promise<Reply<Job>> {
  const refusal = await queue.db.asPerson(person, (tx) => checkAsked(tx, person, plan, asked));
  if (refusal !== null) return refusal;
  const job = await queue.db.transaction(async (tx) => {
    const made = await createJob(within(queue.db, tx), person, { plan, asked });
    await sendPieces(queue, tx, asked, [{ job: made.id, kind: "whole" }]);
    return made;
  });
  return give(job);
}

async function checkAsked(
  tx: Session,
  person: string,
  plan: string,
  asked: AskedWork,
): Promise<Reply<never> | null> {
  if (asked.kind === "import") {
    const [who] = await tx.query<{ may_create: boolean }>(
      "select may_create from entente.people where id = $1",
      [person],
    );
    const found = "a new plan, of somebody who may not create plans";
    return who?.may_create === true ? null : refuse("forbidden", [missingRight(found)]);
  }
  if ((await rightsIn(tx, plan)) === null) return refuse("not_found", [notThere("plan", plan)]);
  const name = asked.kind === "allocate" ? asked.branch : asked.allocation;
  const [known] = await tx.query(
    asked.kind === "allocate"
      ? "select from entente.branches where plan = $1 and id = $2"
      : "select from entente.allocations where plan = $1 and id = $2",
    [plan, name],
  );
  if (known !== undefined) return null;
  const what = asked.kind === "allocate" ? "branch" : "allocation";
  return refuse("not_found", [notThere(what, name)]);
}

/**
 * Stops a job: one that waits is cancelled at once; one that runs is told, and a search keeps the best it has.
 *
 * For the person who asked for it, and for those who may edit the whole plan.
 */
export async function cancelJob(
  queue: WorkQueue,
  person: string,
  plan: string,
  id: string,
): Promise<Reply<Job>> {
  const seen = await queue.db.asPerson(person, async (tx) => {
    const job = await readJob(tx, plan, id);
    return { job, rights: await rightsIn(tx, plan) };
  });
  const { job, rights } = seen;
  if (job === null) return refuse("not_found", [notThere("job", id)]);
  if (job.asked_by !== person && rights?.everywhere !== true) {
    return refuse("forbidden", [missingRight("an end to the work that somebody else asked for")]);
  }
  const stopped = await queue.db.transaction(async (tx) => {
    await noteStop(tx, id);
    await tellWorkers(tx, { kind: "stop", job: id });
    const [{ state } = { state: job.state }] = await tx.query<{ state: Job["state"] }>(
      "select state from entente.jobs where id = $1 for update",
      [id],
    );
    // The parts of a sweep are let go by whoever takes them.
    if (state !== "waiting" && job.kind !== "sweep") return null;
    return updateJob(within(queue.db, tx), id, { state: "cancelled" });
  });
  const now = stopped ?? (await queue.db.asPerson(person, (tx) => readJob(tx, plan, id)));
  return give(now ?? job);
}

function notThere(what: string, name: string) {
  return reportWork(
    "asked_unknown",
    { id: name },
    {
      found: `the ${what} \`${name}\``,
      expected: `a ${what} that the person may see`,
      help: "Check the name.",
    },
  );
}
