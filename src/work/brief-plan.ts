import type { Price, Reason } from "../allocate/answers.ts";
import type { Alternatives } from "../allocate/explore/alternatives.ts";
import type { Frontier } from "../allocate/explore/frontier.ts";
import type { Returns } from "../allocate/explore/returns.ts";
import type { SweepSummary } from "../allocate/explore/sweep-summary.ts";
import { type Assessment, assess } from "../assess/assessment.ts";
import type { Finding } from "../base/findings.ts";
import { type Briefing, makeBriefing } from "../report/briefing.ts";
import type { BriefingInput, OtherScenario } from "../report/briefing-input.ts";
import type { OverrideCost } from "../report/explore/overrides.ts";
import { accountTitles } from "./plan-under-law.ts";
import type { SolvedPlan } from "./solve-plan.ts";

/** What a first look at a plan's surroundings finds. */
export interface Explored {
  readonly alternatives?: Alternatives;
  readonly frontiers?: readonly Frontier[];
  readonly returns?: readonly Returns[];
  readonly sweep?: SweepSummary;
}

/** What was worked out about an allocation, beside itself. */
export interface Answers {
  readonly prices: readonly Price[];
  readonly misses: readonly Reason[];
  /** Whether prices and misses were not asked for. */
  readonly unasked?: boolean;
  readonly others: readonly OtherScenario[];
  /** What the decisions of people cost; `null` where nobody decided anything. */
  readonly overrides: OverrideCost | null;
  /** Plans that are nearly as good; absent where they were not looked for. */
  readonly alternatives?: Alternatives;
  /** What a first look around the plan found; absent where nobody looked. */
  readonly explored?: Explored;
}

/** Whether the plan is wise, beside what the allocation pays, on the plan's day. */
function assessOf({ input: { plan, law }, allocation }: SolvedPlan): Assessment {
  return assess(plan, plan.head.as_of, { payments: allocation.payments, law });
}

/** The briefing of a solved plan. */
export function briefPlan(
  solved: SolvedPlan,
  answers: Answers,
  findings: readonly Finding[],
): Briefing {
  const { input, problem, allocation, verification, stamp } = solved;
  const briefing: BriefingInput = {
    plan: input.plan,
    scenario: input.base.scenarios.find(({ id }) => id === input.scenario) ?? null,
    problem,
    allocation,
    verification,
    prices: answers.prices,
    misses: answers.misses,
    unasked: answers.unasked ?? false,
    findings,
    stamp,
    titles: accountTitles(input.law),
    others: answers.others,
    overrides: answers.overrides,
    ...(answers.alternatives === undefined ? {} : { alternatives: answers.alternatives }),
    ...answers.explored,
    ...(answers.explored === undefined ? {} : { assessment: assessOf(solved) }),
  };
  return makeBriefing(briefing);
}
