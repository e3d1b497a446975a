import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { cents } from "../../base/money.ts";
import type { Plan } from "../../plan/plan.ts";
import { makeRow } from "../../plan/rows.ts";
import { poseProblem } from "../pose/pose.ts";
import type { AmountRule } from "../problem.ts";
import { tinyLaw, tinyPlan } from "../tiny-plans.test-data.ts";
import { bruteForce } from "../verify/brute-force.test-data.ts";
import { descend } from "./ascent.ts";
import { type Block, findBlocks, solveBlock } from "./blocks.ts";
import { type Compact, compactProblem } from "./compact.ts";
import { candidateOf, itemOf, problemOf, purseOf, scopeOf } from "./compact-cases.test-data.ts";
import { Dual } from "./dual.ts";
import type { Prices } from "./prices.ts";

const manySteps = 100_000;

function ceiling(items: readonly number[], year: number, amount: number): AmountRule {
  const scope = scopeOf(items);
  const kind = "ceiling";
  return { ids: ["d"], name: "d", kind, scope, year, amount: cents(amount), origin: "absorption" };
}

/** The least that any whole plan of a block loses against the prices, by trying all; Infinity where none fits. */
function leastLoss(c: Compact, dual: Dual, prices: Prices, { items, rows }: Block): number {
  let least = Number.POSITIVE_INFINITY;
  const visit = (place: number, chosen: readonly number[], loss: number) => {
    const i = items[place];
    if (i !== undefined) {
      const ways = Array.from(
        { length: (c.firstMode[i + 1] ?? 0) - (c.firstMode[i] ?? 0) },
        (_, step) => (c.firstMode[i] ?? 0) + step,
      ).filter((m) => c.barred[m] === 0);
      const profits = ways.map((m) => dual.profit[m] ?? 0);
      const isPinned = c.pinned[i] === 1;
      if (isPinned && ways.length === 0) return visit(place + 1, chosen, loss);
      const best = Math.max(...(isPinned ? [] : [0]), ...profits);
      if (!isPinned) visit(place + 1, chosen, loss + best);
      for (const m of ways) visit(place + 1, [...chosen, m], loss + best - (dual.profit[m] ?? 0));
      return;
    }
    let total = loss;
    for (const r of rows) {
      let left = c.rowLimit[r] ?? 0;
      for (const m of chosen)
        for (let t = 0; t < c.years; t++) {
          const at = (c.itemOf[m] ?? 0) * c.years + t;
          for (let e = c.firstItemRow[at] ?? 0; e < (c.firstItemRow[at + 1] ?? 0); e++)
            if (c.itemRow[e] === r) left -= (c.itemFactor[e] ?? 0) * (c.cost[m * c.years + t] ?? 0);
        }
      if (left < -1e-6) return;
      total += left * (prices[dual.layout.rows + r] ?? 0);
    }
    least = Math.min(least, total);
  };
  visit(0, [], 0);
  return least;
}

describe("blocks of items under ceilings of their own", () => {
  it("join what small ceilings join, and leave large ceilings and lanes to prices", () => {
    const items = ["a", "b", "c", "d", "e"].map((id) => itemOf(id, [candidateOf(id, [1, 1], 1)]));
    const byLane = { ...ceiling([4], 0, 5), scope: scopeOf([4], ["A"]) };
    const amounts = [
      ceiling([0, 1], 0, 5),
      ceiling([1, 2], 1, 5),
      ceiling([0, 1, 2, 3], 0, 9),
      byLane,
    ];
    const c = compactProblem(
      problemOf(items, [purseOf("A", [9, 9]), purseOf("B", [9, 9])], { amounts }),
    );
    const blocks = findBlocks(c, 3).map(({ items: own, rows }) => [[...own], [...rows]]);
    assert.deepEqual(blocks, [
      [
        [0, 1, 2],
        [0, 1],
      ],
    ]);
  });

  it("cut the bound by what a whole plan loses: one of two programs fits", () => {
    // Each costs 6 and brings 4; room for 9. At a price of 0 for the ceiling, both would be funded, and one is not.
    const items = ["a", "b"].map((id) => itemOf(id, [candidateOf(id, [6, 0], 4)], ["A"]));
    const c = compactProblem(
      problemOf(items, [purseOf("A", [100, 0])], { amounts: [ceiling([0, 1], 0, 9)] }),
    );
    const dual = new Dual(c);
    const prices = new Float64Array(dual.layout.length);
    prices[dual.layout.leaves] = 1;
    assert.equal(dual.evaluate(prices, 0), 8);
    const [block] = findBlocks(c, 10);
    assert.ok(block !== undefined);
    const { cut, modes } = solveBlock(c, dual, prices, block, manySteps);
    assert.equal(cut, 4);
    assert.deepEqual([...(modes ?? [])].sort(), [-1, 0].sort());
  });

  it("lose what the best of all their whole plans loses, and less where steps run out", () => {
    const seen = { blocks: 0, cuts: 0 };
    const ways = fc.array(
      fc.record({ first: fc.nat(9), second: fc.nat(9), effect: fc.integer({ min: 1, max: 9 }) }),
      { minLength: 1, maxLength: 3 },
    );
    const limits = fc.array(
      fc.record({
        items: fc.subarray([0, 1, 2, 3, 4], { minLength: 1 }),
        year: fc.nat(1),
        amount: fc.integer({ min: 0, max: 25 }),
      }),
      { minLength: 1, maxLength: 4 },
    );
    const drawn = fc.record({
      items: fc.array(ways, { minLength: 5, maxLength: 5 }),
      limits,
      pinned: fc.subarray([0, 1, 2, 3, 4], { maxLength: 1 }),
      prices: fc.array(fc.nat(10), { minLength: 20, maxLength: 20 }),
    });
    fc.assert(
      fc.property(drawn, (draw) => {
        const items = draw.items.map((list, i) =>
          itemOf(
            `i${i}`,
            list.map(({ first, second, effect }) => candidateOf(`i${i}`, [first, second], effect)),
            ["A"],
            draw.pinned.includes(i) ? "package" : undefined,
          ),
        );
        const amounts = draw.limits.map((one) => ceiling(one.items, one.year, one.amount));
        const c = compactProblem(problemOf(items, [purseOf("A", [99, 99])], { amounts }));
        const dual = new Dual(c);
        const prices = Float64Array.from(
          { length: dual.layout.length },
          (_, k) => (draw.prices[k] ?? 0) / (k < dual.layout.rows ? 20 : 10),
        );
        dual.evaluate(prices, 0);
        for (const block of findBlocks(c, 10)) {
          const least = leastLoss(c, dual, prices, block);
          const { cut } = solveBlock(c, dual, prices, block, manySteps);
          const isSame = cut === least || Math.abs(cut - least) < 1e-9;
          assert.ok(isSame, `${cut}, by trying all ${least}`);
          assert.ok(solveBlock(c, dual, prices, block, 3).cut <= least + 1e-9);
          seen.blocks++;
          if (cut > 0) seen.cuts++;
        }
      }),
      { numRuns: 500, seed: 71 },
    );
    assert.ok(seen.blocks > 500 && seen.cuts > 100, JSON.stringify(seen));
  });

  it("never take the bound below the optimum of a plan", () => {
    const seen = { plans: 0, cuts: 0 };
    const absorbed = fc.array(fc.integer({ min: 20, max: 80 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(tinyPlan(), absorbed, (drawn, amounts) => {
        const plan = withAbsorption(drawn, amounts);
        const optimum = bruteForce(plan, tinyLaw);
        if (optimum === "infeasible") return;
        const c = compactProblem(poseProblem(plan, tinyLaw).result);
        const dual = new Dual(c);
        const { prices } = descend(dual, dual.start(), [{ temperature: 0.01, steps: 30 }]);
        // With money for nothing, ceilings alone stand in the way.
        const free = dual.start().fill(0, 0, dual.layout.rows);
        for (const at of [free, prices]) {
          const value = dual.evaluate(at, 0);
          const cuts = findBlocks(c, 100).map(
            (block) => solveBlock(c, dual, at, block, manySteps).cut,
          );
          const cut = cuts.reduce((sum, one) => sum + one, 0);
          assert.ok(value - cut >= optimum.value - 1e-9 * Math.max(1, optimum.value));
          seen.plans++;
          if (cut > 1e-9) seen.cuts++;
        }
      }),
      { numRuns: 600, seed: 72 },
    );
    assert.ok(seen.plans > 600 && seen.cuts > 50, JSON.stringify(seen));
  });
});

/** A plan with what each partner can absorb in a year.   Unit: tenths of a million dollars. */
function withAbsorption(plan: Plan, amounts: readonly number[]): Plan {
  const limits = amounts.map((amount, p) =>
    makeRow("limits", {
      id: `absorption-${p}`,
      name: `Partner ${p}`,
      kind: "absorption",
      partners: [`p${p}`],
      amount: cents(amount * 10_000_000),
    }),
  );
  return { ...plan, tables: { ...plan.tables, limits: [...plan.tables.limits, ...limits] } };
}
