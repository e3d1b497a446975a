import assert from "node:assert/strict";
import { test } from "node:test";
import { cents } from "../base/money.ts";
import { tableNames } from "../plan/fields.ts";
import type { Plan } from "../plan/plan.ts";
import { makeRow } from "../plan/rows.ts";
import { samplePlan } from "../plan/sample-plan.test-data.ts";
import { insertAllocation, listAllocations } from "./allocations.ts";
import { createBranch } from "./branches.ts";
import { makeChange, putRow } from "./changes.ts";
import { compareBranches } from "./compare-branches.ts";
import type { Database, Session } from "./database.ts";
import { exportPlan } from "./export-plan.ts";
import { listPeople, putPerson } from "./grants.ts";
import { changesSince, readChange, readChanges } from "./history.ts";
import { exportHistory, importHistory } from "./history-file.ts";
import { createJob, listJobs } from "./job-rows.ts";
import { mergeBranch } from "./join-branches.ts";
import { loadPlan } from "./load-plan.ts";
import { contributedTables } from "./plan-columns.ts";
import { readPlanHead } from "./plans.ts";
import { readRows } from "./rows.ts";
import { codesOf, edit, expectSound, freshPlan, granted } from "./store-suite.test-data.ts";
import { undoChange } from "./undo.ts";

/** The sample plan with a partner that is withheld, and with everything that can hang on one. */
function guardedPlan(): Plan {
  const plan = samplePlan();
  const [year] = [plan.head.first_fiscal_year];
  const boats = plan.tables.initiatives.find(({ id }) => id === "UKR-boats");
  const [effect] = plan.tables.effects;
  const [floor] = plan.tables.directives;
  const partner = "HIDDEN-LAND";
  assert.ok(boats !== undefined && effect !== undefined && floor !== undefined);
  const tables = {
    ...plan.tables,
    partners: [
      ...plan.tables.partners,
      makeRow("partners", {
        ...{ id: partner, name: "HIDDEN name", kind: "country", bureau: "EUR" },
        handling: "restricted",
      }),
    ],
    initiatives: [
      ...plan.tables.initiatives.map((one) => ({
        ...one,
        agency: one.partner === "PHL" ? "DoD" : one.agency,
      })),
      { ...boats, id: "HIDDEN-boats", name: "HIDDEN boats", partner, agency: "State" },
      { ...boats, id: "inside", name: "Seen inside", handling: "internal" as const },
    ],
    packages: [
      ...plan.tables.packages,
      makeRow("packages", {
        ...{ id: "HIDDEN-package", initiative: "HIDDEN-boats", name: "HIDDEN", level: "full" },
      }),
    ],
    lines: [
      ...plan.tables.lines,
      makeRow("lines", {
        ...{ id: "HIDDEN-line", package: "HIDDEN-package", year_offset: 0, kind: "equipment" },
        amount: cents(100),
      }),
    ],
    effects: [
      ...plan.tables.effects,
      { ...effect, id: "HIDDEN-effect", initiative: "HIDDEN-boats" },
    ],
    links: [
      ...plan.tables.links,
      makeRow("links", {
        ...{ id: "HIDDEN-link", kind: "excludes", initiative: "UKR-boats", other: "HIDDEN-boats" },
      }),
    ],
    directives: [
      ...plan.tables.directives,
      { ...floor, id: "both", name: "Both", partners: ["UKR", partner] },
      { ...floor, id: "HIDDEN-only", name: "HIDDEN floor", partners: [partner] },
    ],
    baseline: [
      ...plan.tables.baseline,
      makeRow("baseline", {
        ...{ id: "HIDDEN-base", partner, account: "FMF", fiscal_year: year, stage: "enacted" },
        amount: cents(5),
      }),
    ],
  };
  return { ...plan, tables };
}

const none = { agency: null, partner: null };

/** People of the tests: their roles, and what they see. */
const people = {
  viewer: { grants: [{ role: "viewer", ...none }], see: "public" },
  agent: { grants: [{ role: "contributor", agency: "DoD", partner: null }], see: "public" },
  desk: { grants: [{ role: "contributor", agency: null, partner: "UKR" }], see: "public" },
  planner: { grants: [{ role: "planner", ...none }], see: "public" },
  decider: { grants: [{ role: "decision_maker", ...none }], see: "internal" },
  keeper: { grants: [{ role: "administrator", ...none }], see: "restricted" },
  stranger: { grants: [], see: "public" },
} as const;
type Who = keyof typeof people;
const everybody = Object.keys(people) as Who[];
const levels = { public: 0, internal: 1, restricted: 2 } as const;
const isWhole = (who: Who) => ["planner", "decider", "keeper"].includes(who);

async function guarded(db: Database): Promise<string> {
  const plan = await freshPlan(db, guardedPlan());
  for (const who of everybody) {
    const { grants, see } = people[who];
    const person = { name: who, email: null, grants: grants.map((one) => ({ ...one })), see };
    granted(await putPerson(db, "local", plan, who, person));
  }
  return plan;
}

/** A function that tries a statement and takes it back: the number of rows, or -1 where it is refused. */
const tryFunction = `create or replace function public.try_statement(statement text) returns bigint
language plpgsql as $try$
declare
  touched bigint := 0;
begin
  begin
    execute statement;
    get diagnostics touched = row_count;
    raise exception using errcode = 'ZZ001';
  exception when sqlstate 'ZZ001' then return touched;
    when insufficient_privilege then return -1;
  end;
end $try$`;

/** What statements do as a person, without leaving anything: the number of rows, or that they are refused. */
async function attemptAll(
  db: Database,
  who: string,
  statements: readonly string[],
): Promise<(number | "refused")[]> {
  await db.script(tryFunction);
  const rows = await db.asPerson(who, (tx) =>
    tx.query<{ touched: number }>(
      `select public.try_statement(one.statement) as touched
       from unnest($1::text[]) with ordinality one (statement, place) order by one.place`,
      [statements],
    ),
  );
  return rows.map(({ touched }) => (touched === -1 ? "refused" : touched));
}

async function attempt(db: Database, who: string, statement: string): Promise<number | "refused"> {
  const [result] = await attemptAll(db, who, [statement]);
  return result ?? "refused";
}

async function listTables(db: Database, schema: string): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = $1::regnamespace and relkind in ('r', 'v', 'p', 'm', 'S') order by 1",
    [schema],
  );
  return rows.map(({ name }) => name);
}

/** What nobody may do that has not the right, on every table, by every verb, on SQL itself. */
export function testRights(open: () => Database): void {
  testMatrix(open);
  testLeaks(open);
  testLevels(open);
}

function testMatrix(open: () => Database): void {
  test("every table of a plan × role × verb: rows of others are neither seen nor written", async () => {
    const db = open();
    const plan = await guarded(db);
    assert.deepEqual(await listTables(db, "plan"), [...tableNames].sort());
    for (const who of everybody) {
      const expected = [];
      for (const table of tableNames) expected.push(...(await expectOf(db, plan, table, who)));
      const results = await attemptAll(
        db,
        who,
        expected.map(({ sql }) => sql),
      );
      for (const [at, { sql, result }] of expected.entries()) {
        assert.equal(results[at], result, `${who}: ${sql}`);
      }
    }
  });

  test("every other table × role × verb: nobody writes past the log, or reads what is not theirs", async () => {
    const db = open();
    const plan = await guarded(db);
    granted(
      await makeChange(db, "keeper", { plan, branch: "main", reason: "Any", edits: [rename] }),
    );
    await insertAllocation(db, "keeper", allocationOf(plan));
    await createJob(db, "keeper", { plan, asked: { kind: "prices", allocation: "a" } });
    const tables = await listTables(db, "entente");
    assert.deepEqual(tables, Object.keys(readable).sort());
    for (const who of everybody) {
      for (const [table, { column, sees }] of Object.entries(readable)) {
        const [select, ...writes] = await attemptAll(db, who, [
          `select 1 from entente.${table}`,
          `update entente.${table} set ${column} = ${column}`,
          `delete from entente.${table}`,
          ...(table === "changes" ? [] : [`insert into entente.${table} default values`]),
        ]);
        const seen = typeof select === "number" ? select > 0 : select;
        assert.equal(seen, sees(who), `${who} select ${table}`);
        assert.ok(
          writes.every((one) => one === "refused"),
          `${who} ${table} ${writes}`,
        );
      }
    }
    await expectForgeries(db, plan);
  });

  test("views show what a person may see, and none of them can be written", async () => {
    const db = open();
    const plan = await guarded(db);
    assert.deepEqual(await listTables(db, "seen"), [...tableNames].sort());
    for (const who of everybody) {
      const rows = await attemptAll(
        db,
        who,
        tableNames.map((table) => `select 1 from seen.${table} where ${hereOf(plan)}`),
      );
      for (const [at, table] of tableNames.entries()) {
        assert.equal(rows[at], await countVisible(db, plan, table, who), `${who} ${table}`);
      }
      const privileges = await db.asPerson(who, (tx) =>
        tx.query(
          `select 1 from unnest($1::text[]) t where has_table_privilege('seen.' || t, 'insert, update, delete')`,
          [tableNames],
        ),
      );
      assert.equal(privileges.length, 0);
    }
  });
}

const hereOf = (plan: string) => `_plan = '${plan}' and _branch = 'main'`;

const rename = edit("partners", "UKR", "tier_reason", null, "Because");

/** Of each table beside the plans': who reads something of it, and a column to try to write. */
const readable = {
  allocations: { column: "at", sees: (who: Who) => who === "keeper" },
  branches: { column: "state", sees: (who: Who) => who !== "stranger" },
  changes: { column: "reason", sees: (who: Who) => who !== "stranger" },
  edits: { column: "afters", sees: (who: Who) => who !== "stranger" },
  grants: { column: "role", sees: (who: Who) => who !== "stranger" },
  identities: { column: "person", sees: () => "refused" as const },
  jobs: { column: "state", sees: (who: Who) => who === "keeper" },
  migrations: { column: "name", sees: () => "refused" as const },
  people: { column: "may_create", sees: () => true },
  plans: { column: "last_hash", sees: (who: Who) => who !== "stranger" },
  sessions: { column: "person", sees: () => "refused" as const },
  sights: { column: "see", sees: () => true },
};

function allocationOf(plan: string) {
  return {
    ...{ plan, branch: "main", seq: 1, value: 1, bound: 1, gap_ratio: 0, ended: "proven" },
    ...{ amount: 1, funded: 1, withheld: false, edits: [], allocation: {}, briefing: {} },
    findings: [],
  };
}

async function countVisible(db: Database, plan: string, table: string, who: Who): Promise<number> {
  if (who === "stranger") return 0;
  const rows = await db.query(
    `select 1 from plan.${table} where _plan = $1 and _branch = 'main' and _level <= $2`,
    [plan, levels[people[who].see]],
  );
  return rows.length;
}

/** The rows of a table that are a contributor's own, among those they see. */
async function countOwn(db: Database, plan: string, table: string, who: Who): Promise<number> {
  if (isWhole(who)) return countVisible(db, plan, table, who);
  const mine =
    who === "agent" ? "i.agency = 'DoD'" : who === "desk" ? "i.partner = 'UKR'" : "false";
  const leads: Record<string, string> = {
    initiatives: "i.id = t.id",
    packages: "i.id = t.initiative",
    effects: "i.id = t.initiative",
    links: "i.id = t.initiative",
    lines:
      "i.id = (select p.initiative from plan.packages p where p._plan = $1 and p._branch = 'main' and p.id = t.package)",
  };
  const lead = leads[table];
  if (lead === undefined) return 0;
  const rows = await db.query(
    `select 1 from plan.${table} t where t._plan = $1 and t._branch = 'main' and t._level = 0 and exists (
       select from plan.initiatives i where i._plan = $1 and i._branch = 'main' and ${mine} and ${lead})`,
    [plan],
  );
  return rows.length;
}

/** Statements on a table of the plan, with what they do for a person. */
async function expectOf(
  db: Database,
  plan: string,
  table: (typeof tableNames)[number],
  who: Who,
): Promise<{ readonly sql: string; readonly result: number | "refused" }[]> {
  const here = hereOf(plan);
  const own = await countOwn(db, plan, table, who);
  const expected: { sql: string; result: number | "refused" }[] = [
    {
      sql: `select id from plan.${table} where ${here}`,
      result: await countVisible(db, plan, table, who),
    },
    { sql: `update plan.${table} set _version = _version where ${here}`, result: own },
    { sql: `delete from plan.${table} where ${here}`, result: own },
  ];
  for (const column of ["_level", "_list_level", "_plan", "_branch", "_gone", "id"]) {
    expected.push({ sql: `update plan.${table} set ${column} = ${column}`, result: "refused" });
  }
  const [sample] = await db.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) as row from plan.${table} t where ${here} and _level = 0
     order by ${table === "initiatives" ? "partner = 'UKR' desc" : "id"} limit 1`,
  );
  if (sample === undefined) return expected;
  const fields = Object.keys(sample.row).filter(
    (name) => !name.startsWith("_") || ["_plan", "_branch", "_version"].includes(name),
  );
  const columns = fields.map((name) => `"${name}"`).join(", ");
  const row = JSON.stringify({ ...sample.row, id: "forged" }).replaceAll("'", "''");
  const isOwn = isWhole(who) || (await isOwnSample(db, plan, table, sample.row, who));
  expected.push({
    sql: `insert into plan.${table} (${columns}) select ${columns} from jsonb_populate_record(null::plan.${table}, '${row}'::jsonb)`,
    result: isOwn ? 1 : "refused",
  });
  return expected;
}

async function isOwnSample(
  db: Database,
  plan: string,
  table: string,
  row: Record<string, unknown>,
  who: Who,
): Promise<boolean> {
  if (!(table in contributedTables) || (who !== "agent" && who !== "desk")) return false;
  let initiative = table === "initiatives" ? row.id : row.initiative;
  if (table === "lines") {
    const [found] = await db.query<{ initiative: string }>(
      "select initiative from plan.packages where _plan = $1 and _branch = 'main' and id = $2",
      [plan, row.package],
    );
    initiative = found?.initiative;
  }
  const [found] = await db.query<{ agency: string; partner: string }>(
    "select agency, partner from plan.initiatives where _plan = $1 and _branch = 'main' and id = $2",
    [plan, initiative],
  );
  return who === "agent" ? found?.agency === "DoD" : found?.partner === "UKR";
}

/** Nobody writes a change in another's name, beside the chain, or edits into a change that is written. */
async function expectForgeries(db: Database, plan: string): Promise<void> {
  const [end] = await db.query<{ last_seq: number; last_hash: string }>(
    "select last_seq, last_hash from entente.plans where id = $1",
    [plan],
  );
  const seq = (end?.last_seq ?? 0) + 1;
  const insert = (at: number, who: string, previous: string | undefined) =>
    `insert into entente.changes (plan, seq, branch, kind, author, author_name, at, recorded_by, reason,
      edit_count, previous_hash, hash)
     values ('${plan}', ${at}, 'main', 'edit', '${who}', 'X', 'now', '${who}', 'X', 0, '${previous}', 'x')`;
  for (const who of everybody) {
    const [forged, own, late] = await attemptAll(db, who, [
      insert(seq, who === "keeper" ? "planner" : "keeper", end?.last_hash),
      insert(seq, who, end?.last_hash),
      `insert into entente.edits (plan, seq, place, branch, table_name, row_id, fields, befores, afters)
       values ('${plan}', ${seq - 1}, 99, 'main', 'partners', 'UKR', '{name}', '{a}', '{b}')`,
    ]);
    assert.equal(forged, "refused", `${who} writes as another`);
    assert.equal(own, who === "viewer" || who === "stranger" ? "refused" : 1, `${who} writes`);
    assert.equal(late, "refused", `${who} edits the past`);
  }
  const beside = db.asPerson("keeper", (tx) => tx.query(insert(seq + 1, "keeper", "x")));
  await assert.rejects(() => beside, /does not follow/);
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
