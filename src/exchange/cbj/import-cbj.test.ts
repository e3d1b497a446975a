import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type CbjFile, importCbj } from "./import-cbj.ts";

const wideHead = "Country,All Accounts,ESF,INCLE,IMET,FMF,PKO,Other**,Fiscal Year";
const longHead = "fiscal_year,row_type,operating_unit,account,usd_thousands";

function file(name: string, lines: readonly string[]): CbjFile {
  return { name, bytes: new TextEncoder().encode(`${lines.join("\n")}\n`) };
}

const table = [
  wideHead,
  'TOTAL,"1,234",200,30,4,"1,000",-,-,2015',
  'Africa,"1,004",-,-,4,"1,000",-,-,2015',
  "Kenya,4,-,-,4,-,-,-,2015",
  'Côte d\'Ivoire,"1,000",-,-,-,"1,000",-,-,2015',
  "Near East,230,200,30,-,-,-,-,2015",
  "West Bank and,,,,,,,,2015",
  "Gaza,230,200,30,-,-,-,-,2015",
  ",,,,,,,,",
  "http://www.state.gov/documents/organization/1.pdf,,,,,,,,",
];

test("a printed table becomes baseline rows, to the cent", () => {
  const { result, findings } = importCbj([file("t.csv", table)], { stage: "enacted" });
  assert.deepEqual(
    findings.map(({ code }) => code),
    ["name_joined"],
  );
  const source =
    "Congressional Budget Justification, table by country and account, FY2015, http://www.state.gov/documents/organization/1.pdf";
  const base = { fiscal_year: 2015, stage: "enacted", note: undefined, source } as const;
  assert.deepEqual(result.baseline, [
    {
      id: "cbj-2015-FMF-CIV",
      partner: "CIV",
      account: "FMF",
      amount: 100_000_000,
      source_rows: "5",
      ...base,
    },
    {
      id: "cbj-2015-IMET-KEN",
      partner: "KEN",
      account: "IMET",
      amount: 400_000,
      source_rows: "4",
      ...base,
    },
    {
      id: "cbj-2015-INCLE-PSE",
      partner: "PSE",
      account: "INCLE",
      amount: 3_000_000,
      source_rows: "8",
      ...base,
    },
  ]);
  assert.deepEqual(result.accounting, {
    taken: { rows: 3, dollars: "1034000" },
    left: [
      { reason: "not_security", rows: 1, dollars: "200000" },
      { reason: "total_row", rows: 14, dollars: "6170000" },
    ],
    total: { rows: 18, dollars: "7404000" },
  });
  assert.deepEqual(
    result.partners.map(({ id }) => id),
    ["CIV", "KEN", "PSE"],
  );
  assert.deepEqual(
    result.checks.find(({ account }) => account === "FMF"),
    {
      file: "t.csv",
      fiscal_year: 2015,
      account: "FMF",
      printed_dollars: "1000000",
      computed_dollars: "1000000",
      repeated_dollars: "0",
    },
  );
});

const long = [
  longHead,
  "2015,total,TOTAL,FMF,1000",
  "2015,total,TOTAL,IMET,4",
  "2015,region,Africa,FMF,1000",
  "2015,row,Kenya,All Accounts,4",
  "2015,row,Kenya,IMET,4",
  "2015,row,Cote d'Ivoire,FMF,1000",
];

test("the long shape gives the same rows", () => {
  const { result, findings } = importCbj([file("l.csv", long)], { stage: "enacted" });
  assert.deepEqual(findings, []);
  assert.deepEqual(
    result.baseline.map(({ id, amount, source_rows }) => [id, amount, source_rows]),
    [
      ["cbj-2015-FMF-CIV", 100_000_000, "7"],
      ["cbj-2015-IMET-KEN", 400_000, "6"],
    ],
  );
});

test("a stage that nobody stated is marked, in a finding and in every row", () => {
  const { result, findings } = importCbj([file("l.csv", long)]);
  assert.deepEqual(
    findings.map(({ code, severity }) => [code, severity]),
    [["stage_unstated", "warning"]],
  );
  for (const row of result.baseline) {
    assert.equal(row.stage, "enacted");
    assert.match(row.note ?? "", /does not state the stage/);
  }
});

test("of two files for one year the printed shape is used, and no dollar counts twice", () => {
  const files = [file("a-long.csv", long), file("b-wide.csv", table)];
  const { result, findings } = importCbj(files, { stage: "enacted" });
  const alone = importCbj([file("b-wide.csv", table)], { stage: "enacted" }).result;
  assert.deepEqual(result.baseline, alone.baseline);
  assert.deepEqual(result.accounting.taken, alone.accounting.taken);
  assert.deepEqual(
    result.accounting.left.find(({ reason }) => reason === "repeated_file"),
    { reason: "repeated_file", rows: 6, dollars: "3012000" },
  );
  assert.deepEqual(
    findings.filter(({ code }) => code === "files_disagree").map(({ at }) => at.field),
    ["INCLE"],
  );
  assert.deepEqual(importCbj([...files].reverse(), { stage: "enacted" }), { result, findings });
});

const bureaus = [
  "Western Hemisphere,5,-,-,5,-,-,-,2015",
  "Peru,3,-,-,3,-,-,-,2015",
  "Chile,2,-,-,2,-,-,-,2015",
];
const doubled: readonly [
  what: string,
  lines: readonly string[],
  codes: readonly string[],
  taken: string,
][] = [
  [
    "a heading row repeats its only program, and the totals prove it",
    [
      "TOTAL,12,-,-,12,-,-,-,2015",
      ...bureaus,
      "Other Funding,7,-,-,7,-,-,-,2015",
      "To Be Programmed,7,-,-,7,-,-,-,2015",
    ],
    ["row_repeated"],
    "12000",
  ],
  [
    "the same row twice",
    [
      "TOTAL,12,-,-,12,-,-,-,2015",
      ...bureaus,
      "Counterterrorism,7,-,-,7,-,-,-,2015",
      "Counterterrorism,7,-,-,7,-,-,-,2015",
    ],
    ["row_repeated"],
    "12000",
  ],
  [
    "two rows of one size that the totals count",
    [
      "TOTAL,19,-,-,19,-,-,-,2015",
      ...bureaus,
      "Other Funding,7,-,-,7,-,-,-,2015",
      "To Be Programmed,7,-,-,7,-,-,-,2015",
    ],
    [],
    "19000",
  ],
  [
    "too much, without a proof of which row",
    ["TOTAL,11,-,-,11,-,-,-,2015", ...bureaus, "Other Funding,7,-,-,7,-,-,-,2015"],
    ["sum_differs"],
    "12000",
  ],
  ["too little", ["TOTAL,9,-,-,9,-,-,-,2015", ...bureaus], ["sum_differs"], "5000"],
  [
    "two countries of one size are not a repeat",
    [
      "TOTAL,4,-,-,4,-,-,-,2015",
      "Africa,4,-,-,4,-,-,-,2015",
      "Kenya,2,-,-,2,-,-,-,2015",
      "Ghana,2,-,-,2,-,-,-,2015",
    ],
    [],
    "4000",
  ],
];

for (const [what, lines, codes, taken] of doubled) {
  test(`money is counted once: ${what}`, () => {
    const { result, findings } = importCbj([file("t.csv", [wideHead, ...lines])], {
      stage: "enacted",
    });
    assert.deepEqual(
      findings.map(({ code }) => code),
      codes,
    );
    assert.equal(result.accounting.taken.dollars, taken);
  });
}

test("a regional row says which units it sums", () => {
  const lines = [
    wideHead,
    "PM - Political-Military Affairs,7,-,-,7,-,-,-,2015",
    "CT - Counterterrorism,2,-,-,2,-,-,-,2015",
    "Central Asia Regional,1,-,-,1,-,-,-,2015",
    "African Union,-3,-,-3,-,-,-,-,2015",
  ];
  const { result } = importCbj([file("t.csv", lines)], { stage: "enacted" });
  assert.deepEqual(
    result.baseline.map(({ partner, amount, note }) => [partner, amount, note]),
    [
      ["R-SCA-CENTRAL", 100_000, undefined],
      [
        "R-WORLD",
        900_000,
        "Sums CT - Counterterrorism $2000; PM - Political-Military Affairs $7000.",
      ],
      ["O-AU", -300_000, "Negative in the table."],
    ],
  );
});

const odd: readonly [what: string, lines: readonly string[], codes: readonly string[]][] = [
  ["nothing", [], ["headings_missing"]],
  ["another table", ["Fiscal Year,Region,FMF", "2015,Africa,1"], ["headings_missing"]],
  ["an open quote", [wideHead, 'Kenya,"4,-,-,4,-,-,-,2015'], ["csv_damaged"]],
  ["a stray quote", [wideHead, 'Ke"nya,4,-,-,4,-,-,-,2015'], ["csv_damaged"]],
  [
    "an unknown account",
    [wideHead.replace("ESF", "Moon"), "Kenya,4,-,-,4,-,-,-,2015"],
    ["account_not_listed"],
  ],
  [
    "an unknown account in the long shape",
    [longHead, "2015,row,Kenya,Moon,4", "2016,row,Kenya,Moon,4"],
    ["account_not_listed"],
  ],
  ["an unknown unit", [wideHead, "Kenia,4,-,-,4,-,-,-,2015"], ["partner_not_listed"]],
  ["an amount that is none", [wideHead, "Kenya,4,-,-,4 m,-,-,-,2015"], ["amount_unreadable"]],
  [
    "a thousands comma in the wrong place",
    [wideHead, 'Kenya,4,-,-,"1,00",-,-,-,2015'],
    ["amount_unreadable"],
  ],
  [
    "an amount that is none in the long shape",
    [longHead, "2015,row,Kenya,FMF,x"],
    ["amount_unreadable"],
  ],
  ["a year that is none", [wideHead, "Kenya,4,-,-,4,-,-,-,FY15"], ["row_incomplete"]],
  ["a row type that is none", [longHead, "2015,sum,Kenya,FMF,4"], ["row_incomplete"]],
  [
    "a row type that every object has",
    [longHead, "2015,constructor,Kenya,FMF,4"],
    ["row_incomplete"],
  ],
  ["an amount without a name", [wideHead, ",4,-,-,4,-,-,-,2015"], ["row_incomplete"]],
  [
    "a sum over a trillion",
    [
      longHead,
      "2015,row,Kenya,FMF,900000000",
      "2015,row,Kenya,IMET,1",
      "2015,row,Kenya,FMF,900000000",
    ],
    ["amount_unreadable"],
  ],
];

for (const [what, lines, codes] of odd) {
  test(`an odd table is a finding: ${what}`, () => {
    const { findings } = importCbj([file("t.csv", lines)], { stage: "enacted" });
    assert.deepEqual(
      findings.map(({ code }) => code),
      codes,
    );
  });
}

test("no file, and a workbook in place of a table, are findings", () => {
  assert.equal(importCbj([]).findings[0]?.code, "no_file_given");
  const zip = { name: "t.csv", bytes: Uint8Array.from([0x50, 0x4b, 3, 4]) };
  assert.equal(importCbj([zip]).findings[0]?.code, "text_undecodable");
});

test("whatever the bytes: findings, never a throw", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom("", wideHead, longHead),
      (tail, head) => {
        const bytes = Uint8Array.from([...new TextEncoder().encode(`${head}\n`), ...tail]);
        const { result } = importCbj([{ name: "t.csv", bytes }]);
        assert.deepEqual(
          result.baseline.filter(({ amount }) => !Number.isSafeInteger(amount)),
          [],
        );
      },
    ),
    { seed: 2015, numRuns: 500 },
  );
});
