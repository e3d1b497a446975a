import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { compilePlanner, modulePath } from "../../../../test/compile-planner.ts";
import { assembledPlanner } from "./assembled-planner.ts";
import type { BlockForm } from "./block-form.ts";
import { BlockPlanner } from "./block-plan.ts";
import { type PlanningRule, quick } from "./planning-rule.ts";

const mebibyte = 2 ** 20;

/** Items that are not funded or cost something between 1 and 2 under one of the ceilings, and bring as much as they cost. */
function makeForm(count: number, ceilings: number, limit: number): BlockForm {
  const range = (length: number, of: (n: number) => number) =>
    Int32Array.from({ length }, (_, n) => of(n));
  return {
    items: range(count, (i) => i),
    firstWay: range(count + 1, (i) => 2 * i),
    wayMode: range(2 * count, (w) => (w % 2 === 0 ? -1 : w >> 1)),
    firstUse: range(2 * count + 1, (w) => w >> 1),
    useOf: range(count, (i) => i % ceilings),
    useAmount: costs(count),
    things: ceilings,
    ceilings,
    leaves: ceilings,
    priceAt: range(ceilings, (k) => k),
    scale: new Float64Array(ceilings).fill(1),
    limit: new Float64Array(ceilings).fill(limit),
    firstSegment: new Int32Array(1),
    segmentEnd: new Float64Array(0),
    segmentWorth: new Float64Array(0),
  };
}

/** They differ by what no sum of few can make up.   Unit: shares of a ceiling. */
const costs = (count: number) =>
  Float64Array.from({ length: count }, (_, i) => 1 + ((i * 0.618) % 1));

/** One item, and room for it. */
function planSmall() {
  const planner = new BlockPlanner(makeForm(1, 1, 2));
  return planner.plan(Float64Array.of(3), new Float64Array(1), 10, 0).value;
}

describe("the planner of blocks", () => {
  it("is compiled from what stands in `assembly/`", async () => {
    const told = "`npm run wasm` compiles it anew";
    assert.equal(await readFile(modulePath, "utf8"), await compilePlanner(), told);
  });

  it("branches no further where a gibibyte is taken, and gives it back before the next block", () => {
    const [count, ceilings] = [4_000, 4_000 / 8];
    // A step a branch, for memory to run out before patience does.
    const rule: PlanningRule = { ...quick, inBranch: 1 };
    const planner = new BlockPlanner(makeForm(count, ceilings, 5.5), rule);
    const { bound, value } = planner.plan(costs(count), new Float64Array(ceilings), 1e9, 0, 4);
    assert.ok(value > 0 && bound > value, `${value}, at most ${bound}`);
    const held = assembledPlanner.memory / mebibyte;
    assert.ok(held > 1_024 && held < 1_600, `${held} MiB`);
    assert.equal(planSmall(), 3);
    assert.ok(assembledPlanner.memory < 4 * mebibyte, `${assembledPlanner.memory} bytes`);
  });

  it("takes no more room for many blocks than for one", () => {
    planSmall();
    const before = assembledPlanner.memory;
    for (let n = 0; n < 5_000; n++) planSmall();
    assert.equal(assembledPlanner.memory, before);
  });

  it("says so where a block is larger than its memory can be, and goes on with others", () => {
    const form = makeForm(1, 1, 2);
    const block = {
      form,
      // What says that it is so long need not be.
      dominance: { length: 2 ** 31 - 2 } as Int32Array,
      price: new Float64Array(1),
      worth: new Float64Array(2),
      best: new Int32Array(1),
    };
    const effort = { nodes: 1, enough: 0, steps: 1 };
    assert.throws(
      () => assembledPlanner.plan(block, quick, effort),
      /a block was not planned: 1 items, 2 ways, 1 uses of 1 things/,
    );
    assert.throws(() => assembledPlanner.leftOpen(block), /another block/);
    assert.equal(planSmall(), 3);
  });

  it("plans at finite prices and profits alone", () => {
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const planner = new BlockPlanner(makeForm(1, 1, 2));
      const price = new Float64Array(1);
      assert.throws(() => planner.plan(Float64Array.of(wrong), price, 10, 0), /not finite/);
      assert.throws(() => planner.plan(Float64Array.of(3), price.fill(wrong), 10, 0), /not finite/);
    }
    assert.equal(planSmall(), 3);
  });
});
