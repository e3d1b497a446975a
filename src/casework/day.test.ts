import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../base/fiscal.ts";
import { samplePlan } from "../plan/sample-plan.test-data.ts";
import { dayOf } from "./day.ts";

test("the day is today within the plan's time, and the plan's own day outside it", () => {
  const { head } = samplePlan();
  const cases = [
    ["2020-12-30", "2020-12-31"],
    ["2020-12-31", "2020-12-31"],
    ["2021-01-01", "2021-01-01"],
    ["2023-09-30", "2023-09-30"],
    ["2023-10-01", "2020-12-31"],
  ];
  for (const [today = "", expected] of cases) assert.equal(dayOf(head, isoDate(today)), expected);
});
