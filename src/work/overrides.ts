import type { ExplainSession } from "../allocate/explain/session.ts";
import { type OverridePrices, priceOverrides } from "../allocate/explore/overrides.ts";
import { withDecisions } from "../allocate/explore/overrides-plan.ts";
import type { Override } from "../allocate/explore/overrides-problem.ts";
import { verifyAllocation } from "../allocate/verify/verify.ts";
import { startSession } from "./explain-plan.ts";
import type { Means } from "./means.ts";
import type { PlanUnderLaw } from "./plan-under-law.ts";
import type { SolvedPlan, SolveOptions } from "./solve-plan.ts";

/**
 * What overrides cost, each alone and all together, against a plan in which nobody decided about their initiatives.
 *
 * Nothing where the work was stopped: costs that were half worked out could be wrong.
 * Errors: throws when the separate check rejects a plan, which only a defect of ours can cause.
 */
export async function pricesOfOverrides(
  free: SolvedPlan,
  overrides: readonly Override[],
  options: SolveOptions,
  means: Means,
): Promise<{ readonly session: ExplainSession; readonly prices: OverridePrices } | null> {
  const { session, end } = startSession(free, options, means);
  const prices = await priceOverrides(session, overrides);
  end();
  if (means.stop.aborted) return null;
  checkPrices(free.input, prices);
  return { session, prices };
}

/** The separate check has the last word on every plan.   Errors: throws, since only a defect of ours can fail it. */
function checkPrices({ plan, law }: PlanUnderLaw, { each, together }: OverridePrices): void {
  const all = each.map((one) => one.override);
  const made = [
    ...each.map(({ override: one, outcome }) => ({ overrides: [one], outcome })),
    { overrides: all, outcome: together },
  ];
  for (const { overrides, outcome } of made) {
    if (outcome.kind !== "priced") continue;
    const decided = withDecisions(plan, overrides);
    const findings = verifyAllocation(decided, law, outcome.allocation);
    const broken = findings.find((finding) => finding.severity === "error");
    if (broken === undefined) continue;
    const ids = overrides.map(({ initiative }) => initiative);
    throw new Error(
      `the plan with overrides of ${ids} fails its check: ${broken.code}: found ${broken.found}`,
    );
  }
}
