/** Reads the command line and the environment, makes the adapters, and runs one command. */
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describeBug, runCommand } from "./cli/run.ts";
import type { Surroundings } from "./cli/surroundings.ts";
import { makeThreadSolver } from "./solver/thread-solver.ts";

const home = dirname(dirname(fileURLToPath(import.meta.url)));
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
  process.stderr.write("\nStopping. Press Ctrl-C again to leave at once.\n");
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
    home,
    debug,
    solver: makeThreadSolver(Math.max(1, Math.min(4, availableParallelism()))),
    version: readVersion(),
    world: () => JSON.parse(readFileSync(fileURLToPath(worldFile), "utf8")),
  };
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
