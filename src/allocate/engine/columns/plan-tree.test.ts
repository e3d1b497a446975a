import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { poseProblem } from "../../pose/pose.ts";
import { tinyLaw, tinyPlan } from "../../tiny-plans.test-data.ts";
import { bruteForce } from "../../verify/brute-force.test-data.ts";
import { allBlocks } from "../blocks/blocks.ts";
import { compactProblem } from "../compact/compact.ts";
import { modesOf } from "../compact/plan-form.ts";
import { descend } from "../prices/ascent.ts";
import { Dual } from "../prices/dual.ts";
import { ColumnSearch } from "./column-search.ts";
import { PlanTree } from "./plan-tree.ts";

const refining = { passes: 4, temperature: [0.01, 0.001], nodes: [20, 50] } as const;
const options = { refining, branches: [50] } as const;

describe("parts of all plans", () => {
  it("allow the best plan in one of them, and less than all plans do together", () => {
    const seen = { plans: 0, lower: 0 };
    fc.assert(
      fc.property(tinyPlan(), fc.array(fc.nat(), { maxLength: 4 }), (plan, picks) => {
        const optimum = bruteForce(plan, tinyLaw);
        if (optimum === "infeasible") return;
        const c = compactProblem(poseProblem(plan, tinyLaw).result);
        const items = [...new Set(c.itemOf)].filter((i) => c.pinned[i] === 0);
        if (items.length === 0) return;
        const dual = new Dual(c);
        const { prices } = descend(dual, dual.start(), [{ temperature: 0.01, steps: 40 }]);
        const modes = modesOf(c, optimum.choices);
        const columns = new ColumnSearch(c, dual, allBlocks(c, 100), prices, modes);
        for (const _ of columns.generate(refining));
        const best = { modes, value: optimum.value };
        const tree = new PlanTree({ compact: c, columns, outer: Infinity }, best);
        const before = tree.bound;
        const least = optimum.value - 1e-9 * Math.max(1, optimum.value);
        for (const pick of picks) {
          const item = items[pick % items.length] as number;
          const [none, some] = tree.split(tree.widest, item);
          assert.ok(tree.bound <= before, "a part allows no more than that of which it is made");
          for (const part of [none, some]) for (const _ of tree.lower(part, options, 0));
          assert.ok(tree.bound >= least, `${tree.bound}, ${optimum.value}`);
        }
        seen.plans++;
        if (tree.bound < before - 1e-6) seen.lower++;
      }),
      { numRuns: 300, seed: 17 },
    );
    assert.ok(seen.plans > 150 && seen.lower > 15, JSON.stringify(seen));
  });
});
