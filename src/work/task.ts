import { readAllocation } from "../store/allocations.ts";
import type { Database, Session } from "../store/database.ts";
import { type JobToDo, type JobUpdate, updateJob } from "../store/job-rows.ts";
import type { Claim } from "./claim.ts";
import type { KeptAllocation, News } from "./questions.ts";
import type { AskHooks, SolveThreads } from "./solve-threads.ts";
import { within } from "./within.ts";
import type { WorkQueue } from "./work-queue.ts";
import { readInput } from "./work-tables.ts";

/** A piece of work with all that is needed to do it. */
export interface Task {
  readonly db: Database;
  readonly queue: WorkQueue;
  readonly threads: SolveThreads;
  readonly claim: Claim;
  readonly stop: AbortSignal;
  readonly tell: (news: News) => void;
}

/** Ends a piece and its job together. */
export function endJob(task: Task, update: JobUpdate): Promise<void> {
  return task.claim.finish((tx) => updateIn(task, tx, update));
}

/** Updates the job of a task, as part of a transaction. */
export async function updateIn({ db, claim }: Task, tx: Session, update: JobUpdate): Promise<void> {
  await updateJob(within(db, tx), claim.piece.job, update);
}

/** How a question of a task is followed; an allocation that its thread does not know is read for it. */
export function hooksOf({ db, stop, tell }: Task, { plan }: JobToDo): AskHooks {
  return { signal: stop, onNews: tell, recall: (id) => recallAllocation(db, plan, id) };
}

/** An allocation with the plan that it was worked out on; nothing where either is kept no more. */
async function recallAllocation(
  db: Database,
  plan: string,
  id: string,
): Promise<KeptAllocation | null> {
  const row = await readAllocation(db, plan, id);
  const input = row === null ? null : await readInput(db, id);
  if (row === null || input === null) return null;
  const allocation = row.allocation as KeptAllocation["allocation"];
  const { stamp } = row.briefing as { readonly stamp: KeptAllocation["stamp"] };
  return { input, allocation, stamp };
}
