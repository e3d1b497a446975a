import { findWaysOut } from "../allocate/explain/contradiction.ts";
import { checkAgainstLaw } from "../assess/contradictions.ts";
import { checkScenarioTests } from "../assess/scenario-tests.ts";
import { type Finding, hasErrors, sortFindings } from "../base/findings.ts";
import { checkPlan } from "../plan/check.ts";
import type { Answers } from "./brief-plan.ts";
import { briefPlan } from "./brief-plan.ts";
import { withoutRepeats } from "./check-whole.ts";
import { explainSolved } from "./explain-plan.ts";
import { reportWork } from "./finding-kinds.ts";
import type { Means } from "./means.ts";
import type { PlanUnderLaw } from "./plan-under-law.ts";
import type { AllocateAnswered, FoundAllocation, Questions } from "./questions.ts";
import { type SolvedPlan, type SolveResult, solvePlan } from "./solve-plan.ts";

const unasked: Answers = { prices: [], misses: [], others: [], overrides: null, unasked: true };

/**
 * The best lawful allocation of a plan with what is said of it, or why there is none.
 *
 * `onSolved` is told of it as soon as it is found and checked, before its prices and reasons are worked out.
 */
export async function answerAllocate(
  input: PlanUnderLaw,
  { options, brief }: Pick<Questions["allocate"], "options" | "brief">,
  means: Means,
  onSolved: (solved: SolvedPlan, found: FoundAllocation) => void,
): Promise<AllocateAnswered> {
  const findings = checkBefore(input);
  if (hasErrors(findings)) return { kind: "refused", findings };
  const result = await solvePlan(input, options, means);
  const all = sortFindings([...findings, ...result.findings]);
  if (result.kind !== "solved") return describeFailure(result, all, options.steps, means);
  const { solved } = result;
  const known = sortFindings([...all, ...solved.verification]);
  const first = foundOf(solved, unasked, known);
  onSolved(solved, first);
  if (brief || means.stop.aborted) return { kind: "found", ...first };
  const answers = await explainSolved(solved, options, means);
  if (means.stop.aborted) return { kind: "found", ...first };
  return { kind: "found", ...foundOf(solved, answers, known) };
}

/** What is found in a plan before it is allocated, as the commands find it. */
function checkBefore({ base, plan, scenario, law }: PlanUnderLaw): readonly Finding[] {
  const findings = [...checkPlan(plan, law.accountCodes)];
  if (!hasErrors(findings)) findings.push(...checkAgainstLaw(plan, law));
  const open = base.scenarios.find(({ id }) => id === scenario);
  if (open !== undefined) findings.push(...checkScenarioTests(open));
  return sortFindings(withoutRepeats(findings));
}

function foundOf(
  solved: SolvedPlan,
  answers: Answers,
  findings: readonly Finding[],
): FoundAllocation {
  const { allocation, stamp } = solved;
  return { allocation, stamp, briefing: briefPlan(solved, answers, findings), findings };
}

/** Why there is no allocation, and what would have to give way. */
async function describeFailure(
  result: Exclude<SolveResult, { readonly kind: "solved" }>,
  findings: readonly Finding[],
  steps: number,
  means: Means,
): Promise<AllocateAnswered> {
  if (result.kind === "unposed") return { kind: "refused", findings };
  if (means.stop.aborted) return { kind: "stopped" };
  if (result.kind === "nothing_found") {
    return { kind: "refused", findings: [...findings, nothingFound()] };
  }
  const progress = means.startProgress("Looking for what must give way");
  const ways = await findWaysOut(result.problem, means.solver, steps);
  progress.end();
  const { first = null, second = null } = ways ?? {};
  return { kind: "impossible", findings, contradiction: first, second };
}

function nothingFound(): Finding {
  return reportWork(
    "nothing_found",
    {},
    {
      found: "no allocation within the time or the steps of the search",
      expected: "at least one that keeps every rule",
      help: "Ask again with more time.",
    },
  );
}
