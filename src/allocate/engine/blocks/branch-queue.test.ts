import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { BranchQueue } from "./branch-queue.ts";

const depth = 9;
const all = 2 ** (depth + 1) - 1;

/** Opens all branches of a tree, two children each, the second falling twice as far; answers them as they come. */
function openAll() {
  const queue = new BranchQueue<{ readonly bound: number; readonly depth: number }>();
  queue.push({ bound: 100, depth: 0 });
  const came = [];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    came.push({ ...next, isDiving: queue.isDiving, others: queue.bound });
    for (const fall of next.depth < depth ? [2, 1] : [])
      queue.push({ bound: next.bound - fall, depth: next.depth + 1 });
  }
  return came;
}

describe("the queue of branches", () => {
  it("brings every branch once, the highest bound first but in dives", () => {
    const came = openAll();
    assert.equal(came.length, all);
    assert.equal(came.filter((one) => one.depth === depth).length, 2 ** depth);
    for (const { isDiving, bound, others } of came) if (!isDiving) assert.ok(bound >= others);
    assert.equal(came.at(-1)?.others, Number.NEGATIVE_INFINITY);
  });

  it("says what no branch that is open exceeds", () => {
    const came = openAll();
    came.forEach(({ bound, others }, n) => {
      for (const later of came.slice(n + 1)) assert.ok(later.bound <= Math.max(bound, others));
    });
  });

  it("goes on in a dive with the best branch of the one opened last, down to the end", () => {
    const came = openAll();
    const first = came.findIndex(({ isDiving }) => isDiving);
    assert.equal(first, 20);
    let last = came[first];
    for (const one of came.slice(first + 1, first + 1 + depth - (last?.depth ?? 0))) {
      assert.ok(one.isDiving);
      assert.deepEqual([one.depth, one.bound], [(last?.depth ?? 0) + 1, (last?.bound ?? 0) - 1]);
      last = one;
    }
    assert.equal(last?.depth, depth);
  });
});
