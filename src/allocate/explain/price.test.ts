import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import { cents } from "../../base/money.ts";
import type { Plan } from "../../plan/plan.ts";
import { makeThreadSolver } from "../../solver/thread-solver.ts";
import { allocate } from "../allocate.ts";
import type { Price } from "../answers.ts";
import { directive, type PaperSpec, paperProblem } from "../paper-plan.test-data.ts";
import { poseProblem } from "../pose/pose.ts";
import type { Problem } from "../problem.ts";
import { tinyLaw, tinyPlan } from "../tiny-plans.test-data.ts";
import { bruteForce } from "../verify/brute-force.test-data.ts";
import { millions, withRow } from "../verify/case.test-data.ts";
import { withIdle } from "./idle-plan.test-data.ts";
import { type PriceScope, priceRules } from "./price.ts";

const options = { gap_ratio: 1e-9, node_budget: 10_000 };
const close = (a: number, b: number) => Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(b));
const fmf = { accounts: ["FMF"] };
const sea = { partners: ["sea"], accounts: ["FMF"] };
const land = { partners: ["land"], accounts: ["FMF"] };

/** A court that a floor of 2 keeps (1 point), and boats of 3 (5 points) that then do not fit into 4. */
const keptCourt: PaperSpec = {
  money: { FMF: [4] },
  initiatives: {
    boats: { ...fmf, costs: [3], effect: 5 },
    court: { ...fmf, costs: [2], effect: 1, partner: "land" },
  },
};
/** Boats of 4 (5 points) that a ceiling of 3 keeps out, and a court beside them. */
const cappedBoats: PaperSpec = {
  money: { FMF: [9] },
  initiatives: {
    boats: { ...fmf, costs: [4], effect: 5 },
    court: { ...fmf, costs: [2], effect: 1, partner: "land" },
  },
};
const floor = (id: string) => directive(id, "not_less_than", 2, land);
const ceiling = directive("cap", "not_more_than", 3, sea);

describe("the price of a rule", () => {
  const solver = makeThreadSolver(2);
  after(() => solver.close());

  const pricesOf = async (problem: Problem, scope: Partial<PriceScope> = {}) => {
    const answer = await allocate(problem, solver, options);
    if (answer.kind !== "allocation") return undefined;
    const session = { problem, allocation: answer.allocation, solver, options };
    return { ...session, prices: await priceRules(session, { solveTop: 9, ...scope }) };
  };
  const priceOf = async (spec: PaperSpec, id: string): Promise<Price> => {
    const found = await pricesOf(paperProblem(spec), { ids: [id] });
    const [price, ...others] = found?.prices ?? [];
    assert.ok(price !== undefined && others.length === 0, `${others.length} more prices`);
    return price;
  };

  it("that keeps a court is what the boats would add, once it falls by 1", async () => {
    const price = await priceOf({ ...keptCourt, directives: [floor("keep")] }, "keep");
    assert.ok(price.binding && close(price.total, 4));
    // At any level the court costs 2 whole, so nothing is gained before the floor is gone.
    assert.match(
      price.sentence,
      /lowered from \$2\.0 million to \$(0|5)[^;]*; that gains 4\.00 points/,
    );
  });

  it("that caps boats is what they add, from the level at which they fit", async () => {
    const price = await priceOf({ ...cappedBoats, directives: [ceiling] }, "cap");
    assert.ok(price.binding && close(price.total, 5));
    assert.ok(
      price.holds !== null && price.holds.from >= millions(4) && price.holds.from < millions(4.05),
    );
    assert.match(
      price.sentence,
      /raised from \$3\.0 million to \$4\.0 million; that gains 5\.00 points/,
    );
    for (const { level, value } of price.points) {
      assert.ok(close(value, level >= millions(4) ? 6 : 1), `${level}: ${value}`);
    }
  });

  it("that changes nothing is nothing", async () => {
    const high = directive("cap", "not_more_than", 8, sea);
    const price = await priceOf({ ...cappedBoats, directives: [high] }, "cap");
    assert.deepEqual(
      [price.binding, price.total, price.per_unit, price.holds],
      [false, 0, 0, null],
    );
    assert.match(price.sentence, /^It costs nothing/);
  });

  it("of nothing at all is a ceiling that only its end lifts", async () => {
    const none = directive("cap", "not_more_than", 0, sea);
    const price = await priceOf({ ...cappedBoats, directives: [none] }, "cap");
    assert.ok(price.binding && close(price.total, 5));
    assert.equal(price.per_unit, 0);
    assert.ok(price.points.every(({ value }) => Number.isFinite(value)));
  });

  for (const [size, of] of [
    ["a small plan", (spec: PaperSpec) => spec],
    ["a large plan", withIdle],
  ] as const) {
    it(`is that of both when it is stated twice, in ${size}`, async () => {
      const once = await priceOf(of({ ...keptCourt, directives: [floor("keep")] }), "keep");
      const twice = of({ ...keptCourt, directives: [floor("keep"), floor("twin")] });
      assert.ok(once.total > 3.9, `${once.total}`);
      for (const id of ["keep", "twin"]) assert.deepEqual(await priceOf(twice, id), once);
    });

    it(`of a ceiling below a whole package is not nothing, in ${size}`, async () => {
      const price = await priceOf(of({ ...cappedBoats, directives: [ceiling] }), "cap");
      assert.ok(price.binding);
      assert.ok(close(price.total, 5), `${price.total}`);
    });

    it(`of money that nothing can use is nothing, in ${size}`, async () => {
      const price = await priceOf(of({ ...cappedBoats, money: { FMF: [9], IMET: [1] } }), "IMET");
      assert.deepEqual([price.binding, price.total], [false, 0]);
    });
  }

  it("in a large plan says what divisible packages would gain, and what whole ones did", async () => {
    const spec = withIdle({ ...cappedBoats, directives: [ceiling] });
    const price = await priceOf(spec, "cap");
    // In fractions 3 of 4 millions buy 3.75 points; the last million is worth 1.25.
    assert.ok(close(price.per_unit, 1.25), `${price.per_unit}`);
    assert.match(
      price.sentence,
      /^Were packages divisible, raising it from \$3\.0 million to \$3\.9 million buys 1\.25 points for each million dollars/,
    );
    assert.match(price.sentence, /Solved again without it, in whole packages: 5\.00 points more/);
  });

  it("that divisible packages would not pay says what the search leaves open", async () => {
    // In fractions the court (2 points for 1 million) comes first anyway; whole, the floor for it costs the boats.
    const spec = withIdle({
      money: { FMF: [4] },
      initiatives: {
        boats: { ...fmf, costs: [4], effect: 5 },
        court: { ...fmf, costs: [1], effect: 2, partner: "land" },
      },
      directives: [directive("keep", "not_less_than", 1, land)],
    });
    const price = await priceOf(spec, "keep");
    assert.equal(price.binding, false);
    // With it 2; without it 5; divisible 2 + 3/4 x 5 = 5.75, which is 3.75 more than 2.
    assert.match(
      price.sentence,
      /^Were packages divisible, it would cost nothing; in whole packages, at most 3\.75 points/,
    );
  });

  it("without the rule, and at each level, is what brute force finds", async () => {
    const seen = { rules: 0, binding: 0, levels: 0, money: 0 };
    await fc.assert(
      fc.asyncProperty(tinyPlan(), fc.nat(), async (plan, pick) => {
        const { directives, limits, resources } = plan.tables;
        const account = resources[pick % resources.length]?.account ?? "";
        const ids = [account, ...[...directives, ...limits].map((row) => row.id)];
        const found = await pricesOf(poseProblem(plan, tinyLaw).result, { ids });
        if (found === undefined) return;
        const now = found.allocation.value;
        for (const price of found.prices) {
          assert.doesNotMatch(price.sentence, /undefined|NaN|Infinity/);
          if (price.rule.kind === "account") {
            const double = withAccount(plan, price.rule.id, 2);
            assert.ok(close(price.total, bestOf(double) - now), price.sentence);
            seen.money++;
            continue;
          }
          const own = idsOf(found.problem, price.rule.id);
          if (hasTranche(plan, own)) continue;
          seen.rules++;
          if (price.binding) seen.binding++;
          const gain = bestOf(withoutRules(plan, own)) - now;
          assert.ok(close(price.total, gain), `${price.rule.id}: ${price.total} is not ${gain}`);
          const point = price.points[pick % price.points.length];
          if (point === undefined || price.unit !== "cents" || own.length > 1) continue;
          if (point.level === Number.MAX_VALUE) continue;
          const moved = withLevel(plan, price.rule.id, point.level);
          assert.ok(close(point.value, bestOf(moved)), `${price.rule.id} at ${point.level}`);
          seen.levels++;
        }
      }),
      { numRuns: 50, seed: 91 },
    );
    assert.ok(
      seen.rules > 20 && seen.binding > 2 && seen.levels > 8 && seen.money > 20,
      JSON.stringify(seen),
    );
  });
});

function bestOf(plan: Plan): number {
  const best = bruteForce(plan, tinyLaw);
  return best === "infeasible" ? Number.NEGATIVE_INFINITY : best.value;
}

/** The ids of all rows that were merged into a rule. */
function idsOf(problem: Problem, id: string): readonly string[] {
  const rules = [...problem.amounts, ...problem.shares, ...problem.changes];
  return [...new Set(rules.filter((rule) => rule.ids.includes(id)).flatMap((rule) => rule.ids))];
}

/** Whether a tranche is among the rows: without its floor it would say nothing. */
function hasTranche(plan: Plan, ids: readonly string[]): boolean {
  return plan.tables.directives.some(
    (row) => row.kind === "withhold" && (ids.includes(row.id) || ids.includes(row.within ?? "")),
  );
}

function withoutRules(plan: Plan, ids: readonly string[]): Plan {
  const { directives, limits } = plan.tables;
  return {
    ...plan,
    tables: {
      ...plan.tables,
      directives: directives.filter((row) => !ids.includes(row.id)),
      limits: limits.filter((row) => !ids.includes(row.id)),
    },
  };
}

function withLevel(plan: Plan, id: string, level: number): Plan {
  const table = plan.tables.limits.some((row) => row.id === id) ? "limits" : "directives";
  return withRow(plan, table, id, { amount: cents(Math.round(level)) });
}

function withAccount(plan: Plan, account: string, factor: number): Plan {
  const resources = plan.tables.resources.map((row) =>
    row.account === account ? { ...row, amount: cents(row.amount * factor) } : row,
  );
  return { ...plan, tables: { ...plan.tables, resources } };
}
