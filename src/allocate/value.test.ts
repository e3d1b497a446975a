import assert from "node:assert/strict";
import { test } from "node:test";
import { fiscalYear } from "../base/fiscal.ts";
import { paperProblem } from "./paper-plan.test-data.ts";
import type { Candidate, Leaf } from "./problem.ts";
import { attainmentsOf, totalValue, worthOf } from "./value.ts";

const leaf: Leaf = {
  objective: "sea",
  points: 75,
  target: 60,
  segments: [
    { width: 30, worth: 1.875 },
    { width: 30, worth: 0.625 },
    { width: Number.POSITIVE_INFINITY, worth: 0 },
  ],
};

test("effect is worth what the steps say, and nothing once they end", () => {
  const cases: readonly [effect: number, worth: number][] = [
    [0, 0],
    [10, 18.75],
    [30, 56.25],
    [31, 56.875],
    [60, 75],
    [600, 75],
  ];
  for (const [effect, worth] of cases) assert.equal(worthOf(leaf, effect), worth, `${effect}`);
  const steep = { ...leaf, segments: leaf.segments.slice(0, 1) };
  assert.equal(worthOf(steep, 40), 56.25);
  assert.equal(worthOf({ ...leaf, segments: [] }, 40), 0);
});

test("attainments sum effects in the order of initiatives, so that no bit hangs on the order found", () => {
  const problem = paperProblem({ money: { FMF: [1] }, initiatives: {} });
  const candidate = (initiative: string, effect: number): Candidate => ({
    ...{ initiative, package: initiative, start: fiscalYear(2021), costs: [] },
    effects: new Map([["peace", effect]]),
  });
  const funded = [candidate("a", 0.1), candidate("b", 0.2), candidate("c", 0.3)];
  const forward = attainmentsOf(problem, funded);
  assert.notEqual(0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1);
  assert.deepEqual(attainmentsOf(problem, [...funded].reverse()), forward);
  assert.deepEqual(forward, [
    { objective: "peace", effect: 0.1 + 0.2 + 0.3, value: 0.1 + 0.2 + 0.3 },
  ]);
  assert.equal(totalValue(forward), 0.1 + 0.2 + 0.3);
  assert.equal(totalValue([]), 0);
});
