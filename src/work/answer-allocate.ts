import { findWaysOut } from "../allocate/explain/contradiction.ts";
import { poseProblem } from "../allocate/pose/pose.ts";
import { checkAgainstLaw } from "../assess/contradictions.ts";
import { checkScenarioTests } from "../assess/scenario-tests.ts";
import { type Finding, hasErrors, sortFindings } from "../base/findings.ts";
import { checkPlan } from "../plan/check.ts";
import type { Briefing } from "../report/briefing.ts";
import { type Answers, briefPlan } from "./brief-plan.ts";
import { withoutRepeats } from "./check-whole.ts";
import { explainSolved } from "./explain-plan.ts";
import { reportWork } from "./finding-kinds.ts";
import type { Means } from "./means.ts";
import type { PlanUnderLaw } from "./plan-under-law.ts";
import type { AllocateAnswered, Answered, SentPlan } from "./questions.ts";
import { type SolvedPlan, type SolveOptions, type SolveResult, solvePlan } from "./solve-plan.ts";

const unasked: Answers = { prices: [], misses: [], others: [], overrides: null, unasked: true };

/** The best lawful allocation of a plan, or why there is none; with the solved plan, to ask about. */
export async function answerAllocate(
  input: PlanUnderLaw,
  options: SolveOptions,
  means: Means,
): Promise<{ readonly answered: AllocateAnswered; readonly solved: SolvedPlan | null }> {
  const findings = checkBefore(input);
  if (hasErrors(findings)) return { answered: { kind: "refused", findings }, solved: null };
  const result = await solvePlan(input, options, means);
  if (result.kind !== "solved") {
    const all = sortFindings([...findings, ...result.findings]);
    const answered = await describeFailure(result, all, options.steps, means);
    return { answered, solved: null };
  }
  const { solved } = result;
  const known = findingsOf(solved, findings);
  const { allocation, stamp } = solved;
  const { base, plan, scenario } = input;
  const sent: SentPlan = { plan, scenario, scenarios: base.scenarios };
  const briefing = briefPlan(solved, unasked, known);
  const found = { allocation, stamp, briefing, findings: known, input: JSON.stringify(sent) };
  return { answered: { kind: "found", ...found }, solved };
}

/** The briefing of an allocation with its prices, closest misses, and what the decisions of people cost. */
export async function answerExplain(
  solved: SolvedPlan,
  options: SolveOptions,
  means: Means,
): Promise<Answered<Briefing>> {
  const answers = await explainSolved(solved, options, means);
  if (means.stop.aborted) return { answer: null, findings: [] };
  const known = findingsOf(solved, checkBefore(solved.input));
  return { answer: briefPlan(solved, answers, known), findings: [] };
}

/** What is found in a plan, in posing it, and what the separate check says of its allocation. */
function findingsOf(
  { input, verification }: SolvedPlan,
  before: readonly Finding[],
): readonly Finding[] {
  const { findings } = poseProblem(input.plan, input.law);
  return sortFindings([...before, ...findings, ...verification]);
}

/** What is found in a plan before it is allocated, as the commands find it. */
function checkBefore({ base, plan, scenario, law }: PlanUnderLaw): readonly Finding[] {
  const findings = [...checkPlan(plan, law.accountCodes)];
  if (!hasErrors(findings)) findings.push(...checkAgainstLaw(plan, law));
  const open = base.scenarios.find(({ id }) => id === scenario);
  if (open !== undefined) findings.push(...checkScenarioTests(open));
  return sortFindings(withoutRepeats(findings));
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
