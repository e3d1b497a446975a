import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { anyPlan } from "../plan/any-plan.test-data.ts";
import { formatCell } from "../plan/cells.ts";
import { foldEdits } from "../plan/edit.ts";
import type { FieldSpec } from "../plan/field-spec.ts";
import { fieldsOf, type TableName, tableNames } from "../plan/fields.ts";
import type { Edit, Plan } from "../plan/plan.ts";
import { absentValue } from "../plan/rows.ts";
import { samplePlan } from "../plan/sample-plan.test-data.ts";
import { createBranch } from "./branches/branches.ts";
import { mergeBranch, rebaseBranch } from "./branches/join-branches.ts";
import type { CellEdit } from "./change-form.ts";
import { makeChange } from "./changes.ts";
import type { Database } from "./database.ts";
import { exportPlan } from "./export-plan.ts";
import { importPlan } from "./import-plan.ts";
import { loadPlan } from "./load-plan.ts";
import { localPerson } from "./rights/people.ts";
import { edit, expectSound, freshPlan, granted } from "./store-suite.test-data.ts";
import { undoChange } from "./undo.ts";

type Row = Readonly<Record<string, unknown>>;

/** Rows of a table of a plan. */
function rowsOf(plan: Plan, table: TableName): readonly Row[] {
  return plan.tables[table] as unknown as readonly Row[];
}

/** A source of choices from a list of numbers. */
function chooser(numbers: readonly number[]) {
  let at = 0;
  const next = () => numbers[at++ % numbers.length] ?? 0;
  return {
    below: (count: number) => (count === 0 ? 0 : next() % count),
    of: <T>(list: readonly T[]): T => list[next() % list.length] as T,
  };
}

type Chooser = ReturnType<typeof chooser>;

/** A text that a field can hold; names of rows are often those of rows that are there. */
function anyText(spec: FieldSpec, plan: Plan, choose: Chooser): string | null {
  if (spec.required !== true && choose.below(5) === 0) return null;
  switch (spec.type) {
    case "choice":
      return choose.of(spec.values);
    case "choices":
      return choose.of(spec.values);
    case "money":
      return String(choose.below(1000) / 4);
    case "integer":
      return String(choose.below(10));
    case "number":
      return String((choose.below(100) + 1) / 100);
    case "fiscal_year":
      return String(2020 + choose.below(5));
    case "date":
      return `2021-01-1${choose.below(10)}`;
    case "boolean":
      return choose.of(["true", "false"]);
    case "reference":
      return anyName(plan, spec.to as TableName, choose);
    case "references": {
      const first = anyName(plan, spec.to as TableName, choose);
      const second = anyName(plan, spec.to as TableName, choose);
      return first === second ? first : `${first};${second}`;
    }
    case "account":
    case "accounts":
      return choose.of(["FMF", "IMET"]);
    default:
      return choose.of(["A text", "Größe; 🚢", 'with "quotes", and commas', "two\nlines"]);
  }
}

function anyName(plan: Plan, table: TableName, choose: Chooser): string {
  const ids = rowsOf(plan, table).map(({ id }) => String(id));
  return choose.of([...ids, ...ids, "nowhere"]);
}

/** Tables whose every edit that the core takes is taken; what happened in a case stays, which tests of its own hold. */
const freeTables = tableNames.filter(
  (name) => !["cases", "events", "evidence", "comments"].includes(name),
);

/** Edits that make a row, change some cells of one, or end one. */
function anyEdits(plan: Plan, choose: Chooser): CellEdit[] {
  const table = choose.of(freeTables);
  const specs = Object.entries(fieldsOf(table)).filter(([name]) => name !== "id");
  const rows = rowsOf(plan, table);
  const kind = rows.length === 0 ? 0 : choose.below(6);
  const row = choose.of(rows);
  const id = kind === 0 ? choose.of(["a", "m", "zz", "B-1"]) : String(row?.id);
  const cell = (name: string, spec: FieldSpec) => formatCell(row?.[name], spec);
  if (kind === 0) {
    const cells = specs.filter(([, spec]) => spec.required === true || choose.below(3) === 0);
    return [
      edit(table, id, "id", null, id),
      ...cells.map(([name, spec]) => edit(table, id, name, null, anyText(spec, plan, choose))),
    ];
  }
  if (kind === 1) {
    const cells = specs.filter(
      ([name, spec]) => cell(name, spec) !== formatCell(absentValue(spec), spec),
    );
    return [
      ...cells.map(([name, spec]) => edit(table, id, name, cell(name, spec), null)),
      edit(table, id, "id", id, null),
    ];
  }
  const some = [...new Set([choose.of(specs), choose.of(specs)])];
  return some.map(([name, spec]) =>
    edit(table, id, name, cell(name, spec), anyText(spec, plan, choose)),
  );
}

function asEdits(edits: readonly CellEdit[]): Edit[] {
  return edits.map((one) => ({ ...one, author: "", at: "", reason: "" }));
}

/** A scenario's rows have the order of `main`; only what they hold counts. */
function byId(plan: Plan): unknown {
  return Object.fromEntries(
    tableNames.map((table) => [
      table,
      Object.fromEntries(rowsOf(plan, table).map((row) => [String(row.id), row])),
    ]),
  );
}

const choices = (length: number) => fc.array(fc.nat(), { minLength: length, maxLength: length });

/** What holds after any edits, whatever the engine. */
export function testProperties(open: () => Database, numRuns: number): void {
  test("any plan comes out as it went in", async () => {
    const db = open();
    await localPerson(db);
    let count = 0;
    const comesBack = async (given: Plan) => {
      count += 1;
      const id = `any-${count}`;
      granted(await importPlan(db, "local", given, id));
      const back = await db.asPerson("local", (tx) => exportPlan(tx, id));
      assert.deepEqual(back, { ...given, head: { ...given.head, id } });
      await expectSound(db, id);
    };
    await fc.assert(fc.asyncProperty(anyPlan(), comesBack), {
      numRuns,
      seed: 4,
      endOnFailure: true,
    });
  });

  test("after any edits, undos and rebases the tables are what the core makes of them", async () => {
    const db = open();
    const holds = async (numbers: readonly number[]) => {
      const choose = chooser(numbers);
      const plan = await freshPlan(db);
      granted(
        await createBranch(db, "local", {
          plan,
          id: "s",
          title: "",
          description: "",
          from: "main",
        }),
      );
      const models = new Map<string, Plan>([
        ["main", samplePlan()],
        ["s", samplePlan()],
      ]);
      for (let step = 0; step < 8; step++) await takeStep(db, plan, models, choose);
      await expectModels(db, plan, models);
      await expectSound(db, plan);
    };
    await fc.assert(fc.asyncProperty(choices(400), holds), {
      numRuns,
      seed: 11,
      endOnFailure: true,
    });
  });

  test("an undo restores every cell, and a merge gives what the scenario shows", async () => {
    const db = open();
    const holds = async (numbers: readonly number[]) => {
      const choose = chooser(numbers);
      const plan = await freshPlan(db);
      const load = async (branch: string) =>
        (await db.asPerson("local", (tx) => loadPlan(tx, plan, branch)))?.plan as Plan;
      const before = await load("main");
      const edits = anyEdits(before, choose);
      const made = await makeChange(db, "local", { plan, branch: "main", reason: "Any", edits });
      if (made.refusal === null) {
        const { seq } = made.value.change;
        granted(await undoChange(db, "local", { plan, seq, reason: "Undo" }));
        assert.deepEqual(byId(await load("main")), byId(before));
      }
      granted(
        await createBranch(db, "local", {
          plan,
          id: "s",
          title: "",
          description: "",
          from: "main",
        }),
      );
      const more = anyEdits(before, choose);
      await makeChange(db, "local", { plan, branch: "s", reason: "Any", edits: more });
      const shown = byId(await load("s"));
      const spec = { plan, branch: "s", reason: "Merge", settle: [] };
      assert.equal(granted(await mergeBranch(db, "local", spec)).done, true);
      assert.deepEqual(byId(await load("main")), shown);
      await expectSound(db, plan);
    };
    await fc.assert(fc.asyncProperty(choices(120), holds), {
      numRuns,
      seed: 5,
      endOnFailure: true,
    });
  });
}

async function takeStep(
  db: Database,
  plan: string,
  models: Map<string, Plan>,
  choose: Chooser,
): Promise<void> {
  if (choose.below(6) === 0) {
    const spec = { plan, branch: "s", reason: "Rebase", settle: [] };
    const first = granted(await rebaseBranch(db, "local", spec));
    // Every conflict is settled for one side or the other.
    const settle = first.conflicts.map(({ table, row, field, left, right }) => ({
      ...{ table, row, field },
      value: choose.below(2) === 0 ? left : right,
    }));
    const second = first.done
      ? { refusal: null }
      : await rebaseBranch(db, "local", { ...spec, settle });
    if (second.refusal !== null) return;
    const loaded = await db.asPerson("local", (tx) => loadPlan(tx, plan, "s"));
    if (loaded !== null) models.set("s", loaded.plan);
    return;
  }
  const branch = choose.of(["main", "main", "s"]);
  const model = models.get(branch) ?? samplePlan();
  const edits = anyEdits(model, choose);
  const folded = foldEdits(model, asEdits(edits));
  const made = await makeChange(db, "local", { plan, branch, reason: "Any", edits });
  assert.equal(made.refusal === null, folded.problems.length === 0, JSON.stringify(made.refusal));
  if (made.refusal === null) models.set(branch, folded.plan);
}

async function expectModels(
  db: Database,
  plan: string,
  models: ReadonlyMap<string, Plan>,
): Promise<void> {
  for (const [branch, model] of models) {
    const loaded = await db.asPerson("local", (tx) => loadPlan(tx, plan, branch));
    assert.ok(loaded !== null);
    if (branch === "main") assert.deepEqual(loaded.plan.tables, model.tables);
    else assert.deepEqual(byId(loaded.plan), byId(model));
  }
}
