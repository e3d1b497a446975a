import { caseKinds, evidenceStandards, type TableSpec } from "../field-spec.ts";
import { handling, id, illustrative, source } from "./shared-fields.ts";

/** Casework: matters that offices decide, what happened in them, the evidence, and verdicts on findings. */
export const caseTables = {
  cases: {
    meaning: "Matters that offices decide: concurrence, arms transfers, vetting, conditions.",
    fields: {
      id,
      name: { type: "text", required: true, meaning: "What it is about." },
      kind: { type: "choice", required: true, values: caseKinds, meaning: "What kind of case." },
      process: {
        type: "text",
        required: true,
        meaning: "The process that it follows: a code of `law/processes/`.",
      },
      partner: { type: "reference", to: "partners", required: true, meaning: "About whom." },
      initiative: {
        type: "reference",
        to: "initiatives",
        meaning: "The initiative that it decides.",
      },
      transfer: { type: "reference", to: "transfers", meaning: "The transfer that it decides." },
      unit: { type: "reference", to: "units", meaning: "The unit that it vets." },
      condition: { type: "reference", to: "conditions", meaning: "The condition that it applies." },
      opened_on: { type: "date", required: true, meaning: "The day on which it was opened." },
      owner: { type: "text", required: true, meaning: "The office that opened it." },
      officer: { type: "text", meaning: "The person who works on it now, by name." },
      due_on: { type: "date", meaning: "When it should be decided, if somebody set a day." },
      illustrative,
      source,
      handling,
    },
  },
  notices: {
    meaning:
      "What a notice to Congress holds for a case, beside what the package itself says. One row per case.",
    fields: {
      id,
      case: { type: "reference", to: "cases", required: true, meaning: "For which case." },
      absorptive_capacity: {
        type: "text",
        meaning: "The evaluation of what the recipient unit can absorb.",
      },
      timeline: { type: "text", meaning: "When the program is carried out, from start to end." },
      delivery_schedule: { type: "text", meaning: "What is delivered when." },
      sustainment: {
        type: "text",
        meaning: "How what is delivered is kept running after the program ends.",
      },
      sustainment_cost: {
        type: "money",
        unit: "US dollars",
        meaning: "What it costs to keep it running.",
      },
      sustainment_source: { type: "text", meaning: "Who pays for that, from what funds." },
      sustainment_beyond_five_years: {
        type: "text",
        meaning:
          "Support for sustainment that goes on for more than five years, and why; or that there is none.",
      },
      human_rights_training: {
        type: "text",
        meaning:
          "The part on the law of armed conflict, human rights, the rule of law and civilian control: who gives it, and since or from when.",
      },
      institutional_capacity: {
        type: "text",
        meaning:
          "The part that builds the institutions above the unit: what it is, and since or from when.",
      },
      theater_plan: {
        type: "text",
        meaning: "The elements of the theater security cooperation plan that it advances.",
      },
      country_strategy: {
        type: "text",
        meaning: "The elements of the integrated country strategy that it advances.",
      },
      construction: { type: "text", meaning: "For small construction: where, what and how much." },
      coordinator_defense: {
        type: "text",
        meaning: "Who coordinates for the Department of Defense.",
      },
      coordinator_state: { type: "text", meaning: "Who coordinates for the Department of State." },
    },
  },
  evidence: {
    meaning:
      "What is claimed in a case, who says so, and how firmly it stands. Never changed, only added to.",
    fields: {
      id,
      case: { type: "reference", to: "cases", required: true, meaning: "In which case." },
      claim: { type: "text", required: true, meaning: "What is claimed, in one sentence." },
      standard: {
        type: "choice",
        required: true,
        values: evidenceStandards,
        meaning: "How firmly it stands.",
      },
      dated: { type: "date", required: true, meaning: "The day on which it was said." },
      said_by: { type: "text", required: true, meaning: "Who says so." },
      source: { type: "text", required: true, meaning: "Where." },
      supersedes: {
        type: "reference",
        to: "evidence",
        meaning: "The earlier row that it replaces.",
      },
      handling,
    },
  },
  events: {
    meaning:
      "What happened in a case, in order: submissions, questions, signatures, decisions. Never changed; a later event may supersede a decision.",
    fields: {
      id,
      case: { type: "reference", to: "cases", required: true, meaning: "In which case." },
      number: { type: "integer", required: true, least: 1, meaning: "Its place in the case." },
      on: { type: "date", required: true, meaning: "The day on which it happened." },
      event: {
        type: "text",
        required: true,
        meaning: "What happened: the code of an event that its process knows.",
      },
      author: { type: "text", required: true, meaning: "The person who did or decided it." },
      office: { type: "text", required: true, meaning: "For which office." },
      reason: { type: "text", meaning: "Why; decisions need it." },
      evidence: { type: "references", to: "evidence", meaning: "The evidence on which it rests." },
      rule_version: {
        type: "text",
        meaning: "The version of the rule or policy under which it was decided.",
      },
      facts: {
        type: "text",
        meaning:
          "What was signed: the facts of the package as JSON, so that a later change of one is seen and named.",
      },
      answers: {
        type: "text",
        meaning: "Answers to a checklist as JSON: criterion, answer and note.",
      },
      addressee: { type: "text", meaning: "Who was asked or told." },
      channel: { type: "text", meaning: "How they were told." },
      amount: { type: "money", unit: "US dollars", meaning: "How much money it decides." },
      step: {
        type: "reference",
        to: "steps",
        meaning:
          "For a condition: the step of its ladder that is taken or taken back, or of which the partner is told.",
      },
      until: { type: "date", meaning: "The last day on which it counts." },
      supersedes: {
        type: "reference",
        to: "events",
        meaning: "The earlier decision that it replaces.",
      },
      assumed: {
        type: "boolean",
        default: false,
        meaning: "It has not happened: a scenario assumes it.",
      },
      handling,
    },
  },
  verdicts: {
    meaning:
      "What people said to a finding of the assessment; a verdict stands until the facts that it saw change.",
    fields: {
      id,
      finding: { type: "text", required: true, meaning: "The code of the finding." },
      subject: { type: "text", required: true, meaning: "What it is about: the subject's key." },
      facts: {
        type: "text",
        required: true,
        meaning: "The facts that the verdict saw, as a digest.",
      },
      verdict: {
        type: "choice",
        required: true,
        values: ["merge", "sequence", "scale_down", "accept", "mend"],
        meaning:
          "Merge the efforts, put them in sequence, scale them down, accept with reason, or mend the plan.",
      },
      author: { type: "text", required: true, meaning: "Who gave it." },
      on: { type: "date", required: true, meaning: "When." },
      reason: { type: "text", required: true, meaning: "Why." },
      handling,
    },
  },
} as const satisfies Readonly<Record<string, TableSpec>>;
