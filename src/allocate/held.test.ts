import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import { makeThreadSolver } from "../solver/thread-solver.ts";
import { allocate } from "./allocate.ts";
import { heldPlan } from "./held.test-data.ts";
import { poseProblem } from "./pose/pose.ts";
import { tinyLaw } from "./tiny-plans.test-data.ts";
import { bruteForce } from "./verify/brute-force.test-data.ts";
import { verifyAllocation } from "./verify/verify.ts";

const options = { gap_ratio: 1e-7, node_budget: 10_000 };
const heldCodes = new Set(["choice_held", "choice_too_early"]);

describe("money that is held", () => {
  const solver = makeThreadSolver(1);
  after(() => solver.close());

  it("is left out, and the rest is used as well as trying everything finds", async () => {
    let dearer = 0;
    await fc.assert(
      fc.asyncProperty(heldPlan(false), async ({ plan, law }) => {
        const { result: problem, findings } = poseProblem(plan, law);
        const expected = bruteForce(plan, law);
        // A pin on money that is blocked is an error before any solve.
        const pinned = findings.some(({ code }) => code === "pinned_impossible");
        if (pinned) return assert.equal(expected, "infeasible");
        const answer = await allocate(problem, solver, options);
        if (expected === "infeasible" || answer.kind !== "allocation") {
          return assert.deepEqual([expected, answer.kind], ["infeasible", "infeasible"]);
        }
        const room = 1e-5 * Math.max(1, expected.value);
        assert.ok(Math.abs(answer.allocation.value - expected.value) <= room);
        const free = bruteForce(plan, tinyLaw);
        if (free !== "infeasible" && free.value > expected.value + room) dearer++;
      }),
      { numRuns: 400, seed: 20201231 },
    );
    assert.ok(dearer > 40, `only ${dearer} plans lost by what was held`);
  });

  it("never escapes, also where only some accounts are held", async () => {
    let caught = 0;
    await fc.assert(
      fc.asyncProperty(heldPlan(true), async ({ plan, law }) => {
        const held = await allocate(poseProblem(plan, law).result, solver, options);
        if (held.kind === "allocation") {
          const errors = verifyAllocation(plan, law, held.allocation).filter(
            ({ severity }) => severity === "error",
          );
          assert.deepEqual(errors, []);
        }
        const free = await allocate(poseProblem(plan, tinyLaw).result, solver, options);
        if (free.kind !== "allocation") return;
        const broken = verifyAllocation(plan, law, free.allocation);
        if (broken.some(({ code }) => heldCodes.has(code))) caught++;
      }),
      { numRuns: 300, seed: 20210101 },
    );
    assert.ok(caught > 50, `only ${caught} allocations broke a hold when it was left out`);
  });
});
