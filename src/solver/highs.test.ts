import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { LinearModel } from "../allocate/model/linear-model.ts";
import { makeModel } from "../allocate/model/model.ts";
import { poseProblem } from "../allocate/pose/pose.ts";
import {
  newInBasis,
  type RowBounds,
  type SolveProgress,
  type SolveRequest,
} from "../allocate/solver.ts";
import { tinyLaw, tinyPlan } from "../allocate/tiny-plans.test-data.ts";
import { solveVariantsWithHighs, solveWithHighs } from "./highs.ts";
import { hardModel, impossibleModel, mediumModel, smallModel } from "./models.test-data.ts";

const solve = (model: LinearModel, more: Partial<SolveRequest> = {}, stop = () => false) =>
  solveWithHighs({ model, gap_ratio: 0, node_budget: 1000, ...more }, stop, () => {});

test("the best whole values and the relaxation are those of paper", async () => {
  const whole = await solve(smallModel);
  assert.equal(whole.status, "optimal");
  assert.deepEqual(whole.values?.map(Math.round), [3, 1]);
  assert.ok(Math.abs(whole.objective - 11) < 1e-9 && Math.abs(whole.bound - 11) < 1e-9);
  assert.deepEqual([whole.rowPrices, whole.columnPrices], [null, null]);
  // In fractions with 3b <= 6 - a and b <= 4 - a: at a = 3 both say b = 1.
  const relaxed = await solve(smallModel, { relaxed: true });
  assert.ok(Math.abs(relaxed.objective - 11) < 1e-9);
  assert.equal(relaxed.rowPrices?.length, 2);
  assert.equal(relaxed.columnPrices?.length, 2);
});

test("a fraction is worth more than the whole, and its prices say what a unit more would bring", async () => {
  // Most of x with 2x <= 3: 1.5 in fractions, 1 whole; one more on the row brings half.
  const model: LinearModel = {
    columns: [{ name: "x", lower: 0, upper: 9, objective: 1, integer: true }],
    rows: [{ name: "r", lower: Number.NEGATIVE_INFINITY, upper: 3, indices: [0], values: [2] }],
  };
  const relaxed = await solve(model, { relaxed: true });
  assert.deepEqual([relaxed.objective, relaxed.bound, relaxed.rowPrices], [1.5, 1.5, [0.5]]);
  const whole = await solve(model);
  assert.deepEqual([whole.objective, whole.status], [1, "optimal"]);
});

test("what cannot hold is infeasible, in whole values and in fractions", async () => {
  for (const relaxed of [false, true]) {
    const answer = await solve(impossibleModel, { relaxed });
    assert.deepEqual([answer.status, answer.values], ["infeasible", null]);
  }
});

test("a search of a few steps ends on its budget, with a bound above what it found", async () => {
  const answer = await solve(mediumModel, { node_budget: 1 });
  assert.equal(answer.status, "budget");
  assert.ok(answer.values !== null && answer.bound >= answer.objective);
  const again = await solve(mediumModel, { node_budget: 1 });
  assert.deepEqual(again, answer);
});

test("a search that is stopped keeps the best so far, also what it started from", async () => {
  const first = await solve(mediumModel, { node_budget: 1 });
  assert.ok(first.values !== null);
  const stopped = await solve(mediumModel, { start: first.values }, () => true);
  assert.equal(stopped.status, "stopped");
  assert.ok(stopped.values === null || stopped.objective >= first.objective - 1e-6);
  assert.ok(stopped.bound >= first.objective);
});

test("progress tells a value and a bound that come together", async () => {
  const told: SolveProgress[] = [];
  await solveWithHighs(
    { model: hardModel, gap_ratio: 0.02, node_budget: 1000 },
    () => false,
    (progress) => told.push(progress),
  );
  assert.ok(told.length > 0);
  for (const { objective, bound } of told) {
    assert.ok(objective === null || bound === null || bound >= objective - 1e-6);
  }
});

test("variants of bounds are worth what separate solves find, and leave the model as it was", async () => {
  let impossible = 0;
  await fc.assert(
    fc.asyncProperty(tinyPlan(), fc.array(fc.nat(), { maxLength: 6 }), async (plan, picks) => {
      const { model } = makeModel(poseProblem(plan, tinyLaw).result);
      const variants = picks.map((pick): RowBounds[] => {
        const row = pick % model.rows.length;
        const { lower, upper } = model.rows[row] ?? { lower: 0, upper: 0 };
        return [{ row, lower: lower + (pick % 3), upper: upper + (pick % 4) }];
      });
      const together = await solveVariantsWithHighs(model, [...variants, []]);
      for (const [place, variant] of [...variants, []].entries()) {
        const rows = model.rows.map((row, index) => {
          const other = variant.find((one) => one.row === index);
          return other === undefined ? row : { ...row, lower: other.lower, upper: other.upper };
        });
        const alone = await solve({ ...model, rows }, { relaxed: true });
        const found = together[place] ?? Number.NaN;
        if (alone.values === null) impossible++;
        const expected = alone.values === null ? Number.NEGATIVE_INFINITY : alone.objective;
        assert.ok(
          found === expected || Math.abs(found - expected) < 1e-6 * Math.max(1, Math.abs(expected)),
          `${found} is not ${expected}`,
        );
      }
    }),
    { numRuns: 60, seed: 61 },
  );
  assert.ok(impossible > 5, `only ${impossible} variants were impossible`);
});

test("a relaxation that begins where a similar one ended is worth the same, with rows and columns that are new", async () => {
  const { columns, rows } = mediumModel;
  // Of the last row nothing was known, and the first column cost more.
  const before: LinearModel = {
    columns: columns.map((column, at) => ({
      ...column,
      objective: at === 0 ? 0 : column.objective,
    })),
    rows: rows.slice(0, -1),
  };
  const first = await solve(before, { relaxed: true, basis: null });
  const ended = first.basis ?? assert.fail("it says where it ended");
  const basis = { columns: ended.columns, rows: Int32Array.of(...ended.rows, newInBasis.row) };
  const warm = await solve(mediumModel, { relaxed: true, basis });
  const cold = await solve(mediumModel, { relaxed: true });
  assert.ok(Math.abs(warm.objective - cold.objective) < 1e-6 * cold.objective);
  assert.equal(warm.basis?.rows.length, rows.length);
  assert.equal(cold.basis, undefined);
});

test("a solution to start from may be far from the relaxation, or break rules", async () => {
  const best = (await solve(mediumModel, { gap_ratio: 0.01 })).objective;
  for (const start of [
    mediumModel.columns.map(() => 0),
    mediumModel.columns.map((_, j) => j % 2),
    mediumModel.columns.map(() => 1),
  ]) {
    const answer = await solve(mediumModel, { gap_ratio: 0.01, start });
    assert.equal(answer.status, "optimal");
    assert.ok(Math.abs(answer.objective - best) <= 0.01 * best + 1e-6);
  }
});
