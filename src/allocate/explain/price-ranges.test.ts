import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import { fiscalYear } from "../../base/fiscal.ts";
import { cents } from "../../base/money.ts";
import type { Plan } from "../../plan/plan.ts";
import { makeThreadSolver } from "../../solver/thread-solver.ts";
import { allocate } from "../allocate.ts";
import { directive, limit, type PaperSpec, paperProblem } from "../paper-plan.test-data.ts";
import { poseProblem } from "../pose/pose.ts";
import type { Problem } from "../problem.ts";
import { tinyLaw, tinyPlan } from "../tiny-plans.test-data.ts";
import { bruteForce } from "../verify/brute-force.test-data.ts";
import { millions, withRow } from "../verify/case.test-data.ts";
import { withIdle } from "./idle-plan.test-data.ts";
import { priceRanges, type RangeScope } from "./price-ranges.ts";

const options = { gap_ratio: 1e-9, node_budget: 10_000 };
const close = (a: number, b: number) => Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(b));
const fmf = { accounts: ["FMF"] };
const sea = { partners: ["sea"], accounts: ["FMF"] };
const land = { partners: ["land"], accounts: ["FMF"] };

/** Boats of 4 (5 points) and a court of 2 (1 point). */
const rivals = {
  boats: { ...fmf, costs: [4], effect: 5 },
  court: { ...fmf, costs: [2], effect: 1, partner: "land" as const },
};

describe("the price of a rule with its range", () => {
  const solver = makeThreadSolver(2);
  after(() => solver.close());

  const pricesOf = async (problem: Problem, scope: Partial<RangeScope> = {}) => {
    const answer = await allocate(problem, solver, options);
    if (answer.kind !== "allocation") return undefined;
    const session = { problem, allocation: answer.allocation, solver, options };
    return priceRanges(session, { solve: 9, ...scope });
  };
  const priceOf = async (spec: PaperSpec, id: string, scope: Partial<RangeScope> = {}) => {
    const found = await pricesOf(paperProblem(spec), { ids: [id], ...scope });
    const [price, ...others] = found ?? [];
    assert.ok(price !== undefined && others.length === 0, `${others.length} more prices`);
    return price;
  };

  it("of money says what the next package needs, and what falls out with less", async () => {
    // 4 of FMF: the boats (5). With 6 the court comes too; with less than 4, the court alone is left.
    const price = await priceOf({ money: { FMF: [4] }, initiatives: rivals }, "FMF");
    assert.equal(price.relaxed.from, millions(6));
    assert.ok(close(price.relaxed.change, 1) && close(price.relaxed.per_unit, 0.5));
    assert.equal(price.relaxed.beyond, "end");
    assert.ok(close(price.tightened.change, 4), `${price.tightened.change}`);
    assert.match(
      price.sentence,
      /^Nothing is gained until it is raised from \$4\.0 million to \$6\.0 million; that gains 1\.00 points, and going further gains no more\. Something is lost as soon as it is lowered: 4\.00 points\.$/,
    );
  });

  it("of a floor says how far it may fall in vain, and how far it may rise", async () => {
    const spec: PaperSpec = {
      money: { FMF: [4] },
      initiatives: rivals,
      directives: [directive("keep", "not_less_than", 1.5, land)],
    };
    const price = await priceOf(spec, "keep");
    assert.ok(close(price.total, 4), "without the floor the boats take the court's place");
    assert.equal(price.tightened.until, millions(2));
    assert.equal(price.tightened.beyond, "impossible");
    assert.match(
      price.sentence,
      /^Nothing is gained until it is given up; that gains 4\.00 points\./,
    );
    assert.match(
      price.sentence,
      /Raising it to \$2\.0 million costs nothing; much further nothing is/,
    );
  });

  it("of one year alone leaves the other years as they are", async () => {
    const spec: PaperSpec = {
      years: 2,
      money: { IMET: [4, 4] },
      initiatives: {
        boats: { accounts: ["IMET"], costs: [5], effect: 3 },
        ships: { accounts: ["IMET"], costs: [6], effect: 7, starts: [2022, 2022] },
      },
    };
    const early = await priceOf(spec, "IMET", { year: fiscalYear(2021) });
    assert.deepEqual([early.years, early.relaxed.from, early.total], [[2021], millions(5), 3]);
    const late = await priceOf(spec, "IMET", { year: fiscalYear(2022) });
    assert.deepEqual([late.years, late.relaxed.from], [[2022], millions(6)]);
    assert.ok(close(late.total, 7));
    const all = await pricesOf(paperProblem(spec), { ids: ["IMET"] });
    assert.deepEqual(
      all?.map(({ years, total }) => [years.join("+"), Math.round(total)]),
      [
        ["2021+2022", 10],
        ["2022", 7],
        ["2021", 3],
      ],
    );
  });

  for (const [size, of] of [
    ["a small plan", (spec: PaperSpec) => spec],
    ["a large plan", withIdle],
  ] as const) {
    it(`of two rules of one scope: the looser takes over, in ${size}`, async () => {
      const spec = of({
        money: { FMF: [9] },
        initiatives: rivals,
        directives: [directive("cap", "not_more_than", 1, sea)],
        limits: [limit("takes", "absorption", { ...sea, amount: millions(3), source: "A study" })],
      });
      // Without the ceiling of 1 the 3 that sea absorbs still keep the boats of 4 out.
      const cap = await priceOf(spec, "cap");
      assert.deepEqual(cap.next, { name: "takes", level: millions(3) });
      assert.ok(cap.without === null || close(cap.without.value, 1), JSON.stringify(cap.without));
      assert.match(cap.sentence, /At \$3\.0 million “takes” takes over\./);
      const takes = await priceOf(spec, "takes");
      assert.deepEqual([takes.hidden_by, takes.total], ["cap", 0]);
      assert.match(takes.sentence, /^“cap” says the same and is tighter, so that it decides\./);
    });

    it(`of money that nothing can use is nothing, in ${size}`, async () => {
      const spec = of({ money: { FMF: [9], IMET: [1] }, initiatives: rivals });
      const price = await priceOf(spec, "IMET");
      assert.deepEqual([price.total, price.relaxed.change, price.tightened.change], [0, 0, 0]);
      assert.match(price.sentence, /would (add|be) nothing|would add nothing/);
      // All of it may go.
      assert.equal(price.tightened.until, 0);
    });
  }

  it("in a large plan is the rate of divisible packages, and what whole ones gain at its end", async () => {
    const spec = withIdle({
      money: { FMF: [9] },
      initiatives: rivals,
      directives: [directive("cap", "not_more_than", 3, sea)],
    });
    const price = await priceOf(spec, "cap");
    // A million of boats is worth 5/4 points up to the fourth.
    assert.ok(close(price.relaxed.per_unit, 1.25), `${price.relaxed.per_unit}`);
    assert.ok(price.relaxed.until > millions(3) && price.relaxed.until <= millions(4));
    assert.equal(price.relaxed.beyond, "less");
    assert.ok(close(price.tightened.per_unit, 1.25));
    assert.ok(price.without !== null && close(price.without.value, 6));
    assert.match(
      price.sentence,
      /^Were packages divisible, raising it from \$3\.0 million to \$[34]\.\d million buys 1\.25 points for each million dollars/,
    );
    assert.match(price.sentence, /Solved again in whole packages without it: 5\.00 points more/);
    assert.match(
      price.sentence,
      /Lowering it to \$1\.5 million costs 1\.25 points for each million/,
    );
  });

  it("is what brute force finds at the ends, and between them nothing more", async () => {
    const seen = { money: 0, rules: 0, tightened: 0, all: 0 };
    await fc.assert(
      fc.asyncProperty(tinyPlan(), fc.nat(), async (plan, pick) => {
        const { directives, resources } = plan.tables;
        const row = resources[pick % resources.length];
        const rule = directives[pick % Math.max(1, directives.length)];
        const problem = poseProblem(plan, tinyLaw).result;
        const ids = [row?.account ?? "", rule?.id ?? ""];
        const prices = await pricesOf(problem, { ids });
        if (prices === undefined) return;
        const now = bestOf(plan);
        for (const price of prices) {
          assert.doesNotMatch(price.sentence, /undefined|NaN|Infinity/);
          if (price.years.length !== 1 || price.unit === "ratio" || price.hidden_by !== null)
            continue;
          const tranches = plan.tables.directives.some(({ kind }) => kind === "withhold");
          if (tranches && price.rule.kind !== "account") continue;
          const moved = (level: number) =>
            withLevel(plan, price.rule.id, price.years[0] ?? 0, level);
          seen.all++;
          const { relaxed, tightened } = price;
          if (relaxed.change > 0 && relaxed.from !== Number.MAX_VALUE) {
            const there = bestOf(moved(relaxed.from));
            assert.ok(close(there - now, relaxed.change), `${price.rule.id}: ${price.sentence}`);
            if (price.rule.kind === "account") seen.money++;
            else seen.rules++;
          }
          if (tightened.change > 0) {
            const there = bestOf(moved(tightened.from));
            assert.ok(close(now - there, tightened.change), `${price.rule.id}: ${price.sentence}`);
            seen.tightened++;
          }
        }
      }),
      { numRuns: 80, seed: 97 },
    );
    assert.ok(seen.money > 2 && seen.tightened > 10, JSON.stringify(seen));
  });
});

function bestOf(plan: Plan): number {
  const best = bruteForce(plan, tinyLaw);
  return best === "infeasible" ? Number.NEGATIVE_INFINITY : best.value;
}

/** The plan with one rule, or the money of one account in one year, at another level. */
function withLevel(plan: Plan, id: string, year: number, level: number): Plan {
  const amount = cents(Math.round(level));
  if (plan.tables.directives.some((row) => row.id === id)) {
    return withRow(plan, "directives", id, { amount });
  }
  const row = plan.tables.resources.find((one) => one.account === id && one.fiscal_year === year);
  return row === undefined ? plan : withRow(plan, "resources", row.id, { amount });
}
