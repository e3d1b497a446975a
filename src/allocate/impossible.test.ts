import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { makeThreadSolver } from "../solver/thread-solver.ts";
import { allocate } from "./allocate.ts";
import { directive, paperProblem } from "./paper-plan.test-data.ts";

/** So many initiatives of a million each that the search by prices is asked. */
const count = 450;
const initiatives = Object.fromEntries(
  Array.from({ length: count }, (_, at) => {
    const name = `i${at}`;
    return [name, { accounts: ["FMF"], costs: [1], effect: 1 + (at % 7), partner: "sea" as const }];
  }),
);

/** Allocates half of their money under a floor, with a solver that fails when it is asked. */
async function allocateUnder(floor: number) {
  const problem = paperProblem({
    money: { FMF: [count / 2] },
    initiatives,
    directives: [directive("d", "not_less_than", floor, { accounts: ["FMF"] })],
  });
  const solver = makeThreadSolver(1);
  await solver.close();
  return allocate(problem, solver, { gap_ratio: 0.05, node_budget: 10_000 });
}

describe("a plan that prices prove impossible", () => {
  it("is called so without a general solver", async () => {
    assert.deepEqual(await allocateUnder(count * 0.7), { kind: "infeasible" });
  });

  it("is not confused with one whose floor can just be kept", async () => {
    assert.equal((await allocateUnder(count / 2)).kind, "allocation");
  });
});
