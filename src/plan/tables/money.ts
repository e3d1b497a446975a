import { purposes, type TableSpec } from "../field-spec.ts";
import {
  accountFilter,
  assumptionsField,
  bureauFilter,
  handling,
  id,
  mark,
  partnerFilter,
  source,
} from "./shared-fields.ts";

/** The money, and what laws and reports say of it. */
export const moneyTables = {
  resources: {
    meaning: "New money by account and fiscal year.",
    fields: {
      id,
      account: {
        type: "account",
        required: true,
        meaning: "Code of the account in the catalogue.",
      },
      fiscal_year: {
        type: "fiscal_year",
        required: true,
        meaning: "The year for which it is appropriated.",
      },
      stage: {
        type: "choice",
        required: true,
        values: ["requested", "enacted", "allocated", "obligated", "projected"],
        meaning: "The stage of the figure.",
      },
      amount: { type: "money", required: true, unit: "US dollars", meaning: "The amount." },
      assumptions: assumptionsField,
      source,
      mark,
      handling,
    },
  },
  directives: {
    meaning:
      "Earmarks: floors, ceilings and conditioned tranches that a law or report sets on the money.",
    fields: {
      id,
      name: { type: "text", required: true, meaning: "A short name for tables and sentences." },
      kind: {
        type: "choice",
        required: true,
        values: ["not_less_than", "not_more_than", "withhold"],
        meaning: "A floor, a ceiling, or a tranche withheld until a condition is met.",
      },
      force: {
        type: "choice",
        required: true,
        values: ["law", "agreement", "report"],
        meaning:
          "Law binds; an agreement is kept unless the plan relaxes it; report language only informs.",
      },
      accounts: accountFilter,
      partners: partnerFilter,
      bureaus: bureauFilter,
      purposes: {
        type: "choices",
        values: purposes,
        meaning: "Only initiatives of these purposes; all when empty.",
      },
      fiscal_year: { type: "fiscal_year", required: true, meaning: "The year in which it holds." },
      amount: { type: "money", required: true, unit: "US dollars", meaning: "The amount." },
      within: {
        type: "reference",
        to: "directives",
        meaning: "For `withhold`: the floor of which the tranche is a part.",
      },
      outcome: {
        type: "choice",
        values: ["pending", "certified", "waived", "withheld"],
        default: "pending",
        meaning:
          "For `withhold`: what was decided. Withheld: the floor falls by the tranche, and no more than what is left of it is spent on the floor's scope. Waived: the tranche is released as far as it may be waived; the rest counts as withheld. Certified: released. Pending: the plan counts on the money until it is decided.",
      },
      waivable_amount: {
        type: "money",
        unit: "US dollars",
        meaning: "For `withhold`: the part that may be waived; all of the tranche when empty.",
      },
      decision_due: { type: "date", meaning: "When the decision falls due." },
      lapses_on: {
        type: "date",
        meaning:
          "For `withhold`: the last day on which the money can be used; what is still withheld then goes back to the Treasury.",
      },
      text: { type: "text", meaning: "What the law or the report says." },
      citation: { type: "text", required: true, meaning: "Where it says so." },
      assumptions: assumptionsField,
      mark,
      handling,
    },
  },
} as const satisfies Readonly<Record<string, TableSpec>>;
