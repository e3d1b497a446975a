import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { makeInstance } from "../../bench/instances.ts";
import { makeThreadSolver } from "../solver/thread-solver.ts";
import { allocate, countWays } from "./allocate.ts";
import { partsOfPoint } from "./model/columns.ts";
import { makeModel } from "./model/model.ts";
import { largestMiss } from "./payments.ts";

const size = { initiatives: 110, partners: 60, accounts: 10, directives: 8, objectives: 10 };

describe("plans of few proposals", () => {
  const solver = makeThreadSolver(1);
  after(() => solver.close());

  for (const [seed, tightness] of [
    [1, 0.2],
    [4, 0.45],
  ] as const)
    it(`are the best that there are, to the cent, and proven so (${seed})`, async () => {
      const problem = makeInstance(size, tightness, seed);
      assert.ok(countWays(problem) > 400);
      let told = Infinity;
      const answer = await allocate(problem, solver, {
        gap_ratio: 0.001,
        node_budget: 50_000,
        onProgress: ({ value, bound }) => {
          assert.ok(value === null || bound === null || value <= bound + 1e-6);
          told = bound ?? told;
        },
      });
      assert.ok(answer.kind === "allocation");
      const { value, bound, gap_ratio, ended, payments } = answer.allocation;
      assert.equal(ended, "proven");
      // Far closer than was asked.
      assert.ok(gap_ratio < 0.000_05, `${gap_ratio}`);
      assert.ok(bound <= told + 1e-9);
      assert.equal(largestMiss(problem, payments), 0);
      const { model } = makeModel(problem);
      // The model of single items takes longer to come as near.
      const exact = await solver.solve({ model, gap_ratio: 0.002, node_budget: 50_000 });
      const [least, most] = [exact.objective / partsOfPoint, exact.bound / partsOfPoint];
      const words = `${value} to ${bound}, ${least} to ${most}`;
      assert.ok(value > least * (1 - 3e-5) && value < most + 1e-5 && bound > least - 1e-5, words);
    });

  it("are proven where no gap is left, by one solve among all that are open", async () => {
    const small = { initiatives: 90, partners: 50, accounts: 6, directives: 4, objectives: 6 };
    const problem = makeInstance(small, 0.2, 1);
    let solved = 0;
    const watched = {
      ...solver,
      solve: ((request, hooks) => {
        if (request.start !== undefined) solved++;
        return solver.solve(request, hooks);
      }) as typeof solver.solve,
    };
    const answer = await allocate(problem, watched, { gap_ratio: 0, node_budget: 20_000 });
    assert.ok(answer.kind === "allocation");
    assert.deepEqual(
      [answer.allocation.ended, answer.allocation.gap_ratio, solved],
      ["proven", 0, 1],
    );
  });

  it("keep the best so far where somebody stops the solver among all that are open", async () => {
    const problem = makeInstance(size, 0.45, 3);
    const stop = new AbortController();
    const asked = { gap_ratio: 0, node_budget: 50_000, signal: stop.signal };
    let isSolved = false;
    const watched = {
      ...solver,
      solve: ((request, hooks) => {
        // A plan to start from is given when all plans are open.
        if (request.start !== undefined && !isSolved) {
          isSolved = true;
          setTimeout(() => stop.abort(), 50);
        }
        return solver.solve(request, hooks);
      }) as typeof solver.solve,
    };
    const answer = await allocate(problem, watched, asked);
    assert.ok(answer.kind === "allocation" && isSolved);
    const { value, bound, ended, payments } = answer.allocation;
    assert.ok(ended === "stopped" || value === bound, ended);
    assert.ok(bound >= value);
    assert.equal(largestMiss(problem, payments), 0);
  });
});
