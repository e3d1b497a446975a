import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { testCasework } from "./casework-suite.test-data.ts";
import { testComments } from "./comments-suite.test-data.ts";
import type { Database } from "./database.ts";
import { testHeads } from "./heads-suite.test-data.ts";
import { migrate } from "./migrate.ts";
import { testMigrations } from "./migrations-suite.test-data.ts";
import { openPostgres } from "./postgres.ts";
import { startPostgres, type TestServer } from "./postgres-server.test-data.ts";
import { testRights } from "./rights/rights-suite.test-data.ts";
import { testProperties } from "./store-properties.test-data.ts";
import { expectSound, freshPlan, testStore } from "./store-suite.test-data.ts";
import { testTogether } from "./together-suite.test-data.ts";

let server: TestServer;
let db: Database;
before(async () => {
  server = await startPostgres();
  await server.makeDatabase("suite");
  db = openPostgres(server.url("suite"));
  await migrate(db);
});
after(async () => {
  await db.close();
  await server.stop();
});

testStore(() => db);
testRights(() => db);
testCasework(() => db);
testComments(() => db);
testHeads(() => db);
testProperties(() => db, 8);
testTogether(() => db, 10);
testMigrations(() => db);

test("several servers that start at once bring a database to its form once, also as superuser", async () => {
  await server.makeDatabase("together");
  const several = [1, 2, 3].map(() => openPostgres(server.url("together", "superuser")));
  await Promise.all(several.map((one) => migrate(one)));
  const [one] = several;
  assert.ok(one !== undefined);
  const plan = await freshPlan(one);
  await expectSound(one, plan);
  await Promise.all(several.map((other) => other.close()));
});

test("what happens is heard in other programs, also after the connection broke", async () => {
  const other = openPostgres(server.url("suite"));
  const heard: string[] = [];
  const stop = await other.listen("entente", (text) => heard.push(text));
  const plan = await freshPlan(db);
  const hears = () => heard.some((text) => text.includes(`"plan":"${plan}"`));
  const until = Date.now() + 30_000;
  const rest = () => new Promise((resolve) => setTimeout(resolve, 50));
  while (!hears() && Date.now() < until) await rest();
  assert.ok(hears());
  heard.length = 0;
  const root = openPostgres(server.url("suite", "superuser"));
  await root.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %'",
  );
  // It listens again a second later, or a busy machine's several: what is said before is not heard.
  while (!hears() && Date.now() < until) {
    await db.query("select pg_notify('entente', $1)", [JSON.stringify({ kind: "job", plan })]);
    await rest();
  }
  assert.ok(hears());
  await stop();
  await Promise.all([other.close(), root.close()]);
});
