import type { TableSpec } from "../field-spec.ts";
import { id, source } from "./shared-fields.ts";

/** What was done, and what was said of it. */
export const recordTables = {
  baseline: {
    meaning: "What was done in earlier years, by partner, account and fiscal year, to the dollar.",
    fields: {
      id,
      partner: { type: "reference", to: "partners", required: true, meaning: "Who received it." },
      account: { type: "account", required: true, meaning: "From which account." },
      fiscal_year: { type: "fiscal_year", required: true, meaning: "In which year." },
      stage: {
        type: "choice",
        required: true,
        values: ["enacted", "allocated", "obligated", "disbursed"],
        meaning: "The stage of the figure.",
      },
      amount: {
        type: "money",
        signed: true,
        required: true,
        unit: "US dollars",
        meaning: "The amount; negative where earlier obligations were taken back.",
      },
      note: { type: "text", meaning: "What to know, such as that the amount is a de-obligation." },
      source_rows: { type: "text", meaning: "Rows of the source file that the amount sums." },
      source,
    },
  },
  claims: {
    meaning: "What somebody said, and where. Figures that disagree stand side by side.",
    fields: {
      id,
      subject: { type: "text", required: true, meaning: "What it is about." },
      statement: { type: "text", required: true, meaning: "What was said." },
      value: { type: "number", meaning: "The figure." },
      unit: { type: "text", meaning: "Its unit, such as US dollars a year, or percent." },
      scope: { type: "text", meaning: "What it covers: agencies, accounts, stage, years." },
      said_by: { type: "text", required: true, meaning: "Who said it." },
      source: { type: "text", required: true, meaning: "Where." },
      check: {
        type: "choice",
        required: true,
        values: ["agrees", "disputed", "unchecked"],
        meaning: "What comparison with other figures showed.",
      },
      check_note: { type: "text", meaning: "What it was compared with." },
    },
  },
} as const satisfies Readonly<Record<string, TableSpec>>;
