import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../base/fiscal.ts";
import type { NewComment } from "../plan/write-comment.ts";
import { proposeComment } from "../plan/write-comment.ts";
import { insertAllocation, readAllocation } from "./allocations.ts";
import { createBranch } from "./branches/branches.ts";
import { mergeBranch } from "./branches/join-branches.ts";
import { makeChange } from "./changes.ts";
import type { Database } from "./database.ts";
import { exportPlan } from "./export-plan.ts";
import { allocationOf, attempt, guarded, hereOf, rename } from "./guarded-plan.test-data.ts";
import { importPlan } from "./import-plan.ts";
import { loadPlan } from "./load-plan.ts";
import { exportHistory, importHistory } from "./log/history-file.ts";
import { codesOf, edit, expectSound, granted } from "./store-suite.test-data.ts";
import { undoChange } from "./undo.ts";

type Said = Partial<NewComment> & { readonly branch?: string };

/** Says something as somebody, of what the keeper, who sees all, sees. */
async function say(db: Database, plan: string, who: string, over: Said = {}) {
  const { branch = "main", ...rest } = over;
  const loaded = await db.asPerson("keeper", (tx) => loadPlan(tx, plan, branch));
  assert.ok(loaded);
  const given: NewComment = {
    ...{ on_table: "initiatives", on_row: "UKR-boats", act: "comment", author: who },
    ...{ at: "2021-01-05T09:00:00Z", text: "Is it so?", mentions: [], ...rest },
  };
  const { result: edits, findings } = proposeComment(loaded.plan, given);
  assert.deepEqual(findings, []);
  const made = await makeChange(db, who, { plan, branch, reason: "A comment", edits });
  return { made, id: edits[0]?.row ?? "" };
}

async function commentsOf(db: Database, who: string, plan: string, branch = "main") {
  const loaded = await db.asPerson(who, (tx) => loadPlan(tx, plan, branch));
  return (loaded?.plan.tables.comments ?? []).map(({ id }) => id);
}

/** Who says what of which rows, who sees it, and that it stays. */
export function testComments(open: () => Database): void {
  test("whoever sees a row sees what is said of it, and nobody else", async () => {
    const db = open();
    const plan = await guarded(db);
    assert.deepEqual(await commentsOf(db, "viewer", plan), ["boats-c"]);
    assert.deepEqual(await commentsOf(db, "decider", plan), ["boats-c", "inside-c"]);
    assert.deepEqual(await commentsOf(db, "keeper", plan), ["boats-c", "HIDDEN-c", "inside-c"]);
    const answer = granted((await say(db, plan, "desk", { answers: "boats-c" })).made);
    assert.equal(answer.change.author, "desk");
    // The row becomes restricted, and with it what was said of it, and the log of that.
    const hide = edit("initiatives", "UKR-boats", "handling", "public", "restricted");
    granted(
      await makeChange(db, "keeper", { plan, branch: "main", reason: "Hide", edits: [hide] }),
    );
    assert.deepEqual(await commentsOf(db, "viewer", plan), []);
    const told = await db.asPerson("viewer", (tx) =>
      tx.query("select 1 from entente.edits where plan = $1 and table_name = 'comments'", [plan]),
    );
    assert.equal(told.length, 0);
    await expectSound(db, plan);
    const show = edit("initiatives", "UKR-boats", "handling", "restricted", "public");
    granted(
      await makeChange(db, "keeper", { plan, branch: "main", reason: "Show", edits: [show] }),
    );
    assert.equal((await commentsOf(db, "viewer", plan)).length, 2);
    await expectSound(db, plan);
  });

  test("viewers say nothing, nobody speaks for another, and nobody of what they do not see", async () => {
    const db = open();
    const plan = await guarded(db);
    const codes = async (who: string, over: Said = {}) =>
      codesOf((await say(db, plan, who, over)).made);
    assert.deepEqual(await codes("viewer"), { kind: "forbidden", codes: ["right_missing"] });
    for (const who of ["agent", "desk", "planner", "decider"])
      granted((await say(db, plan, who)).made);
    assert.deepEqual(await codes("planner", { author: "desk" }), {
      ...{ kind: "invalid", codes: ["comment_author"] },
    });
    const hidden = { on_table: "cases", on_row: "HIDDEN-case" };
    assert.deepEqual(await codes("decider", hidden), {
      kind: "invalid",
      codes: ["reference_unseen"],
    });
    granted((await say(db, plan, "keeper", hidden)).made);
    const insert = (who: string, author: string, table = "initiatives") =>
      attempt(
        db,
        who,
        `insert into plan.comments (_plan, _branch, _version, id, on_table, on_row, act, author, at, text, illustrative, handling)
         values ('${plan}', 'main', 1, 'forged', '${table}', 'UKR-boats', 'comment', '${author}', 'now', 'x', false, 'public')`,
      );
    assert.equal(await insert("desk", "desk"), 1);
    assert.equal(await insert("desk", "agent"), "refused");
    assert.equal(await insert("keeper", "agent"), "refused");
    assert.equal(await insert("viewer", "viewer"), "refused");
    assert.equal(await insert("desk", "desk", "no_such; table"), "refused");
    await expectSound(db, plan);
  });

  test("what was said is corrected and taken back by rows of their own, and never changed or undone", async () => {
    const db = open();
    const plan = await guarded(db);
    const { made, id } = await say(db, plan, "desk");
    const { change } = granted(made);
    const stays = { kind: "invalid", codes: ["record_kept"] };
    const mend = edit("comments", id, "text", "Is it so?", "It is so.");
    for (const who of ["desk", "keeper"]) {
      const changed = await makeChange(db, who, {
        ...{ plan, branch: "main", reason: "Mend", edits: [mend] },
      });
      assert.deepEqual(codesOf(changed), stays);
    }
    const undo = await undoChange(db, "desk", { plan, seq: change.seq, reason: "Undo" });
    assert.deepEqual(codesOf(undo), stays);
    assert.match(undo.refusal?.findings[0]?.help ?? "", /takes it back/);
    for (const verb of ["update plan.comments set text = 'x'", "delete from plan.comments"]) {
      assert.equal(await attempt(db, "keeper", `${verb} where ${hereOf(plan)}`), 0);
    }
    granted((await say(db, plan, "desk", { act: "withdrawal", answers: id, text: "Wrong" })).made);
    await expectSound(db, plan);
  });

  test("what was said in a scenario is taken into the plan under the names of who said it", async () => {
    const db = open();
    const plan = await guarded(db);
    const begun = { plan, id: "if", title: "If", description: "", from: "main" };
    granted(await createBranch(db, "keeper", begun));
    const one = await say(db, plan, "desk", { branch: "if" });
    granted(one.made);
    const two = await say(db, plan, "agent", { at: "2021-01-05T10:00:00Z" });
    granted(two.made);
    const given = await db.asPerson("keeper", (tx) => exportPlan(tx, plan));
    assert.ok(given);
    granted(await mergeBranch(db, "keeper", { plan, branch: "if", reason: "Merge", settle: [] }));
    const merged = await commentsOf(db, "viewer", plan);
    assert.ok(merged.includes(one.id) && merged.includes(two.id), merged.join());
    await expectSound(db, plan);
    // A folder that holds the scenario is taken in with what others said in it.
    granted(await importPlan(db, "local", given, `${plan}-copy`));
    const back = await db.asPerson("local", (tx) => exportPlan(tx, `${plan}-copy`));
    assert.deepEqual(back?.tables.comments, given.tables.comments);
    assert.deepEqual(back?.scenarios, given.scenarios);
    await expectSound(db, `${plan}-copy`);
  });

  test("nobody moves what another said, makes it public, or takes it over outside a merge", async () => {
    const db = open();
    const plan = await guarded(db);
    granted(
      await createBranch(db, "keeper", {
        plan,
        id: "if",
        title: "If",
        description: "",
        from: "main",
      }),
    );
    const { made, id } = await say(db, plan, "desk", { branch: "if", handling: "public" });
    granted(made);
    const secret = await say(db, plan, "decider", {
      ...{ branch: "if", handling: "internal", text: "Yes, fund it" },
    });
    granted(secret.made);
    const forge = async (
      who: string,
      row: string,
      author: string,
      over: Record<string, string>,
    ) => {
      const cells: Record<string, string> = {
        ...{ on_table: "initiatives", on_row: "UKR-boats", author, at: "2021-01-05T09:00:00Z" },
        ...{ text: "Is it so?", ...over },
      };
      const edits = [
        edit("comments", row, "id", null, row),
        ...Object.entries(cells).map(([field, value]) => edit("comments", row, field, null, value)),
      ];
      return codesOf(await makeChange(db, who, { plan, branch: "main", reason: "Forge", edits }));
    };
    const refused = { kind: "invalid", codes: ["comment_author"] };
    for (const who of ["planner", "keeper"]) {
      assert.deepEqual(await forge(who, id, "desk", {}), refused);
      for (const over of [{ on_row: "PHL-radar" }, { at: "2021-02-01T09:00:00Z" }]) {
        assert.deepEqual(await forge(who, id, "desk", over), refused);
      }
      const words = { text: "Yes, fund it", on_row: "PHL-radar" };
      assert.deepEqual(await forge(who, secret.id, "decider", words), refused);
    }
    // The database compares every cell, too, and sees that no merge is made.
    type Cells = readonly [row: string, author: string, text: string, on: string, level: string];
    const insertSql = (...[row, author, text, on, level]: Cells) =>
      `insert into plan.comments (_plan, _branch, _version, id, on_table, on_row, act, author, at, text, illustrative, handling)
       values ('${plan}', 'main', 1, '${row}', 'initiatives', '${on}', 'comment', '${author}',
         '2021-01-05T09:00:00Z', '${text}', false, '${level}')`;
    const insert = (who: string, ...cells: Cells) => attempt(db, who, insertSql(...cells));
    const words = [secret.id, "decider", "Yes, fund it"] as const;
    assert.equal(await insert("keeper", ...words, "PHL-radar", "internal"), "refused");
    assert.equal(await insert("keeper", ...words, "UKR-boats", "public"), "refused");
    assert.equal(await insert("planner", ...words, "UKR-boats", "internal"), "refused");
    assert.equal(await insert("keeper", ...words, "UKR-boats", "internal"), 1);
    const logged = db.asPerson("keeper", async (tx) => {
      await tx.query(insertSql(...words, "UKR-boats", "internal"));
      const [one] = await tx.query<{ may: boolean }>(
        "select entente.may_log_row($1, 'main', 'comments', $2) as may",
        [plan, secret.id],
      );
      throw new Error(`logged: ${one?.may}`);
    });
    await assert.rejects(logged, /logged: false/);
    granted(await mergeBranch(db, "keeper", { plan, branch: "if", reason: "Merge", settle: [] }));
    assert.ok((await commentsOf(db, "viewer", plan)).includes(id));
    assert.ok(!(await commentsOf(db, "viewer", plan)).includes(secret.id));
    assert.ok((await commentsOf(db, "decider", plan)).includes(secret.id));
    await expectSound(db, plan);
  });

  test("a merge that carried a comment is undone and done again, and the comment stays", async () => {
    const db = open();
    const plan = await guarded(db);
    granted(
      await createBranch(db, "keeper", {
        plan,
        id: "if",
        title: "If",
        description: "",
        from: "main",
      }),
    );
    const row = { plan, branch: "if", reason: "Rename" };
    granted(await makeChange(db, "keeper", { ...row, edits: [rename] }));
    const { made, id } = await say(db, plan, "desk", { branch: "if" });
    granted(made);
    const told = async () => {
      const loaded = await db.asPerson("keeper", (tx) => loadPlan(tx, plan, "main"));
      const partner = loaded?.plan.tables.partners.find((one) => one.id === rename.row);
      return partner?.tier_reason ?? null;
    };
    const merged = granted(
      await mergeBranch(db, "keeper", { plan, branch: "if", reason: "Merge", settle: [] }),
    );
    assert.equal(await told(), rename.after);
    const seq = merged.change?.seq ?? 0;
    const undo = granted(await undoChange(db, "keeper", { plan, seq, reason: "Undo" }));
    assert.equal(await told(), null);
    assert.ok((await commentsOf(db, "viewer", plan)).includes(id));
    await expectSound(db, plan);
    const again = { plan, seq: undo.change.seq, reason: "Again" };
    granted(await undoChange(db, "keeper", again));
    assert.equal(await told(), rename.after);
    assert.ok((await commentsOf(db, "viewer", plan)).includes(id));
    await expectSound(db, plan);
  });

  test("what was said of a row stays with its level when the row ends, and outlives store and history", async () => {
    const db = open();
    const plan = await guarded(db);
    const row = { plan, branch: "main", reason: "Row" };
    granted(await makeChange(db, "keeper", { ...row, edits: newSite("internal") }));
    const spoken = await say(db, plan, "keeper", { on_table: "sites", on_row: "gone" });
    granted(spoken.made);
    const lower = edit("sites", "gone", "handling", "internal", "public");
    granted(await makeChange(db, "keeper", { ...row, edits: [lower] }));
    assert.ok((await commentsOf(db, "viewer", plan)).includes(spoken.id));
    const end = newSite("public").map((one) => ({ ...one, before: one.after, after: one.before }));
    granted(await makeChange(db, "keeper", { ...row, edits: end.reverse() }));
    await expectSound(db, plan);
    const history = await db.asPerson("keeper", (tx) => exportHistory(tx, plan));
    const before = await db.asPerson("keeper", (tx) => exportPlan(tx, plan));
    await db.query("delete from entente.plans where id = $1", [plan]);
    granted(await importHistory(db, "local", history ?? ""));
    const after = await db.asPerson("local", (tx) => exportPlan(tx, plan));
    assert.deepEqual(after?.tables, before?.tables);
    assert.ok(after?.tables.comments.some(({ id }) => id === spoken.id));
    await expectSound(db, plan);
  });

  test("an allocation is as good after a comment as before it, and older after an edit", async () => {
    const db = open();
    const plan = await guarded(db);
    const id = await insertAllocation(db, "keeper", allocationOf(plan));
    const isStale = async () =>
      (await db.asPerson("keeper", (tx) => readAllocation(tx, plan, id)))?.stale;
    assert.equal(await isStale(), false);
    granted((await say(db, plan, "desk")).made);
    assert.equal(await isStale(), false);
    const edits = [rename];
    granted(await makeChange(db, "keeper", { plan, branch: "main", reason: "Any", edits }));
    assert.equal(await isStale(), true);
  });

  test("those who have a part in a plan know each other by name, and strangers do not", async () => {
    const db = open();
    const plan = await guarded(db);
    const known = (who: string) =>
      db.asPerson(who, (tx) =>
        tx.query<{ id: string }>("select id from entente.colleagues($1)", [plan]),
      );
    const ids = (await known("viewer")).map(({ id }) => id);
    assert.ok(ids.includes("keeper") && ids.includes("viewer"), ids.join());
    assert.ok(!ids.includes("stranger"));
    assert.deepEqual(await known("stranger"), []);
  });
}

function newSite(handling: "internal" | "public") {
  const cells = {
    ...{ name: "Depot", partner: "UKR", kind: "stockpile", status: "reported", risk: "low" },
    surveyed_on: isoDate("2021-01-01"),
  };
  return [
    edit("sites", "gone", "id", null, "gone"),
    ...Object.entries(cells).map(([field, value]) => edit("sites", "gone", field, null, value)),
    ...(handling === "public" ? [] : [edit("sites", "gone", "handling", "public", handling)]),
  ];
}
