import { evidenceStandards, stepActions, type TableSpec } from "../field-spec.ts";
import { handling, id, illustrative, mark, source } from "./shared-fields.ts";

/** Redlines, positive conditions and off-ramps, and the steps that follow. */
export const conditionTables = {
  conditions: {
    meaning:
      "Redlines, positive conditions and off-ramps of assistance, as the partner is told of them.",
    fields: {
      id,
      name: { type: "text", required: true, meaning: "A short name for tables and sentences." },
      partner: { type: "reference", to: "partners", required: true, meaning: "For whom." },
      kind: {
        type: "choice",
        required: true,
        values: ["redline", "positive", "off_ramp"],
        meaning: "A limit with a response, a reward, or an agreed way back.",
      },
      of: {
        type: "reference",
        to: "conditions",
        meaning: "For an off-ramp: the redline from which it leads back.",
      },
      statement: { type: "text", required: true, meaning: "What the partner is told, plainly." },
      trigger: { type: "text", required: true, meaning: "The event, threshold and window." },
      standard: {
        type: "choice",
        required: true,
        values: evidenceStandards,
        meaning: "The standard that evidence of the trigger must meet.",
      },
      authority: { type: "text", required: true, meaning: "Who may act on it." },
      legal_basis: { type: "text", meaning: "The law or agreement under which they act." },
      tranche: {
        type: "reference",
        to: "directives",
        meaning: "The withheld tranche that it decides.",
      },
      initiatives: {
        type: "references",
        to: "initiatives",
        meaning: "The initiatives on which it acts.",
      },
      waived_by: { type: "text", meaning: "Who may waive it, if anybody." },
      waiver_standard: { type: "text", meaning: "What a waiver asks for." },
      review_on: { type: "date", meaning: "When it is looked at again." },
      tell_days: {
        type: "integer",
        least: 1,
        unit: "calendar days",
        meaning: "The partner is told at least this often.",
      },
      cost_access: { type: "text", meaning: "What its use would cost in access and basing." },
      cost_program: { type: "text", meaning: "What its use would cost in programs." },
      cost_third_party: { type: "text", meaning: "How others would see its use." },
      illustrative,
      source,
      mark,
      handling,
    },
  },
  steps: {
    meaning:
      "The ladder of a condition: what is done, in order, by what authority, and the way back.",
    fields: {
      id,
      condition: {
        type: "reference",
        to: "conditions",
        required: true,
        meaning: "Of which condition.",
      },
      number: { type: "integer", required: true, least: 0, meaning: "The place on the ladder." },
      action: {
        type: "choice",
        required: true,
        values: stepActions,
        meaning: "What is done; from `faster_cases` on, rewards.",
      },
      initiatives: {
        type: "references",
        to: "initiatives",
        meaning: "On which initiatives; those of the condition when empty.",
      },
      amount: { type: "money", unit: "US dollars", meaning: "How much money it touches." },
      authority: { type: "text", required: true, meaning: "Who may take it, under what law." },
      office: {
        type: "text",
        meaning:
          "The one office, by its code in the process, that may take it and take it back; those that the process names for the action when empty.",
      },
      notice_days: {
        type: "integer",
        least: 0,
        unit: "calendar days",
        meaning:
          "Notice that the partner gets: it is told of the step at least so many days before.",
      },
      limit_days: {
        type: "integer",
        least: 1,
        unit: "calendar days",
        meaning: "How long it lasts unless renewed.",
      },
      termination_cost: {
        type: "money",
        unit: "US dollars",
        meaning: "What open contracts would cost to end.",
      },
      way_back: { type: "text", required: true, meaning: "How the step is undone." },
    },
  },
} as const satisfies Readonly<Record<string, TableSpec>>;
