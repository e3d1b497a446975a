import type { FindingKinds } from "../base/findings.ts";

/** What posing and solving can find. */
export const allocateFindingKinds = {
  nothing_to_allocate: {
    severity: "error",
    meaning:
      "No initiative can lawfully be funded inside the plan's years, so there is nothing to decide.",
  },
  pinned_impossible: {
    severity: "error",
    meaning:
      "A pinned package cannot be funded at all: the law bars it, or it does not fit the years.",
  },
  no_worth: {
    severity: "error",
    meaning:
      "No initiative has an effect on an objective that counts, so every allocation is worth nothing.",
  },
  money_without_rule: {
    severity: "note",
    meaning:
      "How long money of an account lasts is known from knowledge only; the plan rests on it.",
  },
} as const satisfies FindingKinds;
