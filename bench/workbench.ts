/**
 * The workbench under load: reads, edits and live updates of fifty people in one large plan on PostgreSQL, and opening
 * that plan; each beside the same work as plain SQL on the same server, in one run.
 *
 * `npm run bench:workbench -- --size XL --people 50 --seconds 8`.
 */
import { fork } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { Client, Pool } from "pg";
import { makeClient } from "../src/api/client.ts";
import { fieldsOf, tableNames } from "../src/plan/fields.ts";
import { makeAdministrator } from "../src/server/stored-sessions.ts";
import { importPlan } from "../src/store/import-plan.ts";
import { migrate } from "../src/store/migrate.ts";
import { openPostgres } from "../src/store/postgres.ts";
import { startPostgres } from "../src/store/postgres-server.test-data.ts";
import { putPerson } from "../src/store/rights/grants.ts";
import { findFreePort, signInOverHttp, startTestProvider } from "../test/workbench/oidc.ts";
import { planOfInstance } from "./instance-plan.ts";
import { makeInstance, sizes, tightness } from "./instances.ts";
import { Arrivals, hearChannel, hearStream } from "./live-delay.ts";
import { type Load, loadServer, loadWork } from "./load.ts";
import { describeMachine } from "./machine.ts";
import { quantile } from "./trace.ts";
import type { ServerOrder } from "./workbench-server.ts";

const { values } = parseArgs({
  options: {
    size: { type: "string", default: "XL" },
    people: { type: "string", default: "50" },
    seconds: { type: "string", default: "8" },
    changes: { type: "string", default: "60" },
    out: { type: "string", default: "out/bench" },
  },
});
const say = (text: string) => process.stderr.write(`${text}\n`);
const seconds = Number(values.seconds);
const size = sizes[values.size];
if (size === undefined) throw new RangeError(`no size ${values.size}`);
const machine = describeMachine();
const id = "bench";
const server = await startPostgres();
await server.makeDatabase("entente");
const url = server.url("entente");
const db = openPostgres(url);
await migrate(db);

say("Taking the plan in");
const plan = planOfInstance(makeInstance(size, tightness.medium ?? 0.5, 1), id);
const accounts = Array.from({ length: Number(values.people) }, (_, index) => ({
  subject: `person${index}`,
  name: `Person ${index}`,
  email: `person${index}@example.gov`,
}));
const admin = await makeAdministrator(db, accounts[0]?.email ?? "");
const importBegan = performance.now();
const imported = await importPlan(db, admin, plan);
if (imported.value === null) throw new Error(JSON.stringify(imported.refusal));
const importSeconds = (performance.now() - importBegan) / 1000;
for (const { subject, name, email } of accounts.slice(1)) {
  const grants = [{ role: "planner" as const, agency: null, partner: null }];
  await putPerson(db, admin, id, subject, { name, email, grants, see: "public" });
}

say("Starting the server and signing people in");
const port = await findFreePort();
const origin = `http://127.0.0.1:${port}`;
const provider = await startTestProvider(origin, accounts);
const { issuer, client_id, client_secret } = provider;
const child = fork(join(import.meta.dirname, "workbench-server.ts"));
const ready = new Promise((resolve) => child.once("message", resolve));
const order: ServerOrder = {
  ...{ url, port, admin: accounts[0]?.email ?? "" },
  signIn: { issuer, client_id, client_secret, origin },
};
child.send(order);
await ready;
const people: Readonly<Record<string, string>>[] = [];
for (const { subject } of accounts) {
  const cookie = await signInOverHttp(origin, subject);
  const me = await makeClient({ server: origin, headers: { cookie } }).call("readMe", {});
  people.push({ cookie, "x-csrf-token": me.csrf_token, "content-type": "application/json" });
}
/** What a person sends with a request; a copy, since autocannon adds to what it is given. */
const personOf = (number: number) => ({ ...people[number % people.length] });
const client = makeClient({ server: origin, headers: personOf(0) });
const ids = plan.tables.initiatives.map((row) => row.id);
const rowOf = (number: number) => ids[(number * 7919) % ids.length] ?? "";
/** The names of rows that an edit has changed. */
const nameOf = new Map<string, string>();
const pool = new Pool({ connectionString: url, max: 10 });
// The server may end before the pool has noticed that it was told to.
pool.on("error", () => undefined);

/** The rows of the plan again, as a plain table, and a plain log of changes: what the same work takes by itself. */
async function makeFloor(): Promise<void> {
  const names = Object.keys(fieldsOf("initiatives")).map((name) => `"${name}"`);
  await pool.query(`create table floor_rows as select ${names} from plan.initiatives
    where _plan = '${id}' and _branch = 'main'`);
  await pool.query("alter table floor_rows add primary key (id)");
  await pool.query(`create table floor_log (seq bigserial primary key, row_id text, field text,
    before text, after text, author text, at timestamptz default now())`);
  await pool.query("analyze floor_rows");
}

/** One edit as plain SQL: the row and the log in one transaction. */
async function editPlainly(number: number): Promise<void> {
  const connection = await pool.connect();
  try {
    const row = rowOf(number);
    await connection.query("begin");
    const before = await connection.query("select name from floor_rows where id = $1 for update", [
      row,
    ]);
    await connection.query("update floor_rows set name = $2 where id = $1", [row, `n${number}`]);
    await connection.query(
      "insert into floor_log (row_id, field, before, after, author) values ($1, 'name', $2, $3, 'me')",
      [row, before.rows[0]?.name, `n${number}`],
    );
    await connection.query("commit");
  } finally {
    connection.release();
  }
}

interface Measured {
  readonly work: string;
  readonly ours: Load;
  readonly plain: Load;
}

const measured: Measured[] = [];
async function measure(
  work: string,
  ours: () => Promise<Load>,
  plain: () => Promise<Load>,
): Promise<void> {
  say(work);
  // The floor on both sides of it, so that a machine that slows down favors neither.
  const before = await plain();
  const made = await ours();
  const after = await plain();
  if (made.failed > 0) throw new Error(`${work}: ${made.failed} requests failed`);
  const middle = (one: number, other: number) => (one + other) / 2;
  measured.push({
    work,
    ours: made,
    plain: {
      per_second: middle(before.per_second, after.per_second),
      median: middle(before.median, after.median),
      slow: middle(before.slow, after.slow),
      failed: 0,
    },
  });
}

const base = `/api/v1/plans/${id}`;
await makeFloor();
say("Opening the plan");
const openings = [await openPlan(), await openPlan(), await openPlan()];
const plainOpenings = [await openPlainly(), await openPlainly(), await openPlainly()];

/** All that the grid of initiatives needs, as the page asks for it. */
async function openPlan(): Promise<{ readonly milliseconds: number; readonly rows: number }> {
  const began = performance.now();
  await client.call("readPlan", { params: { plan: id } });
  let rows = 0;
  let after: string | null | undefined;
  while (after !== null) {
    const query = { limit: 5000, ...(after === undefined ? {} : { after }) };
    const params = { plan: id, table: "initiatives" as const };
    const page = await client.call("readTable", { params, query });
    rows += page.rows.length;
    after = page.next;
  }
  return { milliseconds: performance.now() - began, rows };
}

async function openPlainly(): Promise<{ readonly milliseconds: number; readonly rows: number }> {
  const began = performance.now();
  const { rows } = await pool.query("select * from floor_rows order by id");
  return { milliseconds: performance.now() - began, rows: rows.length };
}

const count = people.length;
await measure(
  "read a row",
  () =>
    loadServer(origin, count, seconds, (number) => ({
      ...{ method: "GET", path: `${base}/rows/initiatives/${rowOf(number)}` },
      headers: personOf(number),
    })),
  () =>
    loadWork(count, seconds / 2, (number) =>
      pool.query("select * from floor_rows where id = $1", [rowOf(number)]),
    ),
);
await measure(
  "read 100 rows",
  () =>
    loadServer(origin, count, seconds, (number) => ({
      method: "GET",
      path: `${base}/tables/initiatives?limit=100&after=0.${rowOf(number)}`,
      headers: personOf(number),
    })),
  () =>
    loadWork(count, seconds / 2, (number) =>
      pool.query("select * from floor_rows where id > $1 order by id limit 100", [rowOf(number)]),
    ),
);
// The first edit waits until the server has read the plan; it is told apart.
const firstEditBegan = performance.now();
const firstRow = { plan: id, table: "initiatives" as const, row: rowOf(ids.length - 1) };
const { version: firstVersion } = await client.call("readRow", { params: firstRow, query: {} });
const firstBody = { branch: "main", reason: "First", cells: { name: "first" } };
await client.call("putRow", { params: firstRow, body: firstBody, ifMatch: `"${firstVersion}"` });
nameOf.set(firstRow.row, "first");
const firstEdit = performance.now() - firstEditBegan;
await measure(
  "edit a cell",
  () =>
    loadServer(origin, count, seconds, (number) => {
      const row = rowOf(number);
      const [before, after] = [nameOf.get(row) ?? row, `m${number}`];
      // Nobody asks for the same row again until all others had their turn.
      nameOf.set(row, after);
      const edits = [{ table: "initiatives", row, field: "name", before, after }];
      const body = JSON.stringify({ branch: "main", reason: "Bench", edits });
      return { method: "POST", path: `${base}/changes`, headers: personOf(number), body };
    }),
  () => loadWork(count, seconds / 2, editPlainly),
);

say("live updates");
const arrivals = new Arrivals();
let firstDelay = 0;
const address = `${origin}${base}/live`;
const stops = await Promise.all(people.map((headers) => hearStream(address, headers, arrivals)));
// The first one may wait for what is left of the load; it is told apart.
for (let change = -1; change < Number(values.changes); change++) {
  const text = `live-${change}-`;
  if (change === 0) firstDelay = Math.max(...arrivals.times.splice(0));
  const params = { plan: id, table: "initiatives" as const, row: rowOf(change + 1) };
  const { version } = await client.call("readRow", { params, query: {} });
  const body = { branch: "main", reason: "Live", cells: { name: text } };
  const put = { params, body, ifMatch: `"${version}"` };
  await arrivals.follow(text, people.length, () => client.call("putRow", put));
}
for (const stop of stops) stop();
/** A server of a test takes no more connections than that beside the others. */
const mostListeners = 20;
const plainArrivals = new Arrivals();
const listeners = people.slice(0, mostListeners).map(() => new Client({ connectionString: url }));
await Promise.all(listeners.map((one) => one.connect()));
for (const one of listeners) await hearChannel(one, "floor", plainArrivals);
for (let change = 0; change < Number(values.changes); change++) {
  const text = `live-${change}-`;
  await plainArrivals.follow(text, listeners.length, async () => {
    await editPlainly(change);
    await pool.query("select pg_notify('floor', $1)", [text]);
  });
}
await Promise.all(listeners.map((one) => one.end()));

const rows = tableNames.map((table) => plan.tables[table].length);
const ms = (one: number) => `${one < 10 ? one.toFixed(1) : one.toFixed(0)} ms`;
const median = (times: readonly number[]) => quantile([...times], 0.5);
const opened = openings.map(({ milliseconds }) => milliseconds);
const plainOpened = plainOpenings.map(({ milliseconds }) => milliseconds);
const [cold = 0] = opened;
const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
const loadRow = ({ work, ours, plain }: Measured) => [
  ...[work, `${ours.per_second.toFixed(0)} a second`, `${ms(ours.median)} (${ms(ours.slow)})`],
  ...[`${plain.per_second.toFixed(0)} a second`, `${ms(plain.median)} (${ms(plain.slow)})`],
  `${(plain.per_second / ours.per_second).toFixed(1)}`,
];
const timeRow = (work: string, ours: readonly number[], plain: readonly number[]) => [
  ...[work, "", `${ms(median(ours))} (${ms(quantile([...ours], 0.975))})`],
  ...["", `${ms(median(plain))} (${ms(quantile([...plain], 0.975))})`],
  (median(ours) / median(plain)).toFixed(1),
];
const page = [
  `${count} people, ${ids.length} initiatives, ${rows.reduce((sum, one) => sum + one, 0)} rows in all`,
  "",
  line(["work", "workbench", "median (97.5 %)", "plain SQL", "median (97.5 %)", "times as long"]),
  `|${"---|".repeat(6)}`,
  ...measured.map(loadRow).map(line),
  line(timeRow(`an edit is with all ${count}`, arrivals.times, plainArrivals.times)),
  line(timeRow("open all initiatives", opened, plainOpened)),
  "",
  `Opened for the first time: ${ms(cold)}. Taken in: ${importSeconds.toFixed(1)} s. ` +
    `The first edit of all, for which the server reads the plan: ${ms(firstEdit)}. ` +
    `The first edit after the load was with all after ${ms(firstDelay)}.`,
  machine,
  "",
].join("\n");
const results = { machine, measured, openings, plainOpenings, importSeconds };
const live = { first: firstDelay, ours: arrivals.times, plain: plainArrivals.times };
mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, "workbench.md"), page);
writeFileSync(
  join(values.out, "workbench.json"),
  `${JSON.stringify({ ...results, live }, null, 2)}\n`,
);
process.stdout.write(page);
const gone = new Promise((resolve) => child.once("exit", resolve));
child.disconnect();
await gone;
await provider.stop();
await pool.end();
await db.close();
await server.stop();
