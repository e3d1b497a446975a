import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type AtMost, findPoint } from "./linear-feasibility.test-data.ts";

const atMost = (most: number, ...terms: number[]): AtMost => ({
  terms: terms.map(BigInt),
  most: BigInt(most),
});

test("points of small systems", () => {
  assert.deepEqual(findPoint(1, []), { numerators: [0n], denominator: 1n });
  // x >= 3 and x <= 3.
  assert.deepEqual(findPoint(1, [atMost(-3, -1), atMost(3, 1)]), {
    numerators: [3n],
    denominator: 1n,
  });
  // x >= 3 and x <= 2.
  assert.equal(findPoint(1, [atMost(-3, -1), atMost(2, 1)]), undefined);
  // 0 x <= -1.
  assert.equal(findPoint(1, [atMost(-1, 0)]), undefined);
  // 2x + 2y = 3 and x = y: both are three quarters.
  const rows = [atMost(3, 2, 2), atMost(-3, -2, -2), atMost(0, 1, -1), atMost(0, -1, 1)];
  const point = findPoint(2, rows);
  assert.deepEqual(
    point?.numerators.map((part) => Number(part) / Number(point.denominator)),
    [0.75, 0.75],
  );
});

const size = 4;
const system = fc.array(
  fc.record({
    terms: fc.array(fc.bigInt({ min: -9n, max: 9n }), { minLength: size, maxLength: size }),
    room: fc.bigInt({ min: 0n, max: 3n }),
  }),
  { minLength: 1, maxLength: 8 },
);
const planted = fc.array(fc.bigInt({ min: 0n, max: 9n }), { minLength: size, maxLength: size });
const dot = (terms: readonly bigint[], point: readonly bigint[]) =>
  terms.reduce((sum, term, place) => sum + term * (point[place] ?? 0n), 0n);

test("a system with a planted point has a point, and it keeps every row", () => {
  fc.assert(
    fc.property(system, planted, (drawn, point) => {
      const rows = drawn.map(({ terms, room }) => ({ terms, most: dot(terms, point) + room }));
      const found = findPoint(size, rows);
      assert.ok(found !== undefined && found.denominator > 0n);
      assert.ok(found.numerators.every((part) => part >= 0n));
      for (const row of rows) {
        assert.ok(dot(row.terms, found.numerators) <= row.most * found.denominator);
      }
    }),
    { seed: 11, numRuns: 500 },
  );
});

test("a system with a planted contradiction has no point", () => {
  fc.assert(
    fc.property(system, planted, (drawn, point) => {
      const rows = drawn.map(({ terms, room }) => ({ terms, most: dot(terms, point) + room }));
      // The rows together say that their sum is at most this; the last row says that it is more.
      const sum = rows.reduce((total, row) => total + row.most, 0n);
      const terms = point.map((_, place) =>
        rows.reduce((total, row) => total - (row.terms[place] ?? 0n), 0n),
      );
      assert.equal(findPoint(size, [...rows, { terms, most: -sum - 1n }]), undefined);
    }),
    { seed: 12, numRuns: 500 },
  );
});
