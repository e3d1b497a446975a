import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { readExample } from "../../test/read-example.ts";
import { listAllocations, readAllocation } from "../store/allocations.ts";
import { importPlan } from "../store/import-plan.ts";
import { type AskedWork, type Job, jobOf } from "../store/job-rows.ts";
import { localPerson, localPersonId } from "../store/people.ts";
import { startDatabase, type TestDatabase } from "./work-database.test-data.ts";
import { openWorkQueue, startJob, type WorkQueue } from "./work-queue.ts";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));
const plan = "two-partners";
const large = "fy2021";

let database: TestDatabase;
let queue: WorkQueue;
const workers: ChildProcess[] = [];

/** A real worker in a process of its own, once it takes work. */
function startWorkerProcess(): Promise<ChildProcess> {
  const env = { ...process.env, DATABASE_URL: database.url };
  const child = spawn(process.execPath, [main, "worker", "--threads", "2"], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  workers.push(child);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
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

test("three workers and a kill in the middle of a sweep and of an allocation: nothing lost, nothing twice", async () => {
  // A wide gap is proven within seconds, and long enough after the search has begun.
  const allocate: AskedWork = {
    ...{ kind: "allocate", branch: "main", edits: [], quick: true, gap: 0.02 },
  };
  const first = await startWorkerProcess();
  const base = await until(await ask(plan, allocate), isDone);
  const sweep: AskedWork = {
    kind: "sweep",
    allocation: base.allocation ?? "",
    what_ifs: 60,
    seed: 1,
  };
  // One worker has begun both when it is killed.
  const search = await ask(large, allocate);
  await until(search, ({ progress }) => progress?.words.startsWith("Looking") === true);
  const killed = await ask(plan, sweep);
  await until(killed, ({ progress }) => (progress?.done ?? 0) >= 10);
  const open = await jobOf(database.db, search.id);
  first.kill("SIGKILL");
  assert.equal(open?.state, "running");
  const [second] = await Promise.all([startWorkerProcess(), startWorkerProcess()]);
  const [swept, found] = [await until(killed, isDone), await until(search, isDone)];
  assert.deepEqual([swept.state, found.state], ["done", "done"]);

  const calm = await until(await ask(plan, sweep), isDone);
  assert.deepEqual(swept.result, calm.result);
  const again = await until(await ask(large, allocate), isDone);
  const read = async ({ allocation }: Job) =>
    (await readAllocation(database.db, large, allocation ?? ""))?.allocation;
  assert.deepEqual(await read(found), await read(again));
  assert.equal((await listAllocations(database.db, large)).length, 2);
  assert.equal((await database.db.query("select from entente_work.chunks")).length, 0);
  const [pieces] = await database.db.query<{ all: number; done: number }>(
    `select count(*)::integer as all, (count(*) filter (where state = 'completed'))::integer as done
     from pgboss.job where name = 'work'`,
  );
  // One for each allocation; for each sweep one to begin it, six chunks, and one to sum it up.
  assert.deepEqual(pieces, { all: 3 + 2 * 8, done: 3 + 2 * 8 });

  // Ctrl-C gives work back at once, for another to begin anew.
  const stopped = await ask(large, allocate);
  await until(stopped, ({ progress }) => progress?.words.startsWith("Looking") === true);
  const third = workers.at(-1) ?? assert.fail();
  for (const child of [second, third]) child.kill("SIGINT");
  await Promise.all([second, third].map(endOf));
  assert.equal((await jobOf(database.db, stopped.id))?.state, "waiting");
  assert.deepEqual([second.exitCode, third.exitCode], [0, 0]);
});
