import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Solver } from "../src/allocate/solver.ts";
import { runCommand } from "../src/cli/run.ts";
import { readManifest, root } from "./project-files.ts";
import { quietSurroundings } from "./quiet-program.ts";

const worldFile = fileURLToPath(import.meta.resolve("world-atlas/countries-110m.json"));

/** How a command ended, and what it printed. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Settings of one run. */
export interface RunSettings {
  /** Environment variables, beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Sends Ctrl-C once this has appeared on standard error. */
  readonly interruptAt?: RegExp;
}

/** Runs the real command in a process of its own, through the launcher, as a user would. */
export function entente(args: readonly string[], settings: RunSettings = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, "bin", "entente.js"), ...args], {
      cwd: root,
      env: { ...process.env, NO_COLOR: "1", ...settings.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let out = "";
    let err = "";
    let interrupted = false;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
      if (!interrupted && settings.interruptAt?.test(err)) {
        interrupted = true;
        child.kill("SIGINT");
      }
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
  });
}

/** Runs a command in this process, which is faster; nothing that solves. */
export async function ententeHere(args: readonly string[]): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommand(args, quietSurroundings(out, err));
  return { code, out: out.join(""), err: err.join("") };
}

/** Runs a command in this process with a real solver, from the root of the repository, as its package would. */
export async function ententeSolving(args: readonly string[], solver: Solver): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const { version } = readManifest();
  const world = () => JSON.parse(readFileSync(worldFile, "utf8"));
  const around = { ...quietSurroundings(out, err), solver, version, world };
  const code = await runCommand(args, around);
  return { code, out: out.join(""), err: err.join("") };
}

/** A copy of an example in a folder of its own, to break. Call `remove` when done. */
export async function copyExample(
  name: string,
): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const parent = await mkdtemp(join(tmpdir(), "entente-"));
  const folder = join(parent, name);
  await cp(join(root, "examples", name), folder, { recursive: true });
  return { folder, remove: () => rm(parent, { recursive: true, force: true }) };
}
