import type { Problem } from "../allocate/problem.ts";
import type { FiscalYear } from "../base/fiscal.ts";
import { type Cents, sumCents } from "../base/money.ts";
import type { Plan } from "../plan/plan.ts";
import { findLastYear, type LastYear, recordLabel } from "./baseline.ts";
import { type Change, type ChangeTable, changesBy } from "./compare.ts";
import type { FundedRow, Labels } from "./rows.ts";
import { perYear, sumsOf } from "./sides.ts";
import { showYears } from "./words.ts";

/** The plan against the last year of the record. */
export interface FromTo {
  readonly last: LastYear;
  /** What the record's figures are, such as `FY2020 obligations`. */
  readonly before: string;
  /** What the plan's figures are, such as `average year, FY2021–FY2025`. */
  readonly after: string;
  readonly regions: readonly RegionPath[];
  readonly region_totals: Pick<ChangeTable, "before" | "after"> & { readonly years: YearSums };
  readonly accounts: readonly Change[];
  /** The partners that gain most, and those that lose most: ten of each at most. */
  readonly gains: readonly Change[];
  readonly losses: readonly Change[];
  /** Every partner with what it gains or loses, for the map. */
  readonly partners: readonly Change[];
  /** What is not compared, in words; empty for nothing. */
  readonly note: string;
}

/** Money of each year of the plan. */
export type YearSums = readonly { readonly year: FiscalYear; readonly amount: Cents }[];

/** A region's way from the record through the plan. */
export interface RegionPath extends Change {
  readonly years: YearSums;
}

/** How many gains and losses are named. */
const namedPartners = 10;

/** The plan against the last recorded year, or `null` where the plan holds no record. */
export function makeFromTo(
  plan: Plan,
  problem: Problem,
  rows: readonly FundedRow[],
  labels: Labels,
): FromTo | null {
  const last = findLastYear(plan, problem);
  if (!last) return null;
  const years = problem.years.length;
  const change = (dimension: "region" | "partner" | "account") => {
    const key = dimension === "region" ? "bureau" : dimension;
    const sums = [...sumsOf(rows, (row) => row[key])];
    const average = new Map(sums.map(([name, sum]) => [name, perYear(sum, years)]));
    return changesBy(
      dimension,
      sumsOf(last.rows, (row) => row[key]),
      average,
      labels,
    );
  };
  const regions = change("region");
  const partners = change("partner").changes;
  return {
    last,
    before: recordLabel(last),
    after: `average year, ${showYears(plan.head.first_fiscal_year, plan.head.last_fiscal_year)}`,
    regions: regions.changes.map((row) => ({
      ...row,
      years: yearSums(
        problem,
        rows.filter((funded) => funded.bureau === row.key),
      ),
    })),
    region_totals: {
      before: regions.before,
      after: regions.after,
      years: yearSums(problem, rows),
    },
    accounts: change("account").changes,
    gains: partners.filter((row) => row.difference > 0).slice(0, namedPartners),
    losses: partners
      .filter((row) => row.difference < 0)
      .reverse()
      .slice(0, namedPartners),
    partners,
    note: [leftOutNote(last, labels), unnamedNote(change("account").changes)]
      .filter((words) => words !== "")
      .join(" "),
  };
}

function yearSums(problem: Problem, rows: readonly FundedRow[]): YearSums {
  const sums = Map.groupBy(rows, (row) => row.fiscal_year);
  return problem.years.map((year) => ({
    year,
    amount: sumCents((sums.get(year) ?? []).map((row) => row.amount)),
  }));
}

/** Money that stands under another account in the record would else look new. */
function unnamedNote(accounts: readonly Change[]): string {
  return accounts.some((row) => row.before === 0 && row.after > 0)
    ? "An account with nothing before is not named in the record of that year; some of its money may stand there under another account."
    : "";
}

function leftOutNote(last: LastYear, labels: Labels): string {
  if (last.left_out.length === 0) return "";
  const names = last.left_out.map((row) => labels.account(row.account)).join(", ");
  return `Not compared, since the plan has no money in them: ${names}.`;
}
