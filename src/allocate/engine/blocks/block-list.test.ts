import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { makeInstance } from "../../../../bench/instances.ts";
import { compactProblem } from "../compact/compact.ts";
import { descend } from "../prices/ascent.ts";
import { Dual } from "../prices/dual.ts";
import type { Prices } from "../prices/prices.ts";
import type { BlockForm } from "./block-form.ts";
import { BlockForms } from "./block-form.ts";
import { BlockPlanner } from "./block-plan.ts";
import { holds, leafWorth, take } from "./block-room.ts";
import { allBlocks } from "./blocks.ts";

const size = { initiatives: 100, partners: 30, accounts: 8, directives: 6, objectives: 8 };
const manyNodes = 100_000;
const mostCombinations = 20_000;

/** What every whole plan of a block is worth that keeps its rules, by its modes: all combinations of ways. */
function valueAll(form: BlockForm, profit: Float64Array, prices: Prices): Map<string, number> {
  const price = Float64Array.from(
    form.priceAt,
    (at, k) => (prices[at] as number) * (form.scale[k] as number),
  );
  // Profits are less what own things cost at the prices.
  const worth = Array.from(form.wayMode, (m, w) => {
    let own = m < 0 ? 0 : (profit[m] as number);
    for (let e = form.firstUse[w] as number; e < (form.firstUse[w + 1] as number); e++)
      own += (price[form.useOf[e] as number] as number) * (form.useAmount[e] as number);
    return own;
  });
  const all = new Map<string, number>();
  const visit = (place: number, chosen: readonly number[]) => {
    if (place < form.items.length) {
      const [from, end] = [form.firstWay[place] as number, form.firstWay[place + 1] as number];
      if (from === end) visit(place + 1, chosen);
      for (let w = from; w < end; w++) visit(place + 1, [...chosen, w]);
      return;
    }
    const left = new Float64Array(form.things);
    left.set(form.limit);
    left.fill(0, form.leaves);
    for (const w of chosen) take(form, left, w);
    if (!holds(form, left)) return;
    const value = chosen.reduce((sum, w) => sum + (worth[w] as number), leafWorth(form, left));
    all.set(keyOf(chosen.map((w) => form.wayMode[w] as number)), value);
  };
  visit(0, []);
  return all;
}

function keyOf(modes: Iterable<number>): string {
  return [...modes]
    .filter((m) => m >= 0)
    .sort((a, b) => a - b)
    .join(" ");
}

const combinationsOf = ({ firstWay }: BlockForm) =>
  Array.from(firstWay.slice(1), (end, k) => Math.max(1, end - (firstWay[k] as number))).reduce(
    (product, ways) => product * ways,
    1,
  );

describe("the list of whole plans of a block", () => {
  for (const [seed, tightness] of [
    [1, 0.2],
    [2, 0.45],
    [3, 0.7],
  ] as const)
    it(`has all that are worth enough, and no others (${seed})`, () => {
      const c = compactProblem(makeInstance(size, tightness, seed));
      const dual = new Dual(c);
      const { prices } = descend(dual, dual.start(), [{ temperature: 0.01, steps: 60 }]);
      dual.evaluate(prices, 0);
      const blocks = allBlocks(c, 100);
      const forms = new BlockForms(c, blocks);
      let [looked, listed] = [0, 0];
      for (const b of blocks.keys()) {
        const form = forms.form(b);
        if (combinationsOf(form) > mostCombinations) continue;
        looked++;
        const all = valueAll(form, dual.profit, prices);
        const planner = new BlockPlanner(form);
        const { value, bound } = planner.plan(dual.profit, prices, manyNodes, 0);
        assert.ok(Math.abs(value - Math.max(...all.values())) < 1e-9 && bound >= value - 1e-9);
        for (const loss of [0, 0.05, 0.4, 5]) {
          // Sums round: what lies at the edge may be in the list or not.
          const expected = [...all].filter(([, worth]) => worth >= value - loss + 1e-7);
          const allowed = [...all].filter(([, worth]) => worth >= value - loss - 1e-7);
          const { plans, modes } = planner.list(value - loss, mostCombinations);
          const found = new Set(plans?.map(keyOf));
          assert.equal(found.size, plans?.length);
          for (const [key] of expected) assert.ok(found.has(key), `block ${b}: ${key}`);
          for (const key of found) assert.ok(allowed.some(([own]) => own === key));
          const inPlans = new Set(plans?.flatMap((plan) => [...plan]));
          for (const m of inPlans) assert.ok(modes.includes(m), `block ${b}: mode ${m}`);
          listed += found.size;
        }
      }
      assert.ok(looked > 15 && listed > 10 * looked, `${listed} plans of ${looked} blocks`);
    });

  it("is given up where there are too many, and empty where none is worth enough", () => {
    const c = compactProblem(makeInstance(size, 0.45, 4));
    const dual = new Dual(c);
    const { prices } = descend(dual, dual.start(), [{ temperature: 0.01, steps: 60 }]);
    dual.evaluate(prices, 0);
    const blocks = allBlocks(c, 100);
    const forms = new BlockForms(c, blocks);
    for (const b of blocks.keys()) {
      const planner = new BlockPlanner(forms.form(b));
      const { value } = planner.plan(dual.profit, prices, manyNodes, 0);
      const { plans } = planner.list(value - 5, 1_000);
      if (plans === null || plans.length < 2) continue;
      assert.equal(planner.list(value - 5, plans.length - 1).plans, null);
      assert.equal(planner.list(value - 5, plans.length).plans?.length, plans.length);
      assert.deepEqual(planner.list(value + 1e-3, 1_000).plans, []);
    }
  });
});
