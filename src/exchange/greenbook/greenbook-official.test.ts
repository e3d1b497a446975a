import assert from "node:assert/strict";
import { test } from "node:test";
import { fiscalYear } from "../../base/fiscal.ts";
import { findOfficialFile, officialFileAbsent } from "../official-files.test-data.ts";
import { type GreenbookImport, importGreenbook } from "./import-greenbook.ts";

const bytes = findOfficialFile("greenbook-1946-2020.xlsx");
const options = bytes === undefined ? { skip: officialFileAbsent } : {};

let imported: GreenbookImport | undefined;
function official(): GreenbookImport {
  if (bytes === undefined) throw new Error("skipped tests do not come here");
  if (imported !== undefined) return imported;
  const { result, findings } = importGreenbook(bytes, {
    firstYear: fiscalYear(2016),
    lastYear: fiscalYear(2020),
  });
  assert.deepEqual(
    findings.map(({ code }) => code),
    ["rows_negative"],
  );
  imported = result;
  return result;
}

function sumOf(year: number, accounts: readonly string[], partner?: string): number {
  return official()
    .baseline.filter((row) => row.fiscal_year === year && accounts.includes(row.account))
    .filter((row) => partner === undefined || row.partner === partner)
    .reduce((sum, row) => sum + row.amount, 0);
}

/** Cents as millions of dollars with two decimals, as the published figures have them. */
function millions(cents: number): string {
  return (cents / 100 / 1_000_000).toFixed(2);
}

/** Sums counted from the workbook by another program (Python), and the README of the data folder. */
const published: readonly [
  year: number,
  accounts: readonly string[],
  partner: string | undefined,
  millions: string,
][] = [
  [2019, ["FMF"], undefined, "6525.86"],
  [2020, ["FMF"], undefined, "7030.51"],
  [2019, ["FMF"], "ISR", "3300.00"],
  [2020, ["FMF"], "ISR", "3300.00"],
  [2019, ["FMF"], "EGY", "1300.00"],
  [2020, ["FMF"], "EGY", "1300.00"],
  [2019, ["IMET"], undefined, "114.22"],
  [2020, ["IMET"], undefined, "83.65"],
  [2019, ["PKO"], undefined, "506.47"],
  [2020, ["PKO"], undefined, "481.03"],
  [2019, ["INCLE"], undefined, "1400.52"],
  [2020, ["INCLE"], undefined, "1609.27"],
  [2019, ["NADR"], undefined, "857.64"],
  [2020, ["NADR"], undefined, "972.08"],
];

for (const [year, accounts, partner, expected] of published) {
  test(`the published sum is met: FY${year} ${accounts} ${partner ?? "all"}`, options, () => {
    assert.equal(millions(sumOf(year, accounts, partner)), expected);
  });
}

test("every row of the file is taken or left, to the cent", options, () => {
  assert.deepEqual(official().accounting, {
    taken: { rows: 3241, dollars: "78628344667" },
    left: [
      { reason: "not_security", rows: 9569, dollars: "166172494061" },
      { reason: "other_year", rows: 61869, dollars: "1124868603270" },
      { reason: "transition_quarter", rows: 323, dollars: "2603161000" },
    ],
    total: { rows: 75_002, dollars: "1372272602998" },
  });
});

test("every military dollar is taken: FY2019 and FY2020", options, () => {
  const civilian = ["INCLE", "ACI", "NADR"];
  for (const [year, expected] of [
    [2019, 1408195306200n],
    [2020, 1164078360600n],
  ] as const) {
    const rows = official().baseline.filter((row) => row.fiscal_year === year);
    const all = rows
      .filter((row) => !civilian.includes(row.account))
      .reduce((sum, row) => sum + BigInt(row.amount), 0n);
    const economic = rows.reduce((sum, row) => sum + economicPart(row), 0n);
    assert.equal(all - economic, expected);
  }
});

/** What a note says is filed under Economic, of accounts that stand under both. */
function economicPart(row: { account: string; amount: number; note: string | undefined }): bigint {
  const part = /\$(-?\d+) of it is filed under Economic/.exec(row.note ?? "")?.[1];
  if (part !== undefined) return BigInt(part) * 100n;
  return row.note?.includes("Filed under Economic") === true ? BigInt(row.amount) : 0n;
}

test(
  "the share of FMF for Europe and for East Asia and the Pacific is the published one",
  options,
  () => {
    for (const [year, expected] of [
      [2019, "5.18"],
      [2020, "13.35"],
    ] as const) {
      const bureauOf = new Map(
        official().recipients.map(({ partner }) => [partner?.id ?? "", partner?.bureau]),
      );
      const share = official()
        .baseline.filter(({ fiscal_year, account }) => fiscal_year === year && account === "FMF")
        .filter(({ partner }) => ["EUR", "EAP"].includes(bureauOf.get(partner) ?? ""))
        .reduce((sum, { amount }) => sum + amount, 0);
      assert.equal(((share / sumOf(year, ["FMF"])) * 100).toFixed(2), expected);
    }
  },
);

test("every recipient of FY2016-FY2020 is a known partner", options, () => {
  assert.equal(official().recipients.length, 195);
  assert.deepEqual(
    official().recipients.filter(({ partner }) => partner === undefined),
    [],
  );
  assert.equal(official().recipients.filter(({ regional }) => regional).length, 12);
});
