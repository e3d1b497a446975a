import type { FieldSpec } from "./field-spec.ts";

/** The version of the plan format that this program reads and writes. */
export const planFormat = 1;

/** The keys at the top of `plan.yaml`, besides `scenarios`. */
export const headFields = {
  format: { type: "integer", required: true, meaning: "The version of the plan format: 1." },
  id: { type: "id", required: true, meaning: "Short name of the plan." },
  title: { type: "text", required: true, meaning: "The title of the plan." },
  description: { type: "text", meaning: "What the plan is for." },
  as_of: {
    type: "date",
    required: true,
    meaning: "The day on which the plan looks at the world: law, affiliations and ages.",
  },
  first_fiscal_year: {
    type: "fiscal_year",
    required: true,
    meaning: "The first fiscal year that the plan covers.",
  },
  last_fiscal_year: {
    type: "fiscal_year",
    required: true,
    meaning: "The last fiscal year that the plan covers.",
  },
  recommended_scenario: {
    type: "reference",
    to: "scenarios",
    meaning: "The scenario shown when none is asked for; none means the plan as it stands.",
  },
} as const satisfies Readonly<Record<string, FieldSpec>>;

/** The keys of a scenario in `plan.yaml`, besides `tests`. */
export const scenarioFields = {
  id: { type: "id", required: true, meaning: "Name of the scenario and of its file of edits." },
  title: { type: "text", required: true, meaning: "The title of the scenario." },
  description: { type: "text", meaning: "What it changes, and why one would." },
} as const satisfies Readonly<Record<string, FieldSpec>>;

/** The keys of a test of a scenario. */
export const testFields = {
  question: {
    type: "text",
    required: true,
    meaning: "What somebody must answer before the scenario is chosen.",
  },
  asked_by: { type: "text", required: true, meaning: "Who asks it." },
  answer: { type: "text", meaning: "The answer; null while there is none." },
} as const satisfies Readonly<Record<string, FieldSpec>>;

/** The columns of a scenario's file of edits. */
export const editFields = {
  author: { type: "text", required: true, meaning: "Who makes the change." },
  at: { type: "text", required: true, meaning: "When, such as `2020-12-28T15:00:00Z`." },
  reason: { type: "text", required: true, meaning: "Why." },
  table: { type: "text", required: true, meaning: "Of which table." },
  row: { type: "id", required: true, meaning: "The id of the row." },
  field: { type: "text", required: true, meaning: "The column." },
  before: { type: "text", meaning: "The cell before, as the file writes it; empty for none." },
  after: { type: "text", meaning: "The cell after, as the file writes it; empty for none." },
} as const satisfies Readonly<Record<string, FieldSpec>>;
