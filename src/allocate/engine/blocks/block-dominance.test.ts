import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cents } from "../../../base/money.ts";
import type { AmountRule } from "../../problem.ts";
import { compactProblem } from "../compact/compact.ts";
import {
  candidateOf,
  itemOf,
  problemOf,
  purseOf,
  scopeOf,
} from "../compact/compact-cases.test-data.ts";
import { assembledPlanner } from "./assembled-planner.ts";
import { dominanceBy, listDominance } from "./block-dominance.ts";
import { BlockForms } from "./block-form.ts";
import { findBlocks } from "./blocks.ts";
import { quick } from "./planning-rule.ts";

/** A block of two programs under a ceiling of a year: the first in three packages, of so much money and effect each. */
function formOf(packages: readonly (readonly [cost: number, effect: number])[]) {
  const items = [
    itemOf(
      "a",
      packages.map(([cost, effect]) => candidateOf("a", [cost, 0], effect)),
      ["A"],
    ),
    itemOf("b", [candidateOf("b", [5, 0], 2)], ["A"]),
  ];
  const ceiling: AmountRule = {
    ids: ["d"],
    name: "d",
    kind: "ceiling",
    scope: scopeOf([0, 1]),
    year: 0,
    amount: cents(9),
    origin: "absorption",
  };
  const c = compactProblem(problemOf(items, [purseOf("A", [100, 0])], { amounts: [ceiling] }));
  return new BlockForms(c, findBlocks(c, 10)).form(0);
}

const pairsOf = (dominance: Int32Array) =>
  Array.from({ length: dominance.length / 2 }, (_, n) => [dominance[2 * n], dominance[2 * n + 1]]);

/** Ways 0 and 4 are of not being funded; 1, 2 and 3 of the first program, 5 of the second. */
const form = formOf([
  [6, 4],
  [6, 3],
  [8, 4],
]);

describe("ways of a block that no plan needs", () => {
  it("take no less than others, and serve no goal of the block more", () => {
    // Of the same effect the dearer; of the same cost the one of less effect; not funded is never dearer, but serves nothing.
    assert.deepEqual(pairsOf(listDominance(form)), [
      [1, 2],
      [1, 3],
    ]);
  });

  it("are of other numbers those that still are, and those of other ways told anew", () => {
    const dominance = listDominance(form);
    const moved = formOf([
      [6, 4],
      [6, 5],
      [8, 4],
    ]);
    assert.deepEqual(pairsOf(dominanceBy(moved, form, dominance)), [[1, 3]]);
    const fewer = formOf([
      [6, 4],
      [8, 4],
    ]);
    assert.deepEqual(pairsOf(dominanceBy(fewer, form, dominance)), [[1, 2]]);
    // The same modes in the same order, but of other items.
    const other = { ...form, firstWay: Int32Array.of(0, 2, 6) };
    assert.deepEqual(dominanceBy(other, form, dominance), listDominance(other));
    assert.notDeepEqual(listDominance(other), dominance);
  });

  it("are closed where they are not worth more, and leave the plan at hand", () => {
    // All three take the same.
    const dominance = Int32Array.of(2, 1, 3, 1, 1, 2, 3, 2, 1, 3, 2, 3);
    const opened = (worth: readonly number[], plan: readonly number[]) => {
      const block = {
        form,
        dominance,
        // Where own things cost nothing, effect on leaves is worth all that it can be: no way is too far from the best.
        price: new Float64Array(form.things),
        worth: Float64Array.from(worth),
        best: Int32Array.from(plan),
      };
      assembledPlanner.plan(block, quick, { nodes: 0, enough: 1e9, steps: 0 });
      const { openWay, firstOpen } = assembledPlanner.leftOpen(block);
      assert.ok(block.best.every((way) => openWay.includes(way)));
      return [[...openWay], [...firstOpen]];
    };
    assert.deepEqual(opened([0, 1, 2, 1, 0, 1], [2, 5]), [
      [0, 2, 4, 5],
      [0, 2, 4],
    ]);
    // For the best, also where what is better than the plan's way is closed itself.
    assert.deepEqual(opened([0, 1, 2, 3, 0, 1], [1, 5]), [
      [0, 3, 4, 5],
      [0, 2, 4],
    ]);
    assert.deepEqual(opened([0, 2, 1, 3, 0, 1], [2, -1]), [
      [0, 3, 4, 5],
      [0, 2, 4],
    ]);
    // Of two that are alike the first stays.
    assert.deepEqual(opened([0, 2, 2, 2, 0, 1], [3, 4]), [
      [0, 1, 4, 5],
      [0, 2, 4],
    ]);
  });
});
