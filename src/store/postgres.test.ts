import { after, before } from "node:test";
import type { Database } from "./database.ts";
import { migrate } from "./migrate.ts";
import { openPostgres } from "./postgres.ts";
import { startPostgres, type TestServer } from "./postgres-server.test-data.ts";
import { testRights } from "./rights-suite.test-data.ts";
import { testProperties } from "./store-properties.test-data.ts";
import { testStore } from "./store-suite.test-data.ts";

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
testProperties(() => db);
