import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { makeInstance } from "../../../../bench/instances.ts";
import { cents } from "../../../base/money.ts";
import { solveWithHighs } from "../../../solver/highs.ts";
import { poseProblem } from "../../pose/pose.ts";
import { tinyLaw, tinyPlan } from "../../tiny-plans.test-data.ts";
import { bruteForce } from "../../verify/brute-force.test-data.ts";
import { allBlocks } from "../blocks/blocks.ts";
import { compactProblem } from "../compact/compact.ts";
import { modesOf } from "../compact/plan-form.ts";
import { Draft } from "../draft/draft.ts";
import { descend } from "../prices/ascent.ts";
import { Dual } from "../prices/dual.ts";
import { Search } from "../search.ts";
import { ColumnSearch } from "./column-search.ts";

describe("columns of whole plans", () => {
  it("bound every plan from above, and lower than the prices alone do", () => {
    const seen = { plans: 0, lower: 0 };
    fc.assert(
      fc.property(tinyPlan(), (plan) => {
        const optimum = bruteForce(plan, tinyLaw);
        if (optimum === "infeasible") return;
        const c = compactProblem(poseProblem(plan, tinyLaw).result);
        const dual = new Dual(c);
        const { prices, bound } = descend(dual, dual.start(), [{ temperature: 0.01, steps: 40 }]);
        const modes = modesOf(c, optimum.choices);
        const columns = new ColumnSearch(c, dual, allBlocks(c, 100), prices, modes);
        const options = { passes: 4, temperature: [0.01, 0.001], nodes: [20, 50] } as const;
        for (const _ of columns.generate(options)) {
          const room = 1e-9 * Math.max(1, optimum.value);
          assert.ok(columns.bound >= optimum.value - room, `${columns.bound}, ${optimum.value}`);
        }
        seen.plans++;
        if (columns.bound < bound - 1e-6) seen.lower++;
      }),
      { numRuns: 300, seed: 91 },
    );
    assert.ok(seen.plans > 150 && seen.lower > 30, JSON.stringify(seen));
  });

  it("fill a draft that keeps ceilings, links and money, and carry over to other numbers", () => {
    const size = { initiatives: 300, partners: 40, accounts: 10, directives: 8, objectives: 10 };
    const problem = makeInstance(size, 0.5, 3);
    const search = new Search(problem);
    for (const _ of search.begin());
    assert.ok(search.hasColumns);
    assert.ok(search.gap < 0.03, `${search.gap}`);
    const before = search.state.value ?? 0;
    for (let round = 0; round < 4; round++) search.replan();
    assert.ok((search.state.value ?? 0) >= before);
    const purses = problem.purses.map((purse) => ({
      ...purse,
      budget: purse.budget.map((amount) => cents(Math.round(amount * 1.05))),
    }));
    const richer = new Search({ ...problem, purses }, search);
    for (const _ of richer.begin());
    richer.replan();
    assert.ok(richer.isNear && richer.gap < 0.03, `${richer.gap}`);
  });

  it("are bounded as tightly by a general solver as by any number of branches, and no tighter", async () => {
    const size = { initiatives: 300, partners: 12, accounts: 10, directives: 8, objectives: 10 };
    const c = compactProblem(makeInstance(size, 0.45, 3));
    const make = () => {
      const dual = new Dual(c);
      const { prices } = descend(dual, dual.start(), [{ temperature: 0.01, steps: 40 }]);
      const none = new Int32Array(c.items).fill(-1);
      const columns = new ColumnSearch(c, dual, allBlocks(c, 100), prices, none);
      for (const _ of columns.generate({ passes: 2, temperature: [0.002, 0.001], nodes: [5, 5] }));
      return columns;
    };
    const [solved, branched] = [make(), make()];
    branched.prove([100, 1_000, 1_000_000]);
    solved.prove([1]);
    const before = solved.bound;
    let settled = 0;
    // A little lower and a little lower, until no block is left.
    for (let last = Infinity; solved.bound < last; ) {
      last = solved.bound;
      for (const { model, enough, known, settle } of solved.unproven(solved.bound - 1e-6)) {
        const request = { model, gap_ratio: enough / known, node_budget: 100_000 };
        const { bound, values } = await solveWithHighs(
          request,
          () => false,
          () => {},
        );
        settle(bound, values);
        settled++;
      }
    }
    assert.deepEqual([...solved.unproven(solved.bound - 10)], []);
    const told = `${before} > ${solved.bound} ~ ${branched.bound}, ${settled} blocks`;
    assert.ok(settled > 1 && solved.bound < before - 1e-3, told);
    assert.ok(Math.abs(solved.bound - branched.bound) < 2e-3, told);
  });

  it("are given as far as they fit, so that a draft never exceeds what there is", () => {
    const size = { initiatives: 120, partners: 20, accounts: 6, directives: 4, objectives: 6 };
    const c = compactProblem(makeInstance(size, 0.35, 2));
    const dual = new Dual(c);
    const { prices } = descend(dual, dual.start(), [{ temperature: 0.01, steps: 40 }]);
    const draft = new Draft(c);
    const columns = new ColumnSearch(c, dual, allBlocks(c, 100), prices, draft.mode);
    for (const _ of columns.generate({ passes: 3, temperature: [0.002, 0.001], nodes: [20, 20] }));
    for (const _ of columns.fill(
      draft,
      { stages: 6, temperature: 0.001, nodes: 20 },
      (b) => b % 5 === 0,
    ));
    assert.ok(columns.added > 20 && draft.value > 0 && draft.linksHold && draft.isPaid);
    for (let r = 0; r < c.rows; r++)
      if (c.isCeiling[r] === 1)
        assert.ok((draft.rowSum[r] ?? 0) <= (c.rowLimit[r] ?? 0) + 1e-6, `row ${r}`);
    const kept = columns.blocks.filter((_, b) => b % 5 === 0);
    assert.ok(kept.every(({ items }) => items.every((i) => draft.mode[i] === -1)));
  });
});
