import type { FiscalYear } from "../base/fiscal.ts";
import { type Cents, cents } from "../base/money.ts";
import type { BaselineRow, Plan } from "../plan/plan.ts";
import type { Effort } from "./efforts.ts";

/** A year and an amount in it.   Unit: US cents. */
export interface YearAmount {
  readonly fiscal_year: FiscalYear;
  readonly amount: Cents;
}

/** Of several stages of one account and year the one nearest to obligation counts, so that no dollar counts twice. */
const stages: readonly BaselineRow["stage"][] = ["obligated", "disbursed", "allocated", "enacted"];

/** The largest year of each partner in the plan's record, all accounts together; absent without a year above zero. */
export function largestYears(plan: Plan): ReadonlyMap<string, YearAmount> {
  const years = new Map<string, Map<FiscalYear, number>>();
  const groups = Map.groupBy(
    plan.tables.baseline,
    (row) => `${row.partner}\n${row.account}\n${row.fiscal_year}`,
  );
  for (const rows of groups.values()) {
    const [first] = rows;
    if (first === undefined) continue;
    const stage = stages.find((each) => rows.some((row) => row.stage === each));
    const sum = rows.reduce((all, row) => all + (row.stage === stage ? row.amount : 0), 0);
    const own = years.get(first.partner) ?? new Map<FiscalYear, number>();
    years.set(first.partner, own.set(first.fiscal_year, (own.get(first.fiscal_year) ?? 0) + sum));
  }
  const largest = new Map<string, YearAmount>();
  for (const [partner, sums] of years) {
    for (const [fiscal_year, sum] of sums) {
      if (sum > (largest.get(partner)?.amount ?? 0)) {
        largest.set(partner, { fiscal_year, amount: cents(sum) });
      }
    }
  }
  return largest;
}

/** What an effort asks in each fiscal year, by its dearest package from its earliest start.   Unit: US cents. */
export function askedByYear(plan: Plan, efforts: readonly Effort[]): ReadonlyMap<string, Costs> {
  const lines = Map.groupBy(plan.tables.lines, (row) => row.package);
  return new Map(
    efforts.map((effort) => {
      const level = effort.levels.find(({ cost }) => cost === effort.cost);
      const costs = new Map<number, number>();
      for (const line of lines.get(level?.id ?? "") ?? []) {
        const year = effort.first + line.year_offset;
        if (line.amount > 0) costs.set(year, (costs.get(year) ?? 0) + line.amount);
      }
      return [effort.id, costs];
    }),
  );
}

/** Amounts by fiscal year.   Unit: US cents. */
export type Costs = ReadonlyMap<number, number>;

/** What a partner can absorb in a year, where limits of the plan say so of the partner as a whole. */
export function absorptionOf(plan: Plan): (partner: string, year: number) => Cents | undefined {
  const whole = plan.tables.limits.filter(
    (row) =>
      row.kind === "absorption" &&
      row.amount !== undefined &&
      row.partners.length === 1 &&
      [row.accounts, row.initiatives, row.purposes, row.uses, row.demands, row.focus].every(
        (list) => list.length === 0,
      ),
  );
  const byPartner = Map.groupBy(whole, (row) => row.partners[0] ?? "");
  return (partner, year) => {
    const amounts = (byPartner.get(partner) ?? [])
      .filter((row) => row.fiscal_year === undefined || row.fiscal_year === year)
      .flatMap((row) => row.amount ?? []);
    return amounts.sort((a, b) => a - b)[0];
  };
}
