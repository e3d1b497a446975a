import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { applyChange } from "./apply-change.ts";
import type { CellEdit } from "./change-form.ts";
import { makeChange, putRow } from "./changes.ts";
import type { Database } from "./database.ts";
import { everybody, guarded, type Who } from "./guarded-plan.test-data.ts";
import type { Reply } from "./refusal.ts";
import { replyOf } from "./refused.ts";
import { codesOf, edit, expectSound, freshPlan, granted } from "./store-suite.test-data.ts";

/** How many transactions wrote the edits of a plan after its import. */
async function countCommits(db: Database, plan: string): Promise<number> {
  const [row] = await db.query<{ commits: number }>(
    `select count(distinct xmin::text)::integer as commits from entente.changes
     where plan = $1 and kind = 'edit'`,
    [plan],
  );
  return row?.commits ?? 0;
}

/** What became of a change, without what differs from plan to plan. */
function outcomeOf<T extends { readonly change: { readonly seq: number } }>(reply: Reply<T>) {
  return reply.refusal === null
    ? reply.value.change.seq
    : { ...codesOf(reply), conflicts: reply.refusal.conflicts.map(({ theirs }) => theirs) };
}

/** All that the store holds of the edits of a plan and of the rows that they touched. */
async function readAll(db: Database, plan: string) {
  const edits = await db.query(
    `select c.seq, c.level as whole, c.author, c.author_name, c.edit_count, e.table_name, e.row_id, e.fields, e.befores,
       e.afters, e.level
     from entente.changes c join entente.edits e on e.plan = c.plan and e.seq = c.seq
     where c.plan = $1 and c.kind = 'edit' order by c.seq, e.place`,
    [plan],
  );
  const rows = await db.query(
    `select to_jsonb(t) - '_plan' as row from plan.partners t where _plan = $1
     union all select to_jsonb(t) - '_plan' from plan.initiatives t where _plan = $1
     order by 1`,
    [plan],
  );
  return { edits, rows };
}

const cells = [
  ...["UKR", "PHL", "HIDDEN-LAND"].flatMap((row) => [
    ["partners", row, "tier_reason"] as const,
    ["partners", row, "source"] as const,
  ]),
  ...["UKR-boats", "PHL-radar", "inside", "HIDDEN-boats", "nowhere"].flatMap((row) => [
    ["initiatives", row, "cost_basis"] as const,
    ["initiatives", row, "override_reason"] as const,
    ["initiatives", row, "start_year_earliest"] as const,
    ["initiatives", row, "handling"] as const,
  ]),
];

interface Asked {
  readonly who: Who;
  readonly edits: readonly CellEdit[];
}

/** Changes of which most fit what those before them left, if all of these are made. */
function askedFrom(choices: readonly (readonly number[])[]): Asked[] {
  const left = new Map<string, string | null>();
  return choices.map(([person = 0, first = 0, second = 0, luck = 0], at) => {
    const picked = [
      cells[first % cells.length],
      ...(luck % 3 === 0 ? [cells[second % cells.length]] : []),
    ];
    const edits = picked.flatMap((cell) => {
      if (cell === undefined) return [];
      const [table, row, field] = cell;
      const key = cell.join("/");
      const texts = field === "handling" ? ["internal", "restricted"] : [`text ${at}`];
      const after = field === "start_year_earliest" ? "2021" : (texts[luck % texts.length] ?? null);
      const one = edit(
        table,
        row,
        field,
        luck % 7 === 6 ? "stale" : (left.get(key) ?? null),
        after,
      );
      left.set(key, after);
      return [one];
    });
    return { who: everybody[person % everybody.length] ?? "planner", edits };
  });
}

/** What becomes of changes that are asked at once, on every store. */
export function testTogether(open: () => Database, runs: number): void {
  test("changes that wait for each other are made with one commit, and each is answered for itself", async () => {
    const db = open();
    const plan = await freshPlan(db);
    const rename = (at: number, before: string | null) =>
      makeChange(db, "local", {
        ...{ plan, branch: "main", reason: `Change ${at}` },
        edits: [edit("partners", at % 2 === 0 ? "UKR" : "PHL", "source", before, `Source ${at}`)],
      });
    const first = await Promise.all([rename(0, null), rename(1, null)]);
    const last = Math.max(...first.map((reply) => granted(reply).change.seq));
    const many = Array.from({ length: 20 }, (_, at) => rename(at + 2, `Source ${at}`));
    const stale = rename(40, "Source 0");
    const after = rename(22, "Source 20");
    const replies = await Promise.all([...many, stale, after]);
    assert.deepEqual(codesOf(replies[20] ?? assert.fail()), {
      kind: "stale",
      codes: ["edit_stale"],
    });
    const seqs = replies.flatMap(({ value }) => (value === null ? [] : [value.change.seq]));
    assert.deepEqual(
      seqs,
      Array.from({ length: 21 }, (_, at) => last + 1 + at),
    );
    const commits = await countCommits(db, plan);
    assert.ok(commits <= 7, `${commits} commits for 23 changes`);
    await expectSound(db, plan);
  });

  test("versions hold among changes of one commit: the second of two writers is told both sides", async () => {
    const db = open();
    const plan = await freshPlan(db);
    const put = (source: string, expectedVersion: number | undefined) =>
      putRow(db, "local", {
        ...{ plan, branch: "main", table: "partners", row: "UKR", reason: "r" },
        ...{ cells: { source }, expectedVersion },
      });
    const one = granted(await put("One", undefined)).change.seq;
    const [two, three, four] = await Promise.all([
      put("Two", one),
      put("Three", one),
      put("Four", one + 1),
    ]);
    assert.equal(granted(two).change.seq, one + 1);
    assert.deepEqual(codesOf(three), { kind: "stale", codes: ["row_stale"] });
    assert.deepEqual(
      three.refusal?.conflicts.map(({ yours, theirs, by }) => [yours, theirs, by?.seq]),
      [["Three", "Two", one + 1]],
    );
    assert.equal(granted(four).change.seq, one + 2);
    await expectSound(db, plan);
  });

  test("changes of many people at once come out as one after the other, each by itself", async () => {
    const db = open();
    const choice = fc.array(fc.nat(1000), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(choice, { minLength: 6, maxLength: 14 }), async (choices) => {
        const asked = askedFrom(choices);
        const [plan, other] = [await guarded(db), await guarded(db)];
        const spec = { branch: "main", reason: "r" };
        const replies = await Promise.all(
          asked.map(({ who, edits }) => makeChange(db, who, { plan, ...spec, edits })),
        );
        const alone = [];
        for (const { who, edits } of asked) {
          const change = { ...spec, plan: other, edits, kind: "edit" as const };
          alone.push(await replyOf(() => db.asPerson(who, (tx) => applyChange(tx, who, change))));
        }
        assert.deepEqual(replies.map(outcomeOf), alone.map(outcomeOf));
        assert.deepEqual(await readAll(db, plan), await readAll(db, other));
        await expectSound(db, plan);
      }),
      { seed: 7, numRuns: runs },
    );
  });
}
