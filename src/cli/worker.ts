import { join } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { type Finding, hasErrors } from "../base/findings.ts";
import { loadRules } from "../casework/rules.ts";
import { openWorkQueue } from "../work/work-queue.ts";
import { startWorker } from "../work/worker.ts";
import { addCommand, type CommandContext, helpAfter } from "./command-context.ts";
import { readFolder } from "./folder.ts";
import { parseCount } from "./option-values.ts";
import { planLimits } from "./plan-input.ts";
import { printReply, type ReplyOptions, refuse } from "./reply.ts";
import { openStore } from "./serve/open-store.ts";
import type { Surroundings } from "./surroundings.ts";

const examples = [
  "DATABASE_URL=postgres://entente@localhost/entente entente worker",
  "DATABASE_URL=postgres://entente@localhost/entente entente worker --threads 1",
];

interface WorkerCommandOptions extends ReplyOptions {
  readonly data?: string;
  readonly threads?: number;
}

/** With more threads than this in one process, the others would wait for its one connection to the store. */
const mostThreads = 16;

/** Adds `entente worker`: takes work from the store until Ctrl-C. */
export function addWorker(program: Command, { around, end }: CommandContext): void {
  addCommand(program, "worker", "Take work from the store: allocations, answers, sweeps, imports.")
    .option(
      "--threads <n>",
      "pieces of work side by side (default: one per core, at most 2)",
      readThreads,
    )
    .option(
      "--data <dir>",
      "folder of the store, where DATABASE_URL names none (default: out/data)",
    )
    .addHelpText("after", helpAfter(examples))
    .action(async (options: WorkerCommandOptions) => {
      const findings = await work(options, around);
      end(hasErrors(findings) ? printReply(refuse("worker", findings), options, around) : "fine");
    });
}

function readThreads(text: string): number {
  const count = parseCount(text);
  if (count > mostThreads)
    throw new InvalidArgumentError(`Write a number from 1 to ${mostThreads}.`);
  return count;
}

/** Works until the user stops the program.   Errors: findings of why it could not be started. */
async function work(
  options: WorkerCommandOptions,
  around: Surroundings,
): Promise<readonly Finding[]> {
  const folder = await readFolder(join(around.home, "law"), {
    ...planLimits,
    wanted: (path) => path.endsWith("/") || path.endsWith(".yaml"),
  });
  const law = folder.result ?? new Map<string, Uint8Array>();
  const { findings } = loadRules(law);
  if (hasErrors([...folder.findings, ...findings])) return [...folder.findings, ...findings];
  const opened = await openStore(around.variables?.DATABASE_URL, options.data);
  if (opened.result === null) return opened.findings;
  const db = opened.result;
  const onDefect = (error: unknown) => around.remark(describeDefect(error, around.debug));
  const cores = around.processes?.cores ?? 1;
  const threads = options.threads ?? Math.max(1, Math.min(2, cores));
  const width = Math.max(1, Math.floor(cores / threads));
  try {
    const queue = await openWorkQueue(db, { works: true, onError: onDefect });
    const { version } = around;
    const worker = await startWorker({ queue, law, version, threads, width, onDefect });
    around.answer("Taking work from the store. Press Ctrl-C to stop.\n");
    await untilStopped(around.stop);
    await worker.stop();
    await queue.close();
    return [];
  } finally {
    await db.close();
  }
}

/** What the log says of a defect, or of a store that is away; the work goes on, here or elsewhere. */
function describeDefect(error: unknown, debug: boolean): string {
  const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  return `entente worker: ${debug ? stack : message}\n`;
}

function untilStopped(stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    // A timer keeps the program alive while there is nothing to do.
    const timer = setInterval(() => undefined, 60_000);
    const leave = () => {
      clearInterval(timer);
      resolve();
    };
    if (stop.aborted) leave();
    else stop.addEventListener("abort", leave);
  });
}
