import assert from "node:assert/strict";
import { test } from "node:test";
import { millionsText, parseMillions, parsePercent, percentText, timesFactor } from "./amounts.ts";

test("millions are shown and read without losing a cent", () => {
  for (const dollars of ["0", "12500000", "6175524000", "0.01", "40000000.25", "999999999999.99"]) {
    assert.equal(parseMillions(millionsText(dollars)), dollars);
  }
  assert.equal(millionsText("6175524000"), "6,175.524");
  assert.equal(millionsText(null), "");
});

test("what is no amount of millions is refused", () => {
  for (const text of ["", "12 m", "-5", "1e3", "ten", "1000001"]) {
    assert.equal(parseMillions(text), undefined, text);
  }
  assert.equal(parseMillions(" $1,250.5 "), "1250500000");
});

test("percent are shown and read as the ratio that they are", () => {
  for (const ratio of ["0", "0.1", "0.35", "0.155", "1"]) {
    assert.equal(parsePercent(percentText(ratio)), ratio);
  }
  for (const text of ["", "101", "-1", "much"]) assert.equal(parsePercent(text), undefined, text);
  assert.equal(parsePercent("250", 1000), "2.5");
});

test("a factor moves an amount to the thousand dollars, and leaves it alone at one", () => {
  assert.equal(timesFactor("6175524321.55", 1), "6175524321.55");
  assert.equal(timesFactor("6175524321", 0.9), "5557972000");
  assert.equal(timesFactor("100", 0), "0");
});
