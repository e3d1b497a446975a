import { type FindingKinds, reporter } from "../base/findings.ts";

/** What can be wrong with work that somebody asks for. */
export const workFindingKinds = {
  allocation_gone: {
    severity: "error",
    meaning:
      "The allocation that was asked about, or the plan that it was worked out on, can no longer be read.",
  },
  nothing_found: {
    severity: "error",
    meaning: "The search ended before it found any lawful allocation.",
  },
  asked_unknown: {
    severity: "error",
    meaning: "A question is about something that the plan does not have.",
  },
  nobody_decided: {
    severity: "error",
    meaning:
      "The cost of people's decisions was asked for in a plan in which nobody decided anything.",
  },
  work_failed: {
    severity: "error",
    meaning: "A piece of work ended by a defect of the program.",
  },
  history_elsewhere: {
    severity: "error",
    meaning: "A history is taken in under another name than that of its plan.",
  },
  history_differs: {
    severity: "error",
    meaning: "The tables of a folder are not what its history makes.",
  },
  work_abandoned: {
    severity: "error",
    meaning: "The processes that worked on a piece of work died, again and again.",
  },
} as const satisfies FindingKinds;

/** Makes a finding about work. */
export const reportWork = reporter(workFindingKinds);
