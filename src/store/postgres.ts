import { Client, Pool, type PoolClient } from "pg";
import { becomePerson, type Database, type Session } from "./database.ts";

/** Numbers of types whose values we read in a form of our own: whole numbers, days and instants. */
export const readersByType: Readonly<Record<number, (text: string) => unknown>> = {
  20: (text) => Number(text),
  1082: (text) => text,
  1184: (text) => new Date(text).toISOString(),
};

const types = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    readersByType[oid] ?? parserOf(oid, format),
};

function parserOf(oid: number, format: "text" | "binary" | undefined): (text: string) => unknown {
  return format === "binary" ? (value) => value : (plainReaders[oid] ?? ((text) => text));
}

const plainReaders: Readonly<Record<number, (text: string) => unknown>> = {
  16: (text) => text === "t",
  21: Number,
  23: Number,
  114: (text) => JSON.parse(text),
  700: Number,
  701: Number,
  1009: readTextArray,
  3802: (text) => JSON.parse(text),
};

/** The items of a list as PostgreSQL writes one, such as `{a,"b c",NULL}`. */
function readTextArray(text: string): readonly (string | null)[] {
  const items: (string | null)[] = [];
  const form = /"((?:[^"\\]|\\.)*)"|([^,{}]+)/gs;
  for (const [, quoted, plain] of text.matchAll(form)) {
    if (quoted !== undefined) items.push(quoted.replace(/\\(.)/gs, "$1"));
    else items.push(plain === "NULL" ? null : (plain ?? null));
  }
  return items;
}

/** Opens a PostgreSQL server.   Errors: none yet; the first query throws where it cannot be reached. */
export function openPostgres(url: string, options: { readonly most?: number } = {}): Database {
  const pool = new Pool({ connectionString: url, max: options.most ?? 10, types });
  // A connection that breaks while nobody uses it is replaced at the next query, which also says what is wrong.
  pool.on("error", () => {});
  const listeners = new Set<() => Promise<void>>();
  return {
    kind: "postgres",
    query: async (sql, values) => (await pool.query(statementOf(sql, values))).rows,
    script: async (sql) => void (await pool.query(sql)),
    transaction: (work) => inTransaction(pool, "begin", work),
    asPerson: (person, work) => inTransaction(pool, `begin; ${becomePerson(person)}`, work),
    listen: async (channel, onMessage) => {
      const stop = await listenOn(url, channel, onMessage);
      listeners.add(stop);
      return async () => {
        listeners.delete(stop);
        await stop();
      };
    },
    close: async () => {
      await Promise.all([...listeners].map((stop) => stop()));
      await pool.end();
    },
  };
}

async function inTransaction<T>(
  pool: Pool,
  begin: string,
  work: (tx: Session) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query(begin);
    const result = await work(sessionOf(client));
    await client.query("commit");
    return result;
  } catch (error) {
    // The connection may be gone; what matters to the caller is the first error.
    await client.query("rollback").catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Statements that each connection keeps prepared; those that come later are few, or made for one use. */
const mostPrepared = 300;
const statementNames = new Map<string, string>();

/** A statement with its values; under a name, so that a connection works out only once how to do it. */
function statementOf(text: string, values: readonly unknown[] = []) {
  const known = statementNames.get(text);
  if (known === undefined && statementNames.size >= mostPrepared)
    return { text, values: [...values] };
  const name = known ?? `entente${statementNames.size}`;
  statementNames.set(text, name);
  return { name, text, values: [...values] };
}

function sessionOf(client: PoolClient): Session {
  return {
    query: async (sql, values) => (await client.query(statementOf(sql, values))).rows,
    script: async (sql) => void (await client.query(sql)),
  };
}

/** How long to wait before listening again on a connection that broke.   Unit: milliseconds. */
const listenAgainAfter = 1000;

/** A connection of its own that listens, and opens again whenever it breaks. */
async function listenOn(
  url: string,
  channel: string,
  onMessage: (text: string) => void,
): Promise<() => Promise<void>> {
  let client: Client | undefined;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const open = async () => {
    const fresh = new Client({ connectionString: url });
    fresh.on("notification", ({ payload }) => onMessage(payload ?? ""));
    fresh.on("error", () => again());
    await fresh.connect();
    await fresh.query(`listen ${channel}`);
    client = fresh;
  };
  const again = () => {
    if (stopped || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      if (!stopped) open().catch(again);
    }, listenAgainAfter);
  };
  await open();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await client?.end().catch(() => {});
  };
}
