import assert from "node:assert/strict";
import { it } from "node:test";
import { makeInstance } from "../../bench/instances.ts";
import { compactProblem } from "./engine/compact/compact.ts";
import { recompact } from "./engine/compact/recompact.ts";
import type { Candidate } from "./problem.ts";
import { ScaledEffects } from "./scaled-effects.ts";

type Effects = Candidate["effects"];

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

it("scaled effects are written into another world's form as a map of the same effects is", () => {
  const size = { initiatives: 60, partners: 8, accounts: 4, directives: 2, objectives: 4 };
  const problem = makeInstance(size, 0.5, 1);
  const base = compactProblem(problem);
  const inWorld = (effectsOf: (effects: Effects) => Effects) =>
    recompact(base, {
      ...problem,
      items: problem.items.map((item) => {
        const candidates = item.candidates.map((one) => ({
          ...one,
          effects: effectsOf(one.effects),
        }));
        return { ...item, candidates };
      }),
    });
  const scaled = inWorld((effects) => new ScaledEffects(effects, 0.7));
  const plain = inWorld((effects) => new Map([...effects].map(([f, by]) => [f, by * 0.7])));
  assert.ok(scaled && plain && scaled.effectAmount.some((by, e) => by !== base.effectAmount[e]));
  assert.deepEqual(scaled.effectAmount, plain.effectAmount);
});
