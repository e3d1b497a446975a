import assert from "node:assert/strict";
import { test } from "node:test";
import { checkTables } from "../src/plan/check.ts";
import { planOfInstance } from "./instance-plan.ts";
import { makeInstance } from "./instances.ts";
import { knownSize } from "./planted-plan.test-data.ts";

test("an instance as a plan has every initiative with its money, and rows that refer to each other", () => {
  const problem = makeInstance(knownSize("S"), 0.5, 1);
  const plan = planOfInstance(problem, "made-up");
  const { initiatives, lines, packages, resources } = plan.tables;
  assert.equal(initiatives.length, problem.items.length);
  const errors = checkTables(
    plan,
    problem.purses.map(({ account }) => account),
  ).filter(({ severity }) => severity === "error");
  assert.deepEqual(errors.slice(0, 3), []);
  for (const { initiative, candidates } of problem.items.slice(0, 20)) {
    const own = packages.filter((row) => row.initiative === initiative.id);
    for (const { id } of own) {
      const costs = candidates.find((one) => one.package === id)?.costs.filter((cost) => cost > 0);
      const amounts = lines.filter((row) => row.package === id).map((row) => row.amount);
      assert.deepEqual(amounts, costs);
    }
  }
  const money = problem.purses.flatMap(({ budget }) => budget).filter((amount) => amount > 0);
  assert.equal(resources.length, money.length);
});
