import type { FindingKinds } from "../base/findings.ts";

/** What comparing a plan with the law, and its rules with one another, can find. */
export const assessFindingKinds = {
  initiative_unlawful: {
    severity: "warning",
    meaning: "The law lets none of the accounts of an initiative pay, so it cannot be funded.",
  },
  account_unlawful: {
    severity: "warning",
    meaning: "An account that is asked to pay for an initiative may not, in some or all years.",
  },
  law_doubtful: {
    severity: "warning",
    meaning:
      "A rule that was not checked against the published text would bar initiatives. It only warns.",
  },
  pinned_unlawful: {
    severity: "error",
    meaning: "Somebody pinned a package that no lawful account may pay.",
  },
  floor_barred: {
    severity: "warning",
    meaning: "A floor asks for money that the law does not let flow, so no plan can meet it.",
  },
  floor_exceeds_money: {
    severity: "warning",
    meaning:
      "A floor is larger than the money of its accounts in the year, so no plan can meet it.",
  },
  floors_exceed_money: {
    severity: "warning",
    meaning:
      "Floors on one account are together larger than its money, so no plan can meet them all.",
  },
  floor_unreachable: {
    severity: "warning",
    meaning: "The largest packages in the scope of a floor do not add up to it.",
  },
  floor_above_ceiling: {
    severity: "warning",
    meaning: "Floors are larger than a ceiling on money that holds them all.",
  },
  floor_against_share: {
    severity: "warning",
    meaning:
      "Floors ask for more of the money of some accounts than a share limit lets somebody have.",
  },
  shares_exceed_whole: {
    severity: "warning",
    meaning:
      "Least shares of the same money come to more than all of it, and a floor asks for some of it.",
  },
  change_unreachable: {
    severity: "warning",
    meaning:
      "A largest yearly change asks for more in the first year than money and lawful packages come to.",
  },
  floor_against_change: {
    severity: "warning",
    meaning:
      "Floors of the first year ask for more than the largest change from the record lets through.",
  },
  pin_above_ceiling: {
    severity: "warning",
    meaning: "Pinned packages cost more than a ceiling that counts all of their money.",
  },
  pins_exceed_money: {
    severity: "warning",
    meaning: "Pinned packages cost more than the accounts that may pay for them have.",
  },
  pins_exclude: {
    severity: "warning",
    meaning: "Two pinned packages that a link does not allow together, or not in that order.",
  },
  prerequisite_too_late: {
    severity: "warning",
    meaning:
      "An initiative requires another that can never start early enough, so it cannot be funded.",
  },
  resource_after_end: {
    severity: "warning",
    meaning: "Money is planned for an account in a year for which the law no longer provides it.",
  },
  agreement_unrecorded: {
    severity: "note",
    meaning:
      "An account needs an agreement or determination with the partner, and the plan records none.",
  },
  cap_exceeded: {
    severity: "warning",
    meaning: "A package costs more in a year than the law lets an account spend in one.",
  },
  money_ends_first: {
    severity: "warning",
    meaning: "Money ends before its notice and other clocks could have run.",
  },
  money_unasked: {
    severity: "note",
    meaning: "Nothing asks for the money of an account, or nothing may lawfully use it.",
  },
  scenario_test_open: {
    severity: "warning",
    meaning: "A scenario asks a question that nobody has answered; it should not be chosen before.",
  },
} as const satisfies FindingKinds;
