import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fiscalYear } from "../../base/fiscal.ts";
import { readAmount } from "../amounts.ts";
import { makeWorkbook, sheetRows } from "../xlsx/make-workbook.test-data.ts";
import { greenbookHeadings } from "./greenbook-rows.ts";
import { type GreenbookOptions, importGreenbook } from "./import-greenbook.ts";

type Row = readonly (string | number | null)[];

const title: Row[] = [["Assistance"], ["Prepared by USAID on a day"], []];
const headings: Row = Object.values(greenbookHeadings);
const years = { firstYear: fiscalYear(2019), lastYear: fiscalYear(2020) };
const state = "Department of State";
const defense = "Department of Defense";

function row(
  year: string | number | null,
  country: string | null,
  account: readonly [category: string, publicationRow: string, agency: string, name: string],
  amount: string | number | null,
): Row {
  const [category, publicationRow, agency, name] = account;
  return [year, "Somewhere", country, category, publicationRow, agency, name, amount];
}

const fmf = [
  "Military",
  "Foreign Military Financing",
  state,
  "Foreign Military Financing Program",
] as const;
const ctrMilitary = [
  "Military",
  "Cooperative Threat Reduction",
  defense,
  "Cooperative Threat Reduction Account, Defense",
] as const;
const ctrEconomic = [
  "Economic",
  "Department of Defense Non-Military Assistance",
  defense,
  "Cooperative Threat Reduction Account, Defense",
] as const;
const maintenance = [
  "Economic",
  "Department of Defense Non-Military Assistance",
  defense,
  "Operation and Maintenance, Defense-Wide",
] as const;
const nadr = [
  "Economic",
  "Nonproliferation, Anti-Terrorism, Demining & Related",
  state,
  "Nonproliferation, Anti-Terrorism, Demining and Related Programs",
] as const;
const food = ["Economic", "Title II", "Department of Agriculture", "Food for Peace"] as const;
const newFund = ["Military", "Other Military Assistance", defense, "Moon Defense Fund"] as const;
const eda = ["Military", "Other Military Assistance", defense, "Excess Defense Articles"] as const;

function importRows(rows: readonly Row[], options: Partial<GreenbookOptions> = {}) {
  const bytes = makeWorkbook(sheetRows([...title, headings, ...rows]));
  return importGreenbook(bytes, { ...years, name: "g.xlsx", ...options });
}

/** Rows of both years, so that no year is absent. */
const quiet: Row[] = [row(2019, "Ukraine", fmf, 1), row(2020, "Ukraine", fmf, 2)];

test("rows become one baseline row per partner, account and year, to the cent", () => {
  const { result, findings } = importRows([
    ...quiet,
    row(2020, "Ukraine", fmf, "0.25"),
    row("2020", "Kosovo", nadr, 5),
  ]);
  assert.deepEqual(findings, []);
  const source = "U.S. Overseas Loans and Grants (Greenbook), USAID. Prepared by USAID on a day";
  const base = { stage: "obligated", note: undefined, source } as const;
  assert.deepEqual(result.baseline, [
    {
      id: "gb-2019-FMF-UKR",
      partner: "UKR",
      account: "FMF",
      fiscal_year: 2019,
      amount: 100,
      source_rows: "5",
      ...base,
    },
    {
      id: "gb-2020-FMF-UKR",
      partner: "UKR",
      account: "FMF",
      fiscal_year: 2020,
      amount: 225,
      source_rows: "6-7",
      ...base,
    },
    {
      id: "gb-2020-NADR-XKX",
      partner: "XKX",
      account: "NADR",
      fiscal_year: 2020,
      amount: 500,
      source_rows: "8",
      ...base,
    },
  ]);
  assert.deepEqual(result.titleLines, ["Assistance", "Prepared by USAID on a day"]);
});

test("every row is accounted for, with its reason", () => {
  const { result, findings } = importRows([
    ...quiet,
    row(2018, "Ukraine", fmf, 10),
    row("1976tq", "Ukraine", fmf, 20),
    row(1976.9, "Ukraine", fmf, 30),
    row(2020, "Ukraine", food, 40),
    row(2020, "Ukraine", maintenance, 50),
    row(2020, "Ukraine", newFund, 60),
    row(2020, "Ukrane", fmf, 70),
    row(2020, null, fmf, 80),
    row(2020, "Ukraine", fmf, "90 m"),
  ]);
  assert.deepEqual(result.accounting, {
    taken: { rows: 2, dollars: "3" },
    left: [
      { reason: "account_not_listed", rows: 1, dollars: "60" },
      { reason: "amount_unreadable", rows: 1, dollars: "0" },
      { reason: "not_security", rows: 2, dollars: "90" },
      { reason: "other_year", rows: 1, dollars: "10" },
      { reason: "partner_not_listed", rows: 1, dollars: "70" },
      { reason: "row_incomplete", rows: 1, dollars: "80" },
      { reason: "transition_quarter", rows: 2, dollars: "50" },
    ],
    total: { rows: 11, dollars: "363" },
  });
  assert.deepEqual(
    findings.map(({ code, at }) => [code, at.row]),
    [
      ["row_incomplete", 14],
      ["amount_unreadable", 15],
      ["account_not_listed", 12],
      ["partner_not_listed", 13],
    ],
  );
  assert.match(findings[3]?.help ?? "", /nearest known name is `Ukraine`/);
});

test("a known account in another place of the file is not guessed at", () => {
  const moved = ["Economic", "Elsewhere", state, fmf[3]] as const;
  const { result, findings } = importRows([...quiet, row(2020, "Ukraine", moved, 5)]);
  assert.equal(result.accounting.left[0]?.reason, "account_not_listed");
  assert.equal(findings[0]?.code, "account_not_listed");
});

const notes: readonly [
  what: string,
  rows: readonly Row[],
  cents: number,
  note: string | undefined,
][] = [
  ["only positive", [row(2020, "Egypt", fmf, 5), row(2020, "Egypt", fmf, 6)], 1100, undefined],
  [
    "only negative",
    [row(2020, "Egypt", fmf, -5)],
    -500,
    "Negative: obligations of earlier years were taken back.",
  ],
  [
    "mixed",
    [row(2020, "Egypt", fmf, 5), row(2020, "Egypt", fmf, -2)],
    300,
    "Sums $5 obligated and $-2 taken back.",
  ],
  [
    "mixed and negative",
    [row(2020, "Egypt", fmf, 1), row(2020, "Egypt", fmf, -2)],
    -100,
    "Sums $1 obligated and $-2 taken back. Negative: obligations of earlier years were taken back.",
  ],
  [
    "both categories",
    [row(2020, "Egypt", ctrMilitary, 5), row(2020, "Egypt", ctrEconomic, 7)],
    1200,
    "$7 of it is filed under Economic in the Greenbook.",
  ],
  [
    "Economic alone",
    [row(2020, "Egypt", ctrEconomic, 7)],
    700,
    "Filed under Economic in the Greenbook.",
  ],
  ["articles", [row(2020, "Egypt", eda, 7)], 700, "The value of articles from stock, not money."],
];

for (const [what, rows, cents, note] of notes) {
  test(`a baseline row says what to know: ${what}`, () => {
    const { result } = importRows([...quiet, ...rows]);
    const found = result.baseline.find(({ partner }) => partner === "EGY");
    assert.deepEqual([found?.amount, found?.note], [cents, note]);
  });
}

test("negative rows are kept and named", () => {
  const { findings } = importRows([
    ...quiet,
    row(2020, "Egypt", fmf, -5),
    row(2018, "Egypt", fmf, -9),
  ]);
  assert.deepEqual(
    findings.map(({ code, severity, found }) => [code, severity, found]),
    [["rows_negative", "note", "1 negative rows, together -$5"]],
  );
});

test("digits finer than a cent are rounded and named", () => {
  const { result, findings } = importRows([...quiet, row(2020, "Egypt", fmf, 0.125)]);
  assert.equal(result.baseline.find(({ partner }) => partner === "EGY")?.amount, 13);
  assert.equal(findings[0]?.code, "amount_rounded");
});

test("a formula as amount is not trusted, and not lost", () => {
  const cells = headings.slice(0, 7).map((_, at) => {
    const column = String.fromCharCode(65 + at);
    const value = ["2020", "Somewhere", "Egypt", ...fmf][at] ?? "";
    return `<c r="${column}5" t="inlineStr"><is><t>${value}</t></is></c>`;
  });
  const data = `${sheetRows([...title, headings])}<row r="5">${cells.join("")}<c r="H5"><f>1+1</f><v>2</v></c></row>`;
  const { result, findings } = importGreenbook(makeWorkbook(data), {
    ...years,
    firstYear: years.lastYear,
  });
  assert.deepEqual(result.baseline, []);
  assert.deepEqual(
    findings.map(({ code }) => code),
    ["amount_unreadable", "years_absent", "formula_found"],
  );
  assert.match(findings[0]?.found ?? "", /a formula with the stored result "2"/);
});

test("sums over a trillion dollars are refused, not wrapped", () => {
  const large = row(2020, "Egypt", fmf, "999999999999");
  const { result, findings } = importRows([...quiet, large, large]);
  assert.equal(result.baseline.length, 2);
  assert.equal(findings[0]?.code, "amount_unreadable");
  assert.deepEqual(result.accounting.left, [
    { reason: "amount_unreadable", rows: 2, dollars: "1999999999998" },
  ]);
});

const odd: readonly [
  what: string,
  rows: readonly Row[],
  options: Partial<GreenbookOptions>,
  codes: readonly string[],
][] = [
  [
    "years that are not in the file",
    quiet,
    { lastYear: fiscalYear(2022) },
    ["years_absent", "years_absent"],
  ],
  ["years in the wrong order", quiet, { firstYear: fiscalYear(2021) }, ["years_reversed"]],
  ["a year that is none", [...quiet, row("FY20", "Egypt", fmf, 1)], {}, ["row_incomplete"]],
  [
    "a category that is none",
    [...quiet, row(2020, "Egypt", ["Medical", ...fmf.slice(1)] as never, 1)],
    {},
    ["row_incomplete"],
  ],
  [
    "an amount that is missing",
    [...quiet, row(2020, "Egypt", fmf, null)],
    {},
    ["amount_unreadable"],
  ],
  ["no rows at all", [], {}, ["years_absent", "years_absent"]],
  ["empty rows", [...quiet, [], [" "]], {}, []],
];

for (const [what, rows, options, codes] of odd) {
  test(`odd input is a finding: ${what}`, () => {
    assert.deepEqual(
      importRows(rows, options).findings.map(({ code }) => code),
      codes,
    );
  });
}

test("a file without the headings gives nothing, and says why", () => {
  const { result, findings } = importGreenbook(makeWorkbook(sheetRows([["a"], ["b"]])), years);
  assert.deepEqual(
    findings.map(({ code }) => code),
    ["headings_missing"],
  );
  assert.deepEqual(result.accounting.total, { rows: 0, dollars: "0" });
});

test("a broken workbook gives nothing, and says why", () => {
  const { result, findings } = importGreenbook(new Uint8Array(9), years);
  assert.deepEqual(
    findings.map(({ code }) => code),
    ["not_a_workbook"],
  );
  assert.deepEqual(result.baseline, []);
});

const anyRow = fc.record({
  year: fc.constantFrom(2018, 2019, 2020, "1976tq", "never"),
  country: fc.constantFrom("Ukraine", "Egypt", "World (not specified)", "Nowhere"),
  account: fc.constantFrom(fmf, ctrMilitary, ctrEconomic, nadr, food, newFund),
  cents: fc.integer({ min: -10_000_000, max: 10_000_000 }),
});

test("whatever the rows: taken and left add up, and the order of rows changes no amount", () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 30 }), (parts) => {
      const rows = parts.map(({ year, country, account, cents }) =>
        row(year, country, account, (cents / 100).toFixed(2)),
      );
      const { result } = importRows(rows);
      const reversed = importRows([...rows].reverse()).result;
      const total = parts.reduce((sum, { cents }) => sum + cents, 0);
      assert.deepEqual(readAmount(result.accounting.total.dollars)?.cents, BigInt(total));
      const taken = result.baseline.reduce((sum, { amount }) => sum + amount, 0);
      assert.deepEqual(readAmount(result.accounting.taken.dollars)?.cents, BigInt(taken));
      const plain = (baseline: typeof result.baseline) =>
        baseline.map(({ id, amount, note }) => ({ id, amount, note }));
      assert.deepEqual(plain(reversed.baseline), plain(result.baseline));
      assert.deepEqual(reversed.accounting, result.accounting);
    }),
    { seed: 20201001, numRuns: 100 },
  );
});
