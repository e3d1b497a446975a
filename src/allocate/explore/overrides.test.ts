import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import type { Plan } from "../../plan/plan.ts";
import { makeThreadSolver } from "../../solver/thread-solver.ts";
import { allocate } from "../allocate.ts";
import type { ExplainSession } from "../explain/session.ts";
import { directive, type PaperSpec, paperLaw, paperPlan } from "../paper-plan.test-data.ts";
import { poseProblem } from "../pose/pose.ts";
import type { Problem } from "../problem.ts";
import { tinyLaw, tinyPlan } from "../tiny-plans.test-data.ts";
import { bruteForce } from "../verify/brute-force.test-data.ts";
import { millions } from "../verify/case.test-data.ts";
import { verifyAllocation } from "../verify/verify.ts";
import {
  type OverrideOutcome,
  type OverridePrices,
  priceOverrides,
  withTogether,
} from "./overrides.ts";
import { listDecisions, withDecisions, withoutDecisions } from "./overrides-plan.ts";
import type { Override } from "./overrides-problem.ts";

const options = { gap_ratio: 1e-9, node_budget: 10_000 };
const close = (a: number, b: number) => Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(b));
const reason = "The post asks";
const pin = (initiative: string, chosen = initiative): Override => ({
  ...{ initiative, kind: "pin", package: chosen, share: null, reason },
});
const exclude = (initiative: string): Override => ({
  ...{ initiative, kind: "exclude", package: null, share: null, reason },
});
const part = (initiative: string, share: number, chosen: string | null = null): Override => ({
  ...{ initiative, kind: "part", package: chosen, share, reason },
});
const fmf = { accounts: ["FMF"] };

/** Of 4 millions: boats (3, worth 5 points) and then ships (4, worth 4); both do not fit. */
const rivals: PaperSpec = {
  money: { FMF: [4] },
  initiatives: {
    boats: { ...fmf, costs: [3], effect: 5 },
    ships: { ...fmf, costs: [4], effect: 4 },
  },
};

describe("the cost of overrides", () => {
  const solver = makeThreadSolver(2);
  after(() => solver.close());

  const sessionOf = async (problem: Problem): Promise<ExplainSession | undefined> => {
    const answer = await allocate(problem, solver, options);
    return answer.kind === "allocation"
      ? { problem, allocation: answer.allocation, solver, options }
      : undefined;
  };
  const priced = async (spec: PaperSpec, overrides: readonly Override[]) => {
    const session = await sessionOf(poseProblem(paperPlan(spec), paperLaw).result);
    assert.ok(session !== undefined);
    return { session, prices: await priceOverrides(session, overrides) };
  };
  const costOf = (outcome: OverrideOutcome | undefined) =>
    outcome?.kind === "priced" ? outcome.cost : undefined;
  const alone = ({ each }: OverridePrices, initiative: string) =>
    each.find(({ override }) => override.initiative === initiative)?.outcome;

  it("is what the plan loses, with who loses and who gains", async () => {
    const { prices } = await priced(rivals, [pin("ships")]);
    const ships = alone(prices, "ships");
    assert.ok(ships?.kind === "priced" && close(ships.cost, 1) && close(ships.most, 1));
    assert.deepEqual(ships.loses, [{ initiative: "boats", amount: millions(3) }]);
    assert.deepEqual(ships.gains, []);
    const without = await priced(rivals, [exclude("boats")]);
    const boats = alone(without.prices, "boats");
    assert.ok(boats?.kind === "priced" && close(boats.cost, 1));
    assert.deepEqual(boats.loses, []);
    assert.deepEqual(boats.gains, [{ initiative: "ships", amount: millions(4) }]);
  });

  it("does not add up: one override may make room for another", async () => {
    // Each alone costs 5 - 4; together they cost that once.
    const { prices } = await priced(rivals, [pin("ships"), exclude("boats")]);
    assert.ok(close(costOf(alone(prices, "ships")) ?? 0, 1));
    assert.ok(close(costOf(alone(prices, "boats")) ?? 0, 1));
    assert.ok(close(costOf(prices.together) ?? 0, 1));
  });

  it("does not add up: two that stand in for one another cost more together", async () => {
    const twins: PaperSpec = {
      money: { FMF: [3] },
      initiatives: {
        boats: { ...fmf, costs: [3], effect: 5 },
        court: { ...fmf, costs: [3], effect: 1 },
        ships: { ...fmf, costs: [3], effect: 4.5 },
      },
    };
    const { prices } = await priced(twins, [exclude("boats"), exclude("ships")]);
    assert.ok(close(costOf(alone(prices, "boats")) ?? 0, 0.5));
    assert.equal(costOf(alone(prices, "ships")), 0);
    assert.ok(close(costOf(prices.together) ?? 0, 4));
  });

  it("of a part counts its share of cost and effect, and may be a gain", async () => {
    // A quarter of the ships (1 million, 1 point) fits beside the boats: 6 points instead of 5.
    const quarter = alone((await priced(rivals, [part("ships", 0.25)])).prices, "ships");
    assert.ok(quarter?.kind === "priced" && close(quarter.cost, -1));
    // Half of them (2 millions, 2 points) leaves no room for the boats.
    const { prices } = await priced(rivals, [part("ships", 0.5)]);
    const half = alone(prices, "ships");
    assert.ok(half?.kind === "priced" && close(half.cost, 3) && close(half.least, 3));
    assert.deepEqual(half.loses, [{ initiative: "boats", amount: millions(3) }]);
    assert.deepEqual(half.allocation.choices, [
      { initiative: "ships", package: "ships", start: 2021, share: 0.5 },
    ]);
    // Which package a part was of is said.
    assert.equal(prices.each[0]?.override.package, "ships");
  });

  it("of a part without a package is that of the package that is funded", async () => {
    const levels: PaperSpec = {
      money: { FMF: [4] },
      initiatives: { boats: { ...fmf, costs: [[4], [2]], effect: [5, 4] } },
    };
    const { prices } = await priced(levels, [part("boats", 0.5)]);
    assert.equal(prices.each[0]?.override.package, "boats.0");
    assert.ok(close(costOf(prices.together) ?? 0, 2.5));
  });

  it("is nothing for what the plan does anyway, and nothing is solved", async () => {
    const session = await sessionOf(poseProblem(paperPlan(rivals), paperLaw).result);
    assert.ok(session !== undefined);
    const idle = { ...solver, solve: () => assert.fail("solved for nothing") };
    const asked = [pin("boats"), exclude("ships")];
    const prices = await priceOverrides({ ...session, solver: idle }, asked);
    assert.deepEqual(
      prices.each.map(({ followed, outcome }) => [followed, costOf(outcome)]),
      [
        [true, 0],
        [true, 0],
      ],
    );
    assert.equal(costOf(prices.together), 0);
  });

  it("of what the rules forbid is a contradiction, and so are all together", async () => {
    const kept: PaperSpec = {
      ...rivals,
      initiatives: {
        ...rivals.initiatives,
        court: { ...fmf, costs: [1], effect: 1, partner: "land" },
      },
      directives: [directive("keep", "not_less_than", 1, { partners: ["land"] })],
    };
    const { prices } = await priced(kept, [exclude("court"), pin("boats")]);
    const court = alone(prices, "court");
    assert.ok(court?.kind === "impossible");
    assert.deepEqual(
      court.contradiction?.relax.map(({ rule }) => rule.id),
      ["keep"],
    );
    assert.equal(prices.together.kind, "impossible");
    assert.equal(costOf(alone(prices, "boats")), 0);
  });

  it("of what is barred is said in the words of the bar", async () => {
    const late: PaperSpec = {
      ...rivals,
      initiatives: { ...rivals.initiatives, court: { ...fmf, costs: [1, 1], effect: 1 } },
    };
    const court = alone((await priced(late, [pin("court")])).prices, "court");
    assert.ok(court?.kind === "impossible" && court.contradiction === null);
    assert.match(court.words, /No package fits between its start years/);
  });

  it("of all together is that of a better plan, where one is found later", async () => {
    const { session, prices } = await priced(rivals, [pin("ships")]);
    assert.ok(prices.together.kind === "priced");
    const { allocation } = prices.together;
    assert.equal(withTogether(session, prices, allocation), prices);
    const better = { ...allocation, value: allocation.value + 0.5 };
    assert.ok(close(costOf(withTogether(session, prices, better).together) ?? 0, 0.5));
  });

  it("agrees with brute force, and is never below that of one alone; every plan passes the check", async () => {
    let held = 0;
    const draw = fc.record({
      plan: tinyPlan(),
      picks: fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(draw, async ({ plan: drawn, picks }) => {
        const plan = withoutDecisions(drawn);
        const overrides = drawOverrides(plan, picks);
        const session = await sessionOf(poseProblem(plan, tinyLaw).result);
        if (session === undefined || overrides.length === 0) return;
        const { each, together } = await priceOverrides(session, overrides);
        const all = each.map(({ override }) => override);
        const made = [
          ...each.map(({ override, outcome }) => ({ asked: [override], outcome })),
          { asked: all, outcome: together },
        ];
        const free = session.allocation.value;
        for (const { asked, outcome } of made) {
          const decided = withDecisions(plan, asked);
          const best = bruteForce(decided, tinyLaw);
          assert.equal(outcome.kind, best === "infeasible" ? "impossible" : "priced");
          if (outcome.kind !== "priced" || best === "infeasible") continue;
          assert.ok(
            close(outcome.cost, free - best.value),
            `${outcome.cost}: ${free - best.value}`,
          );
          assert.ok(outcome.least <= outcome.cost + 1e-5 && outcome.cost <= outcome.most + 1e-5);
          const found = verifyAllocation(decided, tinyLaw, outcome.allocation);
          assert.deepEqual(
            found.filter(({ severity }) => severity === "error"),
            [],
          );
          held++;
        }
        if (overrides.some(({ kind }) => kind === "part")) return;
        for (const { outcome } of each) {
          const cost = costOf(outcome);
          if (cost === undefined) continue;
          assert.ok(cost >= 0);
          if (together.kind === "priced") assert.ok(together.cost >= cost);
        }
      }),
      { numRuns: 60, seed: 71 },
    );
    assert.ok(held > 40, `${held} plans`);
  });
});

/** Up to two overrides of a plan: a pin, a part or an exclusion each. */
function drawOverrides(plan: Plan, picks: readonly number[]): Override[] {
  const [one = 0, other = 0, how = 0, level = 0] = picks;
  const rows = plan.tables.initiatives;
  const chosen = [...new Set([rows[one % rows.length], rows[other % rows.length]])];
  return chosen.flatMap((row, position): Override[] => {
    if (row === undefined) return [];
    const packages = plan.tables.packages.filter(({ initiative }) => initiative === row.id);
    const first = packages[level % packages.length]?.id ?? "";
    const kind = (how >> (2 * position)) % 4;
    if (kind === 0) return [exclude(row.id)];
    return kind === 1 ? [part(row.id, 0.3, first)] : [pin(row.id, first)];
  });
}

describe("decisions in a plan", () => {
  const plan = paperPlan(rivals);
  const asked = [pin("boats"), part("ships", 0.4, "ships")];

  it("are read as they were written, and gone without them", () => {
    const decided = withDecisions(plan, asked);
    assert.deepEqual(listDecisions(decided), asked);
    assert.deepEqual(listDecisions(withoutDecisions(decided, ["boats"])), asked.slice(1));
    assert.deepEqual(withoutDecisions(decided), withoutDecisions(plan));
  });

  it("take the place of those before them", () => {
    const decided = withDecisions(withDecisions(plan, asked), [exclude("ships")]);
    assert.deepEqual(listDecisions(decided), [pin("boats"), exclude("ships")]);
    const row = decided.tables.initiatives.find(({ id }) => id === "ships");
    assert.deepEqual([row?.pinned_package, row?.pinned_share], [undefined, undefined]);
  });
});
