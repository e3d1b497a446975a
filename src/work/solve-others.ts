import { findContradiction } from "../allocate/explain/contradiction.ts";
import { hasErrors } from "../base/findings.ts";
import type { Scenario } from "../plan/plan.ts";
import { applyScenario } from "../plan/scenario.ts";
import type { OtherScenario } from "../report/briefing-input.ts";
import { type Means, unseenProgress } from "./means.ts";
import type { PlanUnderLaw } from "./plan-under-law.ts";
import { type SolvedPlan, type SolveOptions, solvePlan } from "./solve-plan.ts";

/**
 * The plan's other scenarios, solved and checked as the plan itself, side by side; those that do not apply are left out.
 */
export async function solveOthers(
  { input }: SolvedPlan,
  options: SolveOptions,
  means: Means,
): Promise<readonly OtherScenario[]> {
  const others = input.base.scenarios.filter(({ id }) => id !== input.scenario);
  const progress = means.startProgress(`Solving ${others.length} other scenarios`);
  // One line tells of them all.
  const quiet: Means = { ...means, startProgress: unseenProgress };
  let done = 0;
  const solved = await Promise.all(
    others.map(async (scenario) => {
      const other = await solveOther(input, scenario, options, quiet);
      done++;
      progress.say(`Solving other scenarios: ${done} of ${others.length}`);
      return other;
    }),
  );
  progress.end();
  return solved.filter((other) => other !== null);
}

async function solveOther(
  input: PlanUnderLaw,
  scenario: Scenario,
  options: SolveOptions,
  means: Means,
): Promise<OtherScenario | null> {
  const { id, title } = scenario;
  const { result: plan, findings } = applyScenario(input.base, scenario);
  if (hasErrors(findings)) return null;
  // What only stands beside the scenario asked for is searched quickly; its own gap is shown.
  const side = { ...options, quick: true };
  const result = await solvePlan({ ...input, plan, scenario: id }, side, means);
  if (result.kind === "solved") {
    const { problem, allocation } = result.solved;
    return { id, title, plan, problem, allocation, contradiction: null };
  }
  if (result.kind !== "infeasible") return null;
  const { problem } = result;
  const found = await findContradiction(problem, means.solver, options.steps);
  return { id, title, plan, problem, allocation: null, contradiction: found ?? null };
}
