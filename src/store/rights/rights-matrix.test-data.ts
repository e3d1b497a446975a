import assert from "node:assert/strict";
import { test } from "node:test";
import { tableNames } from "../../plan/fields.ts";
import { insertAllocation } from "../allocations.ts";
import { makeChange } from "../changes.ts";
import type { Database } from "../database.ts";
import {
  allocationOf,
  attemptAll,
  everybody,
  guarded,
  hereOf,
  isWhole,
  levels,
  people,
  rename,
  type Who,
} from "../guarded-plan.test-data.ts";
import { createJob } from "../job-rows.ts";
import { contributedTables } from "../plan-columns.ts";
import { granted } from "../store-suite.test-data.ts";
/** What nobody may do that has not the right, on every table, by every verb, on SQL itself. */
export function testMatrix(open: () => Database): void {
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
  processes: { column: "code", sees: () => "refused" as const },
  plans: { column: "last_hash", sees: (who: Who) => who !== "stranger" },
  sessions: { column: "person", sees: () => "refused" as const },
  sights: { column: "see", sees: () => true },
};

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
  // What was said, and what happened in cases, is nobody's to change.
  if (table === "events" || table === "evidence" || table === "comments") return 0;
  if (who === "agent" && (table === "cases" || table === "notices")) return 1;
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
    // Among the cases that may be written by who may write every row, one stays: something happened in it.
    {
      sql: `delete from plan.${table} where ${here}`,
      result: table === "cases" && isWhole(who) ? "refused" : own,
    },
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
  const isOwn =
    isWhole(who) && table !== "comments"
      ? table !== "events"
      : await isOwnSample(db, plan, table, sample.row, who);
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
  if (table === "comments") return who === row.author;
  // Somebody of the department has a part in the case; the case itself is of the other one.
  if (table === "evidence" || table === "notices") return who === "agent";
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

async function listTables(db: Database, schema: string): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = $1::regnamespace and relkind in ('r', 'v', 'p', 'm', 'S') order by 1",
    [schema],
  );
  return rows.map(({ name }) => name);
}
