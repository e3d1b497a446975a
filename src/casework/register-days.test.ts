import assert from "node:assert/strict";
import { test } from "node:test";
import { fiscalYear } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import type { RowOf } from "../plan/plan.ts";
import { makeRow, type RowValues } from "../plan/rows.ts";
import { casePlan, day } from "./case-plan.test-data.ts";
import { realCasebook } from "./casebook.test-data.ts";
import { listRegisterDays } from "./register-days.ts";

const { terms } = realCasebook().policies;

type Activity = Partial<RowValues<"activities">>;

function daysOf(activity: Activity, on: string): (string | boolean)[][] {
  const row = makeRow("activities", {
    ...{ id: "game", name: "Game", kind: "exercise", owner: "EUCOM", status: "planned" },
    ...{ input_due: day("2021-03-31") },
    ...activity,
  });
  const plan = casePlan({ activities: [row], agreements: [] });
  return listRegisterDays(plan, terms, day(on)).map((one) => [
    one.kind,
    one.row,
    one.day,
    one.late,
  ]);
}

const due = ["input", "activities/game", "2021-03-31"];

test("input to the plans of others is due to the day, until it is given or comes too late to matter", () => {
  assert.deepEqual(daysOf({}, "2021-03-31"), [[...due, false]]);
  assert.deepEqual(daysOf({}, "2021-04-01"), [[...due, true]]);
  for (const input_status of ["asked", "not_asked"] as const) {
    assert.deepEqual(daysOf({ input_status }, "2021-04-01"), [[...due, true]]);
  }
  for (const input_status of ["no_objection", "comments", "objection"] as const) {
    assert.deepEqual(daysOf({ input_status }, "2021-04-01"), []);
  }
  assert.deepEqual(daysOf({ status: "held" }, "2021-04-01"), []);
  assert.deepEqual(daysOf({ status: "canceled" }, "2021-04-01"), []);
  assert.deepEqual(daysOf({ status: "proposed" }, "2021-03-01"), [[...due, false]]);
  assert.deepEqual(daysOf({ input_due: undefined }, "2021-04-01"), []);
});

test("a request on a reserve is to be decided within the days of the reserve, until it is", () => {
  const days = (decision: RowOf<"releases">["decision"], on: string, respond_days?: number) => {
    const plan = casePlan({
      ...{ activities: [], agreements: [] },
      reserves: [
        makeRow("reserves", {
          ...{ id: "r", name: "Quick", account: "FMF", fiscal_year: fiscalYear(2021) },
          ...{ amount: cents(100), trigger: "T", released_by: "State", respond_days },
        }),
      ],
      releases: [
        makeRow("releases", {
          ...{ id: "a", reserve: "r", partner: "PHL", happened: "A blast.", amount: cents(100) },
          ...{ asked_on: day("2021-01-04"), decision },
        }),
      ],
    });
    return listRegisterDays(plan, terms, day(on)).map((one) => [
      one.kind,
      one.row,
      one.day,
      one.late,
    ]);
  };
  const asked = ["release", "releases/a", "2021-01-18"];
  assert.deepEqual(days("open", "2021-01-18", 14), [[...asked, false]]);
  assert.deepEqual(days("open", "2021-01-19", 14), [[...asked, true]]);
  assert.deepEqual(days("open", "2021-01-03", 14), []);
  assert.deepEqual(days("open", "2021-01-19"), []);
  assert.deepEqual(days("released", "2021-01-19", 14), []);
  assert.deepEqual(days("refused", "2021-01-19", 14), []);
});

test("an agreement in force is named by the day on which it ends, and no other", () => {
  const agreement = (status: RowValues<"agreements">["status"], until?: string) =>
    makeRow("agreements", {
      ...{ id: `a-${status}`, name: "A", partner: "PHL", kind: "acsa" as const, status },
      ...(until === undefined ? {} : { until: day(until) }),
    });
  const list = [agreement("in_force", "2022-06-30"), agreement("expired", "2020-06-30")];
  const plan = casePlan({ agreements: [...list, agreement("signed")], activities: [] });
  assert.deepEqual(
    listRegisterDays(plan, terms, day("2021-01-01")).map((one) => [one.row, one.day, one.partners]),
    [["agreements/a-in_force", "2022-06-30", ["PHL"]]],
  );
});

test("a check of delivered articles is due a year after the last one, and late after that day", () => {
  const item = (monitoring: RowValues<"end_use_items">["monitoring"]) =>
    makeRow("end_use_items", {
      ...{ id: `u-${monitoring}`, partner: "PHL", article: "Launchers", monitoring, quantity: 5 },
      ...{ delivered_on: day("2018-01-01"), checked_on: day("2019-03-01"), status: "in_place" },
    });
  const end_use_items = [item("enhanced"), item("routine")];
  const plan = casePlan({ activities: [], agreements: [], end_use_items });
  const days = (on: string) =>
    listRegisterDays(plan, terms, day(on)).map((one) => [one.kind, one.row, one.day, one.late]);
  const due = ["end_use", "end_use_items/u-enhanced", "2020-02-29"];
  assert.deepEqual(days("2020-02-29"), [[...due, false]]);
  assert.deepEqual(days("2020-03-01"), [[...due, true]]);
  assert.deepEqual(days("2017-12-31"), []);
});
