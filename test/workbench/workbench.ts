import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { type CallOf, type Client, makeClient } from "../../src/api/client.ts";
import { loadCasebook } from "../../src/casework/casebook.ts";
import { loadLaw } from "../../src/law/load.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { startServer } from "../../src/server/start-server.ts";
import { makeAdministrator } from "../../src/server/stored-sessions.ts";
import { openBegun } from "../../src/store/begun-store.test-data.ts";
import type { Database } from "../../src/store/database.ts";
import { importPlan } from "../../src/store/import-plan.ts";
import { migrate } from "../../src/store/migrate.ts";
import { localPerson } from "../../src/store/rights/people.ts";
import { makeSolveThreads } from "../../src/work/solve-threads.ts";
import { openWorkQueue } from "../../src/work/work-queue.ts";
import { startWorker } from "../../src/work/worker.ts";
import { launchChromium } from "../chromium.ts";
import { listProjectFiles, root } from "../project-files.ts";
import { builtWeb } from "./built-web.ts";
import { findFreePort, signInOverHttp, startTestProvider, type TestProvider } from "./oidc.ts";
import { PageWatch } from "./page-watch.ts";

/** What somebody may do, as the API says it. */
type Grant = CallOf<"putPerson">["body"]["grants"][number];

/** Somebody who signs in at the provider, and what they may do in every plan of the workbench. */
export interface TestPerson {
  /** Their name at the provider and in the plan, such as `ana`. */
  readonly id: string;
  /** Such as `Ana Alvarez`. */
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly see?: "public" | "internal" | "restricted";
}

/** What a workbench is started with. */
export interface WorkbenchOptions {
  /** The plans in it, by their names in addresses. */
  readonly plans: Readonly<Record<string, Plan>>;
  /** Who signs in; the first is administrator whatever their grants. Without people there is one local user. */
  readonly people?: readonly TestPerson[];
  /** The store; in memory when absent. It is migrated, and closed in the end. */
  readonly db?: Database;
}

/** A running workbench with a browser. */
export interface Workbench {
  readonly origin: string;
  readonly db: Database;
  readonly browser: Browser;
  /** Opens a page in a browser context of its own, signed in; its errors fail `close`. */
  readonly open: PageWatch["open"];
  /** The typed client of the API, signed in as one of the people. */
  readonly client: (person?: string) => Promise<Client>;
  /** Ends everything.   Errors: throws where a page had errors of its own. */
  readonly close: () => Promise<void>;
}

const lawFiles = new Map(
  listProjectFiles("law")
    .filter((path) => path.endsWith(".yaml"))
    .map((path) => [path.slice("law/".length), readFileSync(join(root, path))] as const),
);
const emailOf = (person: string) => `${person}@example.gov`;

/** What ends the parts of a workbench, in the order in which they were started. */
type Ends = (() => Promise<unknown>)[];

/** Starts the real server on a store of its own, and a real browser before it. */
export async function startWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const ends: Ends = [];
  try {
    return await start(options, ends);
  } catch (problem) {
    // What is left open would keep the process of the tests from its end.
    await endAll(ends).catch(() => undefined);
    throw problem;
  }
}

/** Ends everything, the newest first, also where ending a part fails.   Errors: throws what failed first. */
async function endAll(ends: Ends): Promise<void> {
  const problems: unknown[] = [];
  for (const end of ends.reverse()) await end().catch((problem) => problems.push(problem));
  if (problems.length > 0) throw problems[0];
}

async function start(options: WorkbenchOptions, ends: Ends): Promise<Workbench> {
  const people = options.people ?? [];
  const web = await builtWeb();
  const db = options.db ?? (await openBegun());
  ends.push(() => db.close());
  await migrate(db);
  const { law } = loadLaw(lawFiles);
  const { result: book } = loadCasebook(lawFiles);
  const defects: string[] = [];
  const onDefect = (error: unknown) =>
    defects.push(error instanceof Error ? `${error.stack}` : `${error}`);
  const means = { law: lawFiles, version: "test", threads: 1, width: 1 };
  const threads = makeSolveThreads(means);
  ends.push(() => threads.close());
  const queue = await openWorkQueue(db, { works: true, onError: onDefect });
  ends.push(() => queue.close());
  const worker = await startWorker({ ...means, queue, onDefect });
  ends.push(() => worker.stop());
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const provider = people.length === 0 ? null : await startProvider(origin, people);
  ends.push(async () => provider?.stop());
  const [first] = people;
  const owner =
    first === undefined
      ? (await localPerson(db)).id
      : await makeAdministrator(db, emailOf(first.id));
  // The store knows the administrator by their e-mail address alone.
  await db.query("update entente.people set name = $2 where id = $1 and name = email", [
    owner,
    first?.name ?? "",
  ]);
  for (const [id, plan] of Object.entries(options.plans)) {
    const { refusal } = await importPlan(db, owner, plan, id);
    if (refusal !== null)
      throw new Error(`the plan ${id} is refused: ${refusal.findings[0]?.found}`);
  }
  const server = await startServer({
    ...{ db, law, book, version: "test", host: "127.0.0.1", port, web, queue },
    check: (plan) => threads.ask("check", { plan }),
    compare: (sides) => threads.ask("compare", { sides }),
    ...(provider === null
      ? {}
      : { signIn: { ...provider, origin }, admin: emailOf(first?.id ?? "") }),
    log: (entry) => {
      if (entry.kind === "defect" || (entry.status ?? 0) >= 500)
        defects.push(JSON.stringify(entry));
    },
  });
  ends.push(() => server.close());
  const browser = await launchChromium();
  ends.push(() => browser.close());
  const watch = new PageWatch(browser, origin, provider !== null);
  const client = makeClients(origin, provider !== null);
  await giveGrants(await client(first?.id), Object.keys(options.plans), people);
  return {
    origin,
    db,
    browser,
    open: watch.open,
    client,
    close: async () => {
      await endAll(ends);
      watch.complain(defects);
    },
  };
}

function startProvider(origin: string, people: readonly TestPerson[]): Promise<TestProvider> {
  const accounts = people.map(({ id, name }) => ({ subject: id, name, email: emailOf(id) }));
  return startTestProvider(origin, accounts);
}

function makeClients(origin: string, signIn: boolean): Workbench["client"] {
  const made = new Map<string, Promise<Client>>();
  const make = async (person: string): Promise<Client> => {
    const headers = { origin, ...(signIn ? { cookie: await signInOverHttp(origin, person) } : {}) };
    const { csrf_token } = await makeClient({ server: origin, headers }).call("readMe", {});
    return makeClient({ server: origin, headers, csrfToken: () => csrf_token });
  };
  return (person = "") => {
    const client = made.get(person) ?? make(person);
    made.set(person, client);
    return client;
  };
}

/** Gives everybody their grants; the first is administrator besides. */
async function giveGrants(
  administrator: Client,
  plans: readonly string[],
  people: readonly TestPerson[],
): Promise<void> {
  const me = await administrator.call("readMe", {});
  for (const plan of plans) {
    for (const [place, { id, name, grants, see }] of people.entries()) {
      const first = place === 0;
      const all: readonly Grant[] = first ? [{ role: "administrator" }, ...grants] : grants;
      await administrator.call("putPerson", {
        params: { plan, person: first ? me.id : id },
        body: {
          name,
          email: emailOf(id),
          grants: [...all],
          see: see ?? (first ? "restricted" : "public"),
        },
      });
    }
  }
}
