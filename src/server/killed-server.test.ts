import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { findFreePort } from "../../test/workbench/oidc.ts";
import { type Client, makeClient, RefusedError } from "../api/client.ts";
import { fieldsOf, type TableName } from "../plan/fields.ts";
import { samplePlan } from "../plan/sample-plan.test-data.ts";
import type { Database } from "../store/database.ts";
import { importPlan } from "../store/import-plan.ts";
import { checkFold } from "../store/log/rebuild.ts";
import { verifyPlan } from "../store/log/verify.ts";
import { migrate } from "../store/migrate.ts";
import { openPostgres } from "../store/postgres.ts";
import { startPostgres } from "../store/postgres-server.test-data.ts";
import { localPerson, localPersonId } from "../store/rights/people.ts";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));
const plan = "killed";
/** How often a server is killed. A program on the bare store, also on one in a folder, is killed in `src/store/kill.test.ts`. */
const kills = 100;
/** Servers that run at the same time on one database, each with writers of its own. */
const beside = 2;

/** The cells in which the writers of each server write, one each. */
const cells: readonly (readonly { table: TableName; row: string; field: string }[])[] = [
  ["UKR", "UKR-boats"],
  ["PHL", "PHL-radar"],
].map(([partner = "", initiative = ""]) => [
  { table: "partners", row: partner, field: "tier_reason" },
  { table: "partners", row: partner, field: "source" },
  { table: "initiatives", row: initiative, field: "name" },
  { table: "initiatives", row: initiative, field: "cost_basis" },
]);

/** Numbers from 0 to 1 that are the same in every run. */
function makeChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

/** The real command on a database; it is there when it says so, or was killed before. */
function startServe(url: string, port: number) {
  const child = spawn(process.execPath, [main, "serve", "--port", String(port)], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (text) => {
    errors += text;
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const ready = new Promise<void>((resolve) => child.stdout.once("data", () => resolve()));
  return { child, ended, ready: Promise.race([ready, ended]), errors: () => errors };
}

/** Writes in a cell again and again until the server is gone; each change that was acknowledged is kept. */
async function write(
  client: Client,
  child: ChildProcess,
  { table, row, field }: (typeof cells)[number][number],
  onAck: (seq: number, text: string) => void,
): Promise<void> {
  const at = Object.keys(fieldsOf(table)).indexOf(field);
  const isGone = () => child.killed;
  try {
    const read = await client.call("readRow", { params: { plan, table, row } });
    let before = read.cells[at] ?? null;
    for (let count = 0; !isGone(); count += 1) {
      const after = `${child.pid} ${count}`;
      const edits = [{ table, row, field, before, after }];
      const made = await client.call("makeChange", {
        params: { plan },
        body: { reason: "Load", edits },
      });
      onAck(made.change.seq, after);
      before = after;
    }
  } catch (error) {
    // What was not answered may have been made or not; a refusal, or an error of a server that is there, is a defect.
    if (error instanceof RefusedError || !isGone()) throw error;
  }
}

/** Starts a server, writes in it, and kills it at some instant. */
async function killOnce(url: string, lane: number, chance: () => number, acks: string[]) {
  const port = await findFreePort();
  const { child, ended, ready, errors } = startServe(url, port);
  const kill = () => child.kill("SIGKILL");
  try {
    // Some are killed while they start.
    if (chance() < 0.15) setTimeout(kill, 2000 * chance()).unref();
    await ready;
    if (!child.killed) {
      const origin = `http://127.0.0.1:${port}`;
      const { csrf_token } = await makeClient({ server: origin }).call("readMe", {});
      const client = makeClient({ server: origin, headers: { "x-csrf-token": csrf_token } });
      const [last, later] = [1 + Math.floor(40 * chance()), 25 * chance()];
      let count = 0;
      const onAck = (seq: number, text: string) => {
        acks.push(`${seq} ${text}`);
        count += 1;
        if (count === last) setTimeout(kill, later);
      };
      await Promise.all((cells[lane] ?? []).map((cell) => write(client, child, cell, onAck)));
    }
  } catch (error) {
    if (!child.killed) throw new Error(`${error}\n${errors()}`);
  } finally {
    kill();
    await ended;
  }
  assert.doesNotMatch(errors(), /"kind":"defect"/);
}

/** Nothing that was acknowledged is lost, the chain holds, and the tables are what the log makes. */
async function check(db: Database, acks: readonly string[]): Promise<void> {
  const rows = await db.query<{ seq: number; text: string }>(
    "select seq, afters[1] as text from entente.edits where plan = $1",
    [plan],
  );
  const there = new Set(rows.map(({ seq, text }) => `${seq} ${text}`));
  assert.deepEqual(
    acks.filter((ack) => !there.has(ack)),
    [],
  );
  assert.equal((await verifyPlan(db, plan)).broken, null);
  assert.deepEqual(await db.transaction((tx) => checkFold(tx, plan)), []);
}

test(`no change is lost when servers with writers are killed ${kills} times`, async (t) => {
  const server = await startPostgres();
  await server.makeDatabase("kill");
  const url = server.url("kill");
  const db = openPostgres(url);
  try {
    await migrate(db);
    await localPerson(db);
    assert.equal((await importPlan(db, localPersonId, samplePlan(), plan)).refusal, null);
    const acks: string[] = [];
    const lane = async (_: unknown, at: number) => {
      const chance = makeChance(at + 1);
      for (let time = 0; time < kills / beside; time += 1) await killOnce(url, at, chance, acks);
    };
    await Promise.all(Array.from({ length: beside }, lane));
    await check(db, acks);
    assert.ok(acks.length >= kills, `${acks.length} changes`);
    t.diagnostic(`${acks.length} changes were acknowledged`);
  } finally {
    await db.close();
    await server.stop();
  }
});
