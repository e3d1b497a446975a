import { spawn } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./project-files.ts";

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
  /** Sends Ctrl-C when this text has appeared on standard error, or when so many milliseconds have passed. */
  readonly interruptAfter?: number;
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
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
    if (settings.interruptAfter !== undefined) {
      setTimeout(() => child.kill("SIGINT"), settings.interruptAfter);
    }
  });
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
