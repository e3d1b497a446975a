import assert from "node:assert/strict";
import { test } from "node:test";
import { createBranch } from "./branches/branches.ts";
import { mergeBranch } from "./branches/join-branches.ts";
import { makeChange } from "./changes.ts";
import type { Database } from "./database.ts";
import { exportPlan } from "./export-plan.ts";
import { attempt, guarded, hereOf, none } from "./guarded-plan.test-data.ts";
import { importPlan } from "./import-plan.ts";
import { exportHistory, importHistory } from "./log/history-file.ts";
import { putPerson } from "./rights/grants.ts";
import { codesOf, edit, expectSound, granted } from "./store-suite.test-data.ts";
import { undoChange } from "./undo.ts";

/** People of the two departments, and one who may write every row and acts for nobody. */
const staff = {
  clerk: [{ role: "contributor", agency: "State", partner: null }],
  chief: [
    { role: "contributor", agency: "State", partner: null },
    { role: "decision_maker", ...none },
  ],
  colonel: [
    { role: "contributor", agency: "DoD", partner: "UKR" },
    { role: "planner", ...none },
  ],
} as const;

async function staffed(db: Database): Promise<string> {
  const plan = await guarded(db);
  for (const [id, grants] of Object.entries(staff)) {
    const person = { name: `${id} by name`, email: null, see: "public" as const };
    const roles = grants.map((one) => ({ ...one }));
    granted(await putPerson(db, "local", plan, id, { ...person, grants: roles }));
  }
  return plan;
}

interface Act {
  readonly id?: string;
  readonly case?: string;
  readonly office?: string;
  readonly event?: string;
  readonly author?: string;
  readonly assumed?: string;
  readonly branch?: string;
}

/** An event that somebody adds to a case. */
function act(db: Database, plan: string, who: string, over: Act = {}) {
  const { branch = "main", id = `${who}-act`, ...rest } = over;
  const cells = {
    ...{ case: "boats-case", number: "2", on: "2020-12-03", event: "submit" },
    ...{ author: who, office: "desk-state", ...rest },
  };
  const edits = [
    edit("events", id, "id", null, id),
    ...Object.entries(cells).map(([field, value]) => edit("events", id, field, null, value)),
  ];
  return makeChange(db, who, { plan, branch, reason: "An act", edits });
}

/** Who records what in cases, and that it stays. */
export function testCasework(open: () => Database): void {
  test("who acts for an office is of its department, and decisions are for who decides", async () => {
    const db = open();
    const plan = await staffed(db);
    const refusedTo = async (who: string, over: Act = {}) =>
      codesOf(await act(db, plan, who, over));
    granted(await act(db, plan, "clerk"));
    const forbidden = { kind: "forbidden", codes: ["right_missing"] };
    assert.deepEqual(await refusedTo("clerk", { id: "a", office: "desk-dod" }), forbidden);
    assert.deepEqual(await refusedTo("clerk", { id: "a", event: "concur" }), forbidden);
    assert.deepEqual(await refusedTo("planner", { id: "a" }), forbidden);
    assert.deepEqual(await refusedTo("viewer", { id: "a" }), forbidden);
    assert.deepEqual(await refusedTo("agent", { id: "a", office: "no-such-desk" }), forbidden);
    granted(await act(db, plan, "chief", { event: "concur", author: "chief by name" }));
    // Whoever acts for a department in the cases of one partner acts in no other.
    granted(await act(db, plan, "colonel", { office: "desk-dod", event: "concur" }));
    const other = { id: "b", case: "radar-case", office: "desk-dod" };
    assert.deepEqual(await refusedTo("colonel", other), forbidden);
    // What Congress did is recorded by whoever has a part in the case.
    granted(await act(db, plan, "clerk", { id: "d", office: "committees", event: "concur" }));
    assert.deepEqual(await refusedTo("planner", { id: "e", office: "committees" }), forbidden);
    granted(await act(db, plan, "keeper", { case: "radar-case", office: "desk-dod" }));
    assert.deepEqual(await refusedTo("clerk", { id: "c", author: "chief" }), {
      ...{ kind: "invalid", codes: ["event_author"] },
    });
    await expectSound(db, plan);
  });

  test("the database itself refuses acts of others, and under other names", async () => {
    const db = open();
    const plan = await staffed(db);
    const insert = (who: string, over: Partial<Record<string, string>> = {}) => {
      const row = { _plan: plan, _branch: "main", _version: "1", id: "forged", ...over };
      const all = {
        case: "boats-case",
        number: "9",
        on: "2020-12-05",
        event: "submit",
        evidence: "{}",
        handling: "public",
      };
      const said = { office: "desk-state", author: who, assumed: "false", ...all, ...row };
      const names = Object.keys(said).map((name) => `"${name}"`);
      const values = Object.values(said).map((value) => `'${value}'`);
      return attempt(db, who, `insert into plan.events (${names}) values (${values})`);
    };
    assert.equal(await insert("clerk"), 1);
    assert.equal(await insert("clerk", { author: "chief" }), "refused");
    assert.equal(await insert("clerk", { event: "concur" }), "refused");
    assert.equal(await insert("clerk", { office: "desk-dod" }), "refused");
    assert.equal(await insert("clerk", { assumed: "true" }), "refused");
    assert.equal(await insert("planner"), "refused");
    assert.equal(await insert("keeper", { office: "desk-dod", event: "concur" }), 1);
    assert.equal(await insert("agent", { case: "HIDDEN-case", office: "desk-dod" }), "refused");
    for (const who of ["keeper", "chief", "clerk"]) {
      const here = hereOf(plan);
      assert.equal(await attempt(db, who, `update plan.events set reason = 'x' where ${here}`), 0);
      assert.equal(await attempt(db, who, `delete from plan.events where ${here}`), 0);
      assert.equal(await attempt(db, who, `delete from plan.evidence where ${here}`), 0);
    }
    const moved = `update plan.cases set process = 'other' where ${hereOf(plan)}`;
    assert.equal(await attempt(db, "keeper", moved), "refused");
  });

  test("what happened is superseded, and neither changed, ended nor undone by anybody", async () => {
    const db = open();
    const plan = await staffed(db);
    const { change } = granted(await act(db, plan, "chief", { event: "concur" }));
    const make = (...edits: ReturnType<typeof edit>[]) =>
      makeChange(db, "keeper", { plan, branch: "main", reason: "Mend", edits });
    const stays = { kind: "invalid", codes: ["record_kept"] };
    const reason = edit("events", "chief-act", "reason", null, "On second thought");
    assert.deepEqual(codesOf(await make(reason)), stays);
    const claim = edit("evidence", "boats-e", "claim", "A claim.", "Another claim.");
    assert.deepEqual(codesOf(await make(claim)), stays);
    const undo = await undoChange(db, "keeper", { plan, seq: change.seq, reason: "Undo" });
    assert.deepEqual(codesOf(undo), stays);
    assert.match(undo.refusal?.findings[0]?.help ?? "", /supersedes/);
    const about = edit("cases", "boats-case", "initiative", "UKR-boats", "PHL-radar");
    assert.deepEqual(codesOf(await make(about)).codes, ["case_kept"]);
    granted(await make(edit("cases", "boats-case", "name", "Boats", "Patrol boats")));
    granted(await make(edit("cases", "radar-case", "initiative", "PHL-radar", null)));
    await expectSound(db, plan);
  });

  test("a scenario assumes events, and the plan takes none of them", async () => {
    const db = open();
    const plan = await staffed(db);
    const begun = { plan, id: "if", title: "If", description: "", from: "main" };
    granted(await createBranch(db, "colonel", begun));
    const assume = { branch: "if", event: "concur", assumed: "true" };
    assert.deepEqual(codesOf(await act(db, plan, "clerk", { ...assume, assumed: "false" })).codes, [
      "event_assumed",
    ]);
    granted(await act(db, plan, "clerk", assume));
    assert.deepEqual(codesOf(await act(db, plan, "clerk", { id: "x", assumed: "true" })).codes, [
      "event_assumed",
    ]);
    const join = () =>
      mergeBranch(db, "colonel", { plan, branch: "if", reason: "Merge", settle: [] });
    assert.ok(codesOf(await join()).codes.includes("event_assumed"));
    const ended = await undoChange(db, "clerk", {
      plan,
      seq: await lastOf(db, plan),
      reason: "No",
    });
    granted(ended);
    granted(await join());
    await expectSound(db, plan);
  });

  test("cases leave the store and its history as they came, event by event", async () => {
    const db = open();
    const plan = await staffed(db);
    granted(await act(db, plan, "clerk"));
    granted(await act(db, plan, "keeper", { case: "HIDDEN-case", office: "desk-dod" }));
    const given = await db.asPerson("keeper", (tx) => exportPlan(tx, plan));
    assert.equal(given?.tables.events.length, 4);
    assert.ok(given);
    granted(await importPlan(db, "local", given, `${plan}-copy`));
    const back = await db.asPerson("local", (tx) => exportPlan(tx, `${plan}-copy`));
    assert.deepEqual(back?.tables, given.tables);
    const history = await db.asPerson("keeper", (tx) => exportHistory(tx, plan));
    await db.query("delete from entente.plans where id = $1", [plan]);
    granted(await importHistory(db, "local", history ?? ""));
    const again = await db.asPerson("local", (tx) => exportPlan(tx, plan));
    assert.deepEqual(again?.tables, given.tables);
    await expectSound(db, plan);
  });
}

async function lastOf(db: Database, plan: string): Promise<number> {
  const [row] = await db.query<{ seq: number }>(
    "select max(seq) as seq from entente.changes where plan = $1 and branch = 'if'",
    [plan],
  );
  return row?.seq ?? 0;
}
