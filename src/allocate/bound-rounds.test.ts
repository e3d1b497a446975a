import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { makeInstance } from "../../bench/instances.ts";
import { makeThreadSolver } from "../solver/thread-solver.ts";
import { ColumnMaster, splitPlans } from "./bound-rounds.ts";
import { Search } from "./engine/search.ts";

const size = { initiatives: 300, partners: 40, accounts: 10, directives: 8, objectives: 10 };
const refining = { passes: 8, temperature: [3e-4, 1.5e-4], nodes: [100, 100] } as const;
const goOn = async () => false;
const solver = makeThreadSolver(1);
after(() => solver.close());

function begun(seed: number): Search {
  const search = new Search(makeInstance(size, 0.45, seed));
  for (const _ of search.begin());
  search.replan();
  search.replan();
  search.refine(refining);
  search.prove(400);
  return search;
}

describe("plans parted by what they fund", () => {
  for (const seed of [3, 5])
    it(`are bounded lower than all together, but by no less than the best plan is worth (${seed})`, async () => {
      const search = begun(seed);
      const before = search.state;
      const options = { gap_ratio: search.gap * 0.9, signal: undefined };
      assert.equal(await splitPlans(search, solver, options, goOn), false);
      const { bound, steps } = search.state;
      assert.ok(bound < before.bound - 0.001, `${before.bound} to ${bound}`);
      assert.ok(steps > before.steps);
      for (let part = 0; part < 4; part++) search.replan();
      search.improve(20_000, [0.9, 0]);
      assert.ok((search.state.value ?? Infinity) <= bound);
    });

  it("are left as they are where parting promises no proof", async () => {
    const search = begun(3);
    const { bound } = search.state;
    await splitPlans(search, solver, { gap_ratio: 0, signal: undefined }, goOn);
    assert.equal(search.state.bound, bound);
  });

  it("stop being parted when a report says so", async () => {
    const search = begun(3);
    const { bound } = search.state;
    const options = { gap_ratio: search.gap * 0.9, signal: undefined };
    assert.equal(await splitPlans(search, solver, options, async () => true), true);
    // One part was begun and the other was not: all that holds is what held before.
    assert.equal(search.state.bound, bound);
  });
});

describe("prices of the relaxation of known columns", () => {
  const passes = { passes: 6, share: 0.4, branches: 100 };
  const relaxed = async (search: Search) => {
    const columns = search.columnModel(Infinity);
    assert.ok(columns !== null);
    const request = { model: columns.model, gap_ratio: 1e-6, node_budget: 1, relaxed: true };
    const answer = await solver.solve(request);
    return { ...answer, prices: columns.pricesOf(answer.rowPrices ?? []) };
  };

  for (const seed of [3, 5])
    it(`bring it and the bound nearer to each other, one on each side of the other (${seed})`, async () => {
      const search = begun(seed);
      const [before, first] = [search.state.bound, await relaxed(search)];
      assert.equal(await new ColumnMaster(search, solver).follow(passes, undefined, goOn), false);
      const [{ bound, value }, { objective }] = [search.state, await relaxed(search)];
      assert.ok(objective >= first.objective - 1e-6, `${first.objective} to ${objective}`);
      assert.ok(bound <= before && objective <= bound, `${objective} to ${bound}`);
      assert.ok(bound - objective < before - first.objective);
      assert.ok((value ?? Infinity) <= bound);
    });

  it("are nowhere below 0, and some are above", async () => {
    const { prices } = await relaxed(begun(3));
    assert.ok(prices.every((price) => price >= 0) && prices.some((price) => price > 0));
  });

  it("are no longer followed when a report says so", async () => {
    const search = begun(3);
    const { steps } = search.state;
    const master = new ColumnMaster(search, solver);
    assert.equal(await master.follow(passes, undefined, async () => true), true);
    assert.equal(search.state.steps, steps + search.compact.items);
  });
});
