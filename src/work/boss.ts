import { type Db, getConstructionPlans, PgBoss } from "pg-boss";
import type { Database, Session } from "../store/database.ts";

/** The queue of all work. What is in it names rows of the store, and holds nothing of a plan. */
export const workQueue = "work";
/** The queue of work that was given up, since each of its workers died. */
export const abandonedQueue = "work-abandoned";

/** How long a worker may say nothing before its work falls to another; the least that pg-boss knows.   Unit: seconds. */
export const deadAfter = 10;

/** How often it is looked for workers that died.   Unit: seconds. */
const lookEvery = 2;

/** How often a piece of work is begun anew. One whose workers die again and again is what kills them. */
const mostRetries = 5;

/** How long one piece of work may take at most.   Unit: seconds. */
const longest = 24 * 3600 - 1;

/** Statements of pg-boss, sent to our database or to one of its transactions. */
export function bossDb(session: Session): Db {
  return {
    executeSql: async (text, values) => {
      if (values !== undefined && values.length > 0) {
        return { rows: [...(await session.query(text, values))] };
      }
      const statements = text.trim().replace(/;\s*$/, "");
      if (!statements.includes(";")) return { rows: [...(await session.query(text))] };
      // Several at once come back without rows: pg-boss asks for none that it needs.
      await ("transaction" in session ? runWhole(session as Database, text) : session.script(text));
      return { rows: [] };
    },
  };
}

/** Runs a script; where it brings its own transaction, in one of ours, which a failure leaves in order. */
function runWhole(db: Database, text: string): Promise<void> {
  const own = insideOf(text);
  return own === undefined ? db.script(text) : db.transaction((tx) => tx.script(own));
}

/** What a script does between the beginning and the end of the transaction that it brings, if it brings one. */
function insideOf(script: string): string | undefined {
  return /^\s*BEGIN;(.*)COMMIT;?\s*$/s.exec(script)?.[1];
}

/** The schema of pg-boss's tables; its own default, so that its own tools find them. */
const schema = "pgboss";

function backendOf(db: Database): "pglite" | "postgres" {
  return db.kind === "embedded" ? "pglite" : "postgres";
}

/**
 * Makes the tables of pg-boss where there are none, in a transaction that holds a lock.
 *
 * pg-boss would make them itself. But it looks whether they are there before it waits for its own lock, and PostgreSQL
 * then goes by what it saw: of several programs that begin on a new database, all but one would fail.
 */
export async function makeBossTables(tx: Session, db: Database): Promise<void> {
  // From a table, since a function such as to_regclass may answer from before the lock.
  const there = await tx.query(
    "select from pg_catalog.pg_tables where schemaname = $1 and tablename = 'version'",
    [schema],
  );
  if (there.length > 0) return;
  const plan = insideOf(getConstructionPlans(schema, { backend: backendOf(db) }));
  // Its own end of a transaction would end ours, and the lock with it.
  if (plan === undefined) throw new Error("pg-boss makes its tables in another form than before");
  await tx.script(plan);
}

/** Starts pg-boss on our database, with its tables and queues. `works`: whether it also looks after them. */
export async function openBoss(
  db: Database,
  works: boolean,
  onError: (error: unknown) => void,
): Promise<PgBoss> {
  const boss = new PgBoss({
    db: bossDb(db),
    schema,
    backend: backendOf(db),
    schedule: false,
    supervise: works,
    superviseIntervalSeconds: lookEvery,
    monitorIntervalSeconds: lookEvery,
    maintenanceIntervalSeconds: 3600,
    reindex: false,
    monitorVacuum: false,
  });
  boss.on("error", onError);
  await boss.start();
  await boss.createQueue(abandonedQueue, { retryLimit: 1000, heartbeatSeconds: deadAfter });
  await boss.createQueue(workQueue, {
    retryLimit: mostRetries,
    retryDelay: 1,
    heartbeatSeconds: deadAfter,
    expireInSeconds: longest,
    deleteAfterSeconds: 24 * 3600,
    deadLetter: abandonedQueue,
  });
  // What pg-boss knows of a queue it asks for at its first use. Inside a transaction, the one connection of PGlite would
  // then wait for itself.
  await boss.findJobs(workQueue, { id: "00000000-0000-0000-0000-000000000000" });
  return boss;
}
