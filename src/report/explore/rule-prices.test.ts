import assert from "node:assert/strict";
import { test } from "node:test";
import type { PriceSide, RulePrice } from "../../allocate/explain/rule-price.ts";
import { fiscalYear } from "../../base/fiscal.ts";
import { reportRulePrices } from "./rule-prices.ts";

/** $40.0 million, in cents. */
const level = 4_000_000_000;

function side(until: number, change: number): PriceSide {
  return { from: level, per_unit: 0.1, change, until, beyond: "more", whole: null };
}

function rowOf(tightened: PriceSide, method: RulePrice["method"]) {
  const price: RulePrice = {
    rule: { kind: "directive", id: "floor", name: "The grant", fiscal_year: null },
    ...{ form: "floor", unit: "cents", years: [fiscalYear(2022)], each_year: false, level, method },
    ...{ relaxed: side(0, 3.75), tightened, total: 3.75, without: null },
    ...{ hidden_by: null, next: null, sentence: "" },
  };
  return reportRulePrices([price]).rules[0];
}

test("a move that cannot be read beside the level is at once, or not said", () => {
  // $20,000 of $40 million is 0.05%; $400,000 is 1%.
  assert.equal(rowOf(side(level + 2_000_000, 49.9), "whole")?.tightened_until, "at once");
  assert.equal(rowOf(side(level + 2_000_000, 49.9), "divisible")?.tightened_until, "");
  assert.equal(rowOf(side(level + 40_000_000, 49.9), "whole")?.tightened_until, "$40.4 million");
  assert.equal(rowOf(side(level, 0), "whole")?.tightened_until, "");
  assert.equal(rowOf(side(level, 0), "whole")?.relaxed_until, "$0");
});
