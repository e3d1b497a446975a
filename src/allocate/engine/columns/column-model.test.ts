import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { makeInstance } from "../../../../bench/instances.ts";
import { solveWithHighs } from "../../../solver/highs.ts";
import { paysExactly } from "../compact/plan-form.ts";
import { Search } from "../search.ts";

const size = { initiatives: 300, partners: 40, accounts: 10, directives: 8, objectives: 10 };
const never = () => false;
const refining = (passes: number) =>
  ({ passes, temperature: [0.000_3, 0.000_15], nodes: [100, 100] }) as const;

describe("the model of known columns", () => {
  for (const seed of [3, 5])
    it(`chooses a plan that keeps every rule, at least as good as the best so far (${seed})`, async () => {
      const problem = makeInstance(size, 0.45, seed);
      const search = new Search(problem);
      for (const _ of search.begin());
      for (let part = 0; part < 2; part++) search.replan();
      search.refine(refining(6));
      const before = search.state.value ?? 0;
      const columns = search.columnModel(0.000_1);
      assert.ok(columns !== null && before > 0);
      const request = { model: columns.model, gap_ratio: 1e-4, node_budget: 1_000 };
      const answer = await solveWithHighs(request, never, never);
      // The columns of the best plan are among the choices; a little room is left in every limit.
      assert.ok(answer.objective >= before * 0.999, `${answer.objective}, ${before}`);
      const plan = columns.planOf(answer.values ?? []);
      assert.ok(paysExactly(search.compact, plan.modes, plan.flow));
      search.take(plan);
      const after = search.state.value ?? 0;
      assert.ok(after >= answer.objective * (1 - 1e-6), `${after}, ${answer.objective}`);
      assert.ok(after <= search.state.bound, `${after}, ${search.state.bound}`);
    });

  it("is left alone where its plan spends too much, and the search goes on from its own", () => {
    // With nothing that asks for more money, no missed rule leads back to the best plan.
    const problem = makeInstance(size, 0.45, 3);
    const search = new Search({ ...problem, amounts: [], shares: [], changes: [], directives: [] });
    for (const _ of search.begin());
    const { compact: c, state } = search;
    const modes = Int32Array.from({ length: c.items }, (_, i) => c.firstMode[i] as number);
    const flow = new Float64Array(c.laneAccount.length).fill(1e14);
    search.take({ modes, flow });
    assert.equal(search.state.value, state.value);
    search.improve(20_000, [0.9, 0.3]);
    assert.ok((search.state.value ?? 0) > (state.value ?? 0));
  });

  it("is nothing before there is a plan", () => {
    assert.equal(new Search(makeInstance(size, 0.45, 3)).columnModel(0.000_1), null);
  });
});

describe("a proof of the bound", () => {
  it("never lies below a plan, and gets no weaker with more branches", () => {
    const search = new Search(makeInstance(size, 0.45, 4));
    for (const _ of search.begin());
    search.replan();
    search.refine(refining(4));
    const bounds = [100, 400, 1_600].map((branches) => search.prove(branches).bound);
    bounds.reduce((before, bound) => {
      assert.ok(bound <= before);
      return bound;
    });
    assert.ok((search.state.value ?? Infinity) <= (bounds.at(-1) ?? 0));
    assert.ok(search.gap < 0.02, `${search.gap}`);
  });
});
