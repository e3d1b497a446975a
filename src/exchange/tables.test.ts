import assert from "node:assert/strict";
import { test } from "node:test";
import { fiscalYear } from "../base/fiscal.ts";
import { readPlan } from "../plan/read.ts";
import { samplePlan } from "../plan/sample-plan.test-data.ts";
import { writePlan } from "../plan/write.ts";
import { importCbj } from "./cbj/import-cbj.ts";
import { greenbookHeadings } from "./greenbook/greenbook-rows.ts";
import { importGreenbook } from "./greenbook/import-greenbook.ts";
import { cbjTables, greenbookTables } from "./tables.ts";
import { makeWorkbook, sheetRows } from "./xlsx/make-workbook.test-data.ts";

/** Reads imported files as a part of the sample plan; the import's own tables only. */
function readAsPlan(imported: ReadonlyMap<string, string>) {
  const encoder = new TextEncoder();
  const files = new Map([...writePlan(samplePlan()), ...imported]);
  const { plan, findings } = readPlan(
    new Map([...files].map(([path, text]) => [path, encoder.encode(text)])),
  );
  assert.deepEqual(
    findings.filter(({ code }) => code !== "defaults_apply"),
    [],
  );
  assert.ok(plan !== null);
  return plan.tables;
}

test("the Greenbook's files read back as the rows that were imported", () => {
  const fmf = [
    "Military",
    "Foreign Military Financing",
    "State",
    "Foreign Military Financing Program",
  ];
  const rows = [
    Object.values(greenbookHeadings),
    [2020, "Europe", "Kosovo", ...fmf, "12.34"],
    [2020, "Europe", "Kosovo", ...fmf, -20],
    [2020, "World", "World (not specified)", ...fmf, 5],
    [2020, "Nowhere", "Ruritania", ...fmf, 5],
  ];
  const years = { firstYear: fiscalYear(2020), lastYear: fiscalYear(2020) };
  const { result } = importGreenbook(makeWorkbook(sheetRows(rows)), years);
  const tables = readAsPlan(greenbookTables(result));
  assert.equal(result.baseline.length, 2);
  assert.deepEqual(tables.baseline, result.baseline);
  assert.deepEqual(
    tables.partners.map(({ id, kind, iso3, bureau }) => [id, kind, iso3, bureau]),
    [
      ["R-WORLD", "region", undefined, "GLOBAL"],
      ["XKX", "country", "XKX", "EUR"],
    ],
  );
});

test("the budget tables' files read back as the rows that were imported", () => {
  const lines = [
    "fiscal_year,row_type,operating_unit,account,usd_thousands",
    "2015,row,Kenya,FMF,1.5",
  ];
  const bytes = new TextEncoder().encode(lines.join("\n"));
  const { result } = importCbj([{ name: "l.csv", bytes }]);
  const tables = readAsPlan(cbjTables(result));
  assert.deepEqual(
    tables.baseline.map(({ id, amount }) => [id, amount]),
    [["cbj-2015-FMF-KEN", 150_000]],
  );
  assert.deepEqual(tables.baseline, result.baseline);
});
