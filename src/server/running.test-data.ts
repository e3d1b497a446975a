import { createServer } from "node:net";
import { join } from "node:path";
import {
  findFreePort,
  signInOverHttp,
  startTestProvider,
  type TestAccount,
} from "../../test/workbench/oidc.ts";
import { type Client, makeClient } from "../api/client.ts";
import type { IsoDate } from "../base/fiscal.ts";
import { realCasebook } from "../casework/casebook.test-data.ts";
import { readLawFolder, realLaw } from "../law/law-folder.test-data.ts";
import type { Plan } from "../plan/plan.ts";
import { openBegun } from "../store/begun-store.test-data.ts";
import type { Database } from "../store/database.ts";
import { importPlan } from "../store/import-plan.ts";
import { migrate } from "../store/migrate.ts";
import { openPostgres } from "../store/postgres.ts";
import { startPostgres as startServerOfPostgres } from "../store/postgres-server.test-data.ts";
import { localPerson } from "../store/rights/people.ts";
import { checkWhole } from "../work/check-whole.ts";
import { openWorkQueue } from "../work/work-queue.ts";
import { startWorker } from "../work/worker.ts";
import type { LogEntry } from "./log.ts";
import { startServer } from "./start-server.ts";
import { makeAdministrator } from "./stored-sessions.ts";

/** A database of one of the two kinds, and what ends it. */
export interface TestDatabase {
  readonly db: Database;
  readonly stop: () => Promise<void>;
}

/** PGlite in memory. */
export async function startEmbedded(): Promise<TestDatabase> {
  const db = await openBegun();
  return { db, stop: () => db.close() };
}

/** A real PostgreSQL server of its own. */
export async function startPostgres(): Promise<TestDatabase> {
  const server = await startServerOfPostgres(["fsync=off"]);
  await server.makeDatabase("entente");
  const db = openPostgres(server.url("entente"));
  await migrate(db);
  return {
    db,
    stop: async () => {
      await db.close();
      await server.stop();
    },
  };
}

/** A running server with a plan in it, and how to ask it. */
export interface TestServer {
  readonly origin: string;
  readonly db: Database;
  readonly log: readonly LogEntry[];
  /** A client of the one local person, or of somebody who signs in. */
  readonly clientOf: (subject?: string) => Promise<SignedClient>;
  readonly stop: () => Promise<void>;
}

/** A client of somebody, with what it sends. */
export interface SignedClient extends Client {
  readonly headers: Readonly<Record<string, string>>;
}

/** Starts a server on a database; `accounts` are those who can sign in, and the first is the administrator. */
export async function startTestServer(
  { db }: TestDatabase,
  plans: readonly Plan[],
  accounts: readonly TestAccount[] = [],
  options: {
    readonly requests?: number;
    readonly works?: boolean;
    readonly today?: IsoDate;
  } = {},
): Promise<TestServer> {
  const { today } = options;
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const [admin] = accounts;
  const provider = admin === undefined ? null : await startTestProvider(origin, accounts);
  const person =
    admin === undefined ? (await localPerson(db)).id : await makeAdministrator(db, admin.email);
  for (const plan of plans) await importPlan(db, person, plan);
  const log: LogEntry[] = [];
  const errors: unknown[] = [];
  const law = realLaw();
  const queue = await openWorkQueue(db, {
    works: true,
    onError: (error) => void errors.push(error),
  });
  const worker = options.works
    ? await startWorker({
        ...{ queue, law: readLawFolder(), version: "0.0.0-test", threads: 1, width: 1 },
        onDefect: (error) => void errors.push(error),
      })
    : null;
  const server = await startServer({
    queue,
    ...{ db, law, book: realCasebook(), version: "0.0.0-test", host: "127.0.0.1", port },
    ...(provider === null ? {} : { signIn: { ...provider, origin } }),
    ...(admin === undefined ? {} : { admin: admin.email }),
    ...(today === undefined ? {} : { today: () => today }),
    limits: { requests: options.requests ?? 100_000, sign_ins: 1000 },
    web: join(import.meta.dirname, "no-such-folder"),
    check: async (plan) => checkWhole(plan, law),
    log: (entry) => log.push(entry),
  });
  return {
    origin,
    db,
    log,
    clientOf: (subject) => clientOf(origin, subject),
    stop: async () => {
      await server.close();
      await worker?.stop();
      await queue.close();
      await provider?.stop();
      if (errors.length > 0) throw new AggregateError(errors, "the worker failed");
    },
  };
}

async function clientOf(origin: string, subject: string | undefined): Promise<SignedClient> {
  const cookie = subject === undefined ? "" : await signInOverHttp(origin, subject);
  const headers = cookie === "" ? {} : { cookie };
  const me = await makeClient({ server: origin, headers }).call("readMe", {});
  const sent = { ...headers, "x-csrf-token": me.csrf_token };
  return { ...makeClient({ server: origin, headers: sent }), headers: sent };
}

/** A port on which another program listens, and what ends that program. */
export async function takePort(): Promise<{ readonly port: number; readonly stop: () => void }> {
  const port = await findFreePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { port, stop: () => server.close() };
}
