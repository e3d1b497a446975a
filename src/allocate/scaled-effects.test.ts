import assert from "node:assert/strict";
import { it } from "node:test";
import { ScaledEffects } from "./scaled-effects.ts";

it("scaled effects read like a map of them", () => {
  const base = new Map([
    ["coast", 20],
    ["land", 0.3],
  ]);
  const scaled = new ScaledEffects(base, 0.7);
  const map = new Map([...base].map(([leaf, amount]) => [leaf, amount * 0.7]));
  assert.deepEqual(new Map(scaled), map);
  assert.deepEqual([...scaled.keys()], [...map.keys()]);
  assert.deepEqual([...scaled.values()], [...map.values()]);
  assert.deepEqual([...scaled.entries()], [...map.entries()]);
  assert.equal(scaled.size, 2);
  assert.deepEqual([scaled.has("land"), scaled.has("sea")], [true, false]);
  assert.deepEqual([scaled.get("land"), scaled.get("sea")], [0.3 * 0.7, undefined]);
  const visited: unknown[] = [];
  scaled.forEach((amount, leaf, all) => {
    visited.push([leaf, amount, all === scaled]);
  });
  assert.deepEqual(
    visited,
    [...map].map(([leaf, amount]) => [leaf, amount, true]),
  );
});
