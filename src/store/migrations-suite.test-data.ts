import assert from "node:assert/strict";
import { test } from "node:test";
import { samplePlan } from "../plan/sample-plan.test-data.ts";
import type { Database } from "./database.ts";
import { exportPlan } from "./export-plan.ts";
import { MigrationChangedError, migrate } from "./migrate.ts";
import { localPerson, personOfSubject } from "./rights/people.ts";
import { createSession, endOldSessions, endSession, findSession } from "./rights/sessions.ts";
import { expectSound, freshPlan } from "./store-suite.test-data.ts";

/** How a store comes to its form, and who signs in to it. */
export function testMigrations(open: () => Database): void {
  test("a field that is new becomes a column with its default, and nothing else changes", async () => {
    const db = open();
    const plan = await freshPlan(db);
    const before = await db.asPerson("local", (tx) => exportPlan(tx, plan));
    // As a store of an earlier version, which did not know these fields.
    await db.script(`drop view seen.initiatives; drop view seen.claims;
      alter table plan.initiatives drop column domain;
      alter table plan.initiatives drop column assumptions;
      delete from entente.migrations where name = 'plan-tables';`);
    await migrate(db);
    const after = await db.asPerson("local", (tx) => exportPlan(tx, plan));
    const rows = (before ?? samplePlan()).tables.initiatives.map((row) => ({
      ...row,
      domain: "general",
      assumptions: [],
    }));
    assert.deepEqual(after?.tables.initiatives, rows);
    await migrate(db);
    const other = await freshPlan(db);
    await expectSound(db, other);
  });

  test("a migration that is not the one that was applied is refused", async () => {
    const db = open();
    const set = (from: string, to: string) =>
      db.query(
        `update entente.migrations set checksum = replace(checksum, $1, $2) where name = '001-people.sql'`,
        [from, to],
      );
    const [row] = await db.query<{ checksum: string }>(
      "select checksum from entente.migrations where name = '001-people.sql'",
    );
    await set(row?.checksum ?? "", "other");
    await assert.rejects(() => migrate(db), MigrationChangedError);
    await set("other", row?.checksum ?? "");
    await migrate(db);
  });

  test("sessions are found by their token until they end", async () => {
    const db = open();
    const { id } = await localPerson(db);
    const session = await createSession(db, id, { lastsMinutes: 5 });
    assert.equal((await findSession(db, session.token))?.person, id);
    assert.equal((await findSession(db, session.token))?.csrf, session.csrf);
    const kept = await db.query("select 1 from entente.sessions where token_hash = $1", [
      session.token,
    ]);
    assert.equal(kept.length, 0);
    await endSession(db, session.token);
    assert.equal(await findSession(db, session.token), null);
    const old = await createSession(db, id, { lastsMinutes: -1 });
    assert.equal(await findSession(db, old.token), null);
    await endOldSessions(db);
    assert.equal((await db.query("select 1 from entente.sessions")).length, 0);
  });

  test("who signs in is known again, or the person who was added under their address, or new", async () => {
    const db = open();
    const subject = { issuer: "https://login", subject: "1", name: "Ann", email: "Ann@a.gov" };
    await db.query(
      "insert into entente.people (id, name, email) values ('ann', 'Ann', 'ann@a.gov') on conflict do nothing",
    );
    const first = await personOfSubject(db, subject);
    assert.equal(first.id, "ann");
    const again = await personOfSubject(db, { ...subject, email: null });
    assert.equal(again.id, "ann");
    // The address speaks for a person once; somebody else who has it later is somebody else.
    const other = await personOfSubject(db, { ...subject, subject: "2" });
    assert.notEqual(other.id, "ann");
    assert.deepEqual([other.email, other.may_create], [null, false]);
  });
}
