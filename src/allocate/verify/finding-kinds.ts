import { type FindingKinds, reporter } from "../../base/findings.ts";

/** What the check of an allocation can find: each kind is one rule that is not kept. */
export const verifyFindingKinds = {
  order_wrong: {
    severity: "error",
    meaning: "Choices, payments or attainments do not stand in their fixed order.",
  },
  choice_not_in_plan: {
    severity: "error",
    meaning: "A choice names an initiative that the plan does not have, or a package of another.",
  },
  choice_twice: { severity: "error", meaning: "An initiative is funded twice." },
  choice_excluded: { severity: "error", meaning: "An excluded initiative is funded." },
  choice_held: {
    severity: "error",
    meaning: "Money is spent that a case or a missing precondition blocks.",
  },
  choice_too_early: {
    severity: "error",
    meaning: "An initiative starts before the day from which its money is free.",
  },
  choice_start: {
    severity: "error",
    meaning: "An initiative starts before its earliest or after its latest start.",
  },
  choice_beyond_horizon: {
    severity: "error",
    meaning: "A funded package costs money in a year outside the plan.",
  },
  choice_share: {
    severity: "error",
    meaning: "An initiative is funded at a share of its cost that it does not offer.",
  },
  choice_without_cost: { severity: "error", meaning: "A funded package costs nothing." },
  pin_ignored: {
    severity: "error",
    meaning: "A pinned package is not funded, or not at the pinned share.",
  },
  payment_unfunded: {
    severity: "error",
    meaning: "Money is paid for an initiative that is not funded.",
  },
  payment_amount: {
    severity: "error",
    meaning: "A payment is not a whole number of cents above zero and up to a trillion dollars.",
  },
  payment_twice: {
    severity: "error",
    meaning: "Two payments have the same initiative, account and year.",
  },
  payment_account: {
    severity: "error",
    meaning: "An account pays that the initiative does not name.",
  },
  payment_unlawful: { severity: "error", meaning: "An account pays that the law does not allow." },
  payment_sum: {
    severity: "error",
    meaning: "The payments of an initiative in a year differ from its cost.",
  },
  account_overspent: {
    severity: "error",
    meaning: "An account pays more over some years than the money available in them.",
  },
  floor_missed: {
    severity: "error",
    meaning: "A directive asks for more money than its scope has.",
  },
  ceiling_exceeded: {
    severity: "error",
    meaning: "A directive's scope has more money than allowed.",
  },
  withheld_spent: { severity: "error", meaning: "Money that is withheld is spent on the scope." },
  report_floor_missed: {
    severity: "note",
    meaning: "Report language asks for more money than its scope has.",
  },
  report_ceiling_exceeded: {
    severity: "note",
    meaning: "A scope has more money than report language asks for.",
  },
  report_withheld_spent: {
    severity: "note",
    meaning: "Money is spent that report language would withhold.",
  },
  absorption_exceeded: {
    severity: "error",
    meaning: "A scope has more money than it can absorb.",
  },
  share_missed: { severity: "error", meaning: "A scope has less than its share." },
  share_exceeded: { severity: "error", meaning: "A scope has more than its share." },
  balance_missed: {
    severity: "error",
    meaning: "Work of a focus has less than its share of the scope.",
  },
  account_share_missed: {
    severity: "error",
    meaning: "Accounts pay less than their share of what a scope gets.",
  },
  account_share_exceeded: {
    severity: "error",
    meaning: "Accounts pay more than their share of what a scope gets.",
  },
  change_exceeded: {
    severity: "error",
    meaning: "A scope's money rises or falls by more than allowed from the year before.",
  },
  requires_broken: {
    severity: "error",
    meaning: "An initiative is funded without the other that it requires, or too early.",
  },
  excludes_broken: {
    severity: "error",
    meaning: "Two initiatives are funded of which one excludes the other.",
  },
  follows_broken: {
    severity: "error",
    meaning: "An initiative starts too early after the other that it follows.",
  },
  attainment_wrong: {
    severity: "error",
    meaning: "The effect or value stated for an objective differs from the plan's.",
  },
  value_wrong: { severity: "error", meaning: "The stated value differs from the plan's." },
  bound_wrong: { severity: "error", meaning: "The proven bound lies below the value." },
  gap_wrong: {
    severity: "error",
    meaning: "The stated gap is not the distance from the value to the bound.",
  },
} as const satisfies FindingKinds;

/** The code of a broken rule of an allocation. */
export type VerifyCode = keyof typeof verifyFindingKinds;

/** Makes a finding of the check of an allocation. */
export const reportVerify = reporter(verifyFindingKinds);
