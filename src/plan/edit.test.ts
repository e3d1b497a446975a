import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { formatFinding } from "../base/findings.ts";
import { anyPlan, sortRows } from "./any-plan.test-data.ts";
import { diffPlans } from "./diff.ts";
import { applyEdits, invertEdits } from "./edit.ts";
import type { Edit, Plan } from "./plan.ts";
import { samplePlan } from "./sample-plan.test-data.ts";
import { writePlan } from "./write.ts";

const by = { author: "planner", at: "2020-12-28T15:00:00Z", reason: "Because" };
const seed = 20201231;

function lineEdit(row: string, field: string, before: string | null, after: string | null): Edit {
  return { ...by, table: "lines", row, field, before, after };
}

const makeLine: readonly Edit[] = [
  lineEdit("l25", "id", null, "l25"),
  lineEdit("l25", "package", null, "UKR-boats.full"),
  lineEdit("l25", "year_offset", null, "2"),
  lineEdit("l25", "kind", null, "advice"),
  lineEdit("l25", "amount", null, "12.50"),
];

function apply(plan: Plan, edits: readonly Edit[]): Plan {
  const { result, findings } = applyEdits(plan, edits);
  assert.deepEqual(findings.map(formatFinding), []);
  return result;
}

describe("applyEdits", () => {
  it("changes a value, and leaves the plan that it was given", () => {
    const plan = samplePlan();
    const edited = apply(plan, [lineEdit("l1", "amount", "6000000", "7000000.5")]);
    assert.equal(edited.tables.lines[0]?.amount, 700_000_050);
    assert.deepEqual(plan, samplePlan());
  });

  it("takes a value written in another way for the same", () => {
    const plan = apply(samplePlan(), [lineEdit("l1", "amount", "6000000.00", "1")]);
    assert.equal(plan.tables.lines[0]?.amount, 100);
  });

  it("takes nothing for a default, both ways", () => {
    const edit = { ...by, table: "directives", row: "ukraine-tranche", field: "outcome" } as const;
    const certified = apply(samplePlan(), [{ ...edit, before: null, after: "certified" }]);
    assert.equal(certified.tables.directives[1]?.outcome, "certified");
    const back = apply(certified, [{ ...edit, before: "certified", after: null }]);
    assert.deepEqual(back, samplePlan());
  });

  for (const field of ["constructor", "__proto__", "toString"]) {
    it(`knows no field ${field}`, () => {
      for (const before of [null, "[object Object]"]) {
        const { result, findings } = applyEdits(samplePlan(), [lineEdit("l1", field, before, "x")]);
        assert.deepEqual(
          findings.map((finding) => finding.code),
          ["choice_unknown"],
        );
        assert.deepEqual(result, samplePlan());
      }
    });
  }

  it("makes a row at its place by id where the table is sorted", () => {
    const plan = apply(samplePlan(), makeLine);
    assert.deepEqual(
      plan.tables.lines.map((line) => line.id),
      ["l1", "l2", "l25", "l3", "l4", "l5", "l6"],
    );
  });

  it("makes a row at the end where the table is not sorted", () => {
    const plan = samplePlan();
    const turned = { ...plan, tables: { ...plan.tables, lines: plan.tables.lines.toReversed() } };
    const made = apply(turned, makeLine);
    assert.equal(made.tables.lines.at(-1)?.id, "l25");
    assert.deepEqual(apply(made, invertEdits(makeLine)), turned);
  });

  it("applies what fits, and tells what does not", () => {
    const { result, findings } = applyEdits(samplePlan(), [
      lineEdit("l1", "amount", "6000001", "7000000"),
      lineEdit("l2", "amount", "12000000", "1"),
      lineEdit("l22", "amount", "12000000", "1"),
      lineEdit("l2", "amuont", null, "1"),
      lineEdit("l1", "kind", "equipment", "equipmnt"),
    ]);
    assert.deepEqual(
      findings.map(({ code, at }) => [code, at.id]),
      [
        ["edit_stale", "l1"],
        ["edit_row_unknown", "l22"],
        ["choice_unknown", "l2"],
        ["choice_unknown", "l1"],
      ],
    );
    assert.deepEqual(
      result.tables.lines.slice(0, 2).map((line) => line.amount),
      [600_000_000, 100],
    );
  });

  it("applies none of the edits that leave a row without a required value", () => {
    const edits = [...makeLine.slice(0, -1), lineEdit("l1", "amount", "6000000", null)];
    const { result, findings } = applyEdits(samplePlan(), edits);
    assert.deepEqual(
      findings.map(({ code, at }) => [code, at.id]),
      [
        ["edit_row_incomplete", "l25"],
        ["edit_row_incomplete", "l1"],
      ],
    );
    assert.deepEqual(result, samplePlan());
  });

  it("takes thousands of edits in a moment", () => {
    const plan = samplePlan();
    const [line] = plan.tables.lines;
    assert.ok(line);
    const lines = Array.from({ length: 20_000 }, (_, i) => ({ ...line, id: `x${i}` }));
    const edits = lines.map((row) => lineEdit(row.id, "amount", "6000000", "1"));
    const edited = apply({ ...plan, tables: { ...plan.tables, lines } }, edits);
    assert.ok(edited.tables.lines.every((row) => row.amount === 100));
  });
});

describe("invertEdits", () => {
  it("undoes any edits, byte for byte, in plans with sorted rows", () => {
    fc.assert(
      fc.property(anyPlan(), anyPlan(), (a, b) => {
        const before = sortRows(a);
        const edits = diffPlans(before, b, by);
        const after = apply(before, edits);
        const undone = apply(after, invertEdits(edits));
        assert.deepStrictEqual(undone, before);
        assert.deepEqual(writePlan(undone), writePlan(before));
      }),
      { seed, numRuns: 100 },
    );
  });

  it("undoes changes of values in plans with rows in any order", () => {
    fc.assert(
      fc.property(anyPlan(), anyPlan(), (a, b) => {
        const edits = diffPlans(a, b, by).filter((edit) => keepsRows(a, b, edit));
        assert.deepStrictEqual(apply(apply(a, edits), invertEdits(edits)), a);
      }),
      { seed, numRuns: 100 },
    );
  });
});

/** Whether an edit is of a row that both plans have, or that only the second has. */
function keepsRows(_: Plan, after: Plan, edit: Edit): boolean {
  return after.tables[edit.table].some((row) => row.id === edit.row);
}

describe("diffPlans", () => {
  it("finds nothing between equal plans in another order", () => {
    const plan = samplePlan();
    const turned = { ...plan, tables: { ...plan.tables, lines: plan.tables.lines.toReversed() } };
    assert.deepEqual(diffPlans(plan, turned, by), []);
  });

  it("names field, before and after", () => {
    const plan = samplePlan();
    const edit = lineEdit("l1", "amount", "6000000", "7000000.50");
    assert.deepEqual(diffPlans(plan, apply(plan, [edit]), by), [edit]);
  });

  it("makes rows id first, and ends them id last", () => {
    const plan = samplePlan();
    const made = apply(plan, makeLine);
    assert.deepEqual(diffPlans(plan, made, by), makeLine);
    assert.deepEqual(diffPlans(made, plan, by), invertEdits(makeLine));
  });

  it("gives edits that turn any plan's tables into any other's", () => {
    fc.assert(
      fc.property(anyPlan(), anyPlan(), (before, after) => {
        const edited = apply(before, diffPlans(before, after, by));
        assert.deepStrictEqual(sortRows(edited).tables, sortRows(after).tables);
      }),
      { seed, numRuns: 100 },
    );
  });
});
