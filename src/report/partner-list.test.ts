import assert from "node:assert/strict";
import { test } from "node:test";
import { fiscalYear } from "../base/fiscal.ts";
import { sumCents } from "../base/money.ts";
import { makeRow } from "../plan/rows.ts";
import { listPartners, recordAtOneStage } from "./partner-list.ts";
import { sceneAllocation, sceneProblem } from "./scene.test-data.ts";
import { million, scenePlan } from "./scene-plan.test-data.ts";

const plan = scenePlan();
const allocation = sceneAllocation(sceneProblem(plan));

test("every dollar of the allocation stands with one partner, in its year", () => {
  const rows = listPartners(plan, allocation);
  const paid = sumCents(allocation.payments.map(({ amount }) => amount));
  assert.equal(
    rows.reduce((sum, row) => sum + (row.allocated ?? 0), 0),
    paid,
  );
  const later = rows.flatMap((row) => row.years.filter(({ fiscal_year: year }) => year >= 2021));
  assert.equal(
    later.reduce((sum, { amount }) => sum + amount, 0),
    paid,
  );
});

test("a partner has its record, what it asks at most, and what is funded", () => {
  const ukraine = listPartners(plan, allocation).find(({ id }) => id === "UKR");
  // FMF 115 and IMET 3 as recorded; the largest level of each asks five quarters.
  assert.deepEqual(ukraine?.years[0], { fiscal_year: 2020, amount: million(118) });
  assert.equal(ukraine?.proposals, 3);
  assert.equal(ukraine?.funded, 2);
  // Three years of 143.75, 3.75 and 112.5.
  assert.equal(ukraine?.asked, million(780));
});

test("without an allocation nothing is said of funding", () => {
  for (const row of listPartners(plan, null)) {
    assert.equal(row.funded, null);
    assert.equal(row.allocated, null);
    assert.ok(row.years.every(({ fiscal_year: year }) => year < 2021));
  }
});

test("a figure that is recorded at two stages counts once, at the later of obligated and enacted", () => {
  const row = (id: string, stage: "enacted" | "obligated", amount: number) =>
    makeRow("baseline", {
      id,
      partner: "UKR",
      account: "FMF",
      fiscal_year: fiscalYear(2020),
      stage,
      amount: million(amount),
    });
  const rows = [row("a", "enacted", 115), row("b", "obligated", 100), row("c", "obligated", 14)];
  assert.deepEqual(
    recordAtOneStage(rows).map(({ id }) => id),
    ["b", "c"],
  );
});
