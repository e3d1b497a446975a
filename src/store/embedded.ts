import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PGlite, type Transaction } from "@electric-sql/pglite";
import { becomePerson, type Database, type Session } from "./database.ts";
import { readersByType } from "./postgres.ts";

/** Thrown where another program has the folder open: two at once would destroy it. */
export class FolderInUseError extends Error {
  readonly folder: string;
  readonly process: number;
  constructor(folder: string, process: number) {
    super(`The store in ${folder} is open in another program (process ${process}).`);
    this.folder = folder;
    this.process = process;
  }
}

/** Opens PGlite in a folder, which is made where it is not there; null is a store in memory.   Errors: throws {@link FolderInUseError}. */
export async function openEmbedded(folder: string | null): Promise<Database> {
  const unlock = folder === null ? async () => {} : await lockFolder(folder);
  const lite = await PGlite.create({
    ...(folder === null ? {} : { dataDir: join(folder, "database") }),
    parsers: { ...readersByType },
  });
  return databaseOf(lite, unlock);
}

/** A PGlite, with our readers of values, as the store takes it; `onClosed` is done once it is closed. */
export function databaseOf(lite: PGlite, onClosed: () => Promise<void>): Database {
  const transaction = <T>(work: (tx: Session) => Promise<T>) =>
    lite.transaction((tx) => work(sessionOf(tx)));
  return {
    kind: "embedded",
    query: async <R>(sql: string, values?: readonly unknown[]) =>
      (await lite.query<R>(sql, values && [...values])).rows,
    script: async (sql) => void (await lite.exec(sql)),
    transaction,
    asPerson: (person, work) =>
      transaction(async (tx) => {
        await tx.script(becomePerson(person));
        return work(tx);
      }),
    listen: async (channel, onMessage) => {
      const stop = await lite.listen(channel, onMessage);
      return () => stop();
    },
    close: async () => {
      await lite.close();
      await onClosed();
    },
  };
}

function sessionOf(tx: Transaction): Session {
  return {
    query: async <R>(sql: string, values?: readonly unknown[]) =>
      (await tx.query<R>(sql, values && [...values])).rows,
    script: async (sql) => void (await tx.exec(sql)),
  };
}

/** Marks a folder as open in this process, until the returned function is called or the process ends. */
async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, "open-in-process");
  const holder = Number(await readFile(file, "utf8").catch(() => "0"));
  if (holder > 0 && holder !== process.pid && isAlive(holder)) {
    throw new FolderInUseError(folder, holder);
  }
  await writeFile(file, String(process.pid));
  return () => rm(file, { force: true });
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
