import { createHash } from "node:crypto";
import type { AddressInfo } from "node:net";
import type { Finding } from "../base/findings.ts";
import { type IsoDate, isoDate } from "../base/fiscal.ts";
import type { Casebook } from "../casework/casebook.ts";
import type { LawBook } from "../law/book.ts";
import type { Plan } from "../plan/plan.ts";
import { mainBranch } from "../store/branches/branch-state.ts";
import type { Database } from "../store/database.ts";
import { listOnlookers } from "../store/onlookers.ts";
import { keepProcesses } from "../store/processes.ts";
import { answerCompare } from "../work/answer-compare.ts";
import type { WorkQueue } from "../work/work-queue.ts";
import { makeApp } from "./app.ts";
import { CaseDesk } from "./case-desk.ts";
import { type Compare, makeComparisons } from "./comparisons.ts";
import type { ServerContext } from "./context.ts";
import { startLive } from "./live.ts";
import { entryOfDefect, type LogEntry } from "./log.ts";
import { makeOpenId, type OpenIdSettings } from "./open-id.ts";
import type { Place } from "./place.ts";
import { PlanFacts } from "./plan-facts.ts";
import { type RateLimits, usualRateLimits } from "./security.ts";
import { SeenPlans } from "./seen-plans.ts";
import { localSessions } from "./sessions.ts";
import { makeStandings } from "./standings.ts";
import { storedSessions } from "./stored-sessions.ts";

/** What a server is started with. */
export interface ServerOptions {
  /** The store, migrated. The server does not close it. */
  readonly db: Database;
  readonly law: LawBook;
  /** The processes that cases follow. */
  readonly book: Casebook;
  /** Which day it is; that of the clock when absent. */
  readonly today?: () => IsoDate;
  readonly version: string;
  /** The address to listen on, such as `127.0.0.1`. */
  readonly host: string;
  /** The port to listen on; 0 for any that is free. */
  readonly port: number;
  /** Where work that takes a while is put; workers take it from there. The server does not close it. */
  readonly queue: WorkQueue;
  /** Finds everything that is wrong or odd in a plan; it should not hold up the thread of the server. */
  readonly check: (plan: Plan) => Promise<readonly Finding[]>;
  /** Compares allocations; without it, the thread of the server does. */
  readonly compare?: Compare;
  /** How people sign in; without it, everybody who reaches the server is the one local person. */
  readonly signIn?: OpenIdSettings;
  /** The e-mail address of the administrator. */
  readonly admin?: string;
  readonly proxies?: readonly string[];
  /** The folder of the built web client. */
  readonly web: string;
  readonly limits?: RateLimits;
  readonly log?: (entry: LogEntry) => void;
  /** Whether plans are read before anybody asks, so that the first page and the first edit come quickly. */
  readonly readsAhead?: boolean;
}

/** A server that answers. */
export interface RunningServer {
  /** Where to open it, such as `http://127.0.0.1:4380`. */
  readonly origin: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Starts the server.   Errors: throws where it cannot listen there (`EADDRINUSE`, `EACCES`). */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { signIn } = options;
  const origins: string[] = [];
  const hosts: string[] = [];
  const secure = signIn?.origin.startsWith("https:") ?? false;
  const place: Place = { origins, hosts, secure };
  const log = options.log ?? (() => undefined);
  const onDefect = (error: unknown) => log(entryOfDefect(error, {}));
  const { book } = options;
  await keepProcesses(options.db, book.processes.values());
  const plans = new SeenPlans({ db: options.db, check: options.check });
  const { live, tell, stop } = await startLive(options.db, plans, onDefect);
  const server: ServerContext = {
    db: options.db,
    law: options.law,
    place,
    sessions:
      signIn === undefined
        ? await localSessions(options.db)
        : storedSessions(options.db, options.admin ?? null),
    openId: signIn === undefined ? null : makeOpenId(signIn),
    ...{ plans, live, tell, log, onDefect },
    facts: new PlanFacts(),
    standings: makeStandings(options.db),
    comparisons: makeComparisons(
      options.db,
      options.compare ?? (async (sides) => answerCompare(sides, options.law)),
    ),
    cases: new CaseDesk({
      db: options.db,
      law: options.law,
      plans,
      book,
      today: options.today ?? todayOf,
    }),
    queue: options.queue,
    epoch: epochOf(options),
    version: options.version,
  };
  const app = await makeApp(server, {
    limits: options.limits ?? usualRateLimits,
    web: options.web,
    proxies: options.proxies ?? [],
  });
  await app.listen({ host: options.host, port: options.port });
  const { port } = app.server.address() as AddressInfo;
  namePlace(origins, hosts, port, signIn?.origin);
  if (options.readsAhead === true) void readAhead(server);
  return { origin: origins[0] ?? "", port, close: () => stop().then(() => app.close()) };
}

/** The day in Washington, where the offices are. */
function todayOf(): IsoDate {
  const zone = "America/New_York";
  return isoDate(new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(new Date()));
}

function epochOf({ version, law, book }: ServerOptions): string {
  return createHash("sha256")
    .update(`${version}\n${law.edition}\n${book.edition}`)
    .digest("hex")
    .slice(0, 8);
}

/** The names under which the server is reached: that of its origin, and those of this machine. */
function namePlace(origins: string[], hosts: string[], port: number, origin?: string): void {
  const local = ["127.0.0.1", "localhost", "[::1]"].map((name) => `${name}:${port}`);
  if (origin !== undefined) {
    const url = new URL(origin);
    origins.push(url.origin);
    hosts.push(url.host);
  }
  // A proxy on this machine may ask under the machine's own name.
  hosts.push(...local);
  if (origin === undefined) origins.push(...local.map((name) => `http://${name}`));
}

/** Plans that are read before anybody asks. */
const mostAhead = 3;

/** Reads the plans that were changed last, once for all who see the same of them. */
async function readAhead({ db, plans }: ServerContext): Promise<void> {
  try {
    for (const { plan, person } of await listOnlookers(db, mostAhead)) {
      const seen = await plans.find(person, plan, mainBranch);
      if (seen !== undefined) await plans.findingsOf(seen);
    }
  } catch {
    // The server may have been closed meanwhile; whoever asks for the plan is told what is wrong with it.
  }
}
