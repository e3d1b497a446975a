import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import type { Plan } from "../plan/plan.ts";
import { makeThreadSolver } from "../solver/thread-solver.ts";
import { allocate } from "./allocate.ts";
import type { Allocation } from "./allocation.ts";
import { poseProblem } from "./pose/pose.ts";
import { tinyLaw, tinyPlan } from "./tiny-plans.test-data.ts";
import { bruteForce } from "./verify/brute-force.test-data.ts";
import { verifyAllocation } from "./verify/verify.ts";

const options = { gap_ratio: 1e-7, node_budget: 10_000 };

/** Four thousand plans, in parts so that one that fails is soon made small. */
const batches = 8;
const plansInBatch = 500;

describe("allocate", () => {
  const solver = makeThreadSolver(1);
  after(() => solver.close());

  /** Compares one plan with brute force. `undefined` where nothing is feasible, in both. */
  const compare = async (plan: Plan): Promise<Allocation | undefined> => {
    const { result: problem } = poseProblem(plan, tinyLaw);
    const expected = bruteForce(plan, tinyLaw);
    const answer = await allocate(problem, solver, options);
    if (expected === "infeasible" || answer.kind !== "allocation") {
      assert.deepEqual([expected, answer.kind], ["infeasible", "infeasible"]);
      return undefined;
    }
    const { allocation } = answer;
    const errors = verifyAllocation(plan, tinyLaw, allocation).filter(
      (finding) => finding.severity === "error",
    );
    assert.deepEqual(errors, []);
    const room = 1e-5 * Math.max(1, expected.value);
    assert.ok(Math.abs(allocation.value - expected.value) <= room);
    assert.ok(allocation.bound >= expected.value - room);
    return allocation;
  };

  for (let batch = 1; batch <= batches; batch++) {
    it(`finds what trying everything finds, and the separate check agrees: batch ${batch}`, async () => {
      let solved = 0;
      let parts = 0;
      await fc.assert(
        fc.asyncProperty(tinyPlan(), async (plan) => {
          const allocation = await compare(plan);
          if (allocation === undefined) return;
          solved++;
          if (allocation.choices.some((choice) => choice.share !== undefined)) parts++;
        }),
        { numRuns: plansInBatch, seed: 20201230 + batch },
      );
      assert.ok(solved > plansInBatch / 2, `only ${solved} plans were feasible`);
      assert.ok(parts > plansInBatch / 50, `only ${parts} plans had shares of packages`);
    });
  }
});
