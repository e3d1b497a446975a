import { createHash } from "node:crypto";
import { allocate } from "../allocate/allocate.ts";
import type { Allocation } from "../allocate/allocation.ts";
import type { Stamp } from "../allocate/answers.ts";
import { poseProblem } from "../allocate/pose/pose.ts";
import type { Problem } from "../allocate/problem.ts";
import { startFromRecord } from "../allocate/record.ts";
import { verifyAllocation } from "../allocate/verify/verify.ts";
import { compareText, type Finding, hasErrors } from "../base/findings.ts";
import type { Plan } from "../plan/plan.ts";
import { writePlan } from "../plan/write.ts";
import { count } from "../report/words.ts";
import type { Means } from "./means.ts";
import type { PlanUnderLaw } from "./plan-under-law.ts";

/** How far to search. */
export interface SolveOptions {
  readonly gap: number;
  readonly steps: number;
  /** End after the first search, whatever gap it reached. */
  readonly quick?: boolean;
  /** Stop the search after so many seconds. */
  readonly seconds?: number;
}

/** A plan with its allocation, checked. */
export interface SolvedPlan {
  readonly input: PlanUnderLaw;
  readonly problem: Problem;
  readonly allocation: Allocation;
  /** What the separate check found; no errors. */
  readonly verification: readonly Finding[];
  readonly stamp: Stamp;
}

/** How a solve ended: with an allocation, or why there is none. */
export type SolveResult =
  | { readonly kind: "solved"; readonly solved: SolvedPlan; readonly findings: readonly Finding[] }
  | {
      readonly kind: "unposed" | "infeasible" | "nothing_found";
      readonly problem: Problem;
      readonly findings: readonly Finding[];
    };

/**
 * Poses, solves and verifies a plan, with progress.
 *
 * Errors: throws when the separate check rejects the allocation, which only a defect of ours can cause.
 */
export async function solvePlan(
  input: PlanUnderLaw,
  options: SolveOptions,
  means: Means,
  words = "Looking for the best lawful allocation",
): Promise<SolveResult> {
  const { result: problem, findings } = poseProblem(input.plan, input.law);
  if (hasErrors(findings)) return { kind: "unposed", problem, findings };
  const progress = means.startProgress(`${words} of ${sizeWords(problem)}`);
  const record = await startFromRecord(input.plan, problem, means.solver);
  const answer = await allocate(problem, means.solver, {
    ...(record === undefined ? {} : { start: record }),
    gap_ratio: options.gap,
    node_budget: options.steps,
    ...(options.quick ? { quick: true } : {}),
    signal: stopAfter(means.stop, options.seconds),
    onProgress: ({ value, bound }) => {
      progress.say(`${words}: ${progressWords(value, bound)}`);
      means.onReached?.({ value, bound });
    },
  });
  progress.end();
  if (answer.kind !== "allocation") return { kind: answer.kind, problem, findings };
  const { allocation } = answer;
  const verification = verifyAllocation(input.plan, input.law, allocation);
  const broken = verification.find((finding) => finding.severity === "error");
  if (broken !== undefined) {
    throw new Error(`the allocation fails its check: ${broken.code}: found ${broken.found}`);
  }
  const stamp = stampOf(input, options, allocation, means);
  return { kind: "solved", solved: { input, problem, allocation, verification, stamp }, findings };
}

/** A signal that also comes when the time is up. */
function stopAfter(stop: AbortSignal, seconds: number | undefined): AbortSignal {
  if (seconds === undefined) return stop;
  return AbortSignal.any([stop, AbortSignal.timeout(seconds * 1000)]);
}

function sizeWords({ items, purses, years }: Problem): string {
  const span = count(years.length, "year");
  return `${count(items.length, "initiative")} from ${count(purses.length, "account")} over ${span}`;
}

function progressWords(value: number | null, bound: number | null): string {
  if (value === null || bound === null) return "no allocation yet";
  return `found one worth ${value.toFixed(2)} points; at most ${bound.toFixed(2)} are possible`;
}

function stampOf(
  input: PlanUnderLaw,
  options: SolveOptions,
  allocation: Allocation,
  means: Means,
): Stamp {
  return {
    software: `entente ${means.version}`,
    plan: input.plan.head.id,
    plan_format: input.plan.head.format,
    plan_hash: hashPlan(input.plan),
    scenario: input.scenario,
    law_edition: input.law.edition,
    solver: means.solver.name,
    gap_asked: options.gap,
    gap_proven: allocation.gap_ratio,
  };
}

/** A short name for the contents of a plan, as it was solved. */
export function hashPlan(plan: Plan): string {
  const hash = createHash("sha256");
  const files = [...writePlan(plan)].sort(([a], [b]) => compareText(a, b));
  for (const [name, text] of files) hash.update(`${name}\0${text}\0`);
  return hash.digest("hex").slice(0, 12);
}
