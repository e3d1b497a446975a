import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { cents } from "../../../base/money.ts";
import type { Plan } from "../../../plan/plan.ts";
import { makeRow } from "../../../plan/rows.ts";
import { poseProblem } from "../../pose/pose.ts";
import type { AmountRule } from "../../problem.ts";
import { tinyLaw, tinyPlan } from "../../tiny-plans.test-data.ts";
import { bruteForce } from "../../verify/brute-force.test-data.ts";
import { type Compact, compactProblem } from "../compact/compact.ts";
import {
  candidateOf,
  itemOf,
  problemOf,
  purseOf,
  scopeOf,
} from "../compact/compact-cases.test-data.ts";
import { descend } from "../prices/ascent.ts";
import { Dual } from "../prices/dual.ts";
import type { Prices } from "../prices/prices.ts";
import { listDominance } from "./block-dominance.ts";
import { BlockForms } from "./block-form.ts";
import { BlockPlanner } from "./block-plan.ts";
import { type Block, findBlocks } from "./blocks.ts";
import { quick } from "./planning-rule.ts";

const manyNodes = 100_000;

/** What the whole plans of each block lose against the prices of the dual's last evaluation, and the best of them. */
function planBlocks(
  c: Compact,
  dual: Dual,
  prices: Prices,
  blocks: readonly Block[],
  nodes: number,
) {
  const forms = new BlockForms(c, blocks);
  return blocks.map((_, b) => new BlockPlanner(forms.form(b)).plan(dual.profit, prices, nodes, 0));
}

function ceiling(items: readonly number[], year: number, amount: number): AmountRule {
  const scope = scopeOf(items);
  const kind = "ceiling";
  return { ids: ["d"], name: "d", kind, scope, year, amount: cents(amount), origin: "absorption" };
}

/** The least that any whole plan of a block loses against the prices, by trying all; Infinity where none fits. */
function leastLoss(c: Compact, dual: Dual, prices: Prices, forms: BlockForms, b: number): number {
  const { items, rows } = forms.blocks[b] ?? { items: [], rows: [] };
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
      const left = (c.rowLimit[r] ?? 0) - chosen.reduce((sum, m) => sum + counted(c, r, m), 0);
      if (left < -1e-6) return;
      total += left * (prices[dual.layout.rows + r] ?? 0);
    }
    for (const l of forms.linksOf(b)) {
      let left = c.linkLimit[l] ?? 0;
      for (let e = c.firstLinkMode[l] ?? 0; e < (c.firstLinkMode[l + 1] ?? 0); e++)
        if (chosen.includes(c.linkMode[e] ?? -1)) left -= c.linkModeFactor[e] ?? 0;
      if (left < 0) return;
      total += left * (prices[dual.layout.links + l] ?? 0);
    }
    for (const f of forms.leavesOf(b)) total += leafLoss(c, f, prices, dual, chosen);
    least = Math.min(least, total);
  };
  visit(0, [], 0);
  return least;
}

/** What row `r` counts of mode `m`. */
function counted(c: Compact, r: number, m: number): number {
  let sum = 0;
  for (let t = 0; t < c.years; t++) {
    const at = (c.itemOf[m] ?? 0) * c.years + t;
    for (let e = c.firstItemRow[at] ?? 0; e < (c.firstItemRow[at + 1] ?? 0); e++)
      if (c.itemRow[e] === r) sum += (c.itemFactor[e] ?? 0) * (c.cost[m * c.years + t] ?? 0);
  }
  return sum;
}

/** What a leaf loses away from its price. */
function leafLoss(
  c: Compact,
  f: number,
  prices: Prices,
  dual: Dual,
  chosen: readonly number[],
): number {
  const price = prices[dual.layout.leaves + f] ?? 0;
  let effect = 0;
  for (const m of chosen)
    for (let e = c.firstEffect[m] ?? 0; e < (c.firstEffect[m + 1] ?? 0); e++)
      if (c.effectLeaf[e] === f) effect += c.effectAmount[e] ?? 0;
  let [loss, left] = [price * effect, effect];
  for (let s = c.firstSegment[f] ?? 0; s < (c.firstSegment[f + 1] ?? 0); s++) {
    const [width, worth] = [c.segmentWidth[s] ?? 0, c.segmentWorth[s] ?? 0];
    if (width < Infinity) loss += width * Math.max(0, worth - price);
    loss -= worth * Math.min(left, width);
    left -= Math.min(left, width);
  }
  return loss;
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
    const [planned] = planBlocks(c, dual, prices, findBlocks(c, 10), manyNodes);
    assert.ok(Math.abs((planned?.cut ?? 0) - 4) < 1e-8);
    assert.deepEqual([...(planned?.modes ?? [])].sort(), [-1, 0].sort());
  });

  it("lose what the best of all their whole plans loses, and less where steps run out", () => {
    const seen = { blocks: 0, cuts: 0, dominance: 0 };
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
      links: fc.array(
        fc.record({
          kind: fc.constantFrom("requires" as const, "excludes" as const),
          item: fc.integer({ min: 1, max: 4 }),
          other: fc.nat(3),
          lag: fc.nat(1),
        }),
        { maxLength: 2 },
      ),
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
        const links = draw.links
          .filter(({ item, other }) => other < item)
          .map((one, index) => ({ id: `l${index}`, ...one }));
        const c = compactProblem(problemOf(items, [purseOf("A", [99, 99])], { amounts, links }));
        const dual = new Dual(c);
        const prices = Float64Array.from(
          { length: dual.layout.length },
          (_, k) => (draw.prices[k % 20] ?? 0) / (k < dual.layout.rows ? 20 : 10),
        );
        for (let k = dual.layout.leaves; k < prices.length; k++)
          prices[k] = Math.max(0.5, prices[k] ?? 0);
        dual.evaluate(prices, 0);
        const forms = new BlockForms(c, findBlocks(c, 10));
        const few = planBlocks(c, dual, prices, forms.blocks, 3);
        planBlocks(c, dual, prices, forms.blocks, manyNodes).forEach(({ cut, value, modes }, b) => {
          const least = leastLoss(c, dual, prices, forms, b);
          const isSame = cut === least || Math.abs(cut - least) < 1e-7;
          assert.ok(isSame, `${cut}, by trying all ${least}`);
          assert.ok((few[b]?.cut ?? 0) <= least + 1e-9);
          assert.equal(value === Number.NEGATIVE_INFINITY, least === Number.POSITIVE_INFINITY);
          assert.equal(modes.length, forms.blocks[b]?.items.length);
          seen.blocks++;
          if (cut > 0) seen.cuts++;
          // No less where ways that no plan needs are closed first.
          const form = forms.form(b);
          const dominance = listDominance(form);
          if (dominance.length > 0) seen.dominance++;
          const planner = new BlockPlanner(form, quick, dominance);
          // As what-ifs do: at other prices before, with few branches.
          planner.plan(
            dual.profit.map((profit, m) => profit * (1 + (m % 3))),
            prices,
            1,
            0,
            4,
          );
          for (const nodes of [0, 2, manyNodes]) {
            const again = planner.plan(dual.profit, prices, nodes, 0, 4);
            assert.ok(again.cut <= least + 1e-7, `${again.cut}, at most ${least}`);
            assert.ok(again.value <= value + 1e-7, `${again.value}, at most ${value}`);
            if (again.value > Number.NEGATIVE_INFINITY)
              assert.ok(planner.canHold(again.modes.filter((m) => m >= 0)));
            if (nodes < manyNodes) continue;
            const isLeast = again.cut === least || Math.abs(again.cut - least) < 1e-7;
            assert.ok(isLeast, `${again.cut}, not ${least}`);
          }
          // What is given up for too little gain may still be better than the best known.
          for (const enough of [0.3, 1, 3]) {
            const rough = new BlockPlanner(form, quick).plan(
              dual.profit,
              prices,
              manyNodes,
              enough,
              1,
            );
            assert.ok(rough.cut <= least + 1e-7, `${rough.cut}, at most ${least}`);
            if (value === Number.NEGATIVE_INFINITY) continue;
            const gap = rough.bound - rough.value;
            assert.ok(gap <= enough + 1e-7, `${gap} in place of ${enough}`);
          }
        });
      }),
      { numRuns: 500, seed: 71 },
    );
    assert.ok(seen.blocks > 500 && seen.cuts > 100 && seen.dominance > 200, JSON.stringify(seen));
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
          const planned = planBlocks(c, dual, at, findBlocks(c, 100), manyNodes);
          const cut = planned.reduce((sum, one) => sum + one.cut, 0);
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
