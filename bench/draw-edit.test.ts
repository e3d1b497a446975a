import assert from "node:assert/strict";
import { test } from "node:test";
import { drawEdit, type Edit, kinds } from "./draw-edit.ts";
import { drawWhatIf } from "./draw-what-if.ts";
import { makeInstance } from "./instances.ts";
import { knownSize } from "./planted-plan.test-data.ts";
import { makeRandom } from "./random.ts";

const origin = makeInstance(knownSize("S"), 0.5, 1);

function drawEdits(seed: number, count: number): Edit[] {
  const random = makeRandom(seed);
  const edits: Edit[] = [];
  for (let step = 0; step < count; step++)
    edits.push(drawEdit(edits.at(-1)?.problem ?? origin, origin, random));
  return edits;
}

test("edits of every kind are drawn, each changes the problem, the same ones for a seed", () => {
  const edits = drawEdits(1, 200);
  assert.deepEqual(new Set(edits.map(({ kind }) => kind)), new Set(kinds));
  for (const [index, { problem, words }] of edits.entries())
    assert.notDeepEqual(problem, edits[index - 1]?.problem ?? origin, words);
  const words = (seed: number) => drawEdits(seed, 30).map((edit) => edit.words);
  assert.deepEqual(words(2), words(2));
});

test("what is taken back and put back stands as it stood", () => {
  const edits = drawEdits(3, 300);
  const last = edits.at(-1)?.problem ?? origin;
  const decided = last.items.filter((item, index) => {
    const before = origin.items[index];
    return item.initiative !== before?.initiative;
  });
  for (const { initiative } of decided)
    assert.ok(initiative.excluded || initiative.pinned_package !== undefined);
  // Rules keep their order, so that a search finds them again.
  const names = (rules: readonly { readonly ids: readonly string[]; readonly year: number }[]) =>
    rules.map(({ ids, year }) => `${ids} ${year}`);
  const order = names(origin.amounts);
  const kept = names(last.amounts);
  assert.deepEqual(
    kept,
    order.filter((name) => kept.includes(name)),
  );
});

test("weights of edits and what-ifs always make 100 points", () => {
  const problems = [
    ...drawEdits(4, 100).map(({ problem }) => problem),
    drawWhatIf(origin, 1),
    drawWhatIf(origin, 2),
  ];
  for (const { leaves } of problems) {
    const points = leaves.reduce((sum, leaf) => sum + leaf.points, 0);
    assert.ok(Math.abs(points - 100) < 1e-6);
  }
});

test("a what-if is the same for a number, and leaves the plan's structure alone", () => {
  assert.deepEqual(drawWhatIf(origin, 5), drawWhatIf(origin, 5));
  const changed = drawWhatIf(origin, 6);
  assert.notDeepEqual(changed.purses, origin.purses);
  assert.equal(changed.links, origin.links);
  assert.deepEqual(
    changed.items.map(({ candidates }) => candidates.length),
    origin.items.map(({ candidates }) => candidates.length),
  );
});
