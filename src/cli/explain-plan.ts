import { priceRules } from "../allocate/explain/price.ts";
import type { ExplainSession } from "../allocate/explain/session.ts";
import type { Finding } from "../base/findings.ts";
import type { Answers } from "./brief-plan.ts";
import type { PlanInput } from "./plan-input.ts";
import { startProgress } from "./progress.ts";
import type { Reply } from "./reply.ts";
import type { SolvedPlan, SolveOptions, SolveResult } from "./solve-plan.ts";
import type { Surroundings } from "./surroundings.ts";

/** How many of the dearest rules are solved again in whole packages for a briefing. */
const solvedRules = 5;

/** What was worked out about an allocation beside itself: prices, closest misses, other scenarios. */
export async function explainSolved(
  solved: SolvedPlan,
  options: SolveOptions & { readonly scenarios?: boolean },
  around: Surroundings,
): Promise<Answers> {
  const { session, end } = startSession(solved, options, around);
  const prices = around.stop.aborted ? [] : await priceRules(session, { solveTop: solvedRules });
  end();
  return { prices, misses: [], others: [] };
}

/** The means to solve a plan again, changed, with progress. Call `end` when done. */
export function startSession(
  { problem, allocation }: SolvedPlan,
  { gap, steps }: SolveOptions,
  around: Surroundings,
): { readonly session: ExplainSession; readonly end: () => void } {
  const progress = startProgress(around);
  const session: ExplainSession = {
    problem,
    allocation,
    solver: around.solver,
    options: { gap_ratio: gap, node_budget: steps, signal: around.stop },
    onProgress: (words, done, total) => progress.say(`${words}: ${done} of ${total}`),
  };
  return { session, end: progress.end };
}

/** The reply where there is no allocation: why, and the cheapest way out. */
export async function describeFailure(
  command: string,
  _input: PlanInput,
  result: SolveResult,
  findings: readonly Finding[],
  around: Surroundings,
): Promise<Reply> {
  if (result.kind === "unposed") {
    return { command, ending: "findings", findings, result: null, text: "" };
  }
  if (result.kind === "nothing_found") {
    const ending = around.stop.aborted ? "interrupted" : "infeasible";
    const text = around.stop.aborted
      ? "Stopped before a first allocation was found.\n"
      : "No allocation was found within the steps allowed. Raise --steps.\n";
    return { command, ending, findings, result: null, text };
  }
  return {
    command,
    ending: "infeasible",
    findings,
    result: null,
    text: "Not all rules can hold.\n",
  };
}
