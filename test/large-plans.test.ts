import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { makeInstance, sizes, tightness } from "../bench/instances.ts";
import { allocate } from "../src/allocate/allocate.ts";
import { allocateExactly } from "../src/allocate/exact.ts";
import { largestMiss } from "../src/allocate/payments.ts";
import type { Problem } from "../src/allocate/problem.ts";
import { cents } from "../src/base/money.ts";
import { makeThreadSolver } from "../src/solver/thread-solver.ts";

function makeProblem(size: string, seed: number): Problem {
  const [shape, absorbed] = [sizes[size], tightness.loose];
  if (shape === undefined || absorbed === undefined) throw new Error(`no size ${size}`);
  return makeInstance(shape, absorbed, seed);
}

describe("plans beyond the exact model", () => {
  const solver = makeThreadSolver(1);
  after(() => solver.close());

  it("agree with the exact model to the proven gaps", async () => {
    const problem = makeProblem("S", 2);
    const options = { gap_ratio: 0.005, node_budget: 200_000 };
    const ours = await allocate(problem, solver, options);
    const exact = await allocateExactly(problem, solver, options);
    assert.ok(ours.kind === "allocation" && exact.kind === "allocation");
    assert.equal(ours.allocation.ended, "proven");
    assert.equal(largestMiss(problem, ours.allocation.payments), 0);
    assert.ok(ours.allocation.value <= exact.allocation.bound + 1e-6);
    assert.ok(exact.allocation.value <= ours.allocation.bound + 1e-6);
  });

  it("say that a time limit was one, and keep the best so far", async () => {
    const late = new AbortController();
    const answer = await allocate(makeProblem("M", 1), solver, {
      gap_ratio: 0,
      node_budget: 1_000,
      signal: late.signal,
      onProgress: ({ value }) => {
        if (value !== null) late.abort(new DOMException("the time is up", "TimeoutError"));
      },
    });
    assert.ok(answer.kind === "allocation");
    assert.equal(answer.allocation.ended, "time_limit");
    assert.ok(answer.allocation.bound >= answer.allocation.value);
  });

  it("give the same quick answer twice, and never exceed the bound of a relaxed plan", async () => {
    const problem = makeProblem("M", 3);
    const options = { gap_ratio: 0.001, node_budget: 1_000, quick: true };
    const first = await allocate(problem, solver, options);
    const again = await allocate(problem, solver, options);
    assert.ok(first.kind === "allocation" && again.kind === "allocation");
    assert.deepEqual(again.allocation, first.allocation);
    assert.equal(largestMiss(problem, first.allocation.payments), 0);
    const richer = {
      ...problem,
      purses: problem.purses.map((purse) => ({
        ...purse,
        budget: purse.budget.map((amount) => cents(Math.round(amount * 1.05))),
      })),
    };
    const relaxed = await allocate(richer, solver, options);
    assert.ok(relaxed.kind === "allocation");
    assert.ok(first.allocation.value <= relaxed.allocation.bound);
  });
});
