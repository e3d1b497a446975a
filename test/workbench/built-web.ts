import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { listProjectFiles, root } from "../project-files.ts";

/** What the web client is built from. */
const sources = ["src/web", "src/api", "src/report", "src/base", "src/plan"];

/**
 * The folder of the web client as its sources are now; built where it is not there yet.
 *
 * Several tests may ask at once: each builds into a folder of its own, and the first to end gives it its name.
 */
export async function builtWeb(): Promise<string> {
  const folder = join(root, "out", "web-for-tests", digestSources());
  if (existsSync(folder)) return folder;
  const own = `${folder}.${process.pid}`;
  mkdirSync(own, { recursive: true });
  await build({
    root: join(root, "src/web"),
    configFile: join(root, "vite.config.ts"),
    logLevel: "warn",
    build: { outDir: own, reportCompressedSize: false },
  });
  try {
    renameSync(own, folder);
  } catch {
    // Another test has built the same meanwhile.
    rmSync(own, { recursive: true });
  }
  return folder;
}

function digestSources(): string {
  const hash = createHash("sha256");
  const paths = sources.flatMap((folder) => listProjectFiles(folder));
  for (const path of ["vite.config.ts", "package-lock.json", ...paths]) {
    if (/\.test(-data)?\.tsx?$/.test(path)) continue;
    hash.update(path).update(readFileSync(join(root, path)));
  }
  return hash.digest("hex").slice(0, 16);
}
