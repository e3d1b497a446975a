import type { JobWithMetadata, PgBoss } from "pg-boss";
import type { Database, Session } from "../store/database.ts";
import { bossDb, workQueue } from "./boss.ts";
import type { Piece } from "./work-queue.ts";

/** Thrown where a piece of work belongs to another worker by now, so that nothing of it may be kept here. */
export class ClaimLostError extends Error {}

/** A piece of work that this worker has taken. Only who holds the claim can keep a result. */
export interface Claim {
  readonly piece: Piece;
  /** Says that the worker lives; whether the claim is still its own. */
  readonly hold: () => Promise<boolean>;
  /** Keeps something on the way.   Errors: throws {@link ClaimLostError}, and keeps nothing. */
  readonly keep: (work: (tx: Session) => Promise<void>) => Promise<void>;
  /** Keeps a result and ends the piece, both or neither.   Errors: throws {@link ClaimLostError}. */
  readonly finish: (work: (tx: Session) => Promise<void>) => Promise<void>;
  /** Gives the piece back, for any worker to begin anew. */
  readonly giveBack: (why: string) => Promise<void>;
}

/** Takes the next piece of work, the most urgent first; nothing where there is none. */
export async function takePiece(
  db: Database,
  boss: PgBoss,
  queue: string = workQueue,
): Promise<Claim | null> {
  const [taken] = await boss.fetch<Piece>(queue, { includeMetadata: true });
  return taken === undefined ? null : claimOf(db, boss, queue, taken);
}

function claimOf(
  db: Database,
  boss: PgBoss,
  queue: string,
  { id, retryCount, data }: JobWithMetadata<Piece>,
): Claim {
  // An attempt is named by its number: once the piece was given to another, this one settles nothing.
  const attempt = { id, retryCount };
  const isHeld = (response: object) => "affected" in response && response.affected === 1;
  const whole = (settle: (tx: Session) => Promise<object>, work: (tx: Session) => Promise<void>) =>
    db.transaction(async (tx) => {
      if (!isHeld(await settle(tx))) throw new ClaimLostError(`the piece ${id} is another's`);
      await work(tx);
    });
  return {
    piece: data,
    hold: async () => isHeld(await boss.touch(queue, attempt)),
    keep: (work) => whole((tx) => boss.touch(queue, attempt, { db: bossDb(tx) }), work),
    finish: (work) => whole((tx) => boss.complete(queue, attempt, null, { db: bossDb(tx) }), work),
    giveBack: async (why) => {
      await boss.fail(queue, attempt, { message: why });
    },
  };
}
