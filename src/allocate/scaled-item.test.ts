import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cents } from "../base/money.ts";
import { candidateOf, itemOf } from "./engine/compact/compact-cases.test-data.ts";
import type { Candidate } from "./problem.ts";
import {
  candidateAt,
  type ItemScale,
  type Scale,
  ScaledItem,
  withInitiative,
} from "./scaled-item.ts";

const even: Scale = {
  costs: [],
  otherwise: 1,
  spendsAsPlanned: false,
  effect: 1,
  leaves: [],
  byLeaf: [],
};
const effects = new Map([
  ["peace", 20],
  ["trade", 0.3],
]);
const small = { ...candidateOf("x", [101, 0], 0), effects };
const late = { ...candidateOf("x", [0, 101], 0, 1), effects };
const half = { ...candidateOf("x", [50, 50], 3), share: 0.5 };
const planned = itemOf("x", [small, late, half]);

/** The item with all candidates in one scale, and how often that was asked. */
function scaled(scale: Partial<Scale>, item = planned) {
  const all: ItemScale = { scales: [{ ...even, ...scale }], scaleOf: [], starts: [0, 1, 0] };
  const asked: number[] = [];
  const other = new ScaledItem(item, 7, (place) => {
    asked.push(place);
    return all;
  });
  return { item: other, asked };
}
const costsOf = ({ candidates }: { readonly candidates: readonly Candidate[] }) =>
  candidates.map(({ costs }) => costs);

describe("an item of another world", () => {
  it("has the candidates of the item as planned, with other costs and effects", () => {
    const { item } = scaled({ otherwise: 1.005, effect: 0.7 });
    // 101 times 1.005 is 101.505, 50 times it 50.25.
    assert.deepEqual(item.candidates, [
      {
        ...small,
        costs: [102, 0],
        effects: new Map([
          ["peace", 20 * 0.7],
          ["trade", 0.3 * 0.7],
        ]),
      },
      { ...late, costs: [0, 102], effects: item.candidates[0]?.effects },
      { ...half, costs: [50, 50], effects: new Map([["peace", 3 * 0.7]]) },
    ]);
    assert.equal(item.of, planned);
    assert.deepEqual({ ...item, candidates: planned.candidates }, planned);
  });

  it("makes a candidate when it is asked for, and once", () => {
    const { item, asked } = scaled({ otherwise: 2 });
    assert.deepEqual(asked, []);
    const one = candidateAt(item, 1);
    assert.deepEqual([one?.costs, asked], [[0, 202], [7]]);
    assert.equal(item.candidates[1], one);
    assert.equal(item.candidates, item.candidates);
    assert.equal(candidateAt(item, 1), one);
    assert.equal(asked.length, 2);
    assert.equal(item.candidateAt(3), undefined);
    assert.equal(item.candidateAt(-1), undefined);
  });

  it("shares what does not change, and what its candidates share", () => {
    const { candidates } = scaled({ otherwise: 2 }).item;
    assert.equal(candidates[0]?.effects, effects);
    const better = scaled({ effect: 2 }).item.candidates;
    assert.equal(better[0]?.costs, small.costs);
    assert.equal(better[0]?.effects, better[1]?.effects);
    assert.equal(scaled({ otherwise: 1.001 }).item.candidates[2], half);
  });

  it("costs by year after the start, at least a cent, and as planned where that is asked", () => {
    assert.deepEqual(costsOf(scaled({ costs: [2], otherwise: 3 }).item), [
      [202, 0],
      [0, 202],
      [100, 150],
    ]);
    assert.deepEqual(costsOf(scaled({ otherwise: 1e-6 }).item)[2], [1, 1]);
    const directed = scaled({ costs: [0.5], otherwise: 1.5, spendsAsPlanned: true });
    assert.deepEqual(costsOf(directed.item)[2], [50, 75]);
  });

  it("does other things for single leaves, in whichever order they are listed, and nothing at 0", () => {
    const { item } = scaled({ effect: 0.1, leaves: ["trade", "war"], byLeaf: [0, 5] });
    assert.deepEqual([...(item.candidates[0]?.effects ?? [])], [["peace", 20 * 0.1]]);
    assert.equal(scaled({ effect: 0 }).item.candidates[2]?.effects.size, 0);
  });

  it("keeps its candidates under other words", () => {
    const { item } = scaled({ otherwise: 2 });
    const pinned = withInitiative(item, { ...item.initiative, pinned_package: "x-101-0" });
    assert.equal(pinned.initiative.pinned_package, "x-101-0");
    assert.equal(pinned.candidates, item.candidates);
    const plain = itemOf("y", [{ ...small, costs: [5, 0].map(cents) }]);
    assert.equal(candidateAt(withInitiative(plain, item.initiative), 0), plain.candidates[0]);
  });
});
