import { listDecisions, withoutDecisions } from "../allocate/explore/overrides-plan.ts";
import { makeOverrideCost, type OverrideCost } from "../report/explore/overrides.ts";
import type { Means } from "./means.ts";
import { type SolvedPlan, type SolveOptions, solvePlan } from "./solve-plan.ts";

/** What the decisions in a plan cost together, by solving it without them; `null` where nobody decided anything. */
export async function priceDecisions(
  { input, allocation }: SolvedPlan,
  options: SolveOptions,
  means: Means,
): Promise<OverrideCost | null> {
  if (listDecisions(input.plan).length === 0 || means.stop.aborted) return null;
  const free = { ...input, plan: withoutDecisions(input.plan) };
  const words = "Solving again without the decisions of people";
  const result = await solvePlan(free, options, means, words);
  if (means.stop.aborted) return null;
  const found = result.kind === "solved" ? result.solved.allocation : null;
  return makeOverrideCost(input.plan, allocation, found);
}
