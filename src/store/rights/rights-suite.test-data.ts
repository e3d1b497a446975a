import assert from "node:assert/strict";
import { test } from "node:test";
import { tableNames } from "../../plan/fields.ts";
import { insertAllocation, listAllocations } from "../allocations.ts";
import { createBranch } from "../branches/branches.ts";
import { compareBranches } from "../branches/compare-branches.ts";
import { mergeBranch } from "../branches/join-branches.ts";
import { makeChange, putRow } from "../changes.ts";
import type { Database, Session } from "../database.ts";
import { exportPlan } from "../export-plan.ts";
import { allocationOf, attempt, guarded, hereOf, none, rename } from "../guarded-plan.test-data.ts";
import { createJob, listJobs } from "../job-rows.ts";
import { loadPlan } from "../load-plan.ts";
import { changesSince, readChange, readChanges } from "../log/history.ts";
import { exportHistory, importHistory } from "../log/history-file.ts";
import { readPlanHead } from "../plans.ts";
import { readRows } from "../rows.ts";
import { codesOf, edit, expectSound, granted } from "../store-suite.test-data.ts";
import { undoChange } from "../undo.ts";
import { listPeople, putPerson } from "./grants.ts";
import { testMatrix } from "./rights-matrix.test-data.ts";

/** What nobody learns or does that has not the right. */
export function testRights(open: () => Database): void {
  testMatrix(open);
  testLeaks(open);
  testLevels(open);
}

function testLeaks(open: () => Database): void {
  test("nothing that a person reads says more of withheld rows than that there are some", async () => {
    const db = open();
    const plan = await guarded(db);
    const hidden = [edit("initiatives", "HIDDEN-boats", "source", null, "HIDDEN source")];
    const both = [
      ...hidden.map((one) => ({ ...one, field: "cost_basis", before: "", after: "HIDDEN" })),
      rename,
    ];
    const first = await db.asPerson("local", (tx) => loadPlan(tx, plan, "main"));
    const basis = first?.plan.tables.initiatives.find(
      ({ id }) => id === "HIDDEN-boats",
    )?.cost_basis;
    both[0] = { ...(both[0] as (typeof both)[0]), before: basis ?? null };
    const make = (edits: typeof hidden, reason: string, branch = "main") =>
      makeChange(db, "keeper", { plan, branch, reason, edits });
    granted(await make(hidden, "HIDDEN reason"));
    const mixed = granted(await make(both, "A reason for both")).change.seq;
    granted(
      await createBranch(db, "keeper", {
        plan,
        id: "s",
        title: "S",
        description: "",
        from: "main",
      }),
    );
    granted(
      await make(
        [{ ...(hidden[0] as (typeof hidden)[0]), before: "HIDDEN source", after: "HIDDEN s" }],
        "HIDDEN too",
        "s",
      ),
    );
    await insertAllocation(db, "keeper", { ...allocationOf(plan), ended: "HIDDEN" });
    await createJob(db, "keeper", { plan, asked: { kind: "prices", allocation: "HIDDEN" } });
    for (const who of ["viewer", "agent", "desk", "planner", "decider"] as const) {
      const told = await db.asPerson(who, (tx) => readEverything(tx, plan));
      const text = JSON.stringify(told);
      assert.ok(!text.includes("HIDDEN"), `${who}: ${around(text)}`);
      assert.equal(told.loaded?.withheld, true);
      assert.deepEqual(told.both, ["UKR"]);
      assert.equal(told.mixed.find((one) => one?.seq === mixed)?.withheld, true);
      const refused = await importHistory(db, "local", told.history);
      assert.ok(refused.refusal !== null);
    }
    const whole = await db.asPerson("keeper", (tx) => readEverything(tx, plan));
    assert.equal(whole.loaded?.withheld, false);
    assert.deepEqual(whole.both, ["UKR", "HIDDEN-LAND"]);
    await expectSound(db, plan);
  });

  test("refusals are the same for rows that are withheld and rows that are not there", async () => {
    const db = open();
    const plan = await guarded(db);
    const tell = async (edits: ReturnType<typeof edit>[]) =>
      JSON.stringify(
        (await makeChange(db, "planner", { plan, branch: "main", reason: "Try", edits })).refusal,
      );
    const ids = [
      ["HIDDEN-LAND", "NOWHERE-LAND"],
      ["HIDDEN-boats", "absent-boats"],
    ] as const;
    for (const [is, not] of ids) {
      const table = is === "HIDDEN-LAND" ? "partners" : "initiatives";
      const one = await tell([edit(table, is, "name", "x", "y")]);
      const other = await tell([edit(table, not, "name", "x", "y")]);
      assert.equal(one.replaceAll(is, "#"), other.replaceAll(not, "#"));
    }
    const refer = (id: string) => tell([edit("limits", "PHL-absorbs", "partners", "PHL", id)]);
    const named = await refer("HIDDEN-LAND");
    assert.match(named, /reference_unseen/);
    assert.equal(
      named.replaceAll("HIDDEN-LAND", "#"),
      (await refer("NOWHERE-LAND")).replaceAll("NOWHERE-LAND", "#"),
    );
    const taken = await tell([
      edit("partners", "HIDDEN-LAND", "id", null, "HIDDEN-LAND"),
      ...filling("HIDDEN-LAND"),
    ]);
    assert.match(taken, /row_id_taken/);
    const masked = await tell([edit("directives", "both", "partners", "UKR", "PHL")]);
    assert.match(masked, /cell_withheld/);
    const above = await tell([edit("partners", "UKR", "handling", null, "restricted")]);
    assert.match(above, /handling_above_sight/);
    assert.ok(!`${masked}${above}${named}`.includes("HIDDEN name"));
  });

  test("statistics of the database say nothing of rows to those who may not see them", async () => {
    const db = open();
    await guarded(db);
    await db.script("analyze");
    const rows = await attempt(
      db,
      "viewer",
      "select 1 from pg_stats where schemaname in ('plan', 'entente')",
    );
    assert.equal(rows, 0);
    assert.equal(await attempt(db, "viewer", "select 1 from pg_statistic"), "refused");
    const sequences = await db.query(
      "select 1 from pg_class where relkind = 'S' and relnamespace in ('plan'::regnamespace, 'entente'::regnamespace)",
    );
    assert.equal(sequences.length, 0);
  });
}

function around(text: string): string {
  const at = text.indexOf("HIDDEN");
  return text.slice(Math.max(0, at - 200), at + 60);
}

function filling(row: string) {
  return [
    edit("partners", row, "name", null, "x"),
    edit("partners", row, "kind", null, "country"),
    edit("partners", row, "bureau", null, "EUR"),
  ];
}

async function readEverything(tx: Session, plan: string) {
  const loaded = await loadPlan(tx, plan, "main");
  const pages = [];
  for (const table of tableNames) {
    pages.push(await readRows(tx, { plan, branch: "main", table, limit: 100 }));
    pages.push(await readRows(tx, { plan, branch: "s", table, limit: 100 }));
  }
  const changes = await readChanges(tx, { plan, limit: 100 });
  const mixed = [];
  for (const { seq } of changes.changes) mixed.push(await readChange(tx, plan, seq));
  return {
    loaded,
    pages,
    changes,
    mixed,
    both: loaded?.plan.tables.directives.find(({ id }) => id === "both")?.partners,
    scenario: await loadPlan(tx, plan, "s"),
    head: await readPlanHead(tx, plan),
    since: await changesSince(tx, plan, 0, 100),
    exported: await exportPlan(tx, plan),
    history: await exportHistory(tx, plan),
    compared: await compareBranches(tx, { plan, left: "s", right: "main" }),
    allocations: await listAllocations(tx, plan),
    jobs: await listJobs(tx, plan),
    people: await listPeople(tx, plan),
  };
}

function testLevels(open: () => Database): void {
  test("a row that is made restricted takes along what hangs on it, and what was said of it", async () => {
    const db = open();
    const plan = await guarded(db);
    const name = [edit("lines", "l1", "kind", null, "services")];
    const [line] = await db.query<{ kind: string }>(
      "select kind from plan.lines where _plan = $1 and id = 'l1'",
      [plan],
    );
    name[0] = { ...(name[0] as (typeof name)[0]), before: line?.kind ?? null };
    granted(
      await makeChange(db, "keeper", { plan, branch: "main", reason: "Said of it", edits: name }),
    );
    granted(
      await createBranch(db, "keeper", {
        plan,
        id: "s",
        title: "S",
        description: "",
        from: "main",
      }),
    );
    granted(
      await makeChange(db, "keeper", {
        plan,
        branch: "s",
        reason: "Too",
        edits: [edit("lines", "l1", "kind", "services", "training")],
      }),
    );
    await insertAllocation(db, "viewer", allocationOf(plan));
    const see = (branch: string) =>
      db.asPerson("viewer", async (tx) => {
        const loaded = await loadPlan(tx, plan, branch);
        const changes = await readChanges(tx, { plan, table: "lines", row: "l1", limit: 9 });
        const lines = loaded?.plan.tables.lines.map(({ id }) => id) ?? [];
        return {
          l1: lines.includes("l1"),
          changes: changes.changes.length,
          allocations: (await listAllocations(tx, plan)).length,
        };
      });
    assert.deepEqual(await see("main"), { l1: true, changes: 3, allocations: 1 });
    const owner = await db.query<{ initiative: string }>(
      "select p.initiative from plan.lines l join plan.packages p on p._plan = l._plan and p._branch = 'main' and p.id = l.package where l._plan = $1 and l._branch = 'main' and l.id = 'l1'",
      [plan],
    );
    const row = owner[0]?.initiative ?? "";
    const set = (before: string | null, after: string | null) =>
      makeChange(db, "keeper", {
        plan,
        branch: "main",
        reason: "Handling",
        edits: [edit("initiatives", row, "handling", before, after)],
      });
    granted(await set(null, "restricted"));
    assert.deepEqual(await see("main"), { l1: false, changes: 0, allocations: 0 });
    assert.deepEqual(await see("s"), { l1: false, changes: 0, allocations: 0 });
    await expectSound(db, plan);
    granted(await set("restricted", null));
    // What was said while it was restricted, and before, stays with those who could see it.
    assert.deepEqual(await see("main"), { l1: true, changes: 0, allocations: 0 });
    await expectSound(db, plan);
  });

  test("contributors write their own proposals whole, and decide nothing", async () => {
    const db = open();
    const plan = await guarded(db);
    const put = (
      who: string,
      table: "initiatives" | "packages",
      row: string,
      cells: Record<string, string>,
    ) => putRow(db, who, { plan, branch: "main", table, row, cells, reason: "Proposal" });
    const [boats] = await db.query<Record<string, string>>(
      "select * from plan.initiatives where _plan = $1 and id = 'UKR-boats'",
      [plan],
    );
    const cells = {
      ...{ name: "New", partner: "UKR", kind: "proposal", agency: "Navy", accounts: "FMF" },
      ...{
        purpose: String(boats?.purpose),
        recipient: String(boats?.recipient),
        focus: "tactical",
      },
      ...{ earliest_start: "2021", latest_start: "2022", cost_basis: "Guess" },
    };
    granted(await put("desk", "initiatives", "new-boats", cells));
    granted(
      await put("desk", "packages", "new-package", {
        initiative: "new-boats",
        name: "All",
        level: "full",
      }),
    );
    assert.equal(
      codesOf(
        await put("agent", "packages", "x", {
          initiative: "new-boats",
          name: "All",
          level: "full",
        }),
      ).kind,
      "forbidden",
    );
    assert.equal(codesOf(await put("agent", "initiatives", "theirs", cells)).kind, "forbidden");
    assert.equal(
      codesOf(await put("desk", "initiatives", "new-boats", { partner: "PHL" })).kind,
      "forbidden",
    );
    const decide = (who: string, branch: string) =>
      putRow(db, who, {
        plan,
        branch,
        table: "initiatives",
        row: "new-boats",
        cells: { excluded: "true" },
        reason: "No",
      });
    assert.deepEqual(codesOf(await decide("desk", "main")).codes, ["right_to_decide"]);
    assert.deepEqual(codesOf(await decide("planner", "main")).codes, ["right_to_decide"]);
    const raw = `update plan.initiatives set excluded = true where ${hereOf(plan)} and id = 'new-boats'`;
    assert.equal(await attempt(db, "planner", raw), "refused");
    assert.equal(await attempt(db, "decider", raw), 1);
    granted(
      await createBranch(db, "planner", {
        plan,
        id: "s",
        title: "S",
        description: "",
        from: "main",
      }),
    );
    granted(await decide("planner", "s"));
    const join = (who: string) =>
      mergeBranch(db, who, { plan, branch: "s", reason: "Merge", settle: [] });
    assert.deepEqual(codesOf(await join("planner")).codes, ["right_to_decide"]);
    assert.deepEqual(codesOf(await join("desk")).codes, ["right_missing"]);
    granted(await join("decider"));
    const viewer = await put("viewer", "packages", "y", {
      initiative: "new-boats",
      name: "All",
      level: "full",
    });
    assert.deepEqual(codesOf(viewer), { kind: "forbidden", codes: ["right_missing"] });
    const stranger = await put("stranger", "packages", "y", {
      initiative: "new-boats",
      name: "All",
      level: "full",
    });
    assert.deepEqual(codesOf(stranger), { kind: "not_found", codes: ["plan_unknown"] });
    await expectSound(db, plan);
  });

  test("a scenario with withheld changes is joined by who sees them, and people kept in order", async () => {
    const db = open();
    const plan = await guarded(db);
    granted(
      await createBranch(db, "keeper", {
        plan,
        id: "s",
        title: "S",
        description: "",
        from: "main",
      }),
    );
    const hidden = [edit("initiatives", "HIDDEN-boats", "source", null, "Theirs")];
    const { seq } = granted(
      await makeChange(db, "keeper", { plan, branch: "s", reason: "Why", edits: hidden }),
    ).change;
    const join = (who: string) =>
      mergeBranch(db, who, { plan, branch: "s", reason: "Merge", settle: [] });
    assert.deepEqual(codesOf(await join("decider")).codes, ["join_withheld"]);
    const undo = await undoChange(db, "decider", { plan, seq, reason: "Undo" });
    assert.deepEqual(codesOf(undo).codes, ["change_unknown"]);
    granted(await join("keeper"));
    const person = (grants: object[], email: string | null = null) =>
      ({ name: "Any", email, see: "public", grants }) as never;
    const scoped = { agency: "DoD", partner: null };
    for (const grants of [[{ role: "contributor", ...none }], [{ role: "planner", ...scoped }]]) {
      assert.deepEqual(codesOf(await putPerson(db, "keeper", plan, "new", person(grants))).codes, [
        "person_form",
      ]);
    }
    assert.deepEqual(codesOf(await putPerson(db, "keeper", plan, "keeper", person([]))).codes, [
      "person_form",
    ]);
    const viewers = [{ role: "viewer", ...none }];
    granted(await putPerson(db, "keeper", plan, `${plan}-new`, person(viewers, `${plan}@a.gov`)));
    assert.deepEqual(
      codesOf(await putPerson(db, "keeper", plan, "other", person(viewers, `${plan}@A.gov`))).codes,
      ["person_taken"],
    );
    assert.deepEqual(
      codesOf(await putPerson(db, "planner", plan, "other", person(viewers))).codes,
      ["right_missing"],
    );
    await expectSound(db, plan);
  });
}
