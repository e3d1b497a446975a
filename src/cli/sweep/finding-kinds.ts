import { type FindingKinds, reporter } from "../../base/findings.ts";

/** What can be wrong with the folder in which a sweep keeps its work. */
export const sweepJobFindingKinds = {
  sweep_taken: {
    severity: "error",
    meaning:
      "The folder holds the work of another sweep: of another plan, other ranges or options.",
  },
  sweep_unreadable: {
    severity: "error",
    meaning: "A file of a sweep's work does not hold what it should.",
  },
} as const satisfies FindingKinds;

/** Makes a finding about a sweep's folder. */
export const reportJob = reporter(sweepJobFindingKinds);
