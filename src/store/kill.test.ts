import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { samplePlan } from "../plan/sample-plan.test-data.ts";
import type { Database } from "./database.ts";
import { openEmbedded } from "./embedded.ts";
import { importPlan } from "./import-plan.ts";
import { migrate } from "./migrate.ts";
import { openPostgres } from "./postgres.ts";
import { startPostgres } from "./postgres-server.test-data.ts";
import { localPerson } from "./rights/people.ts";
import { granted } from "./store-suite.test-data.ts";

const child = fileURLToPath(import.meta.resolve("./killed-writer.test-data.ts"));
/**
 * How often a program that writes is killed. A folder takes much longer to open again than a server. The whole program
 * under `entente serve` is killed a hundred times in `src/server/killed-server.test.ts`.
 */
const killsOnServer = 24;
const killsInFolder = 4;
/** Programs that write and are killed at the same time, each in a plan of its own. */
const beside = 2;

/** Numbers from 0 to 1 that are the same in every run. */
function makeChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

interface Run {
  readonly acks: readonly string[];
  readonly sound: boolean;
  readonly errors: string;
}

/** When a program is killed: so long after it was started, or after it acknowledged so many changes. */
type Moment = { readonly milliseconds: number } | { readonly acks: number; readonly later: number };

/** Runs the program until a moment, or to its end; what it said. */
function run(args: readonly string[], moment: Moment | undefined): Promise<Run> {
  return new Promise((resolve) => {
    const program = spawn(process.execPath, [child, ...args], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const acks: string[] = [];
    let rest = "";
    let errors = "";
    let sound = false;
    const kill = () => program.kill("SIGKILL");
    if (moment !== undefined && "milliseconds" in moment) {
      setTimeout(kill, moment.milliseconds).unref();
    }
    program.stdout.on("data", (chunk) => {
      const lines = `${rest}${chunk}`.split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line.startsWith("sound ")) sound = true;
        if (!line.startsWith("ack ")) continue;
        acks.push(line.slice(4));
        if (moment === undefined || "milliseconds" in moment) continue;
        if (acks.length === moment.acks) setTimeout(kill, moment.later);
      }
    });
    program.stderr.on("data", (chunk) => {
      errors += chunk;
    });
    program.on("close", () => resolve({ acks, sound, errors }));
  });
}

/** Kills programs that write in a store, again and again, and checks after each time what is there. */
async function killWriters(place: string, plan: string, seed: number, times: number) {
  const chance = makeChance(seed);
  const folder = await mkdtemp(join(tmpdir(), "entente-kill-"));
  const file = join(folder, "acknowledged");
  const all: string[] = [];
  try {
    for (let time = 0; time < times; time++) {
      await writeFile(file, all.join("\n"));
      // Sometimes it is killed while it opens the store; mostly while eight writers wait for their answers.
      const moment =
        chance() < 0.1
          ? { milliseconds: 1500 * chance() }
          : { acks: 1 + Math.floor(30 * chance()), later: 25 * chance() };
      const { acks, errors } = await run([place, plan, file], moment);
      assert.equal(errors, "", `kill ${time + 1}: ${errors}`);
      all.push(...acks);
    }
    await writeFile(file, all.join("\n"));
    const last = await run([place, plan, file, "check"], undefined);
    assert.equal(last.errors, "");
    assert.ok(last.sound && all.length > 0);
    return all.length;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function preparePlan(db: Database, plan: string): Promise<void> {
  await migrate(db);
  await localPerson(db);
  granted(await importPlan(db, "local", samplePlan(), plan));
}

const share = (kills: number, at: number) => Math.floor((kills + at) / beside);

test(`no change is lost when the program is killed ${killsOnServer} times under load on PostgreSQL`, async (t) => {
  const server = await startPostgres();
  try {
    await server.makeDatabase("kill");
    const url = server.url("kill");
    const db = openPostgres(url);
    const plans = Array.from({ length: beside }, (_, at) => `plan-${at}`);
    for (const plan of plans) await preparePlan(db, plan);
    await db.close();
    const counts = await Promise.all(
      plans.map((plan, at) => killWriters(url, plan, at + 1, share(killsOnServer, at))),
    );
    t.diagnostic(`${counts.join(" + ")} changes were acknowledged`);
  } finally {
    await server.stop();
  }
});

test(`no change is lost when the program is killed ${killsInFolder} times under load in a folder`, async (t) => {
  const root = await mkdtemp(join(tmpdir(), "entente-folder-"));
  try {
    const folders = Array.from({ length: beside }, (_, at) => join(root, String(at)));
    for (const folder of folders) {
      const db = await openEmbedded(folder);
      await preparePlan(db, "plan");
      await db.close();
    }
    const counts = await Promise.all(
      folders.map((folder, at) => killWriters(folder, "plan", at + 7, share(killsInFolder, at))),
    );
    t.diagnostic(`${counts.join(" + ")} changes were acknowledged`);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});
