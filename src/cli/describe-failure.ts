import { findWaysOut } from "../allocate/explain/contradiction.ts";
import type { Finding } from "../base/findings.ts";
import { waysOutText } from "../report/explore/ways-out-text.ts";
import type { SolveOptions, SolveResult } from "../work/solve-plan.ts";
import { startProgress } from "./progress.ts";
import type { Reply } from "./reply.ts";
import type { Surroundings } from "./surroundings.ts";

/** The reply where there is no allocation: why, and the cheapest way out. */
export async function describeFailure(
  command: string,
  result: Exclude<SolveResult, { readonly kind: "solved" }>,
  findings: readonly Finding[],
  options: SolveOptions,
  around: Surroundings,
): Promise<Reply> {
  const reply = { command, findings, result: null };
  if (result.kind === "unposed") return { ...reply, ending: "findings", text: "" };
  if (around.stop.aborted) {
    const text = "Stopped before a first allocation was found.\n";
    return { ...reply, ending: "interrupted", text };
  }
  if (result.kind === "nothing_found") {
    const text = `No allocation was found within ${options.steps} steps. Raise --steps.\n`;
    return { ...reply, ending: "infeasible", text };
  }
  const progress = startProgress(around, "Looking for what must give way");
  const ways = await findWaysOut(result.problem, around.solver, options.steps);
  progress.end();
  const text =
    ways === undefined
      ? "Not all rules can hold, and no relaxation of them helps: links and the law stand in the way.\n"
      : waysOutText(ways);
  const found = { contradiction: ways?.first ?? null, second: ways?.second ?? null };
  return { ...reply, ending: "infeasible", result: found, text };
}
