import { findWaysOut } from "../allocate/explain/contradiction.ts";
import { poseProblem } from "../allocate/pose/pose.ts";
import { type Fall, fallsOf, planExcluding, planWithout } from "../assess/assumption-fall.ts";
import { listEfforts } from "../assess/efforts.ts";
import { type AssumptionFailure, makeFailure, type WhyNoPlan } from "../report/assess/failure.ts";
import { labelsOf } from "../report/rows.ts";
import type { Means } from "./means.ts";
import { accountTitles, type PlanUnderLaw } from "./plan-under-law.ts";
import { type SolvedPlan, type SolveOptions, type SolveResult, solvePlan } from "./solve-plan.ts";

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
  const after = await solveFailed({ ...input, plan: failed }, fall, options, means);
  if (means.stop.aborted) return null;
  const posed = "none" in after ? poseProblem(failed, input.law).result : after.problem;
  const labels = labelsOf(input.plan, accountTitles(input.law));
  return makeFailure(input.plan, row, fall, [solved, after], posed, labels);
}

/**
 * The best plan once it fails. Initiatives that fall are left out where that loses nothing: the search may fund for
 * nothing what it has money for, and a reader would take that for a need.
 */
async function solveFailed(
  input: PlanUnderLaw,
  fall: Fall,
  options: SolveOptions,
  means: Means,
): Promise<SolvedPlan | WhyNoPlan> {
  const words = "Planning anew without what falls";
  const result = await solvePlan(input, options, means, words);
  if (result.kind !== "solved") return { none: await sayWhyNone(result, options, means) };
  const { solved } = result;
  const fallen = new Set(fall.initiatives.map(({ id }) => id));
  if (!solved.allocation.choices.some((choice) => fallen.has(choice.initiative))) return solved;
  const plan = planExcluding(input.plan, fall);
  const without = await solvePlan({ ...input, plan }, options, means, words);
  if (without.kind !== "solved") return solved;
  const { allocation } = without.solved;
  const { value, bound } = solved.allocation;
  const slack = options.gap * Math.max(1, value);
  if (allocation.value < value - slack) return solved;
  // Whatever leaves initiatives out is also a plan of the wider world, whose bound holds for both.
  return { ...without.solved, allocation: { ...allocation, bound } };
}

/** Why nothing can be planned without it, and what would have to give way. */
async function sayWhyNone(
  { kind, problem }: Exclude<SolveResult, { readonly kind: "solved" }>,
  { steps }: SolveOptions,
  means: Means,
): Promise<string> {
  if (kind === "unposed") return "Without it nothing that is worth anything is left to fund.";
  if (kind === "nothing_found") return "The search ended before it found a plan without it.";
  const ways = means.stop.aborted ? undefined : await findWaysOut(problem, means.solver, steps);
  const none = "Without it no plan keeps every rule.";
  return ways === undefined ? none : `${none} ${ways.first.sentence}`;
}
