import assert from "node:assert/strict";
import { test } from "node:test";
import { wrapText } from "./wrap-text.ts";

const cases: readonly (readonly [string, number, number, readonly string[]])[] = [
  ["", 20, 2, []],
  ["one", 20, 2, ["  one"]],
  ["one two three", 9, 0, ["one two", "  three"]],
  ["a\n  b\tc", 20, 0, ["a b c"]],
  ["a incomprehensibilities b", 10, 1, [" a", "   incomprehensibilities", "   b"]],
];

for (const [words, columns, inset, expected] of cases) {
  test(`${JSON.stringify(words)} in ${columns} columns`, () => {
    assert.deepEqual(wrapText(words, columns, inset), expected);
  });
}
