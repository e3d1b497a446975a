import assert from "node:assert/strict";
import { test } from "node:test";
import { fiscalYear } from "../../base/fiscal.ts";
import { cents } from "../../base/money.ts";
import type { Plan, RowOf } from "../../plan/plan.ts";
import { makeRow } from "../../plan/rows.ts";
import { caseAllocation, caseLaw, casePlan, millions, withRows } from "./case.test-data.ts";
import { exactRatio } from "./rules.ts";
import { verifyAllocation } from "./verify.ts";

const codesOf = (plan: Plan) =>
  verifyAllocation(plan, caseLaw, caseAllocation()).map((finding) => finding.code);

/** The allocation pays for `sea` (EAP) from FMF 2 and 1, for `land` (EUR) from IMET 1 in FY2021. */
const plan = casePlan();

const directive = (values: Partial<RowOf<"directives">>) =>
  makeRow("directives", {
    id: "rule",
    name: "Rule",
    kind: "not_less_than",
    force: "law",
    fiscal_year: fiscalYear(2021),
    amount: millions(1),
    citation: "Made up for tests.",
    ...values,
  });
/** Millions of dollars and some cents. */
const cent = (count: number, more: number) => cents(millions(count) + more);

const directiveCases: readonly {
  name: string;
  rows: readonly Partial<RowOf<"directives">>[];
  codes: readonly string[];
}[] = [
  { name: "a floor on all money, just met", rows: [{ amount: millions(3) }], codes: [] },
  { name: "a floor a cent higher", rows: [{ amount: cent(3, 1) }], codes: ["floor_missed"] },
  {
    name: "a floor by agreement",
    rows: [{ amount: cent(3, 1), force: "agreement" }],
    codes: ["floor_missed"],
  },
  {
    name: "a floor of report language",
    rows: [{ amount: cent(3, 1), force: "report" }],
    codes: ["report_floor_missed"],
  },
  {
    name: "a floor of an account",
    rows: [{ amount: cent(2, 1), accounts: ["FMF"] }],
    codes: ["floor_missed"],
  },
  {
    name: "a floor of a partner",
    rows: [{ amount: cent(1, 1), partners: ["land"] }],
    codes: ["floor_missed"],
  },
  {
    name: "a floor of a bureau",
    rows: [{ amount: cent(2, 1), bureaus: ["EAP"] }],
    codes: ["floor_missed"],
  },
  {
    name: "a floor of a purpose",
    rows: [{ amount: cent(1, 1), purposes: ["military_education"] }],
    codes: ["floor_missed"],
  },
  {
    name: "a floor of filters that all agree",
    rows: [
      {
        accounts: ["FMF"],
        partners: ["land", "sea"],
        bureaus: ["EAP"],
        purposes: ["military_capability"],
        amount: millions(2),
      },
    ],
    codes: [],
  },
  {
    name: "a floor of another year",
    rows: [{ fiscal_year: fiscalYear(2022), amount: cent(1, 1) }],
    codes: ["floor_missed"],
  },
  {
    name: "a floor of a year outside the plan",
    rows: [{ fiscal_year: fiscalYear(2024), amount: millions(9) }],
    codes: [],
  },
  {
    name: "a ceiling just kept",
    rows: [{ kind: "not_more_than", amount: millions(3) }],
    codes: [],
  },
  {
    name: "a ceiling a cent lower",
    rows: [{ kind: "not_more_than", amount: cent(3, -1) }],
    codes: ["ceiling_exceeded"],
  },
  {
    name: "a ceiling of report language",
    rows: [{ kind: "not_more_than", amount: cent(3, -1), force: "report" }],
    codes: ["report_ceiling_exceeded"],
  },
];

const floor = { id: "floor", partners: ["sea"], amount: millions(3) };
const tranche = {
  kind: "withhold",
  within: "floor",
  partners: ["sea"],
  amount: millions(1),
  outcome: "withheld",
} as const;
const trancheCases: typeof directiveCases = [
  { name: "withheld: the floor falls and caps the scope", rows: [floor, tranche], codes: [] },
  {
    name: "withheld a cent too little: the floor stays above the money",
    rows: [floor, { ...tranche, amount: cent(1, -1) }],
    codes: ["floor_missed"],
  },
  {
    name: "withheld a cent more than is left unspent",
    rows: [floor, { ...tranche, amount: cent(1, 1) }],
    codes: ["withheld_spent"],
  },
  {
    name: "two tranches withheld from one floor",
    rows: [
      { ...floor, amount: millions(4) },
      { ...tranche, id: "one" },
      { ...tranche, id: "two" },
    ],
    codes: [],
  },
  ...(["pending", "certified", "waived"] as const).map((outcome) => ({
    name: `${outcome}: no constraint, and the floor stands`,
    rows: [floor, { ...tranche, outcome }],
    codes: ["floor_missed"],
  })),
  {
    name: "a tranche of another floor",
    rows: [floor, { id: "other", amount: millions(1) }, { ...tranche, within: "other" }],
    codes: ["floor_missed", "withheld_spent"],
  },
  {
    name: "the tranche caps the scope of the floor, whatever its own",
    rows: [floor, { ...tranche, partners: [] }],
    codes: [],
  },
  {
    name: "pending: no cap",
    rows: [
      { ...floor, amount: millions(1) },
      { ...tranche, outcome: "pending" as const },
    ],
    codes: [],
  },
  {
    name: "more withheld than the floor, and nothing spent",
    rows: [floor, { ...tranche, amount: millions(4) }].map((row) => ({
      ...row,
      fiscal_year: fiscalYear(2023),
    })),
    codes: [],
  },
  {
    name: "waived as far as it may be: what may not stays withheld",
    rows: [
      floor,
      { ...tranche, outcome: "waived" as const, amount: millions(2), waivable_amount: millions(1) },
    ],
    codes: [],
  },
  {
    name: "waived, and a cent too little stays withheld for the floor",
    rows: [
      floor,
      { ...tranche, outcome: "waived" as const, amount: cent(2, -1), waivable_amount: millions(1) },
    ],
    codes: ["floor_missed"],
  },
  {
    name: "waived, and a cent more stays withheld than is left unspent",
    rows: [
      floor,
      { ...tranche, outcome: "waived" as const, amount: cent(2, 1), waivable_amount: millions(1) },
    ],
    codes: ["withheld_spent"],
  },
  ...(["pending", "certified"] as const).map((outcome) => ({
    name: `${outcome}, and what may be waived does not count`,
    rows: [floor, { ...tranche, outcome, waivable_amount: cents(0) }],
    codes: ["floor_missed"],
  })),
  {
    name: "all of a withheld tranche is withheld, also what could have been waived",
    rows: [floor, { ...tranche, amount: cent(1, 1), waivable_amount: millions(1) }],
    codes: ["withheld_spent"],
  },
  {
    name: "withheld by law of a floor that only informs, which report language cannot lower for the law",
    rows: [
      { ...floor, amount: millions(4), force: "report" as const },
      { ...tranche, id: "law", amount: millions(2) },
      { ...tranche, id: "report", force: "report" as const, amount: millions(0.5) },
    ],
    codes: ["report_withheld_spent"],
  },
  {
    name: "withheld by report language: the floor of the law stands, the cap is a note",
    rows: [
      { ...floor, amount: millions(2) },
      { ...tranche, force: "report" as const },
    ],
    codes: ["report_withheld_spent"],
  },
];

test("verify names each directive that is not kept", async (context) => {
  for (const { name, rows, codes } of [...directiveCases, ...trancheCases]) {
    await context.test(name, () => {
      assert.deepEqual(codesOf(withRows(plan, "directives", rows.map(directive))), codes);
    });
  }
});

test("a missed floor says the dollars found, expected and short", () => {
  const rows = [directive({ id: "sea-floor", partners: ["sea"], amount: millions(2.5) })];
  const [finding] = verifyAllocation(withRows(plan, "directives", rows), caseLaw, caseAllocation());
  assert.deepEqual(finding, {
    code: "floor_missed",
    severity: "error",
    at: { file: "directives.csv", id: "sea-floor", field: "amount" },
    found: "$2,000,000 under directive `sea-floor` in FY2021",
    expected: "at least $2,500,000",
    help: "It is $500,000 too little.",
  });
});

test("report language is a note", () => {
  const rows = [directive({ force: "report", amount: millions(9) })];
  const findings = verifyAllocation(withRows(plan, "directives", rows), caseLaw, caseAllocation());
  assert.deepEqual(
    findings.map((finding) => finding.severity),
    ["note"],
  );
});

test("ratios are read digit by digit", () => {
  assert.deepEqual(exactRatio(0.25), { times: 25n, over: 100n });
  assert.deepEqual(exactRatio(3), { times: 3n, over: 1n });
  assert.deepEqual(exactRatio(1.5e-7), { times: 15n, over: 100_000_000n });
  assert.deepEqual(exactRatio(2e21), { times: 2_000_000_000_000_000_000_000n, over: 1n });
  assert.throws(() => exactRatio(Number.NaN), RangeError);
});
