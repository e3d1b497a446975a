import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { count, listNames, quote, suggest } from "./words.ts";

describe("quote", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["12,5 m", '"12,5 m"'],
    ['a "b"', '"a \\"b\\""'],
    ["two\nlines", '"two\\nlines"'],
    ["\ufeffid", '"\\ufeffid"'],
    ["\u202ea", '"\\u202ea"'],
    ["café", '"café"'],
    ["x".repeat(60), `"${"x".repeat(60)}"`],
    ["x".repeat(61), `"${"x".repeat(59)}…"`],
    [`${"x".repeat(58)}🚢yy`, `"${"x".repeat(58)}\\ud83d…"`],
  ];
  for (const [text, quoted] of cases) {
    it(`shows ${quoted}`, () => assert.equal(quote(text), quoted));
  }
});

describe("listNames", () => {
  it("shows the first ones, and counts the rest", () => {
    assert.equal(listNames(["a", "b"]), "`a`, `b`");
    assert.equal(listNames(["a", "b", "c"], 2), "`a`, `b` and 1 more");
  });
});

describe("count and suggest", () => {
  it("choose the words", () => {
    assert.deepEqual([count(1, "row"), count(0, "row")], ["1 row", "0 rows"]);
    assert.deepEqual([suggest("a", "b"), suggest(undefined, "b")], ["Did you mean `a`?", "b"]);
  });
});
