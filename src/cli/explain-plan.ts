import { findWaysOut } from "../allocate/explain/contradiction.ts";
import { measureCloseness } from "../allocate/explain/duals.ts";
import { priceRules } from "../allocate/explain/price.ts";
import { closestMisses } from "../allocate/explain/reason.ts";
import type { ExplainSession } from "../allocate/explain/session.ts";
import type { Finding } from "../base/findings.ts";
import { waysOutText } from "../report/explore/ways-out-text.ts";
import type { Answers } from "./brief-plan.ts";
import { priceDecisions } from "./override-cost.ts";
import { startProgress } from "./progress.ts";
import type { Reply } from "./reply.ts";
import { solveOthers } from "./solve-others.ts";
import type { SolvedPlan, SolveOptions, SolveResult } from "./solve-plan.ts";
import type { Surroundings } from "./surroundings.ts";

/** How many of the dearest rules a briefing solves again in whole packages. */
const solvedRules = 3;

/** How many of the closest misses a briefing names. */
const namedMisses = 10;

/** What a briefing asks besides the allocation. */
export interface ExplainOptions extends SolveOptions {
  /** Whether the plan's other scenarios are solved too. */
  readonly scenarios?: boolean;
}

const noAnswers: Answers = { prices: [], misses: [], others: [], overrides: null };

/**
 * What was worked out about an allocation beside itself: prices, closest misses, other scenarios.
 *
 * Nothing once the user has pressed Ctrl-C: answers that were half worked out could be wrong.
 */
export async function explainSolved(
  solved: SolvedPlan,
  options: ExplainOptions,
  around: Surroundings,
): Promise<Answers> {
  if (around.stop.aborted) return noAnswers;
  const overrides = await priceDecisions(solved, options, around);
  const { session, end } = startSession(solved, options, around);
  const prices = await priceRules(session, { solveTop: solvedRules });
  const misses = await closestMisses(session, await measureCloseness(session), namedMisses);
  end();
  const others = options.scenarios === true ? await solveOthers(solved, options, around) : [];
  return around.stop.aborted ? noAnswers : { prices, misses, others, overrides };
}

/** The means to solve a plan again, changed, with progress. Call `end` when done. */
export function startSession(
  { problem, allocation }: SolvedPlan,
  { gap, steps }: SolveOptions,
  around: Surroundings,
): { readonly session: ExplainSession; readonly end: () => void } {
  const progress = startProgress(around, "Explaining");
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
