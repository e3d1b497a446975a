import assert from "node:assert/strict";
import { test } from "node:test";
import type { Plan, RowOf } from "../../plan/plan.ts";
import { makeRow } from "../../plan/rows.ts";
import { samplePlan } from "../../plan/sample-plan.test-data.ts";
import { casePlan } from "../verify/case.test-data.ts";
import { poseLeaves } from "./leaves.ts";

const withObjectives = (rows: readonly [string, string | undefined, number, number?][]): Plan => ({
  ...casePlan(),
  tables: {
    ...casePlan().tables,
    objectives: rows.map(([id, parent, weight, target_effect]) =>
      makeRow("objectives", {
        ...{ id, level: "objective", name: id, statement: id, weight },
        ...(parent === undefined ? {} : { parent }),
        ...(target_effect === undefined ? {} : { target_effect }),
      }),
    ),
  },
});
const pointsOf = (plan: Plan) => poseLeaves(plan).map((leaf) => [leaf.objective, leaf.points]);

test("leaves share 100 points by the weights along their paths", () => {
  const plan = withObjectives([
    ["all", undefined, 7],
    ["far", "all", 1],
    ["near", "all", 3],
    ["far.b", "far", 2, 10],
    ["far.a", "far", 2, 10],
  ]);
  // near: 3/4; far: 1/4, halved between its two.
  assert.deepEqual(pointsOf(plan), [
    ["far.a", 12.5],
    ["far.b", 12.5],
    ["near", 75],
  ]);
});

test("several tops share the points too, and weights of nothing give none", () => {
  assert.deepEqual(
    pointsOf(
      withObjectives([
        ["a", undefined, 1, 1],
        ["b", undefined, 4, 1],
      ]),
    ),
    [
      ["a", 20],
      ["b", 80],
    ],
  );
  assert.deepEqual(
    pointsOf(
      withObjectives([
        ["top", undefined, 1],
        ["a", "top", 0, 1],
        ["b", "top", 0, 1],
      ]),
    ),
    [
      ["a", 0],
      ["b", 0],
    ],
  );
});

test("the order of the rows does not reach the last bit of a figure", () => {
  const rows: [string, string | undefined, number, number][] = [
    ["a", undefined, 0.1, 1],
    ["b", undefined, 0.2, 1],
    ["c", undefined, 0.3, 1],
  ];
  const turned = [...rows].reverse();
  assert.notEqual(0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1);
  assert.deepEqual(pointsOf(withObjectives(turned)), pointsOf(withObjectives(rows)));
});

test("without a scale of return, effect counts alike up to the target and not beyond", () => {
  assert.deepEqual(poseLeaves(casePlan()), [
    { objective: "rule", points: 25, target: 4, segments: [{ width: 4, worth: 6.25 }] },
    { objective: "seas", points: 75, target: 10, segments: [{ width: 10, worth: 7.5 }] },
  ]);
});

test("a scale of return sets the steps, whatever the order of its rows", () => {
  // sea: 75 points over a target of 60; schools: 25 over 5. Steps to a half (1.5), to the target (0.5), beyond (0).
  const expected = [
    ["schools", [2.5, 7.5], [2.5, 2.5], [Number.POSITIVE_INFINITY, 0]],
    ["sea", [30, 1.875], [30, 0.625], [Number.POSITIVE_INFINITY, 0]],
  ];
  const plan = samplePlan();
  const turned = { ...plan, tables: { ...plan.tables, scales: [...plan.tables.scales].reverse() } };
  for (const one of [plan, turned]) {
    const steps = poseLeaves(one).map((leaf) => [
      leaf.objective,
      ...leaf.segments.map(({ width, worth }) => [width, worth]),
    ]);
    assert.deepEqual(steps, expected);
  }
});

test("a leaf without a target has points but nothing that counts", () => {
  const row: Partial<RowOf<"objectives">> = { target_effect: 0 };
  const plan = casePlan();
  const objectives = plan.tables.objectives.map((one) =>
    one.id === "rule" ? { ...one, ...row } : one,
  );
  const [rule] = poseLeaves({ ...plan, tables: { ...plan.tables, objectives } });
  assert.deepEqual(rule, { objective: "rule", points: 25, target: 0, segments: [] });
});
