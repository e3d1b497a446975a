import assert from "node:assert/strict";
import { test } from "node:test";
import { createBranch } from "./branches/branches.ts";
import { putBranch } from "./branches/put-branch.ts";
import { makeChange } from "./changes.ts";
import type { Database } from "./database.ts";
import { exportPlan } from "./export-plan.ts";
import { loadPlan } from "./load-plan.ts";
import { readChanges } from "./log/history.ts";
import { putHead } from "./put-head.ts";
import { putPerson } from "./rights/grants.ts";
import { codesOf, edit, expectSound, freshPlan, granted } from "./store-suite.test-data.ts";

const viewer = {
  ...{ name: "Vera", email: null, see: "public" as const },
  grants: [{ role: "viewer" as const, agency: null, partner: null }],
};

/** Heads of plans, and scenarios that come and go. */
export function testHeads(open: () => Database): void {
  test("a scenario is dropped and taken up again, and its changes stay", async () => {
    const db = open();
    const plan = await freshPlan(db);
    const begun = { plan, id: "s", title: "S", description: "", from: "main" };
    granted(await createBranch(db, "local", begun));
    const rename = edit("objectives", "sea", "weight", "3", "4");
    const spec = { plan, branch: "s", reason: "No longer asked for" };
    const put = (state: "open" | "dropped", person = "local") =>
      putBranch(db, person, { ...spec, state });
    assert.equal(granted(await put("dropped")).state, "dropped");
    const late = await makeChange(db, "local", { ...spec, edits: [rename] });
    assert.deepEqual(codesOf(late), { kind: "invalid", codes: ["branch_closed"] });
    const twice = await put("dropped");
    assert.deepEqual(codesOf(twice), { kind: "invalid", codes: ["branch_state"] });
    const main = await putBranch(db, "local", { ...spec, branch: "main", state: "dropped" });
    assert.deepEqual(codesOf(main), { kind: "invalid", codes: ["branch_state"] });
    const dropped = await db.asPerson("local", (tx) => exportPlan(tx, plan));
    assert.ok(dropped?.scenarios.every(({ id }) => id !== "s"));
    await expectSound(db, plan);
    assert.equal(granted(await put("open")).state, "open");
    const { changes } = await db.asPerson("local", (tx) =>
      readChanges(tx, { plan, branch: "s", limit: 10 }),
    );
    assert.deepEqual(
      changes.map(({ reason }) => reason),
      [spec.reason, spec.reason, "New scenario s"],
    );
    await expectSound(db, plan);
    granted(await putPerson(db, "local", plan, "vera-heads", viewer));
    assert.equal(codesOf(await put("dropped", "vera-heads")).kind, "forbidden");
  });

  test("a head is changed by who may write everywhere, and the history says what it was", async () => {
    const db = open();
    const plan = await freshPlan(db);
    const change = { plan, reason: "A better name", title: "Renamed" };
    const before = await db.asPerson("local", (tx) => loadPlan(tx, plan, "main"));
    const head = granted(await putHead(db, "local", change));
    assert.equal(head.title, "Renamed");
    assert.equal(head.branches[0]?.title, "Renamed");
    const { changes } = await db.asPerson("local", (tx) =>
      readChanges(tx, { plan, branch: "main", limit: 1 }),
    );
    assert.equal(changes[0]?.kind, "head");
    assert.ok(changes[0]?.reason.includes(`“${before?.plan.head.title}” → “Renamed”`));
    const after = await db.asPerson("local", (tx) => loadPlan(tx, plan, "main"));
    assert.deepEqual(after?.plan.tables, before?.plan.tables);
    await expectSound(db, plan);
    for (const wrong of [
      { plan, reason: "r", title: "Renamed" },
      { plan, reason: "r", first_fiscal_year: 2030, last_fiscal_year: 2021 },
      { plan, reason: "r", recommended_scenario: "nowhere" },
    ]) {
      const refused = await putHead(db, "local", wrong);
      assert.deepEqual(codesOf(refused), { kind: "invalid", codes: ["head_refused"] });
    }
    granted(await putPerson(db, "local", plan, "vera-heads", viewer));
    const forbidden = await putHead(db, "vera-heads", { ...change, title: "Mine" });
    assert.equal(codesOf(forbidden).kind, "forbidden");
  });
}
