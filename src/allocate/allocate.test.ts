import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import { makeThreadSolver } from "../solver/thread-solver.ts";
import { allocate } from "./allocate.ts";
import { poseProblem } from "./pose/pose.ts";
import { tinyLaw, tinyPlan } from "./tiny-plans.test-data.ts";
import { bruteForce } from "./verify/brute-force.test-data.ts";
import { verifyAllocation } from "./verify/verify.ts";

const options = { gap_ratio: 1e-7, node_budget: 10_000 };

describe("allocate", () => {
  const solver = makeThreadSolver(1);
  after(() => solver.close());

  it("finds what trying everything finds, and the separate check agrees", async () => {
    let solved = 0;
    await fc.assert(
      fc.asyncProperty(tinyPlan(), async (plan) => {
        const { result: problem } = poseProblem(plan, tinyLaw);
        const expected = bruteForce(plan, tinyLaw);
        const answer = await allocate(problem, solver, options);
        if (expected === "infeasible") {
          assert.equal(answer.kind, "infeasible");
          return;
        }
        assert.equal(answer.kind, "allocation");
        if (answer.kind !== "allocation") return;
        solved++;
        const errors = verifyAllocation(plan, tinyLaw, answer.allocation).filter(
          (finding) => finding.severity === "error",
        );
        assert.deepEqual(errors, []);
        const room = 1e-5 * Math.max(1, expected.value);
        assert.ok(Math.abs(answer.allocation.value - expected.value) <= room);
        assert.ok(answer.allocation.bound >= expected.value - room);
      }),
      { numRuns: 300, seed: 20201231 },
    );
    assert.ok(solved > 100, `only ${solved} plans were feasible`);
  });
});
