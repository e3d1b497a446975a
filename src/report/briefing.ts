import type { Stamp } from "../allocate/answers.ts";
import { sumCents } from "../base/money.ts";
import type { Plan, Scenario } from "../plan/plan.ts";
import { makeAnswer } from "./answer.ts";
import { type AssessmentReport, describeAssessment } from "./assess/assessment.ts";
import { type Attainment, listAttainments } from "./attainments.ts";
import type { BriefingInput } from "./briefing-input.ts";
import { type AlternativePart, reportAlternatives } from "./explore/alternatives.ts";
import { type FrontierReport, reportFrontier } from "./explore/frontier.ts";
import type { OverrideCost } from "./explore/overrides.ts";
import { type ReasonReport, reportReasons } from "./explore/reason-rows.ts";
import { type ReturnsReport, reportReturns } from "./explore/returns.ts";
import { type RulePriceReport, reportRulePrices } from "./explore/rule-prices.ts";
import { reportSweep, type SweepReport } from "./explore/sweep.ts";
import { type FromTo, makeFromTo } from "./from-to.ts";
import {
  type Illustrative,
  illustrativeOf,
  type KeyNumber,
  makeKeyNumbers,
} from "./key-numbers.ts";
import { type Misses, makeMisses } from "./misses.ts";
import { listPartnerMoney, type PartnerMoney } from "./partner-money.ts";
import { makePriceTable, type PriceTable } from "./price-table.ts";
import { fundedRows, labelsOf } from "./rows.ts";
import { compareScenarios, type ScenarioTable } from "./scenario-table.ts";
import { makeShares, type ShareStatement } from "./shares.ts";
import { makeSureness, type Sureness } from "./sureness.ts";
import { type Dimension, type TotalTable, totalBy } from "./totals.ts";
import { type Trust, trustOf } from "./trust.ts";
import { listUnmet, type UnmetDirective } from "./unmet.ts";
import { makeWaits, type Waits } from "./waits.ts";
import { showYears } from "./words.ts";

/** A briefing as plain data: what is said, in the order in which it is read. */
export interface Briefing {
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly scenario: Pick<Scenario, "id" | "title" | "description" | "tests"> | null;
  /** The span of the plan, such as `FY2021–FY2025`. */
  readonly span: string;
  readonly trust: Trust;
  readonly numbers: readonly KeyNumber[];
  /** The answer, in five sentences. */
  readonly answer: readonly string[];
  readonly illustrative: Illustrative;
  readonly totals: readonly TotalTable[];
  readonly attainments: readonly Attainment[];
  readonly from_to: FromTo | null;
  /** Every partner's money in the average year, for the map. */
  readonly partners: readonly PartnerMoney[];
  readonly shares: readonly ShareStatement[];
  readonly prices: PriceTable;
  /** What a dollar more or less of every rule is worth; absent where it was not worked out. */
  readonly rule_prices?: RulePriceReport;
  /** Whether prices and closest misses were not asked for, so that nothing is said of them. */
  readonly unasked: boolean;
  /** Report language that the allocation does not follow. */
  readonly unmet: readonly UnmetDirective[];
  readonly misses: Misses;
  /** Why every initiative is funded or not; absent where it was not worked out. */
  readonly reasons?: ReasonReport;
  readonly waits: Waits;
  readonly sureness: Sureness;
  readonly scenarios: ScenarioTable | null;
  /** What the decisions of people cost; `null` where nobody decided anything. */
  readonly overrides: OverrideCost | null;
  /** Plans that are nearly as good; `null` where they were not looked for. */
  readonly alternatives: AlternativePart | null;
  /** What was traded against value; empty where nothing was. */
  readonly frontiers: readonly FrontierReport[];
  /** What other money would do; empty where it was not asked. */
  readonly returns: readonly ReturnsReport[];
  /** What other worlds say of the plan; `null` where none were looked at. */
  readonly sweep: SweepReport | null;
  /** Whether the plan is wise; absent where it was not assessed. */
  readonly assessment?: AssessmentReport;
  readonly stamp: Stamp;
}

/** What value points are, said once. */
export const valueNote =
  "Value is counted in points: 100 points mean that every objective of the strategy meets its target. " +
  "An objective's share of the points is its weight in the strategy. The first dollars for it count most, and " +
  "those beyond its target little or nothing.";

const dimensions: readonly Dimension[] = [
  "objective",
  "region",
  "account",
  "fiscal_year",
  "partner",
  "kind",
  "focus",
  "domain",
];

/** The scenario in words, with the years where the title does not hold them already. */
function subtitleOf(plan: Plan, scenario: Scenario | null, span: string): string {
  const name = scenario ? `Scenario “${scenario.title}”` : "The plan as it stands";
  return plan.head.title.includes(String(plan.head.last_fiscal_year)) ? name : `${name}, ${span}`;
}

/** The briefing of an allocation. The same input makes the same briefing. */
export function makeBriefing(input: BriefingInput): Briefing {
  const { plan, problem, allocation, scenario } = input;
  const labels = labelsOf(plan, input.titles ?? new Map());
  const rows = fundedRows(plan, problem, allocation);
  const fromTo = makeFromTo(plan, problem, rows, labels);
  const shares = makeShares(input, rows, fromTo?.last ?? null);
  const prices = makePriceTable(input.prices);
  const trust = trustOf(allocation, input.verification, input.stamp.gap_asked);
  const amount = sumCents(rows.map((row) => row.amount));
  const span = showYears(plan.head.first_fiscal_year, plan.head.last_fiscal_year);
  const parts = { fromTo, shares, prices, trust, amount, span };
  return {
    title: plan.head.title,
    subtitle: subtitleOf(plan, scenario, span),
    description: plan.head.description,
    scenario,
    span,
    trust,
    numbers: makeKeyNumbers(input, parts),
    answer: makeAnswer(input, rows, parts),
    illustrative: illustrativeOf(plan, rows),
    totals: dimensions.map((dimension) => totalBy(dimension, rows, labels)),
    attainments: listAttainments(problem, allocation, labels),
    from_to: fromTo,
    partners: listPartnerMoney(plan, rows, fromTo),
    shares,
    prices,
    ...(input.rule_prices ? { rule_prices: reportRulePrices(input.rule_prices) } : {}),
    unasked: input.unasked ?? false,
    unmet: listUnmet(plan, input.verification),
    misses: makeMisses(input, labels),
    ...(input.reasons ? { reasons: reportReasons(input.reasons, labels) } : {}),
    waits: makeWaits(input, rows),
    sureness: makeSureness(plan, rows, input.findings),
    scenarios: compareScenarios(input, rows, labels),
    overrides: input.overrides ?? null,
    alternatives:
      input.alternatives === undefined
        ? null
        : reportAlternatives(plan, problem, allocation, input.alternatives, labels),
    frontiers: (input.frontiers ?? []).map((one) => reportFrontier(one, problem, labels)),
    returns: (input.returns ?? []).map((one) => reportReturns(one, problem, labels)),
    sweep: input.sweep === undefined ? null : reportSweep(input.sweep),
    ...(input.assessment ? { assessment: describeAssessment(input.assessment, labels) } : {}),
    stamp: input.stamp,
  };
}
