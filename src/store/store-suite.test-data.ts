import assert from "node:assert/strict";
import { test } from "node:test";
import type { TableName } from "../plan/fields.ts";
import type { Plan } from "../plan/plan.ts";
import { samplePlan } from "../plan/sample-plan.test-data.ts";
import { planUnderScenario } from "../plan/scenario.ts";
import { createBranch } from "./branches/branches.ts";
import { compareBranches } from "./branches/compare-branches.ts";
import { mergeBranch, rebaseBranch } from "./branches/join-branches.ts";
import type { CellEdit } from "./change-form.ts";
import { makeChange, putRow } from "./changes.ts";
import type { Database } from "./database.ts";
import { exportPlan } from "./export-plan.ts";
import { importPlan } from "./import-plan.ts";
import { loadPlan } from "./load-plan.ts";
import { changesSince, readChange, readChanges } from "./log/history.ts";
import { exportHistory, importHistory } from "./log/history-file.ts";
import { checkFold, rebuildPlan } from "./log/rebuild.ts";
import { verifyPlan } from "./log/verify.ts";
import { listPlans, readPlanHead } from "./plans.ts";
import type { Reply } from "./refusal.ts";
import { localPerson } from "./rights/people.ts";
import { ConditionError, readRow, readRows } from "./rows.ts";
import { undoChange } from "./undo.ts";

/** What was asked for.   Errors: fails the test where it is refused. */
export function granted<T>(reply: Reply<T>): T {
  assert.equal(reply.refusal, null, JSON.stringify(reply.refusal));
  return reply.value as T;
}

/** The codes of a refusal.   Errors: fails the test where nothing is refused. */
export function codesOf<T>(reply: Reply<T>): { kind: string; codes: string[] } {
  assert.ok(reply.refusal !== null, `not refused: ${JSON.stringify(reply.value)}`);
  const { kind, findings } = reply.refusal;
  return { kind, codes: findings.map(({ code }) => code) };
}

let count = 0;

/** The sample plan under a name of its own in the store, imported by the local person. */
export async function freshPlan(db: Database, plan: Plan = samplePlan()): Promise<string> {
  await localPerson(db);
  count += 1;
  const id = `plan-${count}`;
  granted(await importPlan(db, "local", plan, id));
  return id;
}

/** One edit of a cell. */
export function edit(
  table: TableName,
  row: string,
  field: string,
  before: string | null,
  after: string | null,
): CellEdit {
  return { table, row, field, before, after };
}

/** Checks that the tables are what the log makes, and that the log's chain holds. */
export async function expectSound(db: Database, plan: string): Promise<void> {
  assert.deepEqual(await db.transaction((tx) => checkFold(tx, plan)), []);
  assert.equal((await verifyPlan(db, plan)).broken, null);
}

const change = (plan: string, edits: readonly CellEdit[], branch = "main") => ({
  ...{ plan, branch, reason: "a test", edits },
});

/** What every store does with plans and changes, whatever its engine. */
export function testStore(open: () => Database): void {
  testPlans(open);
  testChanges(open);
  testScenarios(open);
  testHistories(open);
}

function testPlans(open: () => Database): void {
  test("a plan comes out as it went in, with its scenarios, authors and instants", async () => {
    const db = open();
    const plan = await freshPlan(db);
    const given = samplePlan();
    const back = await db.asPerson("local", (tx) => exportPlan(tx, plan));
    assert.deepEqual(back, { ...given, head: { ...given.head, id: plan } });
    for (const { id } of given.scenarios) {
      const loaded = await db.asPerson("local", (tx) => loadPlan(tx, plan, id));
      assert.deepEqual(loaded?.plan.tables, planUnderScenario(given, id).result.tables);
    }
    await expectSound(db, plan);
  });

  test("a plan is imported once under a name, by who may create plans", async () => {
    const db = open();
    const plan = await freshPlan(db);
    const again = await importPlan(db, "local", samplePlan(), plan);
    assert.deepEqual(codesOf(again), { kind: "invalid", codes: ["plan_taken"] });
    const other = await importPlan(db, "nobody", samplePlan(), "other");
    assert.deepEqual(codesOf(other), { kind: "forbidden", codes: ["right_missing"] });
  });

  test("heads and rows are read in pages, with conditions", async () => {
    const db = open();
    const plan = await freshPlan(db);
    const head = await db.asPerson("local", (tx) => readPlanHead(tx, plan));
    assert.equal(head?.rows.lines, 6);
    assert.deepEqual(head?.may.administer, true);
    const listed = await db.asPerson("local", (tx) => listPlans(tx));
    assert.ok(listed.some(({ id }) => id === plan));
    const ids: string[] = [];
    let after: string | undefined;
    do {
      const query = { plan, branch: "main", table: "lines" as const, limit: 2, after };
      const page = await db.asPerson("local", (tx) => readRows(tx, query));
      ids.push(...(page?.rows.map(({ id }) => id) ?? []));
      after = page?.next ?? undefined;
    } while (after !== undefined);
    assert.deepEqual(
      ids,
      samplePlan().tables.lines.map(({ id }) => id),
    );
    const where = (conditions: string[], table: TableName = "initiatives") =>
      db.asPerson("local", (tx) =>
        readRows(tx, { plan, branch: "main", table, limit: 10, where: conditions }),
      );
    assert.deepEqual(
      (await where(["partner=PHL", "accounts=FMF"]))?.rows.map(({ id }) => id),
      ["PHL-radar"],
    );
    assert.equal((await where(["pinned_package="]))?.rows.length, 3);
    await assert.rejects(() => where(["nothing=1"]), ConditionError);
    await assert.rejects(() => where(["amount=many"], "lines"), ConditionError);
    const none = await db.asPerson("local", (tx) => readPlanHead(tx, "no-such-plan"));
    assert.equal(none, null);
  });
}

function testChanges(open: () => Database): void {
  test("a change is made whole, and a stale one refused with both sides", async () => {
    const db = open();
    const plan = await freshPlan(db);
    const edits = [edit("initiatives", "UKR-boats", "name", "Patrol boats", "Boats")];
    const before = await db.asPerson("local", (tx) =>
      readRow(tx, { plan, branch: "main", table: "initiatives", row: "UKR-boats" }),
    );
    edits[0] = { ...(edits[0] as CellEdit), before: before?.cells[1] ?? null };
    const made = granted(await makeChange(db, "local", change(plan, edits)));
    assert.deepEqual(made.rows, [
      { table: "initiatives", id: "UKR-boats", version: made.change.seq },
    ]);
    const stale = await makeChange(db, "local", change(plan, edits));
    assert.deepEqual(codesOf(stale), { kind: "stale", codes: ["edit_stale"] });
    const [conflict] = stale.refusal?.conflicts ?? [];
    assert.equal(conflict?.theirs, "Boats");
    assert.equal(conflict?.by?.seq, made.change.seq);
    assert.equal(conflict?.by?.author, "Local user");
    await expectSound(db, plan);
  });

  test("what cannot be read, stored or found is refused, and nothing is written", async () => {
    const db = open();
    const plan = await freshPlan(db);
    const seq = async () => (await verifyPlan(db, plan)).changes;
    const first = await seq();
    const make = (edits: CellEdit[], branch = "main") =>
      makeChange(db, "local", change(plan, edits, branch));
    const name = edit("initiatives", "PHL-radar", "name", "x", "y");
    assert.deepEqual(
      codesOf(await make([edit("objectives", "sea", "weight", "3", "many")])).kind,
      "invalid",
    );
    assert.deepEqual(codesOf(await make([])).codes, ["change_nothing"]);
    assert.deepEqual(codesOf(await make([{ ...name, after: "a\0b" }])).codes, ["change_text"]);
    assert.deepEqual(codesOf(await make([name], "nowhere")).codes, ["branch_unknown"]);
    assert.deepEqual(codesOf(await makeChange(db, "local", change("no-such-plan", [name]))), {
      kind: "not_found",
      codes: ["plan_unknown"],
    });
    const late = {
      ...change(plan, [edit("lines", "l1", "kind", null, "training")]),
      expectedSeq: 0,
    };
    assert.deepEqual(codesOf(await makeChange(db, "local", late)).codes, ["plan_stale"]);
    assert.equal(await seq(), first);
    await expectSound(db, plan);
  });

  test("a row is made, changed by its version, ended and made again", async () => {
    const db = open();
    const plan = await freshPlan(db);
    const put = (cells: Record<string, string | null>, expectedVersion: number) =>
      putRow(db, "local", {
        ...{ plan, branch: "main", table: "links", row: "new", reason: "a test" },
        ...{ cells, expectedVersion },
      });
    const cells = { kind: "excludes", initiative: "UKR-boats", other: "PHL-radar" };
    const made = granted(await put(cells, 0));
    const version = made.rows[0]?.version ?? 0;
    granted(await put({ reason: "They clash" }, version));
    const stale = await put({ reason: "Other" }, version);
    assert.deepEqual(codesOf(stale), { kind: "stale", codes: ["row_stale"] });
    assert.equal(stale.refusal?.conflicts[0]?.theirs, "They clash");
    const ends = Object.entries({ ...cells, reason: "They clash", id: "new" }).map(
      ([field, before]) => edit("links", "new", field, before, null),
    );
    const ended = granted(await makeChange(db, "local", change(plan, ends)));
    assert.deepEqual(ended.rows, []);
    granted(await put(cells, 0));
    await expectSound(db, plan);
  });

  test("an undo is the inverse, its undo the change again, and both stand in the log", async () => {
    const db = open();
    const plan = await freshPlan(db);
    const load = async () => (await db.asPerson("local", (tx) => loadPlan(tx, plan, "main")))?.plan;
    const before = await load();
    const edits = [edit("partners", "UKR", "tier_reason", null, "A reason")];
    const { seq } = granted(await makeChange(db, "local", change(plan, edits))).change;
    const after = await load();
    const undo = (of: number) => undoChange(db, "local", { plan, seq: of, reason: "Undo" });
    const undone = granted(await undo(seq)).change;
    assert.equal(undone.undoes, seq);
    assert.deepEqual(await load(), before);
    assert.deepEqual(codesOf(await undo(seq)).codes, ["undo_refused"]);
    const first = await db.asPerson("local", (tx) => readChange(tx, plan, seq));
    assert.equal(first?.undone_by, undone.seq);
    granted(await undo(undone.seq));
    assert.deepEqual(await load(), after);
    assert.deepEqual(codesOf(await undo(1)).codes, ["undo_refused"]);
    assert.deepEqual(codesOf(await undo(999)).codes, ["change_unknown"]);
    const more = [edit("partners", "UKR", "tier_reason", "A reason", "Another")];
    granted(await makeChange(db, "local", change(plan, more)));
    assert.equal(codesOf(await undo(undone.seq + 1)).kind, "stale");
    await expectSound(db, plan);
  });
}

function testScenarios(open: () => Database): void {
  test("a scenario stays as it is while the plan goes on, until it is rebased", async () => {
    const db = open();
    const plan = await freshPlan(db);
    const branch = { plan, id: "mine", title: "Mine", description: "", from: "main" };
    const begun = granted(await createBranch(db, "local", branch));
    assert.equal(begun.behind, false);
    const again = await createBranch(db, "local", branch);
    assert.deepEqual(codesOf(again).codes, ["branch_taken"]);
    const form = await createBranch(db, "local", { ...branch, id: "Not so" });
    assert.deepEqual(codesOf(form).codes, ["branch_form"]);
    const amount = (on: string) =>
      db.asPerson("local", async (tx) => {
        const row = await readRow(tx, { plan, branch: on, table: "resources", row: "FMF-2021" });
        return row?.cells[4];
      });
    const first = (await amount("main")) ?? null;
    const set = (before: string | null, after: string, on: string) =>
      makeChange(
        db,
        "local",
        change(plan, [edit("resources", "FMF-2021", "amount", before, after)], on),
      );
    granted(await set(first, "1000000", "main"));
    assert.equal(await amount("mine"), first);
    granted(await set(first, "2000000", "mine"));
    const compared = await db.asPerson("local", (tx) =>
      compareBranches(tx, { plan, left: "mine", right: "main" }),
    );
    const difference = {
      ...{ table: "resources", row: "FMF-2021", field: "amount" },
      ...{ base: first, left: "2000000", right: "1000000", conflict: true },
    };
    assert.deepEqual(granted(compared).differences, [difference]);
    const spec = { plan, branch: "mine", reason: "On the plan of today", settle: [] };
    const conflicts = granted(await rebaseBranch(db, "local", spec));
    assert.deepEqual(conflicts, { done: false, change: null, conflicts: [difference] });
    const cell = { table: "resources" as const, row: "FMF-2021", field: "amount" };
    const stray = { ...spec, settle: [{ ...cell, field: "source", value: "x" }] };
    assert.deepEqual(codesOf(await rebaseBranch(db, "local", stray)).codes, ["settlement_stray"]);
    const settled = { ...spec, settle: [{ ...cell, value: "1500000" }] };
    assert.equal(granted(await rebaseBranch(db, "local", settled)).done, true);
    assert.equal(await amount("mine"), "1500000");
    await expectSound(db, plan);
    const merged = granted(await mergeBranch(db, "local", { ...spec, reason: "Agreed" }));
    assert.equal(merged.change?.kind, "merge");
    assert.equal(await amount("main"), "1500000");
    assert.deepEqual(codesOf(await set("1500000", "1", "mine")).codes, ["branch_closed"]);
    assert.deepEqual(codesOf(await mergeBranch(db, "local", spec)).codes, ["branch_closed"]);
    const itself = { ...spec, branch: "main" };
    assert.deepEqual(codesOf(await mergeBranch(db, "local", itself)).codes, ["branch_is_main"]);
    await expectSound(db, plan);
  });

  test("a row that one side ended and the other changed is one question", async () => {
    const db = open();
    const plan = await freshPlan(db);
    granted(
      await createBranch(db, "local", { plan, id: "s", title: "S", description: "", from: "main" }),
    );
    const page = await db.asPerson("local", (tx) =>
      readRow(tx, { plan, branch: "main", table: "effects", row: "e1" }),
    );
    const columns = ["id", "initiative", "package", "objective", "relevance", "confidence"];
    const cells = Object.fromEntries(columns.map((name, at) => [name, page?.cells[at] ?? null]));
    const ends = Object.entries(cells)
      .filter(([field, before]) => field !== "id" && before !== null)
      .map(([field, before]) => edit("effects", "e1", field, before, null));
    granted(
      await makeChange(
        db,
        "local",
        change(plan, [...ends, edit("effects", "e1", "id", "e1", null)]),
      ),
    );
    granted(
      await makeChange(
        db,
        "local",
        change(plan, [edit("effects", "e1", "effect", null, "7")], "s"),
      ),
    );
    const spec = { plan, branch: "s", reason: "Together", settle: [] };
    const { conflicts } = granted(await mergeBranch(db, "local", spec));
    assert.deepEqual(
      conflicts.map(({ row, field, right }) => [row, field, right]),
      [["e1", "id", null]],
    );
    const settle = [{ table: "effects" as const, row: "e1", field: "id", value: "e1" }];
    granted(await mergeBranch(db, "local", { ...spec, settle }));
    const kept = await db.asPerson("local", (tx) =>
      readRow(tx, { plan, branch: "main", table: "effects", row: "e1" }),
    );
    assert.equal(kept?.cells[6], "7");
    await expectSound(db, plan);
  });

  test("merges of scenarios that touch different cells give the same in either order", async () => {
    const db = open();
    const results: unknown[] = [];
    for (const order of [
      ["one", "two"],
      ["two", "one"],
    ]) {
      const plan = await freshPlan(db);
      for (const id of ["one", "two"]) {
        const from = { plan, id, title: id, description: "", from: "main" };
        granted(await createBranch(db, "local", from));
      }
      const one = [edit("partners", "UKR", "tier_reason", null, "One")];
      const two = [
        edit("partners", "UKR", "source", null, "Two"),
        edit("lines", "l1", "kind", null, "services"),
      ];
      granted(await makeChange(db, "local", change(plan, one, "one")));
      const line = await db.asPerson("local", (tx) =>
        readRow(tx, { plan, branch: "main", table: "lines", row: "l1" }),
      );
      const [first, second] = two as [CellEdit, CellEdit];
      const told = [first, { ...second, before: line?.cells[3] ?? null }];
      granted(await makeChange(db, "local", change(plan, told, "two")));
      for (const branch of order) {
        const spec = { plan, branch, reason: "Merge", settle: [] };
        assert.equal(granted(await mergeBranch(db, "local", spec)).done, true);
      }
      const loaded = await db.asPerson("local", (tx) => loadPlan(tx, plan, "main"));
      results.push(loaded?.plan.tables);
    }
    assert.deepEqual(results[0], results[1]);
  });

  test("a copy of a scenario shows what the scenario shows, and goes its own way", async () => {
    const db = open();
    const plan = await freshPlan(db);
    const from = "more-training";
    granted(
      await createBranch(db, "local", { plan, id: "copy", title: "Copy", description: "", from }),
    );
    const rowsOf = async (branch: string) =>
      (await db.asPerson("local", (tx) => loadPlan(tx, plan, branch)))?.plan.tables;
    assert.deepEqual(await rowsOf("copy"), await rowsOf(from));
    await expectSound(db, plan);
    const edits = [edit("partners", "UKR", "tier_reason", null, "Copy")];
    granted(await makeChange(db, "local", change(plan, edits, "copy")));
    assert.notDeepEqual(await rowsOf("copy"), await rowsOf(from));
    await expectSound(db, plan);
  });
}

function testHistories(open: () => Database): void {
  test("who changed a cell, when and why, also before a scenario parted from the plan", async () => {
    const db = open();
    const plan = await freshPlan(db);
    const edits = [edit("partners", "UKR", "tier_reason", null, "First")];
    const { seq } = granted(await makeChange(db, "local", change(plan, edits))).change;
    const branch = { plan, id: "s", title: "S", description: "", from: "main" };
    granted(await createBranch(db, "local", branch));
    const later = [edit("partners", "UKR", "tier_reason", "First", "Later")];
    granted(await makeChange(db, "local", change(plan, later)));
    const ask = { plan, table: "partners", row: "UKR", field: "tier_reason", limit: 10 } as const;
    const read = (on: string) =>
      db.asPerson("local", (tx) => readChanges(tx, { ...ask, branch: on }));
    const onScenario = await read("s");
    assert.deepEqual(
      onScenario.changes.map((one) => one.seq),
      [seq, 1],
    );
    assert.deepEqual(onScenario.changes[0]?.edits, edits);
    assert.equal((await read("main")).changes.length, 3);
    const page = await db.asPerson("local", (tx) => readChanges(tx, { plan, limit: 2 }));
    assert.equal(page.changes.length, 2);
    assert.equal(page.next, page.changes[1]?.seq);
    const since = await db.asPerson("local", (tx) => changesSince(tx, plan, seq, 10));
    assert.deepEqual(
      since.map((one) => one.seq),
      [seq + 1, seq + 2],
    );
  });

  test("verify names the first broken link, and the log refuses to be changed", async () => {
    const db = open();
    const plan = await freshPlan(db);
    const edits = [edit("partners", "UKR", "tier_reason", null, "First")];
    const { seq } = granted(await makeChange(db, "local", change(plan, edits))).change;
    const tamper = "update entente.edits set afters = array['Forged'] where plan = $1 and seq = $2";
    await assert.rejects(() => db.query(tamper, [plan, seq]), /only ever added to/);
    await assert.rejects(
      () => db.query("delete from entente.changes where plan = $1", [plan]),
      /only ever added to/,
    );
    await assert.rejects(() => db.script("truncate entente.edits"), /only ever added to/);
    await db.script("alter table entente.edits disable trigger keep_log");
    await db.query(tamper, [plan, seq]);
    await db.script("alter table entente.edits enable trigger keep_log");
    const { broken } = await verifyPlan(db, plan);
    assert.deepEqual(broken, { seq, what: "its text is not what was hashed" });
  });

  test("rebuild says what differs, puts it right, and then finds nothing", async () => {
    const db = open();
    const plan = await freshPlan(db);
    await db.query("update plan.lines set amount = amount + 1 where _plan = $1 and id = 'l1'", [
      plan,
    ]);
    await db.query("delete from plan.links where _plan = $1", [plan]);
    const differences = await db.transaction((tx) => rebuildPlan(tx, plan));
    assert.ok(differences.some(({ row, what }) => row === "l1" && what === "cells"));
    assert.ok(differences.some(({ table, what }) => table === "links" && what === "missing"));
    await expectSound(db, plan);
    const back = await db.asPerson("local", (tx) => exportPlan(tx, plan));
    assert.deepEqual(back?.tables, samplePlan().tables);
  });

  test("a history is taken into another store whole, or refused where it was changed", async () => {
    const db = open();
    const plan = await freshPlan(db);
    granted(
      await makeChange(
        db,
        "local",
        change(plan, [edit("partners", "UKR", "tier_reason", null, "First")]),
      ),
    );
    const lines = await db.asPerson("local", (tx) => exportHistory(tx, plan));
    const given = await db.asPerson("local", (tx) => exportPlan(tx, plan));
    assert.deepEqual(codesOf(await importHistory(db, "local", lines)).codes, ["plan_taken"]);
    await db.query("delete from entente.plans where id = $1", [plan]);
    const forged = lines.map((line) => line.replace("First", "Forged"));
    for (const broken of [forged, lines.slice(0, 1), ["no JSON"], [lines[0] ?? "", "{}"]]) {
      assert.deepEqual(codesOf(await importHistory(db, "local", broken)).codes, ["history_broken"]);
    }
    granted(await importHistory(db, "local", lines));
    assert.deepEqual(await db.asPerson("local", (tx) => exportPlan(tx, plan)), given);
    await expectSound(db, plan);
  });
}
