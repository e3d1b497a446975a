import type { AppliedChange } from "./apply-change.ts";
import { changeTogether, mostChanges, type WaitingChange } from "./changes-together.ts";
import type { Database } from "./database.ts";
import type { Reply } from "./refusal.ts";

interface Turn {
  readonly waiting: WaitingChange;
  /** Makes the change by itself. */
  readonly alone: () => Promise<Reply<AppliedChange>>;
  readonly settle: PromiseWithResolvers<Reply<AppliedChange>>;
}

/** Changes that wait, by plan, of each database; a plan that is there has somebody who works them off. */
const waitingOf = new WeakMap<Database, Map<string, Turn[]>>();

/**
 * Makes a change after all that were asked here before it for the same plan.
 *
 * The database lets only one change a plan at a time, and each commit waits for the disk: those that wait meanwhile are
 * made together, and take no connections from those who read.
 */
export function takeTurn(
  db: Database,
  waiting: WaitingChange,
  alone: Turn["alone"],
): Promise<Reply<AppliedChange>> {
  const plans = waitingOf.get(db) ?? new Map<string, Turn[]>();
  waitingOf.set(db, plans);
  const turn: Turn = { waiting, alone, settle: Promise.withResolvers() };
  const before = plans.get(waiting.plan);
  if (before !== undefined) before.push(turn);
  else {
    const turns = [turn];
    plans.set(waiting.plan, turns);
    void workOff(db, turns, () => plans.delete(waiting.plan));
  }
  return turn.settle.promise;
}

/** Makes the changes that wait, and those that come meanwhile; each is answered as soon as it is made. */
async function workOff(db: Database, turns: Turn[], end: () => void): Promise<void> {
  for (let first = turns[0]; first !== undefined; first = turns[0]) {
    const batch = turns.slice(0, mostChanges);
    const done = await makeFirst(db, first, batch);
    turns.splice(0, done);
  }
  // In the same breath as the last look, so that nobody waits where nobody works any more.
  end();
}

/** Makes the first change, with those after it that can be made with it; how many were settled. */
async function makeFirst(db: Database, first: Turn, batch: readonly Turn[]): Promise<number> {
  try {
    const made = await changeTogether(
      db,
      batch.map(({ waiting }) => waiting),
    );
    made.forEach((reply, at) => {
      batch[at]?.settle.resolve(reply);
    });
    if (made.length > 0) return made.length;
  } catch (error) {
    // Nobody knows what became of them; each is told.
    for (const { settle } of batch) settle.reject(error);
    return batch.length;
  }
  await first.alone().then(first.settle.resolve, first.settle.reject);
  return 1;
}
