import { measureCloseness } from "../allocate/explain/duals.ts";
import { priceRules } from "../allocate/explain/price.ts";
import { closestMisses } from "../allocate/explain/reason.ts";
import type { ExplainSession } from "../allocate/explain/session.ts";
import type { Answers } from "./brief-plan.ts";
import type { Means } from "./means.ts";
import { priceDecisions } from "./override-cost.ts";
import { solveOthers } from "./solve-others.ts";
import type { SolvedPlan, SolveOptions } from "./solve-plan.ts";

/** How many of the dearest rules a briefing solves again in whole packages. */
const solvedRules = 3;

/** How many of the closest misses a briefing names. */
const namedMisses = 10;

/** What a briefing asks besides the allocation. */
export interface ExplainOptions extends SolveOptions {
  /** Whether the plan's other scenarios are solved too. */
  readonly scenarios?: boolean;
}

const noAnswers: Answers = { prices: [], misses: [], others: [], overrides: null };

/**
 * What was worked out about an allocation beside itself: prices, closest misses, other scenarios.
 *
 * Nothing once somebody has stopped it: answers that were half worked out could be wrong.
 */
export async function explainSolved(
  solved: SolvedPlan,
  options: ExplainOptions,
  means: Means,
): Promise<Answers> {
  if (means.stop.aborted) return noAnswers;
  const overrides = await priceDecisions(solved, options, means);
  const { session, end } = startSession(solved, options, means);
  const prices = await priceRules(session, { solveTop: solvedRules });
  const misses = await closestMisses(session, await measureCloseness(session), namedMisses);
  end();
  const others = options.scenarios === true ? await solveOthers(solved, options, means) : [];
  return means.stop.aborted ? noAnswers : { prices, misses, others, overrides };
}

/** The means to solve a plan again, changed, with progress. Call `end` when done. */
export function startSession(
  { problem, allocation }: SolvedPlan,
  { gap, steps }: SolveOptions,
  means: Means,
): { readonly session: ExplainSession; readonly end: () => void } {
  const progress = means.startProgress("Explaining");
  const session: ExplainSession = {
    problem,
    allocation,
    solver: means.solver,
    options: { gap_ratio: gap, node_budget: steps, signal: means.stop },
    onProgress: (words, done, total) => {
      progress.say(`${words}: ${done} of ${total}`);
      means.onCount?.(words, done, total);
    },
  };
  return { session, end: progress.end };
}
