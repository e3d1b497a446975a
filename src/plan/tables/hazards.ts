import type { TableSpec } from "../field-spec.ts";
import { handling, id, illustrative, mark, source } from "./shared-fields.ts";

/** Conventional weapons destruction and quick response: sites, reserves, what is released, what donors pledge. */
export const hazardTables = {
  sites: {
    meaning:
      "Stockpiles and hazard areas of partners: where weapons are to be secured or destroyed, or ground cleared.",
    fields: {
      id,
      name: { type: "text", required: true, meaning: "What it is called." },
      partner: { type: "reference", to: "partners", required: true, meaning: "In whose country." },
      kind: {
        type: "choice",
        required: true,
        values: ["stockpile", "hazard_area"],
        meaning: "A stockpile to secure or destroy, or ground with explosive hazards.",
      },
      status: {
        type: "choice",
        required: true,
        values: ["reported", "surveyed", "in_work", "done"],
        meaning: "How far the work is.",
      },
      risk: {
        type: "choice",
        required: true,
        values: ["low", "medium", "high"],
        meaning: "The risk to people near it, or that weapons get out.",
      },
      holds: { type: "text", meaning: "What is stored or buried there." },
      size: { type: "number", least: 0, meaning: "How much: tons or square kilometers." },
      size_unit: { type: "text", meaning: "The unit of `size`." },
      surveyed_on: { type: "date", meaning: "When it was last surveyed." },
      initiatives: {
        type: "references",
        to: "initiatives",
        meaning: "The initiatives that work on it.",
      },
      illustrative,
      source,
      mark,
      handling,
    },
  },
  reserves: {
    meaning:
      "Money kept back for what cannot be planned: part of an account's year, with what releases it and who. What is not released is not allocated.",
    fields: {
      id,
      name: { type: "text", required: true, meaning: "What it is for." },
      account: { type: "account", required: true, meaning: "Of which account." },
      fiscal_year: { type: "fiscal_year", required: true, meaning: "Of which year." },
      amount: { type: "money", required: true, unit: "US dollars", meaning: "How much." },
      trigger: { type: "text", required: true, meaning: "What must happen for it to be used." },
      released_by: { type: "text", required: true, meaning: "Who releases it." },
      respond_days: {
        type: "integer",
        least: 1,
        unit: "calendar days",
        meaning: "Within how many days it is decided.",
      },
      illustrative,
      source,
      mark,
      handling,
    },
  },
  releases: {
    meaning: "Requests on a reserve, from what happened to what was decided: the fast path.",
    fields: {
      id,
      reserve: { type: "reference", to: "reserves", required: true, meaning: "Of which reserve." },
      partner: { type: "reference", to: "partners", required: true, meaning: "For whom." },
      site: { type: "reference", to: "sites", meaning: "For which site, if any." },
      happened: { type: "text", required: true, meaning: "What happened, or opened the chance." },
      asked_on: { type: "date", required: true, meaning: "When it was asked for." },
      amount: { type: "money", required: true, unit: "US dollars", meaning: "How much." },
      decision: {
        type: "choice",
        values: ["open", "released", "refused"],
        default: "open",
        meaning: "What was decided.",
      },
      decided_on: { type: "date", meaning: "When." },
      decided_by: { type: "text", meaning: "By whom." },
      reason: { type: "text", meaning: "Why." },
      illustrative,
      source,
      handling,
    },
  },
  pledges: {
    meaning:
      "What donors pledge and pay for mine action and stockpiles, by country. Never counted as our money.",
    fields: {
      id,
      donor: { type: "text", required: true, meaning: "Who pledges; the United States too." },
      partner: { type: "reference", to: "partners", required: true, meaning: "For which country." },
      site: { type: "reference", to: "sites", meaning: "For which site, if for one." },
      fiscal_year: { type: "fiscal_year", required: true, meaning: "For which year." },
      pledged: { type: "money", required: true, unit: "US dollars", meaning: "What was pledged." },
      paid: { type: "money", unit: "US dollars", meaning: "What was paid of it." },
      purpose: { type: "text", meaning: "For what." },
      illustrative,
      source,
      mark,
      handling,
    },
  },
} as const satisfies Readonly<Record<string, TableSpec>>;
