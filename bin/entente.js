#!/usr/bin/env node
// Starts src/main.ts. The program needs Node 24, which npm installs beside it (the package `node`), so that the
// machine's own Node may be any version from 20 on. This file is plain JavaScript because that Node runs it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const leastMajor = 24;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const main = join(root, "src", "main.ts");

/** The pinned runtime, or nothing when npm did not install it. */
function findRuntime() {
  const name = process.platform === "win32" ? "node.exe" : "node";
  try {
    const manifest = createRequire(import.meta.url).resolve("node/package.json");
    const path = join(dirname(manifest), "bin", name);
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

function fail(words) {
  process.stderr.write(`${words}\n`);
  process.exitCode = 4;
}

function run(runtime) {
  const child = spawn(runtime, [main, ...process.argv.slice(2)], { stdio: "inherit" });
  // A terminal sends its signals to both processes; `kill` only to this one. The program takes two of a kind at
  // once for one.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => child.kill(signal));
  }
  child.on("error", (error) => {
    fail(
      `entente: the runtime ${runtime} does not start (${error.message}). Run \`npm ci\` again.`,
    );
  });
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}

const major = Number(process.versions.node.split(".")[0]);
const runtime = findRuntime();
if (major >= leastMajor) await import(pathToFileURL(main).href);
else if (runtime !== undefined) run(runtime);
else {
  fail(
    `entente: this is Node ${process.versions.node}; version ${leastMajor} is needed, and npm did not install it. ` +
      "Run `npm ci` in the folder of entente, with install scripts allowed.",
  );
}
