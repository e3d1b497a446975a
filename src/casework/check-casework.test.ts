import assert from "node:assert/strict";
import { test } from "node:test";
import type { Plan, PlanTables } from "../plan/plan.ts";
import { makeRow, type RowValues } from "../plan/rows.ts";
import { casePlan, day, eventRows } from "./case-plan.test-data.ts";
import { realCasebook } from "./casebook.test-data.ts";
import { checkCasework } from "./check-casework.ts";

const book = realCasebook();

function check(more: Partial<PlanTables>): string[] {
  const plan: Plan = casePlan(more);
  return checkCasework(plan, book, day("2021-02-01")).map((each) => `${each.code} ${each.at.id}`);
}

const need = (more: Partial<RowValues<"preconditions">>) => ({
  preconditions: [
    makeRow("preconditions", {
      ...{ id: "p", initiative: "maritime", force: "waits", reason: "It is asked for." },
      ...more,
    }),
  ],
});

const agreement = (more: Partial<RowValues<"agreements">>) => ({
  agreements: [
    makeRow("agreements", {
      ...{ id: "a", name: "A", partner: "PHL", kind: "sofa", status: "in_force", ...more },
    }),
  ],
});

test("sound casework has no findings", () => {
  assert.deepEqual(check({ ...agreement({}), ...need({ agreement: "a" }) }), []);
});

test("a precondition names something, of the initiative's own partner", () => {
  assert.deepEqual(check(need({})), ["precondition_empty p"]);
  const other = { ...agreement({ partner: "UKR" }), ...need({ agreement: "a" }) };
  assert.deepEqual(check(other), ["precondition_partner_other p"]);
});

test("agreements and activities end on or after the day on which they begin", () => {
  const dated = (until: string) => agreement({ since: day("2021-01-02"), until: day(until) });
  assert.deepEqual(check(dated("2021-01-02")), []);
  assert.deepEqual(check(dated("2021-01-01")), ["register_dates_backward a"]);
  const activities = [
    makeRow("activities", {
      ...{ id: "x", name: "X", kind: "exercise", owner: "C", status: "planned" },
      ...{ starts_on: day("2021-05-02"), ends_on: day("2021-05-01") },
    }),
  ];
  assert.deepEqual(check({ activities }), ["register_dates_backward x"]);
});

test("broken events and doubled notices are found, and what is only late is not", () => {
  const [notice] = casePlan().tables.notices;
  assert.ok(notice);
  const events = eventRows("c-333", [{ event: "dance", on: "2021-01-05" }]);
  assert.deepEqual(check({ events, notices: [notice, { ...notice, id: "n-2" }] }), [
    "event_unknown c-333-1",
    "notice_repeated n-2",
  ]);
  const conditions = [
    makeRow("conditions", {
      ...{ id: "c", name: "C", partner: "PHL", kind: "positive", statement: "S", trigger: "T" },
      ...{ standard: "credible", authority: "A", review_on: day("2020-01-01") },
    }),
  ];
  assert.deepEqual(check({ conditions }), []);
});
