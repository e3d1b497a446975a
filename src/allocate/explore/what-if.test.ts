import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Plan } from "../../plan/plan.ts";
import { directive, limit, type PaperSpec, paperLaw, paperPlan } from "../paper-plan.test-data.ts";
import { poseProblem } from "../pose/pose.ts";
import type { Problem } from "../problem.ts";
import { tinyLaw, tinyPlan } from "../tiny-plans.test-data.ts";
import { millions } from "../verify/case.test-data.ts";
import { chooseRanges } from "./sweep-ranges.ts";
import { assumingPlan, restingMoney } from "./sweep-session.test-data.ts";
import { applyWhatIf, drawWhatIf } from "./what-if.ts";
import { groundOf } from "./what-if-ground.ts";

const fmf = { accounts: ["FMF"] };
const spec: PaperSpec = {
  years: 2,
  money: { FMF: [10, 10], IMET: [4, 4] },
  initiatives: {
    boats: { ...fmf, costs: [4, 2], effect: 10 },
    radar: { ...fmf, costs: [8], effect: 20, partner: "land", starts: [2021, 2022] },
  },
  directives: [
    directive("low", "not_less_than", 2, { partners: ["land"] }),
    directive("high", "not_less_than", 4, { partners: ["land"] }),
    directive("cap", "not_more_than", 5, { partners: ["sea"] }),
  ],
  limits: [limit("absorb", "absorption", { partners: ["land"], amount: millions(9) })],
};

function worldOf(plan: Plan, factors: Readonly<Record<string, number>>): Problem {
  const problem = poseProblem(plan, paperLaw).result;
  return applyWhatIf(groundOf(plan, problem), { index: 0, factors });
}
const world = (factors: Readonly<Record<string, number>>) => worldOf(paperPlan(spec), factors);
const costsOf = (problem: Problem, item: number) =>
  problem.items[item]?.candidates.map(({ costs }) => costs.map((cost) => cost / 1e8));
const effectsOf = (problem: Problem, item: number) =>
  problem.items[item]?.candidates.map(({ effects }) => effects.get("peace"));
const budgetsOf = (problem: Problem) =>
  problem.purses.map(({ account, budget }) => [account, ...budget.map((cost) => cost / 1e8)]);
const levelsOf = (problem: Problem) =>
  problem.amounts.map(({ ids, amount }) => [ids[0], amount / 1e8]);

describe("another world", () => {
  it("is the plan's own, object for object, where nothing changes", () => {
    fc.assert(
      fc.property(tinyPlan(), (plan) => {
        const problem = poseProblem(plan, tinyLaw).result;
        const ground = groundOf(plan, problem);
        const factors = Object.fromEntries(ground.factors.map(({ name }) => [name, 1]));
        for (const same of [{}, factors]) {
          const other = applyWhatIf(ground, { index: 0, factors: same });
          for (const part of [
            "items",
            "purses",
            "leaves",
            "amounts",
            "shares",
            "changes",
          ] as const) {
            assert.equal(other[part], problem[part], part);
          }
        }
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it("shares what does not change", () => {
    const plan = paperPlan(spec);
    const problem = poseProblem(plan, paperLaw).result;
    const other = applyWhatIf(groundOf(plan, problem), {
      index: 0,
      factors: { "cost:partner:sea": 1.5 },
    });
    assert.notEqual(other.items[0], problem.items[0]);
    assert.equal(other.items[1], problem.items[1]);
    assert.equal(other.items[0]?.candidates[0]?.effects, problem.items[0]?.candidates[0]?.effects);
    assert.equal(other.purses, problem.purses);
  });

  it("has other money", () => {
    const other = world({ "budget:FMF": 0.9, "budget:all": 0.5 });
    assert.deepEqual(budgetsOf(other), [
      ["FMF", 4.5, 4.5],
      ["IMET", 2, 2],
    ]);
  });

  it("has other costs, in every start year alike", () => {
    // All a tenth dearer, those of the partner by half on top: 4 x 1.65 and 2 x 1.65.
    const other = world({ "cost:all": 1.1, "cost:partner:sea": 1.5 });
    assert.deepEqual(costsOf(other, 0), [[6.6, 3.3]]);
    assert.deepEqual(costsOf(other, 1), [
      [8.8, 0],
      [0, 8.8],
    ]);
  });

  it("has costs by kind, each year by what it is spent on", () => {
    const plan = paperPlan(spec);
    const lines = plan.tables.lines.map((row) =>
      row.id === "boats.1" ? { ...row, kind: "equipment" as const } : row,
    );
    const mixed = { ...plan, tables: { ...plan.tables, lines } };
    const other = worldOf(mixed, { "cost:kind:training": 1.5, "cost:kind:equipment": 2 });
    assert.deepEqual(costsOf(other, 0), [[6, 4]]);
  });

  it("spends directed dollars all the same where things come cheaper, and they buy more", () => {
    // A floor asks for dollars of radar, none of boats. At half the cost, 8 for radar buy twice the effect.
    const other = world({ "cost:all": 0.5 });
    assert.deepEqual(costsOf(other, 0), [[2, 1]]);
    assert.deepEqual(effectsOf(other, 0), [10]);
    assert.deepEqual(costsOf(other, 1), [
      [8, 0],
      [0, 8],
    ]);
    assert.deepEqual(effectsOf(other, 1), [40, 40]);
  });

  it("has other effects", () => {
    const other = world({ "effect:region:EUR": 0.5, "effect:relevance:relevance": 0.9 });
    assert.deepEqual(effectsOf(other, 0), [9]);
    assert.deepEqual(effectsOf(other, 1), [9, 9]);
  });

  it("has directives at other levels; the tightest of those that stand holds", () => {
    assert.deepEqual(levelsOf(world({ "directive:high": 0.75 })), [
      ["absorb", 9],
      ["absorb", 9],
      ["cap", 5],
      ["high", 3],
    ]);
    assert.deepEqual(levelsOf(world({ "directive:high": 0, "directive:cap": 0 })), [
      ["absorb", 9],
      ["absorb", 9],
      ["high", 2],
    ]);
    assert.deepEqual(levelsOf(world({ "directive:high": 0, "directive:low": 0 })), [
      ["absorb", 9],
      ["absorb", 9],
      ["cap", 5],
    ]);
  });

  it("has other weights, that add up to the same points", () => {
    const plan = paperPlan(spec);
    const two = ["war", "peace"].map((id, place) => ({
      ...(plan.tables.objectives[0] as Plan["tables"]["objectives"][number]),
      id,
      weight: place === 0 ? 1 : 3,
    }));
    const other = worldOf(
      { ...plan, tables: { ...plan.tables, objectives: two } },
      { "weight:war": 3 },
    );
    // 75 and 25 points become 75 and 75 parts, of 100 in all.
    assert.deepEqual(
      other.leaves.map(({ objective, points }) => [objective, points]),
      [
        ["peace", 50],
        ["war", 50],
      ],
    );
    assert.ok(Math.abs((other.leaves[1]?.segments[0]?.worth ?? 0) - 0.5) < 1e-12);
  });
});

describe("an assumption that fails", () => {
  const fails = (...ids: readonly string[]) =>
    Object.fromEntries(ids.map((id) => [`assumption:${id}`, 0]));

  it("takes the effect of what rests on it, which can still be funded", () => {
    const resting: PaperSpec = {
      ...spec,
      initiatives: {
        ...spec.initiatives,
        boats: { ...fmf, costs: [4, 2], effect: 10, fields: { assumptions: ["will"] } },
      },
    };
    const other = worldOf(assumingPlan(resting, ["will", "way"]), fails("will"));
    assert.deepEqual(effectsOf(other, 0), [undefined]);
    assert.deepEqual(costsOf(other, 0), [[4, 2]]);
    assert.deepEqual(effectsOf(other, 1), [20, 20]);
  });

  it("takes directives and limits with it", () => {
    const [low, high, cap] = spec.directives ?? [];
    assert.ok(low && high && cap);
    const resting: PaperSpec = {
      ...spec,
      directives: [low, { ...high, assumptions: ["will"] }, cap],
      limits: [limit("absorb", "absorption", { amount: millions(9), assumptions: ["will"] })],
    };
    const other = worldOf(assumingPlan(resting, ["will"]), fails("will"));
    assert.deepEqual(levelsOf(other), [
      ["cap", 5],
      ["high", 2],
    ]);
  });

  it("brings money back to the last amount that does not rest on it", () => {
    const plan = restingMoney(
      assumingPlan({ ...spec, money: { FMF: [10, 12], IMET: [4, 3], PKO: [6, 6] } }, ["growth"]),
      { "FMF-2022": ["growth"], "IMET-2022": ["growth"], "PKO-2021": ["growth"] },
    );
    const rows = (factors: Readonly<Record<string, number>>) => budgetsOf(worldOf(plan, factors));
    // FMF falls from 12 to the 10 of the year before; IMET would rise, and does not; PKO has no year before.
    assert.deepEqual(rows({ ...fails("growth"), "fallen-money": 0.5 }), [
      ["FMF", 10, 10],
      ["IMET", 4, 3],
      ["PKO", 3, 6],
    ]);
    assert.deepEqual(rows({ ...fails("growth"), "fallen-money": 0, "budget:PKO": 0.5 })[2], [
      "PKO",
      0,
      3,
    ]);
  });
});

describe("a drawn what-if", () => {
  const problem = poseProblem(paperPlan(spec), paperLaw).result;
  const { factors } = groundOf(paperPlan(spec), problem);
  const { result: ranges } = chooseRanges(factors, [
    { name: "directive", text: "0.5..1, dropped 0.25", at: {} },
    { name: "budget", text: "0.8..1.2", at: {} },
  ]);

  it("hangs on the seed, the index and its own range alone", () => {
    const some = ranges.filter(({ name }) => name !== "budget:all");
    const [all, fewer] = [drawWhatIf(ranges, 7, 123), drawWhatIf(some, 7, 123)];
    for (const { name } of some) assert.equal(fewer.factors[name], all.factors[name]);
    assert.equal("budget:all" in fewer.factors, false);
    assert.notDeepEqual(drawWhatIf(ranges, 8, 123), drawWhatIf(ranges, 7, 123));
  });

  it("keeps within its ranges, and drops as often as it should", () => {
    const worlds = Array.from({ length: 256 }, (_, index) => drawWhatIf(ranges, 1, index));
    for (const { factors: drawn } of worlds) {
      const budget = drawn["budget:FMF"] ?? 0;
      assert.ok(budget >= 0.8 && budget <= 1.2);
      const level = drawn["directive:cap"] ?? 2;
      assert.ok(level === 0 || (level >= 0.5 && level <= 1), `${level}`);
    }
    // A quarter of 256, which every aligned block of four holds exactly once.
    assert.equal(worlds.filter(({ factors: drawn }) => drawn["directive:cap"] === 0).length, 64);
  });
});
