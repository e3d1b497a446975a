import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { makeInstance } from "../../../../bench/instances.ts";
import { solveWithHighs } from "../../../solver/highs.ts";
import { partsOfPoint } from "../../model/columns.ts";
import type { LinearModel } from "../../model/linear-model.ts";
import { makeModel } from "../../model/model.ts";
import { Search } from "../search.ts";

const size = { initiatives: 50, partners: 22, accounts: 6, directives: 4, objectives: 6 };
const never = () => false;
const solve = (model: LinearModel, start?: readonly number[]) =>
  solveWithHighs(
    { model, gap_ratio: 1e-6, node_budget: 20_000, ...(start ? { start } : {}) },
    never,
    () => {},
  );

/** A search with a plan and whole plans of blocks. */
function searchOf(seed: number, tightness = 0.45): Search {
  const search = new Search(makeInstance(size, tightness, seed));
  for (const _ of search.begin());
  search.replan();
  search.refine({ passes: 4, temperature: [0.000_3, 0.000_15], nodes: [100, 100] });
  return search;
}

describe("the model of all plans that are open", () => {
  for (const [seed, tightness] of [
    [1, 0.2],
    [2, 0.45],
    [3, 0.7],
  ] as const)
    it(`has the best plan of the model of single items, however many whole plans are listed (${seed})`, async () => {
      const search = searchOf(seed, tightness);
      const { columns, best } = search;
      assert.ok(columns !== null && best !== null);
      const { model } = makeModel(search.compact.problem);
      const exact = (await solve(model)).objective / partsOfPoint;
      assert.ok(exact > best.value - 1e-6 && exact < search.state.bound + 1e-6);
      // A block of which no plan may be listed stands item by item.
      for (const most of [0, 3, 2_000]) {
        const open = columns.open(best.value - 1e-3, most);
        assert.ok(open !== null);
        const answer = await solve(open.model);
        const told = `${most}: ${answer.objective}, ${exact}`;
        assert.ok(Math.abs(answer.objective - exact) < 2e-4, told);
        assert.ok(answer.bound > exact - 2e-4, told);
      }
    });

  it("lies nearer to the best plan where whole plans are listed than item by item", async () => {
    const { columns, best } = searchOf(5);
    const relaxedOf = async (most: number) => {
      const model = columns?.open((best?.value ?? 0) - 1e-3, most)?.model;
      assert.ok(model !== undefined);
      const request = { model, gap_ratio: 0, node_budget: 1, relaxed: true };
      return (await solveWithHighs(request, never, never)).objective;
    };
    const [listed, single] = [await relaxedOf(2_000), await relaxedOf(0)];
    assert.ok(listed < single - 1e-3, `${listed}, ${single}`);
  });

  it("is nothing where no plan is worth so much", () => {
    const { columns } = searchOf(5);
    assert.ok(columns !== null);
    assert.equal(columns.open(columns.bound + 1e-6, 1_000), null);
  });
});

describe("values of a model that stand for a plan", () => {
  for (const most of [0, 3, 2_000])
    it(`keep every row and come to what the plan is worth (${most})`, () => {
      const { columns, best } = searchOf(2);
      assert.ok(columns !== null && best !== null);
      const open = columns.open(best.value, most);
      const values = open?.valuesOf(best);
      assert.ok(open !== null && values);
      const { model, planOf } = open;
      let worth = 0;
      model.columns.forEach(({ lower, upper, objective, name }, j) => {
        const value = values[j] as number;
        assert.ok(value >= lower - 1e-9 && value <= upper + 1e-9, `${name}: ${value}`);
        worth += objective * value;
      });
      for (const { name, indices, values: factors, lower, upper } of model.rows) {
        const sum = indices.reduce(
          (all, j, n) => all + (factors[n] as number) * (values[j] as number),
          0,
        );
        assert.ok(sum >= lower - 1e-8 && sum <= upper + 1e-8, `${name}: ${sum}`);
      }
      assert.ok(Math.abs(worth - best.value) < 1e-9, `${worth}, ${best.value}`);
      assert.deepEqual(planOf(values).modes, best.modes);
    });

  it("are none for a plan that is not made of its columns", () => {
    const { columns, best, compact } = searchOf(2);
    assert.ok(columns !== null && best !== null);
    const open = columns.open(best.value, 2_000);
    const modes = new Int32Array(compact.items).fill(-1);
    assert.equal(open?.valuesOf({ ...best, modes }), null);
  });
});
