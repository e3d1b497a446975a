import type { Finding } from "../../base/findings.ts";
import { mapSideBySide } from "../explain/session.ts";
import { chooseRanges, type GivenRange } from "./sweep-ranges.ts";
import { runWhatIf, type SweepRow, type SweepSession } from "./sweep-run.ts";
import { type SweepSummary, summarizeSweep } from "./sweep-summary.ts";
import { drawWhatIf } from "./what-if.ts";

/** How much to sweep, and between what. */
export interface SweepOptions {
  readonly what_ifs: number;
  readonly seed: number;
  /** A goal fails below this share of what the plan reaches as planned. */
  readonly fails_below: number;
  readonly ranges: readonly GivenRange[];
}

/** As the command sweeps when nothing else is asked. */
export const sweepDefaults: SweepOptions = {
  what_ifs: 1000,
  seed: 1,
  fails_below: 0.9,
  ranges: [],
};

/**
 * A whole sweep in one process: many worlds drawn, planned and summarized.
 *
 * The summary is `null` when a range is wrong (the findings say which), or when the session was stopped.
 */
export async function sweepPlan(
  session: SweepSession,
  options: Partial<SweepOptions> = {},
): Promise<{ readonly result: SweepSummary | null; readonly findings: readonly Finding[] }> {
  const { what_ifs, seed, fails_below, ranges: given } = { ...sweepDefaults, ...options };
  const { result: ranges, findings } = chooseRanges(session.ground.factors, given);
  if (findings.length > 0) return { result: null, findings };
  const indexes = Array.from({ length: what_ifs }, (_, index) => index);
  const rows = await mapSideBySide(session, "Sweeping other worlds", indexes, (index) =>
    runWhatIf(session, drawWhatIf(ranges, seed, index)),
  );
  const whole = rows.filter((row): row is SweepRow => row !== undefined);
  if (whole.length < rows.length) return { result: null, findings };
  return { result: summarizeSweep(session, { seed, ranges, fails_below }, whole), findings };
}
