import { after, before } from "node:test";
import { testCasework } from "./casework-suite.test-data.ts";
import { testComments } from "./comments-suite.test-data.ts";
import type { Database } from "./database.ts";
import { openEmbedded } from "./embedded.ts";
import { testHeads } from "./heads-suite.test-data.ts";
import { migrate } from "./migrate.ts";
import { testMigrations } from "./migrations-suite.test-data.ts";
import { testRights } from "./rights/rights-suite.test-data.ts";
import { testProperties } from "./store-properties.test-data.ts";
import { testStore } from "./store-suite.test-data.ts";
import { testTogether } from "./together-suite.test-data.ts";

let db: Database;
before(async () => {
  db = await openEmbedded(null);
  await migrate(db);
});
after(() => db.close());

testStore(() => db);
testRights(() => db);
testCasework(() => db);
testComments(() => db);
testHeads(() => db);
testProperties(() => db, 4);
testTogether(() => db, 4);
testMigrations(() => db);
