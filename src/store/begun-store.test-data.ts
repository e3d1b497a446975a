import { createHash } from "node:crypto";
import { openAsBlob } from "node:fs";
import { access, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import type { Database } from "./database.ts";
import { databaseOf } from "./embedded.ts";
import { migrate } from "./migrate.ts";
import { planTablesSql } from "./plan-tables.ts";
import { readersByType } from "./postgres.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const parsers = { ...readersByType };
const nothing = () => Promise.resolve();

/**
 * PGlite in memory with the store's tables, as `openEmbedded(null)` and `migrate` make it.
 *
 * To make it takes seconds, so that it is kept in `out/`, by what it is made of: begun from there it takes a fifth.
 * `migrate` looks at it all the same.
 */
export async function openBegun(): Promise<Database> {
  const kept = join(root, "out", "begun-stores", `${await digestParts()}.tar`);
  const there = await access(kept).then(
    () => true,
    () => false,
  );
  const lite = await PGlite.create(
    there ? { loadDataDir: await openAsBlob(kept), parsers } : { parsers },
  );
  const db = databaseOf(lite, nothing);
  await migrate(db);
  if (!there) await keep(lite, kept);
  return db;
}

async function keep(lite: PGlite, kept: string): Promise<void> {
  const dump = await lite.dumpDataDir("none");
  await mkdir(dirname(kept), { recursive: true });
  // Several tests may keep the same at once: each writes a file of its own, and gives it the name.
  const own = `${kept}.${process.pid}`;
  await writeFile(own, new Uint8Array(await dump.arrayBuffer()));
  await rename(own, kept);
  await removeOld(dirname(kept));
}

/** Stores of other migrations, once nobody can be reading them any more: each has 45 MB. */
async function removeOld(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    // What another test has just renamed is not there by this name.
    const known = await stat(path).catch(() => undefined);
    if (known !== undefined && known.mtimeMs < Date.now() - 86_400_000) {
      await rm(path, { force: true });
    }
  }
}

async function digestParts(): Promise<string> {
  const folder = join(import.meta.dirname, "migrations");
  const hash = createHash("sha256").update(planTablesSql());
  for (const name of (await readdir(folder)).sort()) {
    hash.update(name).update(await readFile(join(folder, name)));
  }
  const lite = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  hash.update(await readFile(join(dirname(lite), "..", "package.json")));
  hash.update(await readFile(join(import.meta.dirname, "migrate.ts")));
  return hash.digest("hex").slice(0, 16);
}
