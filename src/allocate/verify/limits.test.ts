import assert from "node:assert/strict";
import { test } from "node:test";
import { fiscalYear } from "../../base/fiscal.ts";
import { cents } from "../../base/money.ts";
import type { Plan, RowOf } from "../../plan/plan.ts";
import { makeRow } from "../../plan/rows.ts";
import { caseAllocation, caseLaw, casePlan, millions, withRows } from "./case.test-data.ts";
import { verifyAllocation } from "./verify.ts";

const codesOf = (plan: Plan) =>
  verifyAllocation(plan, caseLaw, caseAllocation()).map((finding) => finding.code);

/** The allocation pays for `sea` (EAP) from FMF 2 and 1, for `land` (EUR) from IMET 1 in FY2021. */
const plan = casePlan();

/** Millions of dollars and some cents. */
const cent = (count: number, more: number) => cents(millions(count) + more);

const limit = (values: Partial<RowOf<"limits">>) =>
  makeRow("limits", { id: "limit", name: "Limit", kind: "absorption", ...values });
const limitCases: readonly {
  name: string;
  row: Partial<RowOf<"limits">>;
  codes: readonly string[];
}[] = [
  { name: "absorption just kept", row: { partners: ["sea"], amount: millions(2) }, codes: [] },
  {
    name: "absorption exceeded by a cent in one of the years",
    row: { partners: ["sea"], amount: cent(2, -1) },
    codes: ["absorption_exceeded"],
  },
  {
    name: "absorption exceeded in two years",
    row: { bureaus: ["EAP"], amount: cent(1, -1) },
    codes: ["absorption_exceeded", "absorption_exceeded"],
  },
  {
    name: "absorption in a year of its own",
    row: { fiscal_year: fiscalYear(2022), amount: millions(1) },
    codes: [],
  },
  {
    name: "absorption of a focus",
    row: { focus: ["institutional"], amount: cent(1, -1) },
    codes: ["absorption_exceeded"],
  },
  {
    name: "two thirds for a bureau, at least 0.66",
    row: { kind: "share_at_least", bureaus: ["EAP"], ratio: 0.66 },
    codes: [],
  },
  {
    name: "two thirds for a bureau, at least 0.67",
    row: { kind: "share_at_least", bureaus: ["EAP"], ratio: 0.67 },
    codes: ["share_missed"],
  },
  {
    name: "a share of the money of one account only",
    row: { kind: "share_at_least", accounts: ["FMF"], bureaus: ["EAP"], ratio: 1 },
    codes: [],
  },
  {
    name: "a third for a partner, at most 0.34",
    row: { kind: "share_at_most", partners: ["land"], ratio: 0.34 },
    codes: [],
  },
  {
    name: "a third for a partner, at most 0.33",
    row: { kind: "share_at_most", partners: ["land"], ratio: 0.33 },
    codes: ["share_exceeded"],
  },
  {
    name: "a ratio missed by less than a dollar",
    row: {
      kind: "share_at_most",
      partners: ["land"],
      ratio: 0.3333331,
      fiscal_year: fiscalYear(2021),
    },
    codes: [],
  },
  {
    name: "a ratio missed by more than a dollar",
    row: {
      kind: "share_at_most",
      partners: ["land"],
      ratio: 0.333332,
      fiscal_year: fiscalYear(2021),
    },
    codes: ["share_exceeded"],
  },
  {
    name: "a third institutional in the first year, of all partners",
    row: {
      kind: "balance_at_least",
      focus: ["institutional"],
      ratio: 0.3,
      fiscal_year: fiscalYear(2021),
    },
    codes: [],
  },
  {
    name: "nothing institutional in the second year",
    row: { kind: "balance_at_least", focus: ["institutional"], ratio: 0.3 },
    codes: ["balance_missed"],
  },
  {
    name: "all of a bureau's money tactical",
    row: { kind: "balance_at_least", focus: ["tactical"], bureaus: ["EAP"], ratio: 1 },
    codes: [],
  },
  {
    name: "all of a partner's money institutional",
    row: { kind: "balance_at_least", focus: ["institutional"], partners: ["land"], ratio: 1 },
    codes: [],
  },
];

/** Money of FY2020, 1 together: 2 for `sea` from FMF and 1 taken back for `land` from IMET. */
const baseline = [
  { id: "b1", partner: "sea", account: "FMF", amount: millions(2), year: 2020 },
  { id: "b2", partner: "land", account: "IMET", amount: millions(-1), year: 2020 },
  { id: "b3", partner: "sea", account: "FMF", amount: millions(50), year: 2019 },
].map(({ year, ...row }) =>
  makeRow("baseline", { ...row, fiscal_year: fiscalYear(year), stage: "obligated" }),
);
const accountShares: typeof limitCases = [
  ["account_share_at_least", ["FMF"], 0.66, []],
  ["account_share_at_least", ["FMF"], 0.67, ["account_share_missed"]],
  ["account_share_at_most", ["IMET"], 0.34, []],
  ["account_share_at_most", ["IMET"], 0.33, ["account_share_exceeded"]],
  ["account_share_at_least", ["FMF", "IMET"], 1, []],
].map(([kind, accounts, ratio, codes]) => ({
  name: `${kind} ${ratio} from ${accounts} of all money`,
  row: { kind, accounts, ratio, fiscal_year: fiscalYear(2021) } as Partial<RowOf<"limits">>,
  codes: codes as readonly string[],
}));
const named: typeof limitCases = [
  {
    name: "all of an initiative from an account",
    row: { kind: "account_share_at_least", accounts: ["FMF"], initiatives: ["boats"], ratio: 1 },
    codes: [],
  },
  {
    name: "half of an initiative from an account that pays nothing of it, in each of its two years",
    row: { kind: "account_share_at_least", accounts: ["IMET"], initiatives: ["boats"], ratio: 0.5 },
    codes: ["account_share_missed", "account_share_missed"],
  },
  {
    name: "nothing of an initiative that is not funded",
    row: { kind: "account_share_at_least", accounts: ["IMET"], initiatives: ["court"], ratio: 1 },
    codes: [],
  },
  {
    name: "at most half of a partner's money from its one account",
    row: { kind: "account_share_at_most", accounts: ["IMET"], partners: ["land"], ratio: 0.5 },
    codes: ["account_share_exceeded"],
  },
  {
    name: "absorption of an initiative exceeded by a cent in one of its years",
    row: { initiatives: ["boats", "court"], amount: cent(2, -1) },
    codes: ["absorption_exceeded"],
  },
  {
    name: "a share of an initiative",
    row: { kind: "share_at_most", initiatives: ["school"], ratio: 0.33 },
    codes: ["share_exceeded"],
  },
  {
    name: "the balance of some initiatives",
    row: {
      ...{ kind: "balance_at_least", initiatives: ["boats", "court"], ratio: 0.1 },
      ...{ focus: ["institutional"], fiscal_year: fiscalYear(2021) },
    },
    codes: ["balance_missed"],
  },
  {
    name: "an initiative's change from the baseline, which does not know it",
    row: {
      ...{ kind: "yearly_change", initiatives: ["boats"], ratio: 0 },
      fiscal_year: fiscalYear(2021),
    },
    codes: [],
  },
  {
    name: "an initiative's fall to a half",
    row: {
      ...{ kind: "yearly_change", initiatives: ["boats"], ratio: 0.4 },
      fiscal_year: fiscalYear(2022),
    },
    codes: ["change_exceeded"],
  },
];
const first = fiscalYear(2021);
const second = fiscalYear(2022);
const third = fiscalYear(2023);
const change = "yearly_change" as const;
const changeCases: typeof limitCases = [
  {
    name: "no change of a partner from the baseline",
    row: { kind: change, partners: ["sea"], ratio: 0, fiscal_year: first },
    codes: [],
  },
  {
    name: "all money rises from 1 to 3: ratio 2",
    row: { kind: change, ratio: 2, fiscal_year: first },
    codes: [],
  },
  {
    name: "all money rises from 1 to 3: ratio 1.9",
    row: { kind: change, ratio: 1.9, fiscal_year: first },
    codes: ["change_exceeded"],
  },
  {
    name: "a baseline below zero is no limit",
    row: { kind: change, partners: ["land"], ratio: 0, fiscal_year: first },
    codes: [],
  },
  {
    name: "no baseline is no limit",
    row: { kind: change, bureaus: ["EAP"], accounts: ["IMET"], ratio: 0, fiscal_year: first },
    codes: [],
  },
  {
    name: "a focus has no baseline",
    row: { kind: change, focus: ["tactical"], ratio: 0.5, fiscal_year: first },
    codes: [],
  },
  {
    name: "a fall to a half: ratio 0.5",
    row: { kind: change, partners: ["sea"], ratio: 0.5, fiscal_year: second },
    codes: [],
  },
  {
    name: "a fall to a half: ratio 0.4",
    row: { kind: change, partners: ["sea"], ratio: 0.4, fiscal_year: second },
    codes: ["change_exceeded"],
  },
  {
    name: "a focus is limited after the first year",
    row: { kind: change, focus: ["tactical"], ratio: 0.4, fiscal_year: second },
    codes: ["change_exceeded"],
  },
  {
    name: "a fall to nothing: ratio 0.99",
    row: { kind: change, partners: ["sea"], ratio: 0.99, fiscal_year: third },
    codes: ["change_exceeded"],
  },
  {
    name: "every year: the second and third fall by too much",
    row: { kind: change, accounts: ["FMF"], ratio: 0.4 },
    codes: ["change_exceeded", "change_exceeded"],
  },
];
/** Boats are asked for by the partner, `court` is a gap and not funded; of `school` nobody says who needs it. */
const wanted: Plan = {
  ...plan,
  tables: {
    ...plan.tables,
    initiatives: plan.tables.initiatives.map((row) => {
      const demand = ({ boats: "request", court: "gap" } as const)[row.id];
      return demand === undefined ? row : { ...row, demand };
    }),
  },
};
const demandCases: typeof limitCases = [
  {
    name: "a balance of what plans need, of which nothing is funded in two years",
    row: { kind: "balance_at_least", demands: ["gap", "both"], ratio: 0.1 },
    codes: ["balance_missed", "balance_missed"],
  },
  {
    name: "two thirds of the money for what a partner asks for, at least 0.66",
    row: { kind: "balance_at_least", demands: ["request"], ratio: 0.66 },
    codes: [],
  },
  {
    name: "who does not say is in no demand: all of the money is missed in its year",
    row: { kind: "share_at_least", demands: ["gap", "request", "both"], ratio: 1 },
    codes: ["share_missed"],
  },
  {
    name: "want at most 0.66",
    row: { kind: "share_at_most", demands: ["request"], ratio: 0.66, fiscal_year: first },
    codes: ["share_exceeded"],
  },
  {
    name: "absorption of want exceeded by a cent in one of its years",
    row: { demands: ["request"], amount: cent(2, -1) },
    codes: ["absorption_exceeded"],
  },
  {
    name: "a change from the baseline, which knows no demand",
    row: { kind: change, demands: ["request"], ratio: 0, fiscal_year: first },
    codes: [],
  },
];

test("verify tells by demand what a limit counts", async (context) => {
  for (const { name, row, codes } of demandCases) {
    await context.test(name, () => {
      const limited = withRows(wanted, "limits", [limit(row)]);
      assert.deepEqual(codesOf(withRows(limited, "baseline", baseline)), codes);
    });
  }
});

test("verify names each limit that is not kept, once for each year", async (context) => {
  for (const { name, row, codes } of [...limitCases, ...accountShares, ...named, ...changeCases]) {
    await context.test(name, () => {
      const limited = withRows(plan, "limits", [limit(row)]);
      assert.deepEqual(codesOf(withRows(limited, "baseline", baseline)), codes);
    });
  }
});
