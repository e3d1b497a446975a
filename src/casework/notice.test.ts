import assert from "node:assert/strict";
import { test } from "node:test";
import { fiscalYear } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import { makeRow } from "../plan/rows.ts";
import { casePlan, day } from "./case-plan.test-data.ts";
import { realCasebook } from "./casebook.test-data.ts";
import { readNotice } from "./notice.ts";
import { lookUpRows } from "./plan-rows.ts";
import { listPriorYears } from "./prior-years.ts";

const book = realCasebook();

test("a notice shows every element of section 333(e) with what the package says of it", () => {
  const { result, findings } = readNotice(casePlan(), book, "c-333", day("2021-01-10"));
  assert.deepEqual(findings, []);
  assert.equal(result?.complete, true);
  const cites = result?.elements.map((each) => each.ask.cite).filter((cite) => /\(e\)/.test(cite));
  // The eighth is asked only where there is construction.
  assert.deepEqual(
    cites,
    [1, 2, 3, 4, 5, 6, 7].map((number) => `10 U.S.C. 333(e)(${number})`),
  );
  const recipient = result?.elements.find((each) => each.ask.code === "recipient");
  const unit = recipient?.values.find((each) => each.field === "initiatives.units");
  assert.equal(unit?.text, "coast-guard");
});

test("what is missing is named, field by field", () => {
  const notices = casePlan().tables.notices.map((row) => ({
    ...row,
    sustainment_source: undefined,
  }));
  const { result } = readNotice(casePlan({ notices }), book, "c-333", day("2021-01-10"));
  assert.equal(result?.complete, false);
  const open = result?.elements.filter((each) => each.empty.length > 0);
  assert.deepEqual(
    open?.map((each) => [each.ask.code, each.empty]),
    [["sustainment", ["notices.sustainment_source"]]],
  );
});

test("a case has one row of notice, and an unknown case or process is named", () => {
  const [first] = casePlan().tables.notices;
  const [row] = casePlan().tables.cases;
  assert.ok(first && row);
  const codes = (plan: ReturnType<typeof casePlan>, id = "c-333") =>
    readNotice(plan, book, id, day("2021-01-10")).findings.map((each) => each.code);
  assert.deepEqual(codes(casePlan({ notices: [first, { ...first, id: "n-2" }] })), [
    "notice_repeated",
  ]);
  assert.deepEqual(codes(casePlan(), "none"), ["case_unknown"]);
  assert.deepEqual(codes(casePlan({ cases: [{ ...row, process: "x" }] })), [
    "case_process_unknown",
  ]);
});

test("the three years before are those before the fiscal year of the day, each dollar once", () => {
  const of = (year: number, stage: "obligated" | "enacted", amount: number, account = "FMF") =>
    makeRow("baseline", {
      ...{ id: `${account}-${year}-${stage}`, partner: "PHL", account, stage },
      ...{ fiscal_year: fiscalYear(year), amount: cents(amount) },
    });
  const plan = casePlan({
    baseline: [
      ...[of(2017, "obligated", 1), of(2018, "obligated", 20), of(2018, "enacted", 30)],
      ...[of(2019, "enacted", 400), of(2019, "obligated", 5, "IMET"), of(2021, "obligated", 6)],
    ],
  });
  const read = (on: string) =>
    listPriorYears(lookUpRows(plan), "PHL", day(on)).map((year) => [
      ...[year.fiscal_year, year.on_record, year.total],
      year.rows.map((row) => `${row.account} ${row.stage} ${row.amount}`).join(", "),
    ]);
  assert.deepEqual(read("2020-10-01"), [
    [2018, true, 20, "FMF obligated 20"],
    [2019, true, 405, "FMF enacted 400, IMET obligated 5"],
    [2020, false, 0, ""],
  ]);
  // The day before, the fiscal year is still 2020.
  assert.deepEqual(
    read("2020-09-30").map(([year]) => year),
    [2017, 2018, 2019],
  );
});
