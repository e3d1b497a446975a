import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { exactDollars, fitsCell, readAmount } from "./amounts.ts";

const readings: readonly [text: string, cents: bigint | undefined, rounded: boolean][] = [
  ["0", 0n, false],
  ["9300000", 930000000n, false],
  ["-0.5", -50n, false],
  ["+12.34", 1234n, false],
  [".5", 50n, false],
  ["5.", 500n, false],
  ["1.2E7", 1200000000n, false],
  ["1E-2", 1n, false],
  ["12.340000000000001", 1234n, true],
  ["0.004", 0n, true],
  ["0.005", 1n, true],
  ["-0.005", -1n, true],
  ["1000000000000", 100000000000000n, false],
  ["1000000000000.01", undefined, false],
  ["1E300", undefined, false],
  ["0E300", 0n, false],
  ["1E-300", 0n, true],
  ["", undefined, false],
  [".", undefined, false],
  ["-", undefined, false],
  ["1,000", undefined, false],
  ["$5", undefined, false],
  ["12.5 m", undefined, false],
  ["NaN", undefined, false],
  ["Infinity", undefined, false],
  ["0x10", undefined, false],
  ["1".repeat(61), undefined, false],
];

for (const [text, cents, rounded] of readings) {
  test(`an amount is read exactly or not at all: "${text.slice(0, 30)}"`, () => {
    assert.deepEqual(readAmount(text), cents === undefined ? undefined : { cents, rounded });
  });
}

test("thousands are multiplied before rounding", () => {
  assert.deepEqual(readAmount("1.234567", 1000n), { cents: 123457n, rounded: true });
});

test("exact dollars keep every cent, at any size", () => {
  assert.equal(exactDollars(0n), "0");
  assert.equal(exactDollars(-5n), "-0.05");
  assert.equal(exactDollars(137227260299800n), "1372272602998");
  assert.equal(exactDollars(10n ** 30n + 7n), `1${"0".repeat(28)}.07`);
});

test("exact dollars read back to the same cents", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), (cents) => {
      assert.deepEqual(readAmount(exactDollars(cents)), { cents, rounded: false });
    }),
    { seed: 7 },
  );
});

test("a cell of a plan holds a trillion dollars and no cent more", () => {
  assert.ok(fitsCell(10n ** 14n) && fitsCell(-(10n ** 14n)));
  assert.ok(!fitsCell(10n ** 14n + 1n) && !fitsCell(-(10n ** 14n) - 1n));
});
