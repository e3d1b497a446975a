import { poseProblem } from "../allocate/pose/pose.ts";
import { fallsOf, planWithout } from "../assess/assumption-fall.ts";
import { listEfforts } from "../assess/efforts.ts";
import { type AssumptionFailure, makeFailure } from "../report/assess/failure.ts";
import { labelsOf } from "../report/rows.ts";
import type { Means } from "./means.ts";
import { accountTitles } from "./plan-under-law.ts";
import { type SolvedPlan, type SolveOptions, solvePlan } from "./solve-plan.ts";

/**
 * What comes of an assumption that fails: what falls with it, and the best plan without it, solved again.
 *
 * Nothing where the plan has no such assumption, or where the work was stopped.
 */
export async function solveWithout(
  solved: SolvedPlan,
  assumption: string,
  options: SolveOptions,
  means: Means,
): Promise<AssumptionFailure | null> {
  const { input } = solved;
  const row = input.plan.tables.assumptions.find(({ id }) => id === assumption);
  if (row === undefined) return null;
  const fall = fallsOf(input.plan, listEfforts(input.plan))(assumption);
  const failed = planWithout(input.plan, assumption, fall);
  const words = `Planning anew without \`${assumption}\``;
  const result = await solvePlan({ ...input, plan: failed }, options, means, words);
  if (means.stop.aborted) return null;
  const after = result.kind === "solved" ? result.solved : null;
  const posed = after?.problem ?? poseProblem(failed, input.law).result;
  const labels = labelsOf(input.plan, accountTitles(input.law));
  return makeFailure(input.plan, row, fall, [solved, after], posed, labels);
}
