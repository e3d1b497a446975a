import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import { makeThreadSolver } from "../../solver/thread-solver.ts";
import { allocate } from "../allocate.ts";
import type { ExplainSession } from "../explain/session.ts";
import { directive, type PaperSpec, paperProblem } from "../paper-plan.test-data.ts";
import { poseProblem } from "../pose/pose.ts";
import type { Problem } from "../problem.ts";
import { tinyLaw, tinyPlan } from "../tiny-plans.test-data.ts";
import { millions } from "../verify/case.test-data.ts";
import { verifyAllocation } from "../verify/verify.ts";
import { type AlternativeOptions, findAlternatives } from "./alternatives.ts";
import { moneyDimensions } from "./alternatives-money.ts";
import { isDifferent } from "./alternatives-spread.ts";

const options = { gap_ratio: 1e-9, node_budget: 10_000 };
const fmf = { accounts: ["FMF"] };
const near: AlternativeOptions = { loss_ratio: 0.05, count: 5, tries: 40 };

/** Boats at sea for 3 millions (5 points) or towers on land for 3 (4.9); the court beside them for 1 (1 point). */
const rivals: PaperSpec = {
  money: { FMF: [4] },
  initiatives: {
    boats: { ...fmf, costs: [3], effect: 5 },
    court: { ...fmf, costs: [1], effect: 1, partner: "land" },
    mines: { ...fmf, costs: [4], effect: 1 },
    towers: { ...fmf, costs: [3], effect: 4.9, partner: "land" },
  },
};

describe("plans that are nearly as good", () => {
  const solver = makeThreadSolver(2);
  after(() => solver.close());

  const sessionOf = async (problem: Problem): Promise<ExplainSession | undefined> => {
    const answer = await allocate(problem, solver, options);
    return answer.kind === "allocation"
      ? { problem, allocation: answer.allocation, solver, options }
      : undefined;
  };
  const found = async (spec: PaperSpec, asked: AlternativeOptions) => {
    const session = await sessionOf(paperProblem(spec));
    assert.ok(session !== undefined);
    return findAlternatives(session, asked);
  };

  it("put the money elsewhere, and say what is shared, what only one has and what none has", async () => {
    const { plans, ...rest } = await found(rivals, near);
    assert.deepEqual(
      plans.map(({ letter, allocation, only, nearest }) => [
        letter,
        allocation.choices.map(({ initiative }) => initiative),
        only,
        nearest,
      ]),
      [["A", ["court", "towers"], [{ initiative: "towers", amount: millions(3) }], null]],
    );
    const [plan] = plans;
    // 0.1 of 6 points; three of four millions go to another region and partner, none to another account or kind.
    assert.ok(plan !== undefined && Math.abs(plan.loss - 0.1) < 1e-9);
    assert.ok(Math.abs(plan.loss_ratio - 0.1 / 6) < 1e-9);
    assert.deepEqual(plan.moved, { region: 0.75, partner: 0.75, account: 0, kind: 0 });
    assert.deepEqual(plan.apart, plan.moved);
    assert.ok(Math.abs(plan.allocation.bound - 6) < 1e-6 && plan.allocation.gap_ratio > 0.01);
    assert.equal(rest.found, 1);
    assert.deepEqual(rest.shared, [{ initiative: "court", amount: millions(1) }]);
    assert.equal(rest.shared_amount, millions(1));
    assert.deepEqual(rest.only_first, [{ initiative: "boats", amount: millions(3) }]);
    assert.deepEqual(rest.never, ["mines"]);
    assert.ok(rest.solves <= near.tries && !rest.stopped);
  });

  it("lose no more than was asked: below the loss of the second best there is none", async () => {
    const { plans, found: pool, never } = await found(rivals, { ...near, loss_ratio: 0.016 });
    assert.deepEqual([plans, never], [[], ["mines", "towers"]]);
    assert.equal(pool, 0);
  });

  it("keep the rules: a floor that only the boats meet leaves no other plan", async () => {
    const sea = directive("sea", "not_less_than", 3, { partners: ["sea"] });
    const { plans } = await found({ ...rivals, directives: [sea] }, near);
    assert.deepEqual(plans, []);
  });

  it("are as many as asked at most, the farthest first", async () => {
    const initiatives = Object.fromEntries(
      [0, 1, 2, 3, 4].map((index) => {
        const partner = index % 2 === 0 ? ("sea" as const) : ("land" as const);
        const kind = index === 4 ? ("continuing" as const) : ("proposal" as const);
        const one = { ...fmf, costs: [2], effect: 5 - index / 100, partner, fields: { kind } };
        return [`i${index}`, one];
      }),
    );
    const many = { money: { FMF: [4] }, initiatives };
    const [first, second] = [await found(many, { ...near, count: 1 }), await found(many, near)];
    assert.equal(first.plans.length, 1);
    assert.ok(second.plans.length > 1);
    assert.deepEqual(second.plans[0]?.allocation, first.plans[0]?.allocation);
  });

  it("are none, and nothing is solved, once the user has stopped", async () => {
    const session = await sessionOf(paperProblem(rivals));
    assert.ok(session !== undefined);
    const stopped = { ...options, signal: AbortSignal.abort() };
    const idle = { ...solver, solve: () => assert.fail("solved for nothing") };
    const answer = await findAlternatives({ ...session, options: stopped, solver: idle }, near);
    assert.deepEqual([answer.plans, answer.solves, answer.stopped], [[], 0, true]);
  });

  it("pass the separate check, stay within the loss and differ, in any plan; twice the same", async () => {
    let held = 0;
    const asked = { loss_ratio: 0.5, count: 3, tries: 24 };
    await fc.assert(
      fc.asyncProperty(tinyPlan(), async (plan) => {
        const session = await sessionOf(poseProblem(plan, tinyLaw).result);
        if (session === undefined) return;
        const answer = await findAlternatives(session, asked);
        assert.ok(answer.solves <= asked.tries && answer.plans.length <= asked.count);
        for (const { allocation, loss, loss_ratio, moved, apart } of answer.plans) {
          const findings = verifyAllocation(plan, tinyLaw, allocation);
          assert.deepEqual(
            findings.filter(({ severity }) => severity === "error"),
            [],
          );
          assert.ok(loss_ratio <= asked.loss_ratio);
          assert.ok(Math.abs(session.allocation.value - loss - allocation.value) < 1e-9);
          assert.ok(isDifferent(moved) && isDifferent(apart));
          // The nearest of the plans is no farther than the first of them.
          assert.ok(moneyDimensions.some((name) => apart[name] <= moved[name]));
          held++;
        }
        if (answer.plans.length > 1)
          assert.deepEqual(await findAlternatives(session, asked), answer);
      }),
      { numRuns: 50, seed: 81 },
    );
    assert.ok(held > 12, `${held} plans`);
  });
});
