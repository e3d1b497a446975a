/** Reads the command line and the environment, makes the adapters, and runs one command. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, hostname } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isoDate } from "./base/fiscal.ts";
import { describeBug, runCommand } from "./cli/run.ts";
import type { Surroundings } from "./cli/surroundings.ts";
import { type BesideProcess, besideFlags, type Processes } from "./cli/sweep/processes.ts";
import { pickVariables } from "./cli/variables.ts";
import { makeThreadSolver } from "./solver/thread-solver.ts";

const home = dirname(dirname(fileURLToPath(import.meta.url)));
/** Whether another process of this program started this one; it tells the user what happens. */
const isBeside = (process.env.ENTENTE_BESIDE ?? "") !== "";
const debug = (process.env.ENTENTE_DEBUG ?? "") !== "";
const worldFile = import.meta.resolve("world-atlas/countries-110m.json");
const stopper = new AbortController();

/** One key press reaches the program twice when the launcher passes it on; the second within this time is the same. */
const samePressMilliseconds = 500;
let pressedAt: number | undefined;

function onInterrupt(): void {
  const now = performance.now();
  if (pressedAt !== undefined) {
    if (now - pressedAt > samePressMilliseconds) process.exit(130);
    return;
  }
  pressedAt = now;
  if (!isBeside) process.stderr.write("\nStopping. Press Ctrl-C again to leave at once.\n");
  stopper.abort();
}

function makeSurroundings(): Surroundings {
  const noColor = (process.env.NO_COLOR ?? "") !== "" || process.env.TERM === "dumb";
  return {
    answer: (text) => void process.stdout.write(text),
    remark: (text) => void process.stderr.write(text),
    color: process.stdout.isTTY === true && !noColor,
    live: process.stderr.isTTY === true,
    columns: process.stdout.columns ?? 100,
    elapsed: () => performance.now(),
    every: (milliseconds, work) => {
      const timer = setInterval(work, milliseconds).unref();
      return () => clearInterval(timer);
    },
    stop: stopper.signal,
    today: () => isoDate(new Date().toISOString().slice(0, 10)),
    now: () => new Date().toISOString(),
    home,
    debug,
    solver: makeThreadSolver(Math.max(1, Math.min(4, availableParallelism()))),
    processes: makeProcesses(),
    variables: pickVariables(process.env),
    version: readVersion(),
    world: () => JSON.parse(readFileSync(fileURLToPath(worldFile), "utf8")),
  };
}

function makeProcesses(): Processes {
  return {
    id: process.pid,
    machine: hostname(),
    cores: availableParallelism(),
    isAlive,
    runBeside: (args) => runBeside(args),
  };
}

function isAlive(id: number): boolean {
  try {
    // Signal 0 is sent to nobody: it only tells whether the process is there.
    process.kill(id, 0);
    return !isZombie(id);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Whether a process has ended and only nobody asked yet how, as in containers whose first process never asks. */
function isZombie(id: number): boolean {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, "utf8");
    return /^ [ZX]/.test(stat.slice(stat.lastIndexOf(")") + 1));
  } catch {
    // No such file system here, or the process has just gone: signal 0 has the word.
    return false;
  }
}

function runBeside(args: readonly string[]): BesideProcess {
  const main = fileURLToPath(import.meta.url);
  const child = spawn(process.execPath, [...process.execArgv, ...besideFlags, main, ...args], {
    env: { ...process.env, ENTENTE_BESIDE: "1" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise<void>((resolve) => {
    child.on("error", () => resolve());
    child.on("exit", () => resolve());
  });
  return { id: child.pid ?? 0, ended, stop: () => void child.kill("SIGTERM") };
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const known = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return known ? String(manifest.version) : "unknown";
}

// A reader such as `head` may close the pipe early; that is no defect.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 4);
});
for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (error: unknown) => {
    process.stderr.write(describeBug(error, debug));
    process.exit(4);
  });
}
process.on("SIGINT", onInterrupt);
process.on("SIGTERM", onInterrupt);

const around = makeSurroundings();
process.exitCode = await runCommand(process.argv.slice(2), around);
await around.solver.close();
