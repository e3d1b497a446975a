import assert from "node:assert/strict";
import { test } from "node:test";
import { type FiscalYear, fiscalYear } from "../../base/fiscal.ts";
import { type Cents, cents, largestAmount } from "../../base/money.ts";
import type { Plan } from "../../plan/plan.ts";
import { makeRow } from "../../plan/rows.ts";
import type { Allocation, Choice, Payment } from "../allocation.ts";
import { listAccountWindows } from "./accounts.ts";
import {
  caseAllocation,
  caseLaw,
  casePlan,
  millions,
  pay,
  withRow,
  withRows,
} from "./case.test-data.ts";
import { readForVerify } from "./reading.ts";
import { recount, verifyAllocation } from "./verify.ts";

const plan = casePlan();
const allocation = caseAllocation();
const [boatsFirst, boatsSecond, school] = allocation.payments as [Payment, Payment, Payment];
const [boatsChoice, schoolChoice] = allocation.choices as [Choice, Choice];
const codesOf = (of: Plan, stated: Allocation) =>
  verifyAllocation(of, caseLaw, stated).map((finding) => finding.code);

const choice = (initiative: string, level: string, start: number): Choice => ({
  initiative,
  package: level,
  start: fiscalYear(start),
});
const halfCent = 0.5 as Cents;
const tooMuch = cents(largestAmount + 1);

interface Case {
  readonly name: string;
  readonly plan?: Plan;
  readonly allocation?: Partial<Allocation>;
  readonly codes: readonly string[];
}

const choiceCases: readonly Case[] = [
  { name: "a lawful allocation", codes: [] },
  {
    name: "an initiative that the plan does not have",
    allocation: { choices: [boatsChoice, choice("ghost", "ghost.one", 2021), schoolChoice] },
    codes: ["choice_not_in_plan"],
  },
  {
    name: "a package of another initiative",
    allocation: { choices: [boatsChoice, choice("court", "school.one", 2021), schoolChoice] },
    codes: ["choice_not_in_plan"],
  },
  {
    name: "a second package for one initiative",
    allocation: { choices: [boatsChoice, choice("boats", "boats.more", 2022), schoolChoice] },
    codes: ["choice_twice"],
  },
  {
    name: "an excluded initiative",
    plan: withRow(plan, "initiatives", "school", { excluded: true }),
    codes: ["choice_excluded"],
  },
  {
    name: "a start before the earliest",
    plan: withRow(plan, "initiatives", "boats", { earliest_start: fiscalYear(2022) }),
    codes: ["choice_start"],
  },
  {
    name: "a start after the latest",
    plan: withRow(plan, "initiatives", "school", { latest_start: fiscalYear(2020) }),
    codes: ["choice_start"],
  },
  {
    name: "a start that is no year",
    allocation: {
      choices: [boatsChoice, { ...schoolChoice, start: Number.NaN as FiscalYear }],
    },
    codes: ["choice_beyond_horizon", "choice_start", "payment_sum", "payment_sum"],
  },
  {
    name: "a cost after the last year",
    plan: {
      ...plan,
      head: { ...plan.head, last_fiscal_year: fiscalYear(2021) },
    },
    codes: ["choice_beyond_horizon"],
  },
  {
    name: "a package without cost",
    plan: withRow(plan, "lines", "school.one.0", { amount: cents(0) }),
    allocation: { payments: [boatsFirst, boatsSecond] },
    codes: ["choice_without_cost"],
  },
  {
    name: "a pin on a package that is not funded",
    plan: withRow(plan, "initiatives", "court", { pinned_package: "court.one" }),
    codes: ["pin_ignored"],
  },
  {
    name: "a pin on another package of a funded initiative",
    plan: withRow(plan, "initiatives", "boats", { pinned_package: "boats.more" }),
    codes: ["pin_ignored"],
  },
  {
    name: "a pin that is kept",
    plan: withRow(plan, "initiatives", "boats", { pinned_package: "boats.some" }),
    codes: [],
  },
];

const paymentCases: readonly Case[] = [
  {
    name: "money for an initiative that is not funded",
    plan: withRow(plan, "resources", "FMF-2021", { amount: millions(9) }),
    allocation: { payments: [boatsFirst, boatsSecond, pay("court", 2021, "FMF", 0.1), school] },
    codes: ["payment_unfunded"],
  },
  {
    name: "a payment of nothing",
    allocation: { payments: [boatsFirst, boatsSecond, pay("school", 2021, "FMF", 0), school] },
    codes: ["payment_amount"],
  },
  {
    name: "a payment of part of a cent",
    allocation: {
      payments: [boatsFirst, boatsSecond, { ...school, account: "FMF", amount: halfCent }, school],
    },
    codes: ["payment_amount"],
  },
  {
    name: "a payment of more than a trillion dollars",
    allocation: {
      payments: [boatsFirst, boatsSecond, { ...school, account: "FMF", amount: tooMuch }, school],
    },
    codes: ["payment_amount"],
  },
  {
    name: "two payments for one initiative, account and year",
    allocation: {
      payments: [
        boatsFirst,
        boatsSecond,
        ...[0.4, 0.6].map((part) => pay("school", 2021, "IMET", part)),
      ],
    },
    codes: ["payment_twice"],
  },
  {
    name: "an account that the initiative does not name",
    plan: withRow(plan, "initiatives", "school", { accounts: ["FMF"] }),
    codes: ["payment_account"],
  },
  {
    name: "an account that the law bars",
    plan: withRow(plan, "initiatives", "school", { recipient: "institution" }),
    codes: ["payment_unlawful"],
  },
  {
    name: "a cent too little",
    allocation: {
      payments: [boatsFirst, boatsSecond, { ...school, amount: cents(school.amount - 1) }],
    },
    codes: ["payment_sum"],
  },
  {
    name: "a payment a year too late",
    allocation: {
      payments: [boatsFirst, boatsSecond, { ...school, fiscal_year: fiscalYear(2022) }],
    },
    codes: ["payment_sum", "payment_sum"],
  },
  {
    name: "a cost shared by two accounts",
    plan: withRow(plan, "resources", "FMF-2021", { amount: millions(3.4) }),
    allocation: {
      payments: [
        boatsFirst,
        boatsSecond,
        pay("school", 2021, "FMF", 0.4),
        pay("school", 2021, "IMET", 0.6),
      ],
    },
    codes: [],
  },
];

const accountCases: readonly Case[] = [
  {
    name: "a cent less than the two years cost together",
    plan: withRow(plan, "resources", "FMF-2021", { amount: cents(millions(3) - 1) }),
    codes: ["account_overspent"],
  },
  {
    name: "money of two years, new a year before it is spent",
    plan: withRow(plan, "resources", "FMF-2021", { fiscal_year: fiscalYear(2022) }),
    codes: ["account_overspent"],
  },
  {
    name: "money of one year, spent a year later",
    plan: withRow(plan, "resources", "IMET-2021", { fiscal_year: fiscalYear(2020) }),
    codes: ["account_overspent"],
  },
  {
    name: "money without end, spent two years later",
    plan: withRow(
      withRow(plan, "resources", "FMF-2021", { account: "CTR" }),
      "initiatives",
      "boats",
      { accounts: ["CTR"] },
    ),
    allocation: {
      payments: [pay("boats", 2021, "CTR", 2), pay("boats", 2022, "CTR", 1), school],
    },
    codes: [],
  },
];

const linkCase = (
  name: string,
  values: { kind: "requires" | "excludes" | "follows"; other: string; lag?: number },
  codes: readonly string[],
): Case => ({
  name,
  plan: withRows(plan, "links", [
    makeRow("links", {
      id: "link",
      kind: values.kind,
      initiative: "school",
      other: values.other,
      ...(values.lag === undefined ? {} : { lag_years: values.lag }),
    }),
  ]),
  codes,
});

const linkCases: readonly Case[] = [
  linkCase("requires one that starts with it", { kind: "requires", other: "boats" }, []),
  linkCase("requires one that is not funded", { kind: "requires", other: "court" }, [
    "requires_broken",
  ]),
  linkCase("requires one a year earlier", { kind: "requires", other: "boats", lag: 1 }, [
    "requires_broken",
  ]),
  linkCase("excludes one that is not funded", { kind: "excludes", other: "court" }, []),
  linkCase("excludes one that is funded", { kind: "excludes", other: "boats" }, [
    "excludes_broken",
  ]),
  linkCase("follows one that is not funded", { kind: "follows", other: "court", lag: 1 }, []),
  linkCase("follows one at once", { kind: "follows", other: "boats" }, []),
  linkCase("follows one too early", { kind: "follows", other: "boats", lag: 1 }, [
    "follows_broken",
  ]),
];

const [rule, seas] = allocation.attainments as [
  Allocation["attainments"][0],
  Allocation["attainments"][0],
];
const statedCases: readonly Case[] = [
  {
    name: "choices out of order",
    allocation: { choices: [schoolChoice, boatsChoice] },
    codes: ["order_wrong"],
  },
  {
    name: "payments out of order",
    allocation: { payments: [boatsSecond, boatsFirst, school] },
    codes: ["order_wrong"],
  },
  {
    name: "attainments out of order",
    allocation: { attainments: [seas, rule] },
    codes: ["order_wrong"],
  },
  {
    name: "an effect that does not follow",
    allocation: { attainments: [{ ...rule, effect: 1.001 }, seas] },
    codes: ["attainment_wrong"],
  },
  {
    name: "a value of an objective that does not follow",
    allocation: { attainments: [rule, { ...seas, value: 18.001 }] },
    codes: ["attainment_wrong"],
  },
  { name: "a leaf left out", allocation: { attainments: [seas] }, codes: ["attainment_wrong"] },
  {
    name: "an objective that is no leaf",
    allocation: { attainments: [{ objective: "peace", effect: 0, value: 0 }, rule, seas] },
    codes: ["attainment_wrong"],
  },
  {
    name: "a leaf twice",
    allocation: { attainments: [rule, rule, seas] },
    codes: ["attainment_wrong"],
  },
  {
    name: "rounding of floating point",
    allocation: { attainments: [rule, { ...seas, effect: 2.4000001 }] },
    codes: [],
  },
  {
    name: "more than the rounding of floating point",
    allocation: { attainments: [rule, { ...seas, effect: 2.40001 }] },
    codes: ["attainment_wrong"],
  },
  {
    name: "a value that does not follow",
    allocation: { value: 24.5, bound: 24.5 },
    codes: ["value_wrong"],
  },
  {
    name: "no number for a value",
    allocation: { value: Number.NaN },
    codes: ["gap_wrong", "value_wrong"],
  },
  {
    name: "a bound below the value",
    allocation: { bound: 24, gap_ratio: (24 - 24.25) / 24.25 },
    codes: ["bound_wrong"],
  },
  { name: "a gap that hides the distance", allocation: { bound: 48.5 }, codes: ["gap_wrong"] },
  { name: "a gap that states it", allocation: { bound: 48.5, gap_ratio: 1 }, codes: [] },
];

for (const [what, cases] of Object.entries({
  choices: choiceCases,
  payments: paymentCases,
  accounts: accountCases,
  links: linkCases,
  "stated figures": statedCases,
})) {
  test(`verify names what is wrong with ${what}`, async (context) => {
    for (const row of cases) {
      await context.test(row.name, () => {
        const stated = { ...allocation, ...row.allocation };
        assert.deepEqual(codesOf(row.plan ?? plan, stated).sort(), [...row.codes].sort());
      });
    }
  });
}

test("an overspent account is named with its years, and what was found and expected", () => {
  const poor = withRow(plan, "resources", "FMF-2021", { amount: cents(millions(3) - 25) });
  const [finding] = verifyAllocation(poor, caseLaw, allocation);
  assert.deepEqual(finding?.at, { id: "FMF/2021..2022", field: "amount" });
  assert.equal(finding?.found, "$3,000,000 paid from FMF in FY2021 to FY2022");
  assert.equal(finding?.expected, "at most the $2,999,999.75 that may be spent then");
});

test("an unknown account's money lasts its own year", () => {
  const rows = [2021, 2022].map((year) =>
    makeRow("resources", {
      id: `X-${year}`,
      account: "X",
      fiscal_year: fiscalYear(year),
      stage: "enacted",
      amount: millions(year - 2020),
    }),
  );
  const windows = listAccountWindows(
    readForVerify(withRows(plan, "resources", rows), caseLaw),
    "X",
  );
  assert.deepEqual(
    windows.map(({ years, available }) => `${years[0]} ${years.length}: ${available}`),
    [
      "2021 1: 100000000",
      "2022 1: 200000000",
      "2023 1: 0",
      "2021 2: 300000000",
      "2022 2: 200000000",
      "2021 3: 300000000",
    ],
  );
});

test("nothing funded of a plan worth nothing is verified, with a gap of 0", () => {
  const attainments = ["rule", "seas"].map((objective) => ({ objective, effect: 0, value: 0 }));
  const nothing = { choices: [], payments: [], attainments, value: 0, bound: 0, gap_ratio: 0 };
  assert.deepEqual(codesOf(plan, { ...nothing, ended: "proven" }), []);
});

test("a plan that was not checked is our own bug, not a finding", () => {
  const broken = withRow(plan, "effects", "boats", { relevance: "none" });
  assert.throws(() => verifyAllocation(broken, caseLaw, allocation), RangeError);
});

test("recount adds up payments by account, partner and bureau", () => {
  const counted = recount(plan, caseLaw, allocation);
  const boats = new Map([
    [2021, millions(2)],
    [2022, millions(1)],
  ]);
  const schools = new Map([[2021, millions(1)]]);
  assert.equal(counted.total, millions(4));
  assert.deepEqual(
    [...counted.accounts],
    [
      ["FMF", boats],
      ["IMET", schools],
    ],
  );
  assert.deepEqual(
    [...counted.partners],
    [
      ["land", schools],
      ["sea", boats],
    ],
  );
  assert.deepEqual(
    [...counted.bureaus],
    [
      ["EAP", boats],
      ["EUR", schools],
    ],
  );
  assert.deepEqual(
    counted.attainments.map(({ objective, value }) => [objective, value.toFixed(9)]),
    [
      ["rule", "6.250000000"],
      ["seas", "18.000000000"],
    ],
  );
  assert.equal(counted.value.toFixed(9), "24.250000000");
});
