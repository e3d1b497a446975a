import { openBegun } from "../store/begun-store.test-data.ts";
import type { Database } from "../store/database.ts";
import { migrate } from "../store/migrate.ts";
import { openPostgres } from "../store/postgres.ts";
import { startPostgres } from "../store/postgres-server.test-data.ts";

/** A database with the store's tables, the address at which other processes reach it, and what ends it. */
export interface TestDatabase {
  readonly db: Database;
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** A fresh database: PGlite in memory, or a PostgreSQL server of its own. */
export async function startDatabase(kind: Database["kind"]): Promise<TestDatabase> {
  if (kind === "postgres") return startServer();
  const db = await openBegun();
  return { db, url: "", stop: () => db.close() };
}

async function startServer(): Promise<TestDatabase> {
  const server = await startPostgres();
  await server.makeDatabase("entente");
  const url = server.url("entente");
  const db = openPostgres(url);
  await migrate(db);
  return {
    db,
    url,
    stop: async () => {
      await db.close();
      await server.stop();
    },
  };
}
