import { findContradiction } from "../allocate/explain/contradiction.ts";
import { hasErrors } from "../base/findings.ts";
import { applyScenario } from "../plan/scenario.ts";
import type { OtherScenario } from "../report/briefing-input.ts";
import { type SolvedPlan, type SolveOptions, solvePlan } from "./solve-plan.ts";
import type { Surroundings } from "./surroundings.ts";

/** The plan's other scenarios, solved and checked as the plan itself; those that do not apply are left out. */
export async function solveOthers(
  { input }: SolvedPlan,
  options: SolveOptions,
  around: Surroundings,
): Promise<readonly OtherScenario[]> {
  const others: OtherScenario[] = [];
  for (const scenario of input.base.scenarios) {
    if (scenario.id === input.scenario || around.stop.aborted) continue;
    const { result: plan, findings } = applyScenario(input.base, scenario);
    if (hasErrors(findings)) continue;
    const solved = await solvePlan({ ...input, plan, scenario: scenario.id }, options, around);
    const { id, title } = scenario;
    if (solved.kind === "solved") {
      const { problem, allocation } = solved.solved;
      others.push({ id, title, plan, problem, allocation, contradiction: null });
    } else if (solved.kind === "infeasible") {
      const { problem } = solved;
      const found = await findContradiction(problem, around.solver, options.steps);
      others.push({ id, title, plan, problem, allocation: null, contradiction: found ?? null });
    }
  }
  return others;
}
