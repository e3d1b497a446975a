import { formatCsvRow } from "../plan/csv.ts";
import { rulePriceCells } from "../report/explore/rule-prices.ts";
import { rulePricesText } from "../report/explore/rule-prices-text.ts";
import { type PricesAsked, pricesOfRules } from "../work/price-rules.ts";
import type { SolvedPlan, SolveOptions } from "../work/solve-plan.ts";
import { meansOf } from "./means.ts";
import type { Surroundings } from "./surroundings.ts";

/** What a dollar more or less of every rule is worth, and up to where: as data, as text, and as parts of a folder. */
export async function pricesOf(
  solved: SolvedPlan,
  asked: PricesAsked,
  options: SolveOptions,
  around: Surroundings,
) {
  const answer = await pricesOfRules(solved, asked, options, meansOf(around));
  const { rule_prices, report } = answer;
  return {
    result: { rule_prices },
    text: rulePricesText(report, Math.min(around.columns, 96)),
    files: new Map([["prices.csv", rulePriceCells(rule_prices).map(formatCsvRow).join("")]]),
    part: { rule_prices: report },
  };
}
