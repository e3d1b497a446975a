import type { Command } from "commander";
import { defaultGap, defaultNodeBudget } from "../allocate/allocate-options.ts";
import { hasErrors } from "../base/findings.ts";
import { gather, parseCount, parseRatio } from "./option-values.ts";
import { parseOverrides } from "./overrides.ts";
import { type LoadedPlan, loadPlan } from "./plan-input.ts";
import type { ReplyOptions } from "./reply.ts";
import type { Surroundings } from "./surroundings.ts";

/** The options of commands that solve a plan. */
export interface PlanOptions extends ReplyOptions {
  /** A scenario's id; false for the plan as it stands; absent for the recommended one. */
  readonly scenario?: string | boolean;
  readonly gap: number;
  readonly steps: number;
  /** A time limit for each solve; the answer then says that it was one. */
  readonly seconds?: number;
  readonly pin: readonly string[];
  readonly exclude: readonly string[];
}

/** Adds the options that say how to solve. */
export function addSolveOptions(command: Command): Command {
  return command
    .option("--gap <ratio>", "stop when the proven gap is at most this", parseRatio, defaultGap)
    .option("--steps <n>", "stop after so many nodes of the search", parseCount, defaultNodeBudget)
    .option("--seconds <n>", "stop the search after so many seconds (default: none)", parseCount);
}

/** Adds the options that say which plan to solve, and how. */
export function addPlanOptions(command: Command): Command {
  return addSolveOptions(command)
    .option("--scenario <id>", "a scenario of the plan (default: the recommended one)")
    .option("--no-scenario", "the plan as it stands")
    .option("--pin <initiative=package>", "fund this package; may be given again", gather, [])
    .option("--exclude <initiative>", "do not fund it; may be given again", gather, []);
}

/** Loads the plan that the options ask for. */
export async function loadChosen(
  folder: string,
  options: PlanOptions,
  around: Surroundings,
): Promise<LoadedPlan> {
  const overrides = parseOverrides({ pin: options.pin, exclude: options.exclude });
  if (hasErrors(overrides.findings)) return { input: null, findings: overrides.findings };
  const scenario =
    options.scenario === false ? null : options.scenario === true ? undefined : options.scenario;
  return loadPlan({ folder, scenario, overrides: overrides.result }, around);
}
