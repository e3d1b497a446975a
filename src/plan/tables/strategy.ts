import { bureaus, type TableSpec } from "../field-spec.ts";
import { assumptionsField, handling, id, mark, source } from "./shared-fields.ts";

/** What is wanted, for whom, and on what it rests. */
export const strategyTables = {
  objectives: {
    meaning: "The cascade of strategy: each row serves the one above it; effects reach the leaves.",
    fields: {
      id,
      parent: {
        type: "reference",
        to: "objectives",
        meaning: "The objective above; none for the top.",
      },
      level: {
        type: "choice",
        required: true,
        values: ["strategy", "goal", "objective", "priority"],
        meaning: "The step of the cascade.",
      },
      name: { type: "text", required: true, meaning: "A short name for charts and tables." },
      statement: {
        type: "text",
        required: true,
        meaning: "The sentence of the document that sets it.",
      },
      weight: {
        type: "number",
        required: true,
        least: 0,
        meaning: "Importance among the rows of the same parent; only the proportions count.",
      },
      target_effect: {
        type: "number",
        least: 0,
        unit: "effect points",
        meaning: "The effect over all years of the plan that would meet it; required on leaves.",
      },
      owner: { type: "text", meaning: "The agency or bureau that answers for it." },
      opposes: {
        type: "references",
        to: "objectives",
        meaning:
          "Objectives that pull the other way, so that work on both for one partner needs a ruling.",
      },
      source,
      mark,
      handling,
    },
  },
  partners: {
    meaning: "Countries and organizations that receive assistance, and regional programs.",
    fields: {
      id,
      name: { type: "text", required: true, meaning: "The name in the official record." },
      kind: {
        type: "choice",
        required: true,
        values: ["country", "organization", "region"],
        meaning: "A country, an international organization, or a regional or worldwide program.",
      },
      iso3: {
        type: "text",
        meaning: "ISO 3166-1 alpha-3 code; empty for what is no country of ISO.",
      },
      bureau: {
        type: "choice",
        required: true,
        values: bureaus,
        meaning: "The State Department's regional bureau; GLOBAL for worldwide programs.",
      },
      tier: {
        type: "reference",
        to: "scales",
        meaning: "Importance in the strategy: a row of the scale `tier`.",
      },
      tier_reason: { type: "text", meaning: "Why the partner stands in that tier." },
      source,
      handling,
    },
  },
  affiliations: {
    meaning: "What a partner belongs to, with dates: combatant command, NATO, major non-NATO ally.",
    fields: {
      id,
      partner: { type: "reference", to: "partners", required: true, meaning: "The partner." },
      kind: {
        type: "choice",
        required: true,
        values: ["combatant_command", "nato", "major_non_nato_ally"],
        meaning: "What kind of affiliation.",
      },
      value: {
        type: "text",
        meaning: "Which one, such as CENTCOM; empty for NATO and ally status.",
      },
      since: { type: "date", meaning: "First day; empty when it began before the plan's record." },
      until: { type: "date", meaning: "Last day; empty while it lasts." },
      source,
      mark,
    },
  },
  assumptions: {
    meaning:
      "What must hold for the plan to make sense: who answers for it, how and when it is tested.",
    fields: {
      id,
      statement: { type: "text", required: true, meaning: "What is assumed, in one sentence." },
      partners: {
        type: "references",
        to: "partners",
        meaning: "About whom; nobody in particular when empty.",
      },
      owner: { type: "text", required: true, meaning: "Who answers for it." },
      test: { type: "text", required: true, meaning: "How one would see that it fails." },
      review_on: { type: "date", meaning: "When it is looked at again." },
      status: {
        type: "choice",
        values: ["holds", "fails", "unknown"],
        default: "unknown",
        meaning: "What is known today.",
      },
      source,
      mark,
    },
  },
  scales: {
    meaning: "The numbers behind the words: what a tier, a relevance or a confidence counts for.",
    fields: {
      id,
      scale: {
        type: "choice",
        required: true,
        values: ["tier", "relevance", "confidence", "level", "return"],
        meaning:
          "What is graded. `level`: effect per dollar of a package. `return`: worth of effect as an objective fills up.",
      },
      name: { type: "text", required: true, meaning: "The grade in words." },
      factor: {
        type: "number",
        required: true,
        least: 0,
        meaning: "What the grade multiplies by.",
      },
      up_to: {
        type: "number",
        least: 0,
        unit: "share of the target",
        meaning:
          "Scale `return` only: the factor holds up to this share of the target; empty: without end.",
      },
      assumptions: assumptionsField,
      meaning: { type: "text", meaning: "When a row gets this grade." },
    },
  },
} as const satisfies Readonly<Record<string, TableSpec>>;
