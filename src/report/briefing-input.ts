import type { Allocation } from "../allocate/allocation.ts";
import type { Contradiction, Price, Reason, Stamp } from "../allocate/answers.ts";
import type { ReasonRow } from "../allocate/explain/reason-row.ts";
import type { RulePrice } from "../allocate/explain/rule-price.ts";
import type { Alternatives } from "../allocate/explore/alternatives.ts";
import type { Frontier } from "../allocate/explore/frontier.ts";
import type { Returns } from "../allocate/explore/returns.ts";
import type { SweepSummary } from "../allocate/explore/sweep-summary.ts";
import type { Problem } from "../allocate/problem.ts";
import type { Assessment } from "../assess/assessment.ts";
import type { Finding } from "../base/findings.ts";
import type { Plan, Scenario } from "../plan/plan.ts";
import type { OverrideCost } from "./explore/overrides.ts";
import type { WatchedShare } from "./shares.ts";

/** Everything that a briefing is made from. */
export interface BriefingInput {
  /** The plan with the scenario applied. */
  readonly plan: Plan;
  readonly scenario: Scenario | null;
  readonly problem: Problem;
  readonly allocation: Allocation;
  /** What the separate check of the allocation found; `null` when it was not made. */
  readonly verification: readonly Finding[] | null;
  readonly prices: readonly Price[];
  /** Reasons of initiatives that are not funded, the closest first. */
  readonly misses: readonly Reason[];
  /** Whether prices and closest misses were not asked for, so that nothing is said of them. */
  readonly unasked?: boolean;
  /** What was found in the plan and the law on the way. */
  readonly findings: readonly Finding[];
  readonly stamp: Stamp;
  /** Titles of accounts by code, from the authority catalogue; codes stand alone without them. */
  readonly titles?: ReadonlyMap<string, string>;
  /** Other scenarios of the plan, to stand side by side. */
  readonly others?: readonly OtherScenario[];
  /** What the decisions of people cost; nothing where nobody decided anything. */
  readonly overrides?: OverrideCost | null;
  /** What a dollar more or less of every rule is worth, and up to where. */
  readonly rule_prices?: readonly RulePrice[];
  /** Why every initiative is funded or not. */
  readonly reasons?: readonly ReasonRow[];
  /** Plans that are nearly as good, and different. */
  readonly alternatives?: Alternatives;
  /** Shares of regions in accounts to follow through the years. */
  readonly watched?: readonly WatchedShare[];
  /** Value traded against a share, the largest yearly change or risk. */
  readonly frontiers?: readonly Frontier[];
  /** What many other worlds say of the plan. */
  readonly sweep?: SweepSummary;
  /** Value by money: all of it, or that of accounts, regions or partners. */
  readonly returns?: readonly Returns[];
  /** Whether the plan is wise: overlap, balance, domains, assumptions, leverage. */
  readonly assessment?: Assessment;
}

/** Another scenario: its allocation, or what makes it impossible. */
export interface OtherScenario {
  readonly id: string;
  readonly title: string;
  readonly plan: Plan;
  readonly problem: Problem;
  readonly allocation: Allocation | null;
  readonly contradiction: Contradiction | null;
}
