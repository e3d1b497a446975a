import assert from "node:assert/strict";
import { test } from "node:test";
import { indexFindings, isFoundIn, type PlacedFinding } from "./findings-index.ts";

const finding = (code: string, id: string): PlacedFinding => ({
  ...{ code, severity: "error", found: "", expected: "", help: "" },
  at: { file: "lines.csv", id, field: "amount" },
});

test("a row is found by any finding, or by one of a code", () => {
  const index = indexFindings([finding("cell_missing", "a"), finding("cell_range", "b")], "lines", [
    "id",
    "amount",
  ]);
  assert.equal(isFoundIn(index, "a"), true);
  assert.equal(isFoundIn(index, "a", "cell_missing"), true);
  assert.equal(isFoundIn(index, "a", "cell_range"), false);
  assert.equal(isFoundIn(index, "c"), false);
});
