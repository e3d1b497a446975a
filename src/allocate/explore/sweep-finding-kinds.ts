import { type FindingKinds, reporter } from "../../base/findings.ts";

/** What can be wrong with the ranges that a sweep draws from. */
export const sweepFindingKinds = {
  range_unknown: {
    severity: "error",
    meaning: "A range is stated for something that the plan does not have.",
  },
  range_form: {
    severity: "error",
    meaning: "A range is not written as a sweep reads it: `0.8..1.1`, `fails 0.2` or `off`.",
  },
  range_limits: {
    severity: "error",
    meaning: "A range holds factors that cannot be: negative, backward, or without end.",
  },
  range_repeated: { severity: "error", meaning: "Two ranges are stated under one name." },
  ranges_none: { severity: "error", meaning: "Every range is off, so that all worlds are alike." },
} as const satisfies FindingKinds;

/** Makes a finding about ranges. */
export const reportRange = reporter(sweepFindingKinds);
