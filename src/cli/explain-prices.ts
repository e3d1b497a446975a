import { priceRanges } from "../allocate/explain/price-ranges.ts";
import type { FiscalYear } from "../base/fiscal.ts";
import { formatCsvRow } from "../plan/csv.ts";
import { reportRulePrices, rulePriceCells } from "../report/explore/rule-prices.ts";
import { rulePricesText } from "../report/explore/rule-prices-text.ts";
import { startSession } from "./explain-plan.ts";
import type { SolvedPlan, SolveOptions } from "./solve-plan.ts";
import type { Surroundings } from "./surroundings.ts";

/** Which prices are asked for. */
export interface PricesAsked {
  /** Rules that hold one of these ids; all when absent. */
  readonly ids?: readonly string[];
  readonly year?: FiscalYear;
  /** How many of the dearest rules of a large plan are solved in whole packages too. */
  readonly solve: number;
}

/** What a dollar more or less of every rule is worth, and up to where: as data, as text, and as parts of a folder. */
export async function pricesOf(
  solved: SolvedPlan,
  asked: PricesAsked,
  options: SolveOptions,
  around: Surroundings,
) {
  const { session, end } = startSession(solved, options, around);
  const prices = await priceRanges(session, asked);
  end();
  const report = reportRulePrices(prices);
  return {
    result: { rule_prices: prices },
    text: rulePricesText(report, Math.min(around.columns, 96)),
    files: new Map([["prices.csv", rulePriceCells(prices).map(formatCsvRow).join("")]]),
    part: { rule_prices: report },
  };
}
