/**
 * The first of what the briefing of the FY2021 example says with "it would be funded if", made true in the plan's own tables
 * and solved again from scratch, in full, as a reader would who changes the files. All ten take minutes.
 */
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { allocate } from "../src/allocate/allocate.ts";
import { defaultGap, defaultNodeBudget } from "../src/allocate/allocate-options.ts";
import type { WouldFund } from "../src/allocate/answers.ts";
import { measureCloseness } from "../src/allocate/explain/duals.ts";
import { closestMisses } from "../src/allocate/explain/reason.ts";
import { poseProblem } from "../src/allocate/pose/pose.ts";
import { verifyAllocation } from "../src/allocate/verify/verify.ts";
import { cents } from "../src/base/money.ts";
import { realLaw } from "../src/law/law-folder.test-data.ts";
import type { Effect, Plan } from "../src/plan/plan.ts";
import { planUnderScenario } from "../src/plan/scenario.ts";
import { makeThreadSolver } from "../src/solver/thread-solver.ts";
import { readExample } from "./read-example.ts";

/** How many are followed up: a large grant, and programs that tie with others for the last of an account's money. */
const followed = 4;

const options = { gap_ratio: defaultGap, node_budget: defaultNodeBudget };

/** The plan with the lines of an initiative scaled, and its effects written out so that they stay as they were. */
function cutCost(plan: Plan, initiative: string, factor: number): Plan {
  const packages = plan.tables.packages.filter((row) => row.initiative === initiative);
  const ids = new Set(packages.map((row) => row.id));
  const { result: problem } = poseProblem(plan, realLaw());
  const item = problem.items.find((one) => one.initiative.id === initiative);
  const grades = plan.tables.effects.find((row) => row.initiative === initiative);
  assert.ok(item && grades);
  const written = packages.flatMap((row): Effect[] => {
    const candidate = item.candidates.find((one) => one.package === row.id);
    return [...(candidate?.effects ?? [])].map(([objective, effect]) => ({
      ...grades,
      id: `${row.id}.${objective}`,
      package: row.id,
      objective,
      effect,
    }));
  });
  return {
    ...plan,
    tables: {
      ...plan.tables,
      lines: plan.tables.lines.map((line) =>
        ids.has(line.package) ? { ...line, amount: cents(Math.round(line.amount * factor)) } : line,
      ),
      effects: [...plan.tables.effects.filter((row) => row.initiative !== initiative), ...written],
    },
  };
}

describe("the closest misses of examples/fy2021", () => {
  const solver = makeThreadSolver(2);
  after(() => solver.close());

  it("are funded once their plan is changed as the briefing says, and the check agrees", async () => {
    const whole = readExample("fy2021");
    const { result: plan } = planUnderScenario(whole, whole.head.recommended_scenario);
    const law = realLaw();
    const { result: problem } = poseProblem(plan, law);
    const first = await allocate(problem, solver, options);
    assert.equal(first.kind, "allocation");
    if (first.kind !== "allocation") return;
    const session = { problem, allocation: first.allocation, solver, options };
    const misses = await closestMisses(session, await measureCloseness(session), followed);
    assert.equal(misses.length, followed);
    const claims = misses.flatMap(({ initiative, would_fund }) =>
      would_fund.map((change: WouldFund) => ({ initiative, change })),
    );
    assert.equal(claims.length, followed, "each miss says what it would take");
    await Promise.all(
      claims.map(async ({ initiative, change }) => {
        assert.equal(change.what, "cost");
        const changed = cutCost(plan, initiative, change.to);
        const again = await allocate(poseProblem(changed, law).result, solver, options);
        assert.equal(again.kind, "allocation");
        if (again.kind !== "allocation") return;
        const funded = again.allocation.choices.map((choice) => choice.initiative);
        assert.ok(funded.includes(initiative), `${initiative}: ${change.sentence}`);
        const broken = verifyAllocation(changed, law, again.allocation).filter(
          (finding) => finding.severity === "error",
        );
        assert.deepEqual(broken, []);
      }),
    );
  });
});
