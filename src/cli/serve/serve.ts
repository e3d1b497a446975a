import { join } from "node:path";
import type { Command } from "commander";
import { mainBranch } from "../../api/value-schemas.ts";
import { type Finding, hasErrors } from "../../base/findings.ts";
import type { Casebook } from "../../casework/casebook.ts";
import { loadRules } from "../../casework/rules.ts";
import type { LawBook } from "../../law/book.ts";
import type { Plan } from "../../plan/plan.ts";
import { entryOfDefect, type LogEntry } from "../../server/log.ts";
import { startServer } from "../../server/start-server.ts";
import { makeAdministrator } from "../../server/stored-sessions.ts";
import type { Database } from "../../store/database.ts";
import { localPerson } from "../../store/rights/people.ts";
import { makeSolveThreads } from "../../work/solve-threads.ts";
import { openWorkQueue, startJob, type WorkQueue } from "../../work/work-queue.ts";
import { type RunningWorker, startWorker } from "../../work/worker.ts";
import { addCommand, type CommandContext, helpAfter } from "../command-context.ts";
import { type Files, readFolder } from "../folder.ts";
import { gather, parsePort } from "../option-values.ts";
import { planLimits } from "../plan-input.ts";
import { printReply, type ReplyOptions, refuse } from "../reply.ts";
import type { Surroundings } from "../surroundings.ts";
import { listenWith, usualPort } from "./listen.ts";
import { importFolders, openStore } from "./open-store.ts";
import { readServeSettings, type ServeSettings } from "./settings.ts";

const usualHost = "127.0.0.1";

const examples = [
  "entente serve --plan examples/fy2021",
  "entente serve --data plans --port 8080",
  "DATABASE_URL=postgres://entente@localhost/entente entente serve",
];

/** How the server is asked to run. */
export interface ServeOptions extends ReplyOptions {
  readonly port?: number;
  readonly host: string;
  readonly data?: string;
  readonly plan: readonly string[];
}

/** Adds `entente serve`: the workbench and its API, until Ctrl-C. */
export function addServe(program: Command, { around, end }: CommandContext): void {
  addCommand(program, "serve", "Serve the workbench: many people, one plan, live.")
    .option(
      "--port <n>",
      `port to listen on (default: ${usualPort}, or the next that is free)`,
      parsePort,
    )
    .option("--host <address>", "address to listen on", usualHost)
    .option("--data <dir>", "folder of the store, or `memory` (default: out/data)")
    .option(
      "--plan <folder>",
      "take this plan in if it is not there; may be given again",
      gather,
      [],
    )
    .addHelpText("after", helpAfter(examples))
    .action(async (options: ServeOptions) => {
      const findings = await serve(options, around);
      end(hasErrors(findings) ? printReply(refuse("serve", findings), options, around) : "fine");
    });
}

/** What a command does beside serving, once the server answers. */
export type Beside = (store: Database, origin: string) => Promise<void>;

/** Serves until the user stops the program.   Errors: findings of why it could not be started. */
export async function serve(
  options: Omit<ServeOptions, "json" | "all">,
  around: Surroundings,
  beside: Beside = () => Promise.resolve(),
): Promise<readonly Finding[]> {
  const settings = readServeSettings(around.variables ?? {}, options.host);
  const files = await readLaw(around);
  const { law, book, findings: ofLaw } = loadRules(files);
  const early = [...settings.findings, ...ofLaw];
  if (hasErrors(early)) return early;
  const opened = await openStore(around.variables?.DATABASE_URL, options.data);
  if (opened.result === null) return opened.findings;
  try {
    return await serveStore(
      { db: opened.result, files, law, book, settings: settings.result },
      options,
      around,
      beside,
    );
  } finally {
    await opened.result.close();
  }
}

interface Ground {
  readonly db: Database;
  readonly files: Files;
  readonly law: LawBook;
  readonly book: Casebook;
  readonly settings: ServeSettings;
}

/** Serves a store that is open: takes the plans in, works on jobs, and answers. */
async function serveStore(
  { db, files, law, book, settings }: Ground,
  options: Omit<ServeOptions, "json" | "all">,
  around: Surroundings,
  beside: Beside,
): Promise<readonly Finding[]> {
  const onError = (error: unknown) => logEntry(entryOfDefect(error, {}), around);
  const cores = Math.max(1, Math.min(4, around.processes?.cores ?? 1));
  const start = { law: files, version: around.version, width: cores };
  const threads = makeSolveThreads({ ...start, threads: 1 });
  const queue = await openWorkQueue(db, { works: true, onError });
  let worker: RunningWorker | undefined;
  try {
    worker = await startWorker({ ...start, queue, threads: workerThreads, onDefect: onError });
    const imported = await importPlans({ db, queue, settings }, options.plan, around);
    if (hasErrors(imported)) return imported;
    const started = await listenWith({ host: options.host, port: options.port }, (port) =>
      startServer({
        ...{ db, law, book, queue, version: around.version, host: options.host, port },
        ...(settings.signIn === null ? {} : { signIn: settings.signIn }),
        ...(settings.admin === null ? {} : { admin: settings.admin }),
        proxies: settings.proxies,
        web: join(around.home, "out", "web"),
        readsAhead: true,
        check: (plan) => threads.ask("check", { plan }),
        compare: (sides) => threads.ask("compare", { sides }),
        log: (entry) => logEntry(entry, around),
      }),
    );
    if ("finding" in started) return [started.finding];
    const { running } = started;
    around.answer(`The workbench is at ${running.origin}\nPress Ctrl-C to stop it.\n`);
    await Promise.all([beside(db, running.origin), untilStopped(around.stop)]);
    await running.close();
    return [];
  } finally {
    await worker?.stop();
    await queue.close();
    await threads.close();
  }
}

/** Pieces of work that the server does side by side; more workers are processes of their own. */
const workerThreads = 2;

async function readLaw(around: Surroundings): Promise<Files> {
  const folder = await readFolder(join(around.home, "law"), {
    ...planLimits,
    wanted: (path) => path.endsWith("/") || path.endsWith(".yaml"),
  });
  return folder.result ?? new Map();
}

/** Takes the plans in as the administrator, or as the one local person, and asks for an allocation of each. */
async function importPlans(
  { db, queue, settings }: Pick<Ground, "db" | "settings"> & { readonly queue: WorkQueue },
  folders: readonly string[],
  around: Surroundings,
): Promise<readonly Finding[]> {
  const { signIn, admin } = settings;
  if (signIn !== null && admin === null && folders.length === 0) return [];
  const person =
    signIn !== null && admin !== null
      ? await makeAdministrator(db, admin)
      : (await localPerson(db)).id;
  if (folders.length > 0) around.remark("Reading the plans.\n");
  const { result, findings } = await importFolders(db, person, folders);
  for (const plan of result) {
    const { id } = plan.head;
    around.remark(`Took in the plan ${id}.\n`);
    for (const branch of branchesToAllocate(plan)) {
      const asked = { kind: "allocate", branch, edits: [], quick: false } as const;
      const { refusal } = await startJob(queue, person, id, { ...asked, edits: [] });
      if (refusal !== null) findings.push(...refusal.findings);
    }
  }
  return findings;
}

/** The plan as it stands, and the scenario that it recommends where that is another. */
function branchesToAllocate({ head, scenarios }: Plan): string[] {
  const recommended = scenarios.find(({ id }) => id === head.recommended_scenario);
  const differs = recommended !== undefined && recommended.edits.length > 0;
  return [mainBranch, ...(differs ? [recommended.id] : [])];
}

function untilStopped(stop: AbortSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    // A timer keeps the program alive while it only listens for the signal.
    const timer = setInterval(() => undefined, 60_000);
    stop.addEventListener("abort", () => {
      clearInterval(timer);
      resolve();
    });
  });
}

/** Requests that went well are not worth a line on somebody's own terminal. */
function logEntry(entry: LogEntry, around: Surroundings): void {
  const dull = entry.kind === "request" && (entry.status ?? 0) < 500;
  if (dull && around.live) return;
  around.remark(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
}
