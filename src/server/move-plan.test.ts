import assert from "node:assert/strict";
import { test } from "node:test";
import { applyEdits } from "../plan/edit.ts";
import type { Edit } from "../plan/plan.ts";
import { samplePlan } from "../plan/sample-plan.test-data.ts";
import { movePlan } from "./move-plan.ts";

const said = { author: "ann", at: "2020-12-28T15:00:00Z", reason: "" };
const plan = samplePlan();
const [first, second] = plan.tables.initiatives;
if (first === undefined || second === undefined) throw new Error("the sample has initiatives");
const rename = (row: string, before: string, after: string): Edit => ({
  ...{ table: "initiatives", row, field: "name", before, after, ...said },
});

test("a plan moved by cells is the plan with its edits applied, again and again", () => {
  const partner = plan.tables.partners.at(-1);
  assert.ok(partner !== undefined);
  const steps: readonly (readonly Edit[])[] = [
    [rename(second.id, second.name, "One")],
    [
      rename(second.id, "One", "Two"),
      rename(first.id, first.name, "Three"),
      rename(second.id, "Two", "Four"),
      { ...rename(partner.id, partner.name, "Elsewhere"), table: "partners" },
    ],
  ];
  let moved = plan;
  for (const edits of steps) {
    const next = movePlan(moved, edits);
    assert.ok(next !== undefined);
    assert.deepEqual(next, applyEdits(moved, edits).result);
    moved = next;
  }
  assert.equal(plan.tables.initiatives[1]?.name, second.name, "the plan itself is as it was");
});

test("a plan moved by a new row has it in its place", () => {
  const edits: Edit[] = [
    { ...rename("aaa", "", "aaa"), table: "partners", field: "id", before: null },
    { ...rename("aaa", "", "New"), table: "partners", before: null },
    { ...rename("aaa", "", "country"), table: "partners", field: "kind", before: null },
  ];
  const { result, findings } = applyEdits(plan, edits);
  const moved = movePlan(plan, edits);
  assert.deepEqual(moved, findings.length > 0 ? undefined : result);
});

test("edits that do not fit move nothing", () => {
  assert.equal(movePlan(plan, [rename(first.id, "another name", "New")]), undefined);
  assert.equal(movePlan(plan, [rename("nowhere", "", "New")]), undefined);
});
