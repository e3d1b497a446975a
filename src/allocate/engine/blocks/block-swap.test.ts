import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { makeInstance } from "../../../../bench/instances.ts";
import { Dual } from "../prices/dual.ts";
import { Search } from "../search.ts";
import { BlockForms } from "./block-form.ts";
import { BlockPlanner } from "./block-plan.ts";
import { findBlocks } from "./blocks.ts";

const size = { initiatives: 300, partners: 12, accounts: 8, directives: 6, objectives: 8 };

describe("pairs of items that change together", () => {
  it("make plans of blocks better, which keep ceilings and links and stay below the bound", () => {
    let improved = 0;
    for (let seed = 1; seed <= 4; seed++) {
      const search = new Search(makeInstance(size, 0.4, seed));
      for (const _ of search.begin());
      const { compact: c, prices } = search;
      const dual = new Dual(c);
      dual.valueAt(prices);
      const forms = new BlockForms(c, findBlocks(c, c.items));
      for (let b = 0; b < forms.blocks.length; b++) {
        const [plain, swapped] = [false, true].map((swaps) => {
          const planner = new BlockPlanner(forms.form(b));
          const plan = planner.plan(dual.profit, prices, 1, 0, 2, swaps);
          if (plan.value > -Infinity)
            assert.ok(planner.canHold(plan.modes.filter((m) => m >= 0)), `block ${b} of ${seed}`);
          return plan;
        });
        assert.ok(plain !== undefined && swapped !== undefined);
        assert.ok(
          swapped.value >= plain.value - 1e-9,
          `block ${b}: ${swapped.value}, ${plain.value}`,
        );
        // What the modes are worth is told anew by a planner that begins with them and looks no further.
        const again = new BlockPlanner(forms.form(b));
        again.beginWith(swapped.modes.filter((m) => m >= 0));
        const told = again.plan(dual.profit, prices, 0, 1e9, 0).value;
        if (swapped.value > -Infinity)
          assert.ok(
            told >= swapped.value - 1e-9,
            `block ${b} of ${seed}: ${told}, ${swapped.value}`,
          );
        const exact = new BlockPlanner(forms.form(b)).plan(dual.profit, prices, 100, 0);
        assert.ok(exact.bound >= swapped.value - 1e-9, `${exact.bound}, ${swapped.value}`);
        if (swapped.value > plain.value + 1e-6) improved++;
      }
    }
    assert.ok(improved >= 5, `${improved} of 48 blocks are better`);
  });
});
