import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import { fiscalYear } from "../../base/fiscal.ts";
import { cents } from "../../base/money.ts";
import type { Plan } from "../../plan/plan.ts";
import { makeRow } from "../../plan/rows.ts";
import { makeThreadSolver } from "../../solver/thread-solver.ts";
import { allocate } from "../allocate.ts";
import type { ExplainSession } from "../explain/session.ts";
import { directive, type PaperSpec, paperProblem } from "../paper-plan.test-data.ts";
import { poseProblem } from "../pose/pose.ts";
import type { Problem } from "../problem.ts";
import { tinyLaw, tinyPlan } from "../tiny-plans.test-data.ts";
import { bruteForce } from "../verify/brute-force.test-data.ts";
import { verifyAllocation } from "../verify/verify.ts";
import { type Frontier, traceFrontier } from "./frontier.ts";
import {
  compareStrictness,
  type FrontierAxis,
  levelReached,
  type ShareAxis,
} from "./frontier-axis.ts";
import { findRisky, moneyBefore } from "./frontier-plan.ts";

const options = { gap_ratio: 1e-7, node_budget: 10_000 };
const room = (value: number) => 1e-5 * Math.max(1, value);
const fmf = { accounts: ["FMF"] };

/** Of 6 millions the court (5 points) and the boats (2) take all: 7 points, a third of the money for EAP. */
const courtAndFleet: PaperSpec = {
  money: { FMF: [6] },
  initiatives: {
    boats: { ...fmf, costs: [2], effect: 2 },
    court: { ...fmf, costs: [4], effect: 5, partner: "land" },
    ships: { ...fmf, costs: [4], effect: 3 },
  },
};
const share = (values: Partial<ShareAxis> = {}): ShareAxis => ({
  kind: "share",
  bureau: "EAP",
  accounts: null,
  year: null,
  sense: "at_least",
  ...values,
});

describe("a frontier", () => {
  const solver = makeThreadSolver(2);
  after(() => solver.close());

  const sessionOf = async (problem: Problem): Promise<ExplainSession | undefined> => {
    const answer = await allocate(problem, solver, options);
    if (answer.kind !== "allocation") return undefined;
    return { problem, allocation: answer.allocation, solver, options };
  };
  const trace = async (spec: PaperSpec, against: FrontierAxis, points: number) => {
    const session = await sessionOf(paperProblem(spec));
    assert.ok(session !== undefined);
    return traceFrontier(session, { against, points });
  };
  const rowsOf = ({ points }: Frontier) =>
    points.map(({ level, value }) => [Number(level.toFixed(4)), Number(value.toFixed(4))]);

  it("of a growing share falls to the fleet alone, which keeps every level", async () => {
    const frontier = await trace(courtAndFleet, share(), 3);
    // More than a third for EAP leaves no room for the court: boats and ships, all for EAP.
    assert.deepEqual(rowsOf(frontier), [
      [0.3333, 7],
      [0.6667, 5],
      [1, 5],
    ]);
    assert.equal(frontier.beyond, null);
    assert.ok(frontier.complete);
  });

  it("of a shrinking share falls to the court alone", async () => {
    const frontier = await trace(courtAndFleet, share({ sense: "at_most" }), 3);
    assert.deepEqual(rowsOf(frontier), [
      [0.3333, 7],
      [0.1667, 5],
      [0, 5],
    ]);
  });

  it("ends at once where a floor leaves no more, and says that this is proven", async () => {
    const floor = directive("keep", "not_less_than", 4, { bureaus: ["EUR"] });
    const { points, beyond } = await trace({ ...courtAndFleet, directives: [floor] }, share(), 20);
    assert.equal(points.length, 1);
    assert.ok(
      beyond?.proven && beyond.level > 1 / 3 && beyond.level < 1 / 3 + 0.0011,
      `${beyond?.level}`,
    );
  });

  it("of risk gives up what is risky once the level is below its share", async () => {
    const problem = paperProblem(courtAndFleet);
    const items = problem.items.flatMap((item, index) =>
      item.initiative.id === "court" ? [index] : [],
    );
    const frontier = await trace(courtAndFleet, { kind: "risk", measure: "assumptions", items }, 3);
    // The court is 4 of 6 millions; at a third nothing of it fits, and the fleet is worth 5.
    assert.deepEqual(rowsOf(frontier), [
      [0.6667, 7],
      [0.3333, 5],
      [0, 5],
    ]);
  });

  it("of change begins with the present plan, where money comes from nothing", async () => {
    const spec: PaperSpec = {
      years: 2,
      money: { FMF: [1, 3] },
      initiatives: {
        // 1 a year and 2 in the second year: from 1 to 3 millions is a rise of 200 %.
        crew: { ...fmf, costs: [1, 1], effect: 2 },
        boats: { ...fmf, costs: [2], effect: 5, starts: [2022, 2022] },
      },
    };
    const before = new Map([["EAP", cents(100_000_000)]]);
    const frontier = await trace(spec, { kind: "change", of: "regions", before }, 3);
    assert.deepEqual(rowsOf(frontier), [
      [2, 7],
      [1, 2],
      [0, 2],
    ]);
    assert.equal(frontier.beyond, null);
  });

  it("that is stopped holds the present plan, and says that it is not complete", async () => {
    const session = await sessionOf(paperProblem(courtAndFleet));
    assert.ok(session !== undefined);
    const stopped = { ...session, options: { ...options, signal: AbortSignal.abort() } };
    const { points, complete } = await traceFrontier(stopped, { against: share() });
    assert.equal(complete, false);
    assert.equal(points[0]?.value, session.allocation.value);
  });

  it("agrees with brute force at every level, and at its end", async () => {
    let looked = 0;
    await fc.assert(
      fc.asyncProperty(tinyPlan(), fc.nat({ max: 3 }), async (plan, pick) => {
        const session = await sessionOf(poseProblem(plan, tinyLaw).result);
        if (session === undefined) return;
        const axis = axisOf(plan, session.problem, pick);
        const { points, beyond } = await traceFrontier(session, { against: axis, points: 5 });
        if (points.length > 2) looked++;
        for (const point of points) {
          if (!Number.isFinite(point.level)) continue;
          // A level that a plan reaches exactly may be off by the last digit.
          const looser = compareStrictness(axis, 0, 1) < 0 ? -1e-9 : 1e-9;
          const most = bruteForce(withLimits(plan, axis, point.level + looser), tinyLaw);
          const least = bruteForce(withLimits(plan, axis, point.level), tinyLaw);
          assert.ok(most !== "infeasible", `no plan at ${point.level}`);
          assert.ok(most.value >= point.value - room(most.value), `${most.value} ${point.value}`);
          if (least === "infeasible") continue;
          assert.ok(
            least.value <= point.bound + room(least.value),
            `${least.value} ${point.bound}`,
          );
        }
        if (beyond?.proven) {
          assert.equal(bruteForce(withLimits(plan, axis, beyond.level), tinyLaw), "infeasible");
        }
      }),
      { numRuns: 50, seed: 301 },
    );
    assert.ok(looked > 10, `only ${looked} frontiers had levels`);
  });

  it("never rises, lies under its bound, and begins with the present plan", async () => {
    let looked = 0;
    await fc.assert(
      fc.asyncProperty(tinyPlan(), fc.nat({ max: 4 }), async (plan, pick) => {
        const { result: problem } = poseProblem(plan, tinyLaw);
        // A wide gap, so that the single solves need not be in order.
        const answer = await allocate(problem, solver, { ...options, gap_ratio: 0.3 });
        if (answer.kind !== "allocation") return;
        const { allocation } = answer;
        const session = { problem, allocation, solver, options: { ...options, gap_ratio: 0.3 } };
        const axis = axisOf(plan, problem, pick);
        const { points } = await traceFrontier(session, { against: axis, points: 6 });
        const [first] = points;
        assert.ok(first !== undefined && first.value >= allocation.value);
        assert.ok(first.bound <= allocation.bound + room(allocation.bound));
        points.forEach((point, place) => {
          const looser = points[place - 1];
          assert.ok(point.bound >= point.value);
          const errors = verifyAllocation(plan, tinyLaw, point.allocation);
          assert.deepEqual(
            errors.filter(({ severity }) => severity === "error"),
            [],
          );
          const reached = levelReached(problem, point.allocation, axis);
          const near = Math.abs(reached - point.level) < 1e-5;
          assert.ok(near || compareStrictness(axis, reached, point.level) >= 0);
          if (looser === undefined) return;
          assert.ok(point.value <= looser.value && point.bound <= looser.bound);
          assert.ok(compareStrictness(axis, point.level, looser.level) > 0);
          looked++;
        });
      }),
      { numRuns: 120, seed: 302 },
    );
    assert.ok(looked > 60, `only ${looked} steps`);
  });
});

describe("risky initiatives", () => {
  it("name an open assumption about somebody, or are doubtful", () => {
    const found: Record<string, number> = { assumptions: 0, confidence: 0 };
    fc.assert(
      fc.property(tinyPlan(), fc.constantFrom("holds", "fails", "unknown"), (drawn, status) => {
        const [first, ...others] = drawn.tables.initiatives;
        assert.ok(first !== undefined);
        const named = makeRow("assumptions", {
          id: "a",
          statement: "A",
          owner: "O",
          test: "T",
          status,
          partners: ["p0"],
        });
        const general = makeRow("assumptions", {
          ...named,
          id: "g",
          partners: [],
          status: "fails",
        });
        const initiatives = [
          { ...first, assumptions: ["a"] },
          ...others.map((row) => ({ ...row, assumptions: ["g"] })),
        ];
        const plan: Plan = {
          ...drawn,
          tables: { ...drawn.tables, initiatives, assumptions: [named, general] },
        };
        const { result: problem } = poseProblem(plan, tinyLaw);
        const idsOf = (items: readonly number[]) =>
          items.map((item) => problem.items[item]?.initiative.id);
        const risky = idsOf(findRisky(plan, problem, "assumptions"));
        const fundable = problem.items.find(({ initiative }) => initiative.id === first.id);
        const expected = status !== "holds" && (fundable?.candidates.length ?? 0) > 0;
        assert.deepEqual(risky, expected ? [first.id] : []);
        found.assumptions = (found.assumptions ?? 0) + risky.length;
        // The scales of these plans hold 0.9 and 0.6; less 0.3, the lower is below even.
        const scales = plan.tables.scales.map((row) =>
          row.scale === "confidence" ? { ...row, factor: row.factor - 0.3 } : row,
        );
        const doubtful = idsOf(
          findRisky({ ...plan, tables: { ...plan.tables, scales } }, problem, "confidence"),
        );
        for (const id of doubtful) {
          const rows = plan.tables.effects.filter((row) => row.initiative === id);
          assert.ok(rows.some((row) => row.confidence === "confidence-1"));
        }
        found.confidence = (found.confidence ?? 0) + doubtful.length;
        assert.deepEqual(findRisky(plan, problem, "confidence"), []);
      }),
      { numRuns: 60, seed: 303 },
    );
    assert.ok((found.assumptions ?? 0) > 10 && (found.confidence ?? 0) > 10);
  });

  it("have money before the plan only in its accounts and its last year of record", () => {
    fc.assert(
      fc.property(tinyPlan(), (plan) => {
        const { result: problem } = poseProblem(plan, tinyLaw);
        const [row] = plan.tables.baseline;
        assert.ok(row !== undefined);
        const others = [
          { ...row, id: "other", account: "elsewhere" },
          { ...row, id: "older", fiscal_year: fiscalYear(2019) },
        ];
        const baseline = [...plan.tables.baseline, ...others];
        const more = { ...plan, tables: { ...plan.tables, baseline } };
        const before = moneyBefore(more, problem, "partners");
        for (const { id } of plan.tables.partners) {
          const rows = plan.tables.baseline.filter((one) => one.partner === id);
          assert.equal(
            before.get(id),
            rows.reduce((sum, { amount }) => sum + amount, 0),
          );
        }
      }),
      { numRuns: 20, seed: 304 },
    );
  });
});

/** One of the axes that a plan can be traced against. */
function axisOf(plan: Plan, problem: Problem, pick: number): FrontierAxis {
  const bureau = plan.tables.partners[0]?.bureau ?? "EAP";
  if (pick === 0) return share({ bureau });
  if (pick === 1) return share({ bureau, sense: "at_most" });
  if (pick === 4) {
    return {
      kind: "risk",
      measure: "assumptions",
      items: problem.items.map((_, item) => item).slice(0, 1),
    };
  }
  const of = pick === 2 ? "regions" : "partners";
  return { kind: "change", of, before: moneyBefore(plan, problem, of) };
}

/** The plan with limits that say what a level of an axis says. */
function withLimits(plan: Plan, axis: FrontierAxis, ratio: number): Plan {
  const { limits, partners } = plan.tables;
  const row = (id: string, values: object) =>
    makeRow("limits", { id, name: id, kind: "yearly_change", ratio, ...values });
  const bureaus = [...new Set(partners.map(({ bureau }) => bureau))];
  const added =
    axis.kind === "share"
      ? [row("frontier", { kind: `share_${axis.sense}`, bureaus: [axis.bureau] })]
      : axis.kind === "change" && axis.of === "regions"
        ? bureaus.map((bureau) => row(`frontier-${bureau}`, { bureaus: [bureau] }))
        : partners.map(({ id }) => row(`frontier-${id}`, { partners: [id] }));
  return { ...plan, tables: { ...plan.tables, limits: [...limits, ...added] } };
}
