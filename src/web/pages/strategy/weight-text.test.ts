import assert from "node:assert/strict";
import { test } from "node:test";
import { complainWeight } from "./weight-text.ts";

for (const text of ["", "0", "2", "2.5"]) {
  test(`“${text}” is a weight`, () => assert.equal(complainWeight(text), undefined));
}
for (const text of ["-1", "2,5", "1e3", "heavy", "2.", "50%"]) {
  test(`“${text}” is none`, () => assert.match(complainWeight(text) ?? "", /at least 0/));
}
