import type { Finding } from "../base/findings.ts";
import type { Answers } from "./brief-plan.ts";
import type { PlanInput } from "./plan-input.ts";
import type { Reply } from "./reply.ts";
import type { SolvedPlan, SolveOptions, SolveResult } from "./solve-plan.ts";
import type { Surroundings } from "./surroundings.ts";

/** What was worked out about an allocation beside itself: prices, closest misses, other scenarios. */
export async function explainSolved(
  _solved: SolvedPlan,
  _options: SolveOptions & { readonly scenarios?: boolean },
  _around: Surroundings,
): Promise<Answers> {
  return { prices: [], misses: [], others: [] };
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
