import assert from "node:assert/strict";
import { test } from "node:test";
import { findOfficialFile, officialFileAbsent } from "../official-files.test-data.ts";
import { type CbjFile, importCbj } from "./import-cbj.ts";

const years = Array.from({ length: 10 }, (_, at) => 2008 + at);
const names = years.map((year) => `state_budget_by_country_fy${year}.csv`);
const longName = "cbj_country_account_fy2008_2017_long.csv";

function find(name: string): CbjFile[] {
  const bytes = findOfficialFile(`cbj/${name}`);
  return bytes === undefined ? [] : [{ name, bytes }];
}

const wide = names.flatMap(find);
const options = wide.length === names.length ? {} : { skip: officialFileAbsent };
const stage = "enacted";

test("the units of every year add up to every printed total, to the cent", options, () => {
  const { result, findings } = importCbj(wide, { stage });
  assert.equal(result.checks.length, 50);
  for (const check of result.checks) assert.equal(check.computed_dollars, check.printed_dollars);
  assert.deepEqual([...new Set(findings.map(({ code }) => code))].sort(), [
    "name_joined",
    "row_repeated",
  ]);
  assert.ok(
    result.accounting.left.every(({ reason }) => ["not_security", "total_row"].includes(reason)),
  );
});

/** By how much the rows overshoot the printed totals, counted from the files by another program (Python). */
const overshoot: readonly [year: number, account: string, dollars: string][] = [
  [2008, "FMF", "41561000"],
  [2008, "IMET", "4545000"],
  [2008, "INCLE", "129485000"],
  [2008, "NADR", "289001000"],
  [2008, "PKO", "106361000"],
  [2013, "FMF", "6600000"],
  [2013, "IMET", "1235000"],
  [2013, "INCLE", "163538000"],
  [2013, "NADR", "4143000"],
];

test("what FY2008 and FY2013 print twice is left, and nothing else", options, () => {
  const { result } = importCbj(wide, { stage });
  assert.deepEqual(
    result.checks
      .filter(({ repeated_dollars }) => repeated_dollars !== "0")
      .map(({ fiscal_year, account, repeated_dollars }) => [
        fiscal_year,
        account,
        repeated_dollars,
      ]),
    overshoot,
  );
});

test("the published figures of FY2017 are met", options, () => {
  const { baseline } = importCbj(find("state_budget_by_country_fy2017.csv"), { stage }).result;
  const fmf = baseline.filter(({ account }) => account === "FMF");
  const thousands = (partner?: string): number =>
    fmf
      .filter((row) => partner === undefined || row.partner === partner)
      .reduce((sum, { amount }) => sum + amount, 0) / 100_000;
  assert.equal(thousands(), 5_713_963);
  assert.equal(thousands("ISR"), 3_100_000);
  assert.equal(thousands("EGY"), 1_300_000);
  assert.equal(thousands("UKR"), 42_000);
});

test(
  "the long file alone lacks rows, and says so; beside the tables it adds nothing",
  options,
  () => {
    const long = find(longName);
    const alone = importCbj(long, { stage });
    const differs = alone.findings.filter(({ code }) => code === "sum_differs");
    assert.deepEqual(
      differs.map(({ at, found }) => `${at.field} ${/\d{4}$/.exec(found)?.[0]}`).sort(),
      [
        "INCLE 2008",
        "INCLE 2009",
        "INCLE 2010",
        "INCLE 2014",
        "NADR 2008",
        "NADR 2009",
        "NADR 2010",
        "NADR 2014",
        "PKO 2010",
      ],
    );
    const both = importCbj([...long, ...wide], { stage }).result;
    assert.deepEqual(both.baseline, importCbj(wide, { stage }).result.baseline);
  },
);
