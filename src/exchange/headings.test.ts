import assert from "node:assert/strict";
import { test } from "node:test";
import { findHeadings } from "./headings.ts";
import type { Sheet } from "./xlsx/workbook.ts";

const wanted = { year: "Fiscal Year", country: "Country", amount: "Amount" } as const;

function sheet(name: string, ...rows: readonly (readonly string[])[]): Sheet {
  return {
    name,
    rows: rows.map((cells, at) => ({
      row: at + 1,
      cells: cells.map((text) => ({ kind: "text", text }) as const),
    })),
  };
}

test("headings are found by name, in any row, order, case and sheet", () => {
  const sheets = [
    sheet("Notes", ["about Country"]),
    sheet("Data", ["Title"], ["AMOUNT", "other", "fiscal  year", "Country"]),
  ];
  const { result, findings } = findHeadings(sheets, wanted, "a.xlsx");
  assert.deepEqual(findings, []);
  assert.equal(result?.sheet.name, "Data");
  assert.equal(result?.row, 2);
  assert.deepEqual(result?.columns, { year: 2, country: 3, amount: 0 });
});

test("a renamed heading is named, with what it may have been", () => {
  const { result, findings } = findHeadings(
    [sheet("Data", ["Fiscal Year", "Contry", "Amount"])],
    wanted,
    "a.xlsx",
  );
  assert.equal(result, undefined);
  assert.equal(findings[0]?.code, "headings_missing");
  assert.match(findings[0]?.found ?? "", /`Contry`/);
  assert.match(findings[0]?.help ?? "", /`Contry` may be `Country`/);
});

test("a file without any heading is told so", () => {
  const { findings } = findHeadings([sheet("Data", ["a", "b"])], wanted, "a.xlsx");
  assert.deepEqual(
    findings.map(({ code, found }) => [code, found]),
    [["headings_missing", "none of the headings in the first 100 rows"]],
  );
});

test("a heading over two columns, or in two sheets, is not chosen between", () => {
  const row = ["Fiscal Year", "Country", "Amount"];
  for (const sheets of [[sheet("A", [...row, "Amount"])], [sheet("A", row), sheet("B", row)]]) {
    const { result, findings } = findHeadings(sheets, wanted, "a.xlsx");
    assert.equal(result, undefined);
    assert.equal(findings[0]?.code, "headings_repeated");
  }
});
