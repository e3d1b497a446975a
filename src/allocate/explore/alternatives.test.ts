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

  it("reach about as far as any plan within the loss does, by trying all of them", async () => {
    const program = fc.record({
      cost: fc.integer({ min: 1, max: 5 }),
      worth: fc.integer({ min: 80, max: 120 }),
      partner: fc.constantFrom("sea" as const, "land" as const),
      kind: fc.constantFrom("proposal" as const, "continuing" as const),
    });
    const reached: number[] = [];
    const draw = fc.array(program, { minLength: 12, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(draw, async (programs) => {
        const money = Math.floor(programs.reduce((sum, one) => sum + one.cost, 0) / 2);
        const named = programs.map(({ cost, worth, partner, kind }, index) => [
          `i${index}`,
          { ...fmf, costs: [cost], effect: (cost * worth) / 100, partner, fields: { kind } },
        ]);
        const session = await sessionOf(
          paperProblem({ money: { FMF: [money] }, initiatives: Object.fromEntries(named) }),
        );
        assert.ok(session !== undefined);
        const { plans } = await findAlternatives(session, near);
        const best = session.allocation;
        const of = best.choices.map(({ initiative }) => Number(initiative.slice(1)));
        const farthest = farthestOf(programs, money, best.value * (1 - near.loss_ratio), of);
        const far = Math.max(0, ...plans.map(({ moved }) => moved.region + moved.kind));
        if (farthest > 0) reached.push(far / farthest);
      }),
      { numRuns: 8, seed: 83 },
    );
    const mean = reached.reduce((sum, one) => sum + one, 0) / reached.length;
    assert.ok(reached.length > 6 && mean > 0.9, `${reached}`);
    assert.ok(
      reached.every((one) => one > 0.6 && one < 1 + 1e-9),
      `${reached}`,
    );
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

interface Program {
  readonly cost: number;
  readonly worth: number;
  readonly partner: string;
  readonly kind: string;
}

/** The most money, by region and by kind added up, that any set of programs within the money and the worth moves. */
function farthestOf(
  programs: readonly Program[],
  money: number,
  least: number,
  funded: readonly number[],
): number {
  const sums = (chosen: readonly number[]) => {
    const by = { sea: 0, land: 0, proposal: 0, continuing: 0, cost: 0, worth: 0 } as Record<
      string,
      number
    >;
    for (const index of chosen) {
      const { cost, worth, partner, kind } = programs[index] as Program;
      for (const key of [partner, kind, "cost"]) by[key] = (by[key] ?? 0) + cost;
      by.worth = (by.worth ?? 0) + (cost * worth) / 100;
    }
    return by;
  };
  const first = sums(funded);
  const moved = (by: Record<string, number>, keys: readonly string[]) => {
    const differences = keys.map((key) => (by[key] ?? 0) - (first[key] ?? 0));
    const side = (sign: number) =>
      differences.reduce((sum, one) => sum + Math.max(0, sign * one), 0);
    return Math.max(side(1), side(-1)) / (first.cost ?? 1);
  };
  let most = 0;
  for (let set = 0; set < 2 ** programs.length; set++) {
    const by = sums(programs.flatMap((_, index) => ((set >> index) & 1 ? [index] : [])));
    if ((by.cost ?? 0) > money || (by.worth ?? 0) < least - 1e-9) continue;
    most = Math.max(most, moved(by, ["sea", "land"]) + moved(by, ["proposal", "continuing"]));
  }
  return most;
}
