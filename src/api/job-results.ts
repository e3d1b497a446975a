import type { Price, Reason } from "../allocate/answers.ts";
import type { ReasonRow } from "../allocate/explain/reason-row.ts";
import type { WayOut } from "../allocate/explain/way-out.ts";
import type { AssumptionFailure } from "../report/assess/failure.ts";
import type { DirectiveAnswer } from "../report/directive-answer.ts";
import type { AlternativePart } from "../report/explore/alternatives.ts";
import type { FrontierReport } from "../report/explore/frontier.ts";
import type { OverrideCost } from "../report/explore/overrides.ts";
import type { ReturnsReport } from "../report/explore/returns.ts";
import type { RulePriceReport } from "../report/explore/rule-prices.ts";
import type { SweepReport } from "../report/explore/sweep.ts";

/**
 * What an `allocate` job answers. Its allocation stands in the job's `allocation`; where no lawful one exists, that is
 * `null`, the job is `done`, and here are the two cheapest ways out.
 */
export interface AllocateResult {
  readonly contradiction: WayOut | null;
  readonly second: WayOut | null;
}

/** What a `why` job answers: the reason of an initiative, the prices of a rule or an account, or what a directive that is no rule today would change. */
export interface WhyResult {
  readonly reason?: Reason;
  /** Of an initiative in a large plan: what is proven. */
  readonly row?: ReasonRow | null;
  /** Empty where the rule binds nobody. */
  readonly prices?: readonly Price[];
  readonly directive?: DirectiveAnswer;
}

/**
 * The `result` of a job that is done, by its kind: what the command of that name reports, for readers.
 *
 * Numbers that are not finite arrive as `null`, since they travel as JSON.
 */
export interface JobResults {
  readonly allocate: AllocateResult;
  readonly why: WhyResult;
  readonly prices: RulePriceReport;
  readonly overrides: OverrideCost;
  /** Nothing where there is no risk to trade. */
  readonly frontier: FrontierReport | null;
  readonly alternatives: AlternativePart;
  readonly sweep: SweepReport;
  readonly returns: ReturnsReport;
  readonly failure: AssumptionFailure;
  readonly import: { readonly plan: string };
}

/** The kinds of jobs. */
export type JobKind = keyof JobResults;
