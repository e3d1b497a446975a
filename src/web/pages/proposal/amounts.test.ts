import assert from "node:assert/strict";
import { test } from "node:test";
import { parseBlock, sumTyped } from "./amounts.ts";

test("typed amounts add up to the cent, and what cannot be read is told", () => {
  assert.deepEqual(sumTyped(["12500000", " 0.25 ", ""]), { amount: 1_250_000_025, unread: false });
  assert.deepEqual(sumTyped(["100", "12,5 m"]), { amount: 10_000, unread: true });
});

test("a block from a spreadsheet keeps its rows and columns", () => {
  assert.deepEqual(parseBlock("$1,250,000.00\t2500000\r\n -\t3.50\r\n"), [
    ["1250000", "2500000"],
    ["", "3.50"],
  ]);
});

test("what two people would read in two ways stays as it was pasted", () => {
  assert.deepEqual(parseBlock("1.250.000\t12,5"), [["1.250.000", "12,5"]]);
});

test("a single value is no block", () => {
  assert.equal(parseBlock("12500000"), undefined);
});
