import { join } from "node:path";
import type { PlanInput } from "../plan-input.ts";
import type { PlanOptions } from "../plan-options.ts";
import type { RangeOptions } from "./job-input.ts";

/** The options of `entente sweep`. */
export interface SweepCommandOptions extends PlanOptions, RangeOptions {
  readonly whatIfs: number;
  readonly seed: number;
  readonly failsBelow: number;
  readonly whatIfGap: number;
  readonly processes?: number;
  readonly chunk: number;
  readonly resume?: boolean;
  readonly fresh?: boolean;
  readonly out?: string;
  /** Of a process that another one started: the number of that one. */
  readonly worker?: string;
}

/** The folder of a sweep's results. */
export function outOf({ out }: Pick<SweepCommandOptions, "out">, { plan }: PlanInput): string {
  return out ?? join("out", `${plan.head.id}-sweep`);
}
