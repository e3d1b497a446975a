import assert from "node:assert/strict";
import { test } from "node:test";
import { fiscalYear } from "../../base/fiscal.ts";
import { cents } from "../../base/money.ts";
import { casePlan, day, eventRows } from "../../casework/case-plan.test-data.ts";
import { realCasebook } from "../../casework/casebook.test-data.ts";
import { lookUpRows } from "../../casework/plan-rows.ts";
import { readCases } from "../../casework/read-cases.ts";
import { realLaw } from "../../law/law-folder.test-data.ts";
import { makeRow } from "../../plan/rows.ts";
import type { CaseView } from "../case-desk.ts";
import { listCalendar } from "./case-calendar.ts";

const book = realCasebook();
const on = day("2021-02-01");

/** A condition with a day of review and an interval of telling, and its cases. */
function calendarOf(processes: readonly string[]) {
  const cases = processes.map((process, index) =>
    makeRow("cases", {
      ...{
        id: `k${index}`,
        name: `K${index}`,
        kind: "condition" as const,
        process,
        partner: "PHL",
      },
      ...{ opened_on: day("2021-01-04"), owner: "state_pm", condition: "c" },
    }),
  );
  const plan = casePlan({
    ...{ cases, activities: [], agreements: [], end_use_items: [] },
    events: processes.includes("condition")
      ? eventRows("k0", [{ event: "adopt", on: "2021-01-05" }])
      : [],
    directives: [
      makeRow("directives", {
        ...{ id: "d", name: "D", kind: "withhold", force: "law", citation: "Made up" },
        ...{ fiscal_year: fiscalYear(2021), amount: cents(1000), decision_due: day("2021-05-01") },
      }),
    ],
    conditions: [
      makeRow("conditions", {
        ...{ id: "c", name: "C", partner: "PHL", kind: "positive", statement: "S", trigger: "T" },
        ...{ standard: "credible", authority: "A", tranche: "d", initiatives: ["maritime"] },
        ...{ review_on: day("2021-06-01"), tell_days: 30 },
      }),
    ],
  });
  const readings = readCases(plan, book, on).result;
  const view = { rows: lookUpRows(plan), readings, book, law: realLaw(), on };
  return listCalendar(view as unknown as CaseView).map((one) => [
    one.kind,
    one.day,
    one.row,
    one.offices,
  ]);
}

test("a condition with a ladder and a tranche has each of its days once, where it is done", () => {
  assert.deepEqual(calendarOf(["condition", "condition-tranche"]), [
    ["tell", "2021-02-04", "cases/k0", ["post"]],
    ["limit", "2021-05-01", "cases/k1", ["secretary_of_state"]],
    ["review", "2021-06-01", "cases/k0", ["post"]],
  ]);
});

test("the day of a tranche stands on the ladder where no case decides about it", () => {
  assert.deepEqual(
    calendarOf(["condition"]).filter(([kind]) => kind === "limit"),
    [["limit", "2021-05-01", "cases/k0", ["post"]]],
  );
});

test("a condition without a case keeps its days, and one with a tranche only has them there", () => {
  assert.deepEqual(
    calendarOf([]).map(([kind, , row]) => [kind, row]),
    [["review", "conditions/c"]],
  );
  const kinds = calendarOf(["condition-tranche"]).map(([kind, , row]) => [kind, row]);
  assert.deepEqual(
    kinds.filter(([kind]) => kind === "review"),
    [["review", "cases/k0"]],
  );
});
