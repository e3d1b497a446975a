import { compareText } from "../base/findings.ts";
import { type FiscalYear, fiscalYear, fiscalYearOf, type IsoDate } from "../base/fiscal.ts";
import { type Cents, cents } from "../base/money.ts";
import type { BaselineRow } from "../plan/plan.ts";
import type { PlanRows } from "./plan-rows.ts";

/** What a partner received in one of the three fiscal years before. */
export interface PriorYear {
  readonly fiscal_year: FiscalYear;
  /** Whether the plan's record reaches this year, for any partner. */
  readonly on_record: boolean;
  readonly rows: readonly {
    readonly account: string;
    readonly stage: BaselineRow["stage"];
    readonly amount: Cents;
  }[];
  readonly total: Cents;
}

const stages: readonly BaselineRow["stage"][] = ["obligated", "disbursed", "allocated", "enacted"];

/**
 * What a partner received in the three fiscal years before the one of a day, from the plan's record.
 *
 * Of several stages of one account and year the one nearest to obligation counts, so that no dollar counts twice.
 * Source: 10 U.S.C. 333(e)(5).
 */
export function listPriorYears(rows: PlanRows, partner: string, on: IsoDate): readonly PriorYear[] {
  const now = fiscalYearOf(on);
  return [3, 2, 1].map((back) => {
    const year = fiscalYear(now - back);
    const ofYear = rows.baselineOf(year);
    const own = ofYear.filter((row) => row.partner === partner);
    const accounts = [...new Set(own.map((row) => row.account))].sort(compareText);
    const sums = accounts.map((account) => {
      const ofAccount = own.filter((row) => row.account === account);
      const stage = stages.find((each) => ofAccount.some((row) => row.stage === each)) ?? "enacted";
      const amount = ofAccount
        .filter((row) => row.stage === stage)
        .reduce((sum, row) => sum + row.amount, 0);
      return { account, stage, amount: cents(amount) };
    });
    const total = cents(sums.reduce((sum, row) => sum + row.amount, 0));
    return { fiscal_year: year, on_record: ofYear.length > 0, rows: sums, total };
  });
}
