import type { Allocation } from "../allocate/allocation.ts";
import { type Finding, formatFinding, hasErrors } from "../base/findings.ts";
import { count, showPercent, showPoints } from "./words.ts";

/** How far an allocation may be relied on. */
export interface Trust {
  /** `verified`: checked with no error. `refused`: the check found errors. `unverified`: not checked. */
  readonly state: "verified" | "unverified" | "refused";
  /** Whether the gap that was asked for is proven. */
  readonly proven: boolean;
  /** One sentence for the reader. */
  readonly sentence: string;
  /** What the check found, one line each. */
  readonly complaints: readonly string[];
}

/** What the proof and the separate check say of an allocation. */
export function trustOf(
  allocation: Allocation,
  verification: readonly Finding[] | null,
  gapAsked: number,
): Trust {
  const state =
    verification === null ? "unverified" : hasErrors(verification) ? "refused" : "verified";
  const proven = allocation.gap_ratio <= gapAsked;
  const errors = (verification ?? []).filter((finding) => finding.severity === "error");
  return {
    state,
    proven,
    sentence: [gapSentence(allocation, proven, gapAsked), checkSentence(state, errors.length)].join(
      " ",
    ),
    complaints: (verification ?? []).map(formatFinding),
  };
}

function gapSentence(allocation: Allocation, proven: boolean, gapAsked: number): string {
  const best = `${showPoints(allocation.bound)} points`;
  if (allocation.gap_ratio < 1e-6) {
    return `No lawful allocation of this plan is worth more than ${best}: this one is the best possible (proven).`;
  }
  const gap = showPercent(allocation.gap_ratio, 3);
  if (proven) {
    return `No lawful allocation of this plan is worth more than ${best}, so this one is within ${gap} of the best possible (proven).`;
  }
  const end = {
    stopped: "was stopped",
    budget: "used up its steps",
    time_limit: "reached its time limit",
    proven: "ended",
  }[allocation.ended];
  return `The search ${end} before it proved the gap asked for (${showPercent(gapAsked, 3)}): a better allocation, of up to ${best}, may exist (${gap} more).`;
}

function checkSentence(state: Trust["state"], errors: number): string {
  switch (state) {
    case "verified":
      return "Code written separately from the solver rechecked every rule and every total, and agrees.";
    case "refused":
      return `Do not use it: the separate check found ${count(errors, "error")}.`;
    case "unverified":
      return "It was not checked by the separate verifier.";
  }
}
