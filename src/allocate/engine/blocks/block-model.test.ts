import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { makeInstance } from "../../../../bench/instances.ts";
import { solveWithHighs } from "../../../solver/highs.ts";
import { compactProblem } from "../compact/compact.ts";
import { descend } from "../prices/ascent.ts";
import { Dual } from "../prices/dual.ts";
import { BlockForms } from "./block-form.ts";
import { BlockPlanner } from "./block-plan.ts";
import { allBlocks } from "./blocks.ts";

const size = { initiatives: 300, partners: 12, accounts: 10, directives: 8, objectives: 10 };
const manyNodes = 100_000;

describe("the model of what is open of a block", () => {
  it("has the best whole plan, or none beyond the best known", async () => {
    const c = compactProblem(makeInstance(size, 0.45, 3));
    const dual = new Dual(c);
    const { prices } = descend(dual, dual.start(), [{ temperature: 0.01, steps: 40 }]);
    dual.evaluate(prices, 0);
    const blocks = allBlocks(c, 100);
    const forms = new BlockForms(c, blocks);
    let better = 0;
    for (const b of blocks.keys()) {
      const { profit } = dual;
      const exact = new BlockPlanner(forms.form(b)).plan(profit, prices, manyNodes, 0);
      const planner = new BlockPlanner(forms.form(b));
      const known = planner.plan(profit, prices, 0, 0, 2);
      if (known.bound === known.value) continue;
      const { model, decided, modesOf } = planner.model();
      const request = { model, gap_ratio: 0, node_budget: manyNodes };
      const answer = await solveWithHighs(
        request,
        () => false,
        () => {},
      );
      const best = Math.max(known.value, answer.objective + decided);
      const most = Math.max(known.value, answer.bound + decided);
      const told = `block ${b}: ${exact.value}, ${best}, ${most}`;
      assert.ok(Math.abs(best - exact.value) < 1e-6 && most > exact.value - 1e-6, told);
      if (answer.objective + decided < known.value + 1e-6) continue;
      better++;
      const modes = modesOf(answer.values ?? []);
      assert.ok(planner.canHold(modes), `block ${b}`);
      planner.beginWith(modes);
      assert.ok(planner.plan(profit, prices, 0, 0, 1).value > best - 1e-6, `block ${b}`);
    }
    assert.ok(better > 3, `${better} of ${blocks.length}`);
  });
});

describe("the bound of a block", () => {
  const few = { initiatives: 100, partners: 8, accounts: 6, directives: 4, objectives: 6 };
  for (const [seed, times] of [
    [16, 0.2],
    [62, 1],
    [134, 0.2],
  ] as const)
    it(`is no less than any whole plan is worth, from whatever prices the search begins (${seed})`, () => {
      const c = compactProblem(makeInstance(few, 0.45, seed));
      const dual = new Dual(c);
      const { prices: first } = descend(dual, dual.start(), [{ temperature: 0.01, steps: 40 }]);
      const prices = dual.clip(first.map((price) => price * times));
      dual.evaluate(prices, 0);
      const blocks = allBlocks(c, 100);
      const forms = new BlockForms(c, blocks);
      for (const b of blocks.keys()) {
        const [long, short] = [0, 1].map(() => new BlockPlanner(forms.form(b)));
        const { value } = long?.plan(dual.profit, prices, manyNodes, 0) ?? assert.fail();
        const { bound } = short?.plan(dual.profit, prices, manyNodes, 1e-5, 2) ?? assert.fail();
        assert.ok(bound >= value - 1e-9, `block ${b}: ${bound}, ${value}`);
      }
    });
});
