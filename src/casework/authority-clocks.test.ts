import assert from "node:assert/strict";
import { test } from "node:test";
import type { Plan } from "../plan/plan.ts";
import { casePlan, day, eventRows } from "./case-plan.test-data.ts";
import { realCasebook } from "./casebook.test-data.ts";
import type { Casebook } from "./casebook.ts";
import { factsOf, formatFacts } from "./facts.ts";
import { lookUpRows } from "./plan-rows.ts";
import { proposeEvent } from "./propose-event.ts";
import { readCases } from "./read-cases.ts";

const book = realCasebook();

/** A package that State concurred in, of which Congress was told on January 13, paid by these accounts. */
function told(accounts: readonly string[]): Plan {
  const base = casePlan();
  const cases = base.tables.cases.map((row) => ({ ...row, process: "concurrence" }));
  const initiatives = base.tables.initiatives.map((row) => ({ ...row, accounts }));
  const draft = casePlan({ cases, initiatives });
  const [row] = cases;
  assert.ok(row);
  const facts = formatFacts(factsOf(lookUpRows(draft), row));
  const events = eventRows("c-333", [
    { event: "submit", on: "2021-01-05", office: "osd_policy", facts },
    { event: "concur", on: "2021-01-12", facts },
    { event: "notify", on: "2021-01-13", office: "dsca" },
  ]);
  return casePlan({ cases, initiatives, events });
}

const waits = (plan: Plan, of: Casebook = book) =>
  (readCases(plan, of, day("2021-01-14")).result[0]?.clocks ?? [])
    .filter(({ code }) => code === "notice")
    .map(({ authority, days, mark, due }) => [authority, days, mark, due]);

const clear = (plan: Plan, on: string, of: Casebook = book) =>
  proposeEvent(
    plan,
    of,
    "c-333",
    "clear",
    { author: "a", office: "dsca" },
    day(on),
    [],
  ).findings.map(({ code, severity }) => [code, severity]);

/** The book with the days that an authority sets changed. */
function withDays(authority: string, value: number, from: string, mark: "checked" | "knowledge") {
  const days = [
    { ...{ from: day(from), to: null, value, mark }, cite: "Made up", says: "Made up." },
  ];
  const noticeDays: Casebook["noticeDays"] = (code) =>
    code === authority ? days : book.noticeDays(code);
  return { ...book, noticeDays };
}

test("the wait after notice is that of the authority: a checked one refuses, one from knowledge warns", () => {
  assert.deepEqual(waits(told(["S341"])), [["S341", 15, "checked", "2021-01-28"]]);
  assert.deepEqual(clear(told(["S341"]), "2021-01-27"), [["event_wait_running", "error"]]);
  assert.deepEqual(clear(told(["S341"]), "2021-01-28"), []);
  assert.deepEqual(waits(told(["CTR"])), [["CTR", 15, "checked", "2021-01-28"]]);
  for (const account of ["MSI", "USAI", "ASFF", "CSF", "JORD-OM", "S1226", "S332"]) {
    assert.deepEqual(waits(told([account])), [[account, 15, "knowledge", "2021-01-28"]], account);
    assert.deepEqual(clear(told([account]), "2021-01-27"), [["event_wait_unsure", "warning"]]);
    assert.deepEqual(clear(told([account]), "2021-01-28"), []);
  }
});

test("where the law says nothing of an authority, fifteen days stand in, from knowledge, and say so", () => {
  for (const account of ["S331", "S311", "HMA", "S344"]) {
    assert.deepEqual(waits(told([account])), [[null, 15, "knowledge", "2021-01-28"]], account);
    const clock = readCases(told([account]), book, day("2021-01-14")).result[0]?.clocks.find(
      ({ code }) => code === "notice",
    );
    assert.match(clock?.says ?? "", /says nothing/);
    assert.deepEqual(clear(told([account]), "2021-01-27"), [["event_wait_unsure", "warning"]]);
  }
});

test("another number of days moves only the cases of its authority, and only notices from its day on", () => {
  const later = withDays("MSI", 30, "2021-01-13", "checked");
  assert.deepEqual(waits(told(["MSI"]), later), [["MSI", 30, "checked", "2021-02-12"]]);
  assert.deepEqual(clear(told(["MSI"]), "2021-02-11", later), [["event_wait_running", "error"]]);
  assert.deepEqual(clear(told(["MSI"]), "2021-02-12", later), []);
  assert.deepEqual(waits(told(["S341"]), later), waits(told(["S341"])));
  // The law of the day after the notice is not asked: nothing on record then, so the default.
  const tooLate = withDays("MSI", 30, "2021-01-14", "checked");
  assert.deepEqual(waits(told(["MSI"]), tooLate), [[null, 15, "knowledge", "2021-01-28"]]);
});

test("a case of two authorities waits for both, and counts no wait of an account that it does not decide", () => {
  const later = withDays("MSI", 30, "2016-01-01", "checked");
  assert.deepEqual(waits(told(["S341", "MSI", "FMF"]), later), [
    ["MSI", 30, "checked", "2021-02-12"],
    ["S341", 15, "checked", "2021-01-28"],
  ]);
  assert.deepEqual(clear(told(["S341", "MSI"]), "2021-01-30", later), [
    ["event_wait_running", "error"],
  ]);
  // S385 asks for 30 days, and this process decides none of its money.
  assert.equal(book.noticeDays("S385")[0]?.value, 30);
  assert.deepEqual(waits(told(["S341", "S385"])), waits(told(["S341"])));
});
