import assert from "node:assert/strict";
import { test } from "node:test";
import { formatRowRanges } from "./row-ranges.ts";

const cases: readonly [rows: readonly number[], text: string][] = [
  [[], ""],
  [[8], "8"],
  [[3, 4, 5, 9], "3-5 9"],
  [[9, 4, 3, 5, 4], "3-5 9"],
  [[1, 2], "1-2"],
];

for (const [rows, text] of cases) {
  test(`rows in short: "${text}"`, () => {
    assert.equal(formatRowRanges(rows), text);
  });
}
