import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { readExample } from "../../test/read-example.ts";
import { listAllocations } from "../store/allocations.ts";
import { importPlan } from "../store/import-plan.ts";
import { type AskedWork, type Job, jobOf } from "../store/job-rows.ts";
import { localPerson, localPersonId } from "../store/rights/people.ts";
import { startDatabase, type TestDatabase } from "./work-database.test-data.ts";
import { openWorkQueue, startJob, type WorkQueue } from "./work-queue.ts";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));
const plan = "two-partners";
const large = "fy2021";

let database: TestDatabase;
let queue: WorkQueue;
const workers: ChildProcess[] = [];

/** A real worker in a process of its own, once it takes work. `threads`: how many pieces it does side by side. */
function startWorkerProcess(threads: number): Promise<ChildProcess> {
  const env = { ...process.env, DATABASE_URL: database.url };
  const child = spawn(process.execPath, [main, "worker", "--threads", String(threads)], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  workers.push(child);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.once("exit", (code) => reject(new Error(`the worker ended with ${code}`)));
    child.stdout?.once("data", () => resolve(child));
  });
}

function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once("exit", () => resolve()));
}

async function ask(of: string, asked: AskedWork): Promise<Job> {
  const { value } = await startJob(queue, localPersonId, of, asked);
  return value ?? assert.fail();
}

async function until(job: Job, reached: (job: Job) => boolean): Promise<Job> {
  for (let tries = 0; tries < 6000; tries++) {
    const now = (await jobOf(database.db, job.id)) ?? assert.fail();
    if (reached(now)) return now;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return assert.fail(`it did not get there: ${JSON.stringify(await jobOf(database.db, job.id))}`);
}

/** How many pieces of work workers hold at this moment. */
async function countHeld(): Promise<number> {
  const [row] = await database.db.query<{ held: number }>(
    "select count(*)::integer as held from pgboss.job where name = 'work' and state = 'active'",
  );
  return row?.held ?? 0;
}

const isDone = ({ state }: Job) => state !== "waiting" && state !== "running";

before(async () => {
  database = await startDatabase("postgres");
  await localPerson(database.db);
  for (const name of [plan, large]) await importPlan(database.db, localPersonId, readExample(name));
  queue = await openWorkQueue(database.db, { onError: (error) => assert.fail(String(error)) });
});

after(async () => {
  for (const child of workers) child.kill("SIGKILL");
  await Promise.all(workers.map(endOf));
  await queue?.close();
  await database?.stop();
});

test("one of three workers at work is killed: nothing lost, nothing twice, and its work goes on in the others", async () => {
  // A wide gap is proven within seconds, and long enough after the search has begun.
  const allocate: AskedWork = {
    ...{ kind: "allocate", branch: "main", edits: [], quick: true, gap: 0.02 },
  };
  const [first, ...others] = await Promise.all([2, 1, 1].map(startWorkerProcess));
  assert.ok(first !== undefined);
  const base = await until(await ask(plan, allocate), isDone);
  const allocation = base.allocation ?? "";
  const sweep: AskedWork = { kind: "sweep", allocation, what_ifs: 60, seed: 1 };
  // The first has the search, since the others are held meanwhile; what they asked of the database is long answered.
  for (const child of others) child.kill("SIGSTOP");
  await new Promise((resolve) => setTimeout(resolve, 300));
  const search = await ask(large, allocate);
  await until(search, ({ progress }) => progress?.words.startsWith("Looking") === true);
  for (const child of others) child.kill("SIGCONT");
  const killed = await ask(plan, sweep);
  // Four pieces are held only while all three work: two by the first, and one by each of the others.
  await until(killed, ({ progress }) => (progress?.done ?? 0) >= 10);
  const isSo = async () => {
    if ((await countHeld()) < 4) return false;
    // Looked at once more while they are held, so that nothing ends between the look and the kill.
    for (const child of workers) child.kill("SIGSTOP");
    await new Promise((resolve) => setTimeout(resolve, 100));
    const still = (await countHeld()) === 4;
    if (!still) for (const child of workers) child.kill("SIGCONT");
    return still;
  };
  for (let tries = 0; !(await isSo()); tries++) {
    assert.ok(tries < 3000, "all three workers should be at work");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  first.kill("SIGKILL");
  for (const child of others) child.kill("SIGCONT");
  const [ofSearch, ofSweep] = await Promise.all(
    [search, killed].map((job) => jobOf(database.db, job.id)),
  );
  assert.deepEqual([ofSearch?.state, ofSweep?.state], ["running", "running"]);

  let done = ofSweep?.progress?.done ?? 0;
  const swept = await until(killed, (job) => {
    const now = job.progress?.done ?? done;
    assert.ok(now >= done, `what was done stays done: ${done}, then ${now}`);
    done = now;
    return isDone(job);
  });
  const found = await until(search, isDone);
  assert.deepEqual([swept.state, found.state], ["done", "done"]);
  const pieces = await database.db.query<{ kind: string; state: string; again: number }>(
    `select data ->> 'kind' as kind, state::text, retry_count as again
     from pgboss.job where name = 'work' order by kind`,
  );
  const count = (kind: string) => pieces.filter((one) => one.kind === kind).length;
  // One for each allocation, and for the sweep one to begin it, six chunks, and one to sum it up.
  assert.deepEqual([count("whole"), count("chunk"), count("summary")], [3, 6, 1]);
  assert.ok(pieces.every(({ state }) => state === "completed"));
  const again = pieces.filter((one) => one.again > 0).map((one) => [one.kind, one.again]);
  // What the killed one held, and nothing else, was begun anew, by one of the two that are left.
  assert.deepEqual(again, [
    ["chunk", 1],
    ["whole", 1],
  ]);
  assert.equal((await database.db.query("select from entente_work.chunks")).length, 0);

  // The same comes out as where nobody was killed.
  const calm = await until(await ask(plan, sweep), isDone);
  assert.deepEqual(swept.result, calm.result);
  const kept = await listAllocations(database.db, large);
  assert.deepEqual(
    kept.map(({ id }) => id),
    [found.allocation],
  );

  // Ctrl-C gives work back at once, for another to begin anew.
  const stopped = await ask(large, allocate);
  await until(stopped, ({ progress }) => progress?.words.startsWith("Looking") === true);
  for (const child of others) child.kill("SIGINT");
  await Promise.all(others.map(endOf));
  assert.equal((await jobOf(database.db, stopped.id))?.state, "waiting");
  assert.deepEqual(
    others.map(({ exitCode }) => exitCode),
    [0, 0],
  );
});
