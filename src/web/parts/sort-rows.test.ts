import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatSorting, parseSorting, sortRows } from "./sort-rows.ts";

const rows = [
  { name: "b 10", amount: 5 },
  { name: "B 9", amount: null },
  { name: "a", amount: -2 },
];

test("texts sort as people read them, with numbers inside as numbers", () => {
  const names = sortRows(rows, (row) => row.name, false).map((row) => row.name);
  assert.deepEqual(names, ["a", "B 9", "b 10"]);
});

test("nothing comes last in both directions", () => {
  const up = sortRows(rows, (row) => row.amount, false).map((row) => row.amount);
  const down = sortRows(rows, (row) => row.amount, true).map((row) => row.amount);
  assert.deepEqual(up, [-2, 5, null]);
  assert.deepEqual(down, [5, -2, null]);
});

test("sorting loses and doubles no row, and leaves rows of one value in their order", () => {
  const row = fc.record({ key: fc.integer({ min: 0, max: 3 }), id: fc.nat() });
  fc.assert(
    fc.property(fc.array(row), fc.boolean(), (list, descending) => {
      const sorted = sortRows(list, (one) => one.key, descending);
      assert.equal(sorted.length, list.length);
      for (const key of [0, 1, 2, 3]) {
        const before = list.filter((one) => one.key === key);
        assert.deepEqual(
          sorted.filter((one) => one.key === key),
          before,
        );
      }
    }),
    { seed: 4, numRuns: 100 },
  );
});

test("a sorting comes back from its address", () => {
  for (const sorting of [
    { key: "amount", descending: true },
    { key: "name", descending: false },
  ]) {
    assert.deepEqual(parseSorting(formatSorting(sorting)), sorting);
  }
  assert.equal(parseSorting(null), undefined);
  assert.equal(parseSorting("-"), undefined);
});
