import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { makeInstance } from "../../../../bench/instances.ts";
import { makeThreadSolver } from "../../../solver/thread-solver.ts";
import { Search } from "../search.ts";
import { chooseSplit } from "./split-choice.ts";

const size = { initiatives: 300, partners: 40, accounts: 10, directives: 8, objectives: 10 };
const solver = makeThreadSolver(1);
after(() => solver.close());
const refining = { passes: 6, temperature: [3e-4, 1.5e-4], nodes: [100, 100] } as const;

describe("the item by which plans are parted", () => {
  it("lowers the relaxation of known whole plans by as much as is said, funded or not", async () => {
    const search = new Search(makeInstance(size, 0.45, 3));
    for (const _ of search.begin());
    search.replan();
    search.refine(refining);
    const columns = search.columnModel(0.000_1);
    assert.ok(columns !== null);
    const split = await chooseSplit(search.compact, columns, solver, undefined);
    assert.ok(split !== null && split.fall > 0, JSON.stringify(split));
    const { model, plans } = columns;
    const { itemOf } = search.compact;
    const holds = plans.map(({ modes }) => modes.some((m) => itemOf[m] === split.item));
    const { block } = plans[holds.indexOf(true)] ?? {};
    const relaxedIf = async (isFunded: boolean) => {
      const kept = model.columns.map((column, j) =>
        plans[j]?.block === block && holds[j] !== isFunded ? { ...column, upper: 0 } : column,
      );
      const asked = { model: { ...model, columns: kept }, gap_ratio: 0, node_budget: 1 };
      return (await solver.solve({ ...asked, relaxed: true })).objective;
    };
    const most = Math.max(await relaxedIf(true), await relaxedIf(false));
    assert.ok(
      Math.abs(split.relaxed - split.fall - most) < 1e-6,
      `${JSON.stringify(split)} ${most}`,
    );
  });
});
