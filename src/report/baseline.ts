import type { Problem } from "../allocate/problem.ts";
import { compareText } from "../base/findings.ts";
import type { FiscalYear } from "../base/fiscal.ts";
import { type Cents, sumCents } from "../base/money.ts";
import type { BaselineRow, Plan } from "../plan/plan.ts";
import { showYear } from "./words.ts";

/** Money of one partner from one account in one year: what a plan's payments and the record have in common. */
export interface MoneyRow {
  readonly partner: string;
  readonly bureau: string;
  readonly account: string;
  readonly fiscal_year: FiscalYear;
  readonly amount: Cents;
}

/** The record of the last year before the plan, in the accounts that the plan has money in. */
export interface LastYear {
  readonly year: FiscalYear;
  readonly stage: BaselineRow["stage"];
  readonly rows: readonly MoneyRow[];
  readonly amount: Cents;
  /** Accounts of the record that have no money in the plan, so that they are not compared. */
  readonly left_out: readonly { readonly account: string; readonly amount: Cents }[];
}

/** What the record's figures are, in words: `FY2020 obligations`. */
export function recordLabel(last: Pick<LastYear, "year" | "stage">): string {
  const stage = last.stage === "obligated" ? "obligations" : `money ${last.stage}`;
  return `${showYear(last.year)} ${stage}`;
}

/** Where a year is recorded at several stages, the first of these is compared, never a mix. */
const stageOrder: readonly BaselineRow["stage"][] = [
  "obligated",
  "allocated",
  "enacted",
  "disbursed",
];

/** The last year of the baseline before the plan begins, or nothing where the plan holds no record. */
export function findLastYear(plan: Plan, problem: Problem): LastYear | undefined {
  const earlier = plan.tables.baseline.filter(
    (row) => row.fiscal_year < plan.head.first_fiscal_year,
  );
  const last = earlier.reduce((latest, row) => Math.max(latest, row.fiscal_year), 0);
  const ofYear = earlier.filter((row) => row.fiscal_year === last);
  const stage = stageOrder.find((name) => ofYear.some((row) => row.stage === name));
  const [first] = ofYear;
  if (!first || !stage) return undefined;
  const bureaus = new Map(plan.tables.partners.map((row) => [row.id, row.bureau]));
  const inPlan = new Set(
    problem.purses.filter((purse) => purse.budget.some((b) => b > 0)).map((p) => p.account),
  );
  const record = ofYear
    .filter((row) => row.stage === stage)
    .sort((a, b) => compareText(a.id, b.id));
  const rows = record
    .filter((row) => inPlan.has(row.account))
    .map((row) => ({
      partner: row.partner,
      bureau: bureaus.get(row.partner) ?? "GLOBAL",
      account: row.account,
      fiscal_year: row.fiscal_year,
      amount: row.amount,
    }));
  const outside = Map.groupBy(
    record.filter((row) => !inPlan.has(row.account)),
    (row) => row.account,
  );
  return {
    year: first.fiscal_year,
    stage,
    rows,
    amount: sumCents(rows.map((row) => row.amount)),
    left_out: [...outside]
      .map(([account, list]) => ({ account, amount: sumCents(list.map((row) => row.amount)) }))
      .sort((a, b) => compareText(a.account, b.account)),
  };
}
