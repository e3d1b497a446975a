import assert from "node:assert/strict";
import { test } from "node:test";
import { fiscalYear } from "../base/fiscal.ts";
import type { BaselineRow } from "../plan/plan.ts";
import { makeRow } from "../plan/rows.ts";
import { findLastYear, recordLabel } from "./baseline.ts";
import { sceneProblem } from "./scene.test-data.ts";
import { million, scenePlan } from "./scene-plan.test-data.ts";

const plan = scenePlan();
const problem = sceneProblem(plan);

function lastYear(rows: readonly BaselineRow[]) {
  return findLastYear({ ...plan, tables: { ...plan.tables, baseline: rows } }, problem);
}

function row(year: number, stage: BaselineRow["stage"], amount: number, account = "FMF") {
  return makeRow("baseline", {
    id: `${year}-${stage}-${account}-${amount}`,
    partner: "UKR",
    account,
    fiscal_year: fiscalYear(year),
    stage,
    amount: million(amount),
  });
}

test("the last year before the plan counts, whatever the order of the rows", () => {
  const rows = [row(2020, "obligated", 5), row(2019, "obligated", 7), row(2021, "obligated", 9)];
  for (const list of [rows, [...rows].reverse()]) {
    assert.equal(lastYear(list)?.year, 2020);
    assert.equal(lastYear(list)?.amount, million(5));
  }
});

test("one stage is taken, never a mix: obligations before other stages", () => {
  const rows = [row(2020, "disbursed", 3), row(2020, "obligated", 5), row(2020, "enacted", 8)];
  assert.equal(lastYear(rows)?.amount, million(5));
  const other = lastYear([row(2020, "disbursed", 3), row(2020, "enacted", 8)]);
  assert.equal(other?.amount, million(8));
  assert.equal(other && recordLabel(other), "FY2020 money enacted");
});

test("negative rows are summed, and accounts outside the plan are named", () => {
  const found = lastYear([
    row(2020, "obligated", 5),
    row(2020, "obligated", -2),
    row(2020, "obligated", 4, "ACI"),
  ]);
  assert.equal(found?.amount, million(3));
  assert.deepEqual(found?.left_out, [{ account: "ACI", amount: million(4) }]);
});

test("a plan without a record has no last year", () => {
  assert.equal(lastYear([]), undefined);
  assert.equal(lastYear([row(2022, "obligated", 5)]), undefined);
});
