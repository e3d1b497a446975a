import { allocate } from "../src/allocate/allocate.ts";
import { defaultGap, defaultNodeBudget } from "../src/allocate/allocate-options.ts";
import type { Allocation } from "../src/allocate/allocation.ts";
import { startOfSweep, type WorldSession } from "../src/allocate/explore/sweep-run.ts";
import type { Problem } from "../src/allocate/problem.ts";
import type { Solver } from "../src/allocate/solver.ts";
import { whatIfGap } from "../src/work/what-ifs.ts";

/** The plan of an instance as the product makes it, for other processes to begin from. */
export interface SweepBase {
  readonly gap: number;
  /** As JSON. */
  readonly text: string;
}

/** Solves an instance as the product does.   Errors: throws where no plan was found. */
export async function solveBase(problem: Problem, solver: Solver): Promise<SweepBase> {
  const options = { gap_ratio: defaultGap, node_budget: defaultNodeBudget };
  const answer = await allocate(problem, solver, options);
  if (answer.kind !== "allocation") throw new Error(`the plan of the sweep: ${answer.kind}`);
  const { allocation } = answer;
  const start = startOfSweep({ problem, allocation, solver, options });
  const learned = start && { prices: [...start.prices], modes: [...start.modes] };
  return { gap: allocation.gap_ratio, text: JSON.stringify({ allocation, start: learned }) };
}

/** The session of a process that begins from the base that another made. */
export function sessionFrom(text: string, problem: Problem, solver: Solver): WorldSession {
  const { allocation, start } = JSON.parse(text) as {
    readonly allocation: Allocation;
    readonly start?: { readonly prices: readonly number[]; readonly modes: readonly number[] };
  };
  const options = { gap_ratio: whatIfGap, node_budget: defaultNodeBudget };
  const session = { problem, allocation, solver, options };
  if (start === undefined) return session;
  const [prices, modes] = [Float64Array.from(start.prices), Int32Array.from(start.modes)];
  return { ...session, start: { prices, modes } };
}
