import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import { cents } from "../../base/money.ts";
import type { Plan } from "../../plan/plan.ts";
import { makeThreadSolver } from "../../solver/thread-solver.ts";
import { allocate } from "../allocate.ts";
import type { ExplainSession } from "../explain/session.ts";
import { directive, type PaperSpec, paperProblem } from "../paper-plan.test-data.ts";
import { poseProblem } from "../pose/pose.ts";
import type { Problem } from "../problem.ts";
import { tinyLaw, tinyPlan } from "../tiny-plans.test-data.ts";
import { bruteForce } from "../verify/brute-force.test-data.ts";
import { millions } from "../verify/case.test-data.ts";
import { verifyAllocation } from "../verify/verify.ts";
import { moneyByYear } from "./frontier-axis.ts";
import { type ReturnCurve, type ReturnsScope, traceReturns } from "./returns.ts";

const options = { gap_ratio: 1e-7, node_budget: 10_000 };
const room = (value: number) => 1e-5 * Math.max(1, value);
const fmf = { accounts: ["FMF"] };

/** 6 millions pay for boats and a court (7 points); a college of 3 (2.5 points) waits. */
const waitingCollege: PaperSpec = {
  money: { FMF: [6], IMET: [0] },
  initiatives: {
    boats: { ...fmf, costs: [2], effect: 2 },
    college: { ...fmf, costs: [3], effect: 2.5 },
    court: { ...fmf, costs: [4], effect: 5, partner: "land" },
  },
};

describe("return curves", () => {
  const solver = makeThreadSolver(2);
  after(() => solver.close());

  const sessionOf = async (problem: Problem, gap_ratio = options.gap_ratio) => {
    const session = { solver, options: { ...options, gap_ratio } };
    const answer = await allocate(problem, solver, session.options);
    if (answer.kind !== "allocation") return undefined;
    return { ...session, problem, allocation: answer.allocation } satisfies ExplainSession;
  };
  const trace = async (spec: PaperSpec, scope: ReturnsScope) => {
    const session = await sessionOf(paperProblem(spec));
    assert.ok(session !== undefined);
    return traceReturns(session, scope);
  };
  const rowsOf = (curve: ReturnCurve | undefined) =>
    curve?.points.map(({ factor, value }) => [factor, Number(value.toFixed(4))]);

  it("of the budget say where more money goes, and what the last pays for", async () => {
    const { curves, complete } = await trace(waitingCollege, { by: "budget", steps: [1.5, 0.5] });
    const [curve] = curves;
    // 3 millions buy the college, 9 millions all three.
    assert.deepEqual(rowsOf(curve), [
      [0.5, 2.5],
      [1, 7],
      [1.5, 9.5],
    ]);
    assert.ok(complete && curve !== undefined);
    assert.deepEqual([curve.id, curve.amount], ["", millions(6)]);
    assert.equal(curve.next?.amount, millions(3));
    assert.deepEqual(curve.next.moves.initiative, [
      { id: "college", before: 0, after: millions(3) },
    ]);
    assert.deepEqual(curve.last?.moves.initiative, [
      { id: "court", before: 0, after: millions(4) },
      { id: "boats", before: 0, after: millions(2) },
      { id: "college", before: millions(3), after: 0 },
    ]);
    assert.deepEqual(curve.last.moves.bureau, [
      { id: "EUR", before: 0, after: millions(4) },
      { id: "EAP", before: millions(3), after: millions(2) },
    ]);
    assert.ok(Math.abs((curve.last.value ?? 0) - 4.5) < 1e-6);
  });

  it("of money below a floor have no plan, and that is proven", async () => {
    const floor = directive("keep", "not_less_than", 4, { bureaus: ["EUR"] });
    const spec = { ...waitingCollege, directives: [floor] };
    const { curves } = await trace(spec, { by: "account", steps: [0.5, 1.5] });
    assert.deepEqual(
      curves.map(({ id }) => id),
      ["FMF"],
    );
    assert.deepEqual(curves[0]?.none, [{ factor: 0.5, proven: true }]);
    assert.equal(curves[0]?.last, null);
  });

  it("of a region give it money that nobody else gives up", async () => {
    const spec: PaperSpec = {
      money: { FMF: [4] },
      initiatives: {
        boats: { ...fmf, costs: [2], effect: 4 },
        court: { ...fmf, costs: [2], effect: 5, partner: "land" },
        fort: { ...fmf, costs: [2], effect: 3, partner: "land" },
        ships: { ...fmf, costs: [2], effect: 3.5 },
      },
    };
    const { curves } = await trace(spec, { by: "bureau", steps: [0.5, 2] });
    // Both regions have 2 of 4 millions. Twice as much adds what waits there, half of it buys nothing.
    assert.deepEqual(
      curves.map((curve) => [curve.id, curve.amount, rowsOf(curve)]),
      [
        [
          "EAP",
          millions(2),
          [
            [0.5, 5],
            [1, 9],
            [2, 12.5],
          ],
        ],
        [
          "EUR",
          millions(2),
          [
            [0.5, 4],
            [1, 9],
            [2, 12],
          ],
        ],
      ],
    );
  });

  it("are traced for those named, or those with the most money", async () => {
    const named = await trace(waitingCollege, { by: "account", names: ["IMET"] });
    assert.deepEqual(
      named.curves.map(({ id, amount, points }) => [id, amount, points.length]),
      [["IMET", 0, 1]],
    );
    const most = await trace(waitingCollege, { by: "partner", most: 1, steps: [0.5] });
    assert.deepEqual([most.curves.map(({ id }) => id), most.left_out], [["land"], 1]);
  });

  it("that are stopped hold the present plan, and say that they are not complete", async () => {
    const session = await sessionOf(paperProblem(waitingCollege));
    assert.ok(session !== undefined);
    const stopped = { ...session, options: { ...options, signal: AbortSignal.abort() } };
    const { curves, complete } = await traceReturns(stopped, { by: "budget" });
    assert.deepEqual([complete, rowsOf(curves[0])], [false, [[1, 7]]]);
  });

  it("by budget and account agree with brute force", async () => {
    let looked = 0;
    await fc.assert(
      fc.asyncProperty(tinyPlan(), fc.boolean(), async (plan, all) => {
        const session = await sessionOf(poseProblem(plan, tinyLaw).result);
        if (session === undefined) return;
        const by = all ? "budget" : "account";
        const { curves } = await traceReturns(session, { by, steps: [0.6, 1.4] });
        for (const { id, points, none } of curves) {
          const bestAt = (factor: number) => bruteForce(withMoney(plan, id, factor), tinyLaw);
          for (const { factor, value, bound } of points) {
            const best = bestAt(factor);
            assert.ok(best !== "infeasible");
            assert.ok(Math.abs(best.value - value) <= room(value), `${best.value} ${value}`);
            assert.ok(bound >= best.value - room(value));
            looked++;
          }
          for (const { factor, proven } of none) {
            assert.ok(proven);
            assert.equal(bestAt(factor), "infeasible");
          }
        }
      }),
      { numRuns: 50, seed: 311 },
    );
    assert.ok(looked > 60, `only ${looked} points`);
  });

  it("never fall with more money, lie under their bounds, and hold the present plan", async () => {
    let looked = 0;
    const kinds = fc.constantFrom("budget", "account", "bureau", "partner");
    await fc.assert(
      fc.asyncProperty(tinyPlan(), kinds, async (plan, by) => {
        // A wide gap, so that the single solves need not be in order.
        const session = await sessionOf(poseProblem(plan, tinyLaw).result, 0.3);
        if (session === undefined) return;
        const { allocation } = session;
        const { curves } = await traceReturns(session, { by, steps: [0.5, 0.8, 1.3, 2] });
        for (const { points, next, last } of curves) {
          const present = points.find(({ factor }) => factor === 1);
          assert.ok(present !== undefined && present.value >= allocation.value);
          assert.ok(present.bound >= present.value);
          points.forEach((point, place) => {
            const less = points[place - 1];
            if (less === undefined) return;
            assert.ok(point.value >= less.value && point.bound >= less.bound);
            assert.ok(point.bound >= point.value && point.factor > less.factor);
            looked++;
          });
          for (const shift of [next, last]) {
            for (const moves of Object.values(shift?.moves ?? {})) {
              const sum = moves.reduce((total, move) => total + move.after - move.before, 0);
              assert.equal(sum, shift?.amount);
            }
          }
        }
      }),
      { numRuns: 80, seed: 312 },
    );
    assert.ok(looked > 80, `only ${looked} steps`);
  });

  it("of regions and partners are lawful, and leave all others what they have", async () => {
    let looked = 0;
    await fc.assert(
      fc.asyncProperty(tinyPlan(), fc.constantFrom("bureau", "partner"), async (plan, by) => {
        const session = await sessionOf(poseProblem(plan, tinyLaw).result);
        if (session === undefined) return;
        const { problem, allocation } = session;
        const { curves } = await traceReturns(session, { by, steps: [0.5, 2] });
        for (const { id, points } of curves) {
          const isOwn = (item: number) => {
            const one = problem.items[item];
            return (by === "bureau" ? one?.bureau : one?.initiative.partner) === id;
          };
          const all = problem.items.map((_, item) => item);
          const own = { items: all.filter(isOwn), accounts: null };
          const rest = { items: all.filter((item) => !isOwn(item)), accounts: null };
          for (const point of points) {
            if (point.factor <= 1) {
              const errors = verifyAllocation(plan, tinyLaw, point.allocation);
              assert.deepEqual(
                errors.filter(({ severity }) => severity === "error"),
                [],
              );
            }
            const atMost = (scope: typeof own, factor: number) => {
              const before = moneyByYear(problem, allocation, scope);
              moneyByYear(problem, point.allocation, scope).forEach((now, year) => {
                assert.ok(now <= (before[year] ?? 0) * factor + 1);
              });
            };
            atMost(own, point.factor);
            atMost(rest, 1);
            if (point.factor !== 1) looked++;
          }
        }
      }),
      { numRuns: 60, seed: 313 },
    );
    assert.ok(looked > 40, `only ${looked} points`);
  });

  it("are the same whatever the solver's width", async () => {
    const narrow = makeThreadSolver(1);
    try {
      await fc.assert(
        fc.asyncProperty(tinyPlan(), async (plan) => {
          const session = await sessionOf(poseProblem(plan, tinyLaw).result, 0.1);
          if (session === undefined) return;
          const wide = await traceReturns(session, { by: "account" });
          assert.deepEqual(
            await traceReturns({ ...session, solver: narrow }, { by: "account" }),
            wide,
          );
        }),
        { numRuns: 15, seed: 314 },
      );
    } finally {
      await narrow.close();
    }
  });
});

/** The plan in which an account, or with no name all of them, has `factor` times its money. */
function withMoney(plan: Plan, account: string, factor: number): Plan {
  const resources = plan.tables.resources.map((row) =>
    account === "" || row.account === account
      ? { ...row, amount: cents(Math.round(row.amount * factor)) }
      : row,
  );
  return { ...plan, tables: { ...plan.tables, resources } };
}
