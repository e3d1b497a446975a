import { type ChildProcess, spawn } from "node:child_process";
import { chown, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { findPostgres, type PostgresBinaries } from "./postgres-binaries.test-data.ts";

/** A real PostgreSQL server of a test's own. */
export interface TestServer {
  /** The address of a database, of the superuser or of the ordinary role that owns it. */
  readonly url: (database: string, role?: "superuser" | "owner") => string;
  /** Makes a database that the ordinary role owns. */
  readonly makeDatabase: (name: string) => Promise<void>;
  /** Ends the server at once, without giving it time to write anything, and removes what it kept. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a server on a free port, in a folder that is removed at the end.
 *
 * `settings` are further ones of the server, such as `fsync=off`.   Errors: throws what the server said where it
 * does not start.
 */
export async function startPostgres(settings: readonly string[] = []): Promise<TestServer> {
  const binaries = await findPostgres();
  const folder = await mkdtemp(join(tmpdir(), "entente-postgres-"));
  const data = join(folder, "database");
  const password = join(folder, "password");
  await mkdir(data);
  await writeFile(password, "postgres\n");
  const { user } = binaries;
  if (user !== undefined) {
    for (const path of [folder, data, password]) await chown(path, user.uid, user.gid);
  }
  await initialize(binaries, data, password);
  const port = await findPort();
  const server = await launch(binaries, data, port, settings);
  const kill = () => server.kill("SIGQUIT");
  process.once("exit", kill);
  const admin = (sql: string) => ask(`postgresql://postgres:postgres@127.0.0.1:${port}`, sql);
  await admin("create role owner login createrole password 'owner'");
  return {
    url: (database, role = "owner") => {
      const who = role === "owner" ? "owner:owner" : "postgres:postgres";
      return `postgresql://${who}@127.0.0.1:${port}/${database}`;
    },
    makeDatabase: (name) => admin(`create database ${name} owner owner`),
    stop: async () => {
      process.off("exit", kill);
      const ended = new Promise((resolve) => server.once("close", resolve));
      kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function initialize(binaries: PostgresBinaries, data: string, password: string) {
  const words = [
    ...["--pgdata", data, "--username=postgres", "--auth=scram-sha-256", "--pwfile", password],
    ...["--encoding=UTF8", "--locale=C", "--no-sync"],
  ];
  const child = spawn(binaries.initdb, words, { ...binaries.user, cwd: data });
  const said = listen(child);
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`initdb ended with ${code}: ${said()}`);
}

/** The server, once it takes connections. */
function launch(
  binaries: PostgresBinaries,
  data: string,
  port: number,
  settings: readonly string[],
): Promise<ChildProcess> {
  // A test that is slow for want of a core must not be slower for want of memory.
  const all = [
    "shared_buffers=64MB",
    "max_connections=60",
    "unix_socket_directories=",
    ...settings,
  ];
  const words = ["-D", data, "-p", String(port), ...all.flatMap((each) => ["-c", each])];
  const child = spawn(binaries.postgres, words, { ...binaries.user, cwd: data });
  const said = listen(child);
  return new Promise((resolve, reject) => {
    child.stderr?.on("data", () => {
      if (said().includes("ready to accept connections")) resolve(child);
    });
    child.once("error", reject);
    child.once("close", (code) => reject(new Error(`PostgreSQL ended with ${code}: ${said()}`)));
  });
}

/** The last that a program said. */
function listen(child: ChildProcess): () => string {
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (bytes) => {
      said = `${said}${bytes}`.slice(-4000);
    });
  }
  return () => said;
}

async function ask(url: string, sql: string): Promise<void> {
  const client = new Client(`${url}/postgres`);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
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
