import type { FindingKinds } from "../base/findings.ts";

/** What the assessment of a plan can find. It asks whether the plan is wise; `check` asks whether it is sound. */
export const assessmentFindingKinds = {
  feasibility_low: {
    severity: "warning",
    meaning:
      "Two parts or more say that a partner will hardly take up what is proposed and keep it.",
  },
  unit_served_twice: {
    severity: "warning",
    meaning: "Several agencies build the same capability in the same unit in the same years.",
  },
  capability_shared: {
    severity: "warning",
    meaning:
      "Several agencies build the same capability for one partner in the same years, and nothing says that they do not meet.",
  },
  donor_overlap: {
    severity: "note",
    meaning: "Other donors work for the same partner in the same domain and years.",
  },
  package_incomplete: {
    severity: "warning",
    meaning: "Equipment without training, sustainment or work on the institution that will own it.",
  },
  objectives_compete: {
    severity: "warning",
    meaning: "Work for one partner serves objectives that pull apart.",
  },
  domain_spread: {
    severity: "note",
    meaning: "Most programs of a domain are small, and several agencies run them without a link.",
  },
  institution_absent: {
    severity: "warning",
    meaning: "All work for a partner is tactical or operational; none is on its institutions.",
  },
  governance_absent: {
    severity: "note",
    meaning: "Nothing for a partner serves governance, the rule of law or its institutions.",
  },
  posture_over_capacity: {
    severity: "warning",
    meaning: "More than half of the money for a partner builds our own presence beside it.",
  },
  want_without_need: {
    severity: "warning",
    meaning: "A partner asks for it, and no plan of ours shows the need.",
  },
  department_absent: {
    severity: "note",
    meaning:
      "A department whose trade a domain is takes no part in it for most partners that get help there.",
  },
  assumption_overdue: {
    severity: "warning",
    meaning: "An assumption should have been looked at again by now.",
  },
  assumption_failed: {
    severity: "warning",
    meaning: "An assumption does not hold, and rows of the plan still rest on it.",
  },
  assumption_unwatched: {
    severity: "note",
    meaning: "Rows rest on an assumption that has no day of review.",
  },
  assumption_idle: {
    severity: "note",
    meaning: "Nothing in the plan rests on an assumption.",
  },
  leverage_unread: {
    severity: "note",
    meaning: "A condition is set for a partner, and leverage is not recorded both ways.",
  },
  donor_domain_unknown: {
    severity: "warning",
    meaning: "A line of another donor names a domain that initiatives do not know.",
  },
  verdict_unknown: {
    severity: "warning",
    meaning: "A verdict is about a finding that the assessment does not make.",
  },
  verdict_unfit: {
    severity: "error",
    meaning: "A verdict cannot be recorded: it lacks what it needs, or nothing is open.",
  },
} as const satisfies FindingKinds;

/** A code of what the assessment can find. */
export type AssessmentCode = keyof typeof assessmentFindingKinds;
