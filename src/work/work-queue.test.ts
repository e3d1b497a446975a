import assert from "node:assert/strict";
import { test } from "node:test";
import { migrate } from "../store/migrate.ts";
import { openPostgres } from "../store/postgres.ts";
import { startPostgres } from "../store/postgres-server.test-data.ts";
import { openWorkQueue } from "./work-queue.ts";

test("several programs that begin at once on a new database all open its queue", async () => {
  const server = await startPostgres(["fsync=off"]);
  const errors: unknown[] = [];
  try {
    for (const name of ["first", "second", "third"]) {
      await server.makeDatabase(name);
      const programs = Array.from({ length: 6 }, () => openPostgres(server.url(name)));
      // Connected before, so that they are at each other's heels.
      await Promise.all(programs.map((db) => db.query("select")));
      const begun = await Promise.allSettled(
        programs.map(async (db) => {
          await migrate(db);
          const queue = await openWorkQueue(db, { onError: (error) => errors.push(error) });
          await queue.close();
        }),
      );
      const failed = begun.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
      await Promise.all(programs.map((db) => db.close()));
      assert.deepEqual(failed, []);
    }
    assert.deepEqual(errors, []);
  } finally {
    await server.stop();
  }
});
