import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type Cents, cents, formatDollars, group, parseDollars, showDollars } from "./money.ts";

describe("parseDollars", () => {
  const amounts: readonly (readonly [text: string, cents: number])[] = [
    ["0", 0],
    ["12500000", 1_250_000_000],
    ["0.25", 25],
    ["3.1", 310],
    ["-0", 0],
    ["-0.01", -1],
    ["1000000000000", 100_000_000_000_000],
  ];
  for (const [text, expected] of amounts) {
    it(`reads ${text}`, () => assert.equal(parseDollars(text, true), expected));
  }

  const refused: readonly (readonly [text: string, problem: string, suggestion?: string])[] = [
    ["-1", "negative"],
    ["1000000000000.01", "too_large"],
    ["9".repeat(400), "too_large"],
    ["0.001", "fraction_of_a_cent"],
    ["12,500,000", "not_an_amount", "12500000"],
    ["$3.3 bn", "not_an_amount", "3300000000"],
    ["12,5 m", "not_an_amount", "12500000"],
    ["1.2e7", "not_an_amount", "12000000"],
    ["(5)", "not_an_amount", "-5"],
    ["ten", "not_an_amount"],
    ["5 constructor", "not_an_amount"],
    ["1,2,3", "not_an_amount"],
  ];
  for (const [text, problem, suggestion] of refused) {
    it(`refuses ${text.slice(0, 20)}`, () => {
      const expected = suggestion === undefined ? { problem } : { problem, suggestion };
      assert.deepEqual(parseDollars(text, false), expected);
    });
  }

  for (const text of ["1e308", "1e25", "2000 bn", "9e307 bn"]) {
    it(`suggests no amount that it would refuse: ${text}`, () => {
      assert.deepEqual(parseDollars(text, true), { problem: "not_an_amount" });
    });
  }

  it("answers a long and hostile cell at once", () => {
    const began = performance.now();
    for (const text of [`-${" ".repeat(5000)}!`, `1${",".repeat(50_000)}!`, "1".repeat(100_000)]) {
      assert.equal(typeof parseDollars(text, true), "object");
    }
    assert.ok(performance.now() - began < 5000);
  });

  it("undoes formatDollars on any amount", () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000_000_000_000, max: 100_000_000_000_000 }), (amount) => {
        assert.equal(parseDollars(formatDollars(cents(amount)), true), amount);
      }),
      { seed: 20210101, numRuns: 500 },
    );
  });
});

describe("cents", () => {
  for (const value of [0.5, Number.NaN, 2 ** 53]) {
    it(`throws on ${value}, which only our own code can pass`, () => {
      assert.throws(() => cents(value), RangeError);
    });
  }
});

describe("showDollars", () => {
  const shown: readonly (readonly [amount: number, text: string])[] = [
    [0, "$0"],
    [1_250_000, "$12,500"],
    [130_000_000_000, "$1.30 billion"],
    [-4_250_000_000, "-$42.5 million"],
    [99_994_000_000, "$999.9 million"],
  ];
  for (const [amount, text] of shown) {
    it(`shows ${text}`, () => assert.equal(showDollars(amount as Cents), text));
  }

  it("never shows a thousand millions, nor a million without its word", () => {
    assert.equal(showDollars(cents(99_999_999_999)), "$1.00 billion");
    assert.equal(showDollars(cents(99_999_999)), "$1.0 million");
  });

  it("groups digits alike in every locale", () => assert.equal(group("1234567.8"), "1,234,567.8"));
});
