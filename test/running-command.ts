import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./project-files.ts";

/** A command that runs until it is told to end. */
export interface RunningCommand {
  /** What it has printed so far. */
  readonly out: () => string;
  readonly err: () => string;
  /** Sends Ctrl-C; the code with which it ends. */
  readonly interrupt: () => Promise<number | null>;
}

/**
 * Starts the real command in a process of its own, through the launcher, as a user would, once it has printed an address.
 *
 * Errors: throws where it ends before.
 */
export async function startCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<RunningCommand> {
  const child = spawn(process.execPath, [join(root, "bin", "entente.js"), ...args], {
    cwd: root,
    env: { ...process.env, NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const ready = new Promise<void>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      if (/https?:\/\//.test(out)) resolve();
    });
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  await Promise.race([
    ready,
    ended.then((code) => {
      throw new Error(`it ended with ${code}: ${out}${err}`);
    }),
  ]);
  return {
    out: () => out,
    err: () => err,
    interrupt: () => {
      child.kill("SIGINT");
      return ended;
    },
  };
}
