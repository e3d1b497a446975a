import { priceRanges } from "../allocate/explain/price-ranges.ts";
import type { RulePrice } from "../allocate/explain/rule-price.ts";
import type { FiscalYear } from "../base/fiscal.ts";
import { type RulePriceReport, reportRulePrices } from "../report/explore/rule-prices.ts";
import { startSession } from "./explain-plan.ts";
import type { Means } from "./means.ts";
import type { SolvedPlan, SolveOptions } from "./solve-plan.ts";

/** How many of the dearest rules are solved in whole packages when nobody says. */
export const solvedRules = 10;

/** Which prices are asked for. */
export interface PricesAsked {
  /** Rules that hold one of these ids; all when absent. */
  readonly ids?: readonly string[];
  readonly year?: FiscalYear;
  /** How many of the dearest rules of a large plan are solved in whole packages too. */
  readonly solve: number;
}

/** What a dollar more or less of every rule is worth, and up to where. */
export interface PricesAnswer {
  readonly rule_prices: readonly RulePrice[];
  readonly report: RulePriceReport;
}

/** What a dollar more or less of every rule that is asked for is worth, and up to where. */
export async function pricesOfRules(
  solved: SolvedPlan,
  asked: PricesAsked,
  options: SolveOptions,
  means: Means,
): Promise<PricesAnswer> {
  const { session, end } = startSession(solved, options, means);
  const prices = await priceRanges(session, asked);
  end();
  return { rule_prices: prices, report: reportRulePrices(prices) };
}
