import assert from "node:assert/strict";
import { test } from "node:test";
import { fiscalYear } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import type { RowOf } from "./plan.ts";
import { makeRow } from "./rows.ts";
import { withheldOf } from "./tranche.ts";

const tranche = (values: Partial<RowOf<"directives">>) =>
  makeRow("directives", {
    id: "t",
    name: "Tranche",
    kind: "withhold",
    force: "law",
    fiscal_year: fiscalYear(2021),
    amount: cents(300),
    citation: "Made up for tests.",
    ...values,
  });

const cases: readonly [Partial<RowOf<"directives">>, number][] = [
  [{}, 0],
  [{ waivable_amount: cents(225) }, 0],
  [{ outcome: "certified", waivable_amount: cents(225) }, 0],
  [{ outcome: "withheld" }, 300],
  [{ outcome: "withheld", waivable_amount: cents(225) }, 300],
  [{ outcome: "waived" }, 0],
  [{ outcome: "waived", waivable_amount: cents(225) }, 75],
  [{ outcome: "waived", waivable_amount: cents(0) }, 300],
  [{ kind: "not_less_than", outcome: "withheld" }, 0],
];
for (const [values, expected] of cases) {
  test(`of a tranche of 300 cents ${JSON.stringify(values)} keeps ${expected}`, () => {
    assert.equal(withheldOf(tranche(values)), expected);
  });
}
