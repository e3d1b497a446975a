import { purposes, type TableSpec } from "../field-spec.ts";
import { handling, id, illustrative, mark, source } from "./shared-fields.ts";

/** Arms transfers and the watch over what was delivered. */
export const transferTables = {
  transfers: {
    meaning:
      "Arms transfers to partners by sale, license, grant of excess articles, lease, or from a third party.",
    fields: {
      id,
      name: { type: "text", required: true, meaning: "What is transferred." },
      partner: { type: "reference", to: "partners", required: true, meaning: "Who receives it." },
      channel: {
        type: "choice",
        required: true,
        values: ["FMS", "DCS", "EDA", "LEASE", "TPT"],
        meaning: "Foreign military sale, commercial license, excess articles, lease, third party.",
      },
      from_partner: {
        type: "reference",
        to: "partners",
        meaning: "For a third-party transfer: who passes it on.",
      },
      category: {
        type: "choice",
        required: true,
        values: [
          "major_defense_equipment",
          "articles_or_services",
          "construction",
          "firearms",
          "significant_military_equipment",
        ],
        meaning: "The category of the notification rules that fits it best.",
      },
      amount: { type: "money", required: true, unit: "US dollars", meaning: "The whole value." },
      major_amount: {
        type: "money",
        unit: "US dollars",
        meaning: "The part that is major defense equipment.",
      },
      original_amount: {
        type: "money",
        unit: "US dollars",
        meaning: "For excess articles and third parties: the original acquisition value.",
      },
      requirement: {
        type: "text",
        meaning: "The requirement that it meets; transfers of one requirement are added up.",
      },
      requested_on: { type: "date", required: true, meaning: "The day of the request." },
      lease_months: {
        type: "integer",
        least: 1,
        unit: "months",
        meaning: "For a lease: how long.",
      },
      initiative: {
        type: "reference",
        to: "initiatives",
        meaning: "The assistance that pays for it; none when the partner pays.",
      },
      training_amount: { type: "money", unit: "US dollars", meaning: "The part that is training." },
      sustainment_amount: {
        type: "money",
        unit: "US dollars",
        meaning: "The part that is spares, support and publications.",
      },
      purpose: {
        type: "choice",
        values: purposes,
        meaning: "What it is for; that of the assistance that pays for it when empty.",
      },
      made_abroad: {
        type: "boolean",
        default: false,
        meaning: "For a license: significant military equipment is made abroad under it.",
      },
      license: {
        type: "text",
        meaning:
          "For a commercial sale: the license, agreement or exemption of the law under which it leaves, such as DSP-5 or TAA.",
      },
      license_until: {
        type: "date",
        meaning: "The last day that a license or agreement states; by the law when empty.",
      },
      nontransfer_on: {
        type: "date",
        meaning: "The day of the nontransfer and use certificate (DSP-83); none when empty.",
      },
      certified_on: {
        type: "date",
        meaning:
          "For an upgrade of what was sold before: the day on which that sale was certified to Congress.",
      },
      technology: {
        type: "choice",
        values: ["none", "mtcr_category_1", "mtcr_category_2", "enhanced_end_use"],
        meaning: "What makes release sensitive.",
      },
      edge_statement: {
        type: "text",
        meaning: "For the Near East: why it does not harm Israel's qualitative military edge.",
      },
      third_party_view: { type: "text", meaning: "How others are likely to see it." },
      offset_ratio: {
        type: "number",
        least: 0,
        unit: "ratio",
        meaning: "Offsets proposed, against the value: 0 where there are none.",
      },
      illustrative,
      source,
      mark,
      handling,
    },
  },
  end_use_items: {
    meaning: "Delivered articles whose use and safekeeping is checked.",
    fields: {
      id,
      partner: { type: "reference", to: "partners", required: true, meaning: "Who holds them." },
      transfer: { type: "reference", to: "transfers", meaning: "The transfer that brought them." },
      unit: { type: "reference", to: "units", meaning: "The unit that holds them." },
      article: { type: "text", required: true, meaning: "What they are." },
      quantity: { type: "integer", required: true, least: 1, meaning: "How many." },
      monitoring: {
        type: "choice",
        required: true,
        values: ["routine", "enhanced"],
        meaning: "Routine checks, or enhanced ones by serial number.",
      },
      delivered_on: { type: "date", required: true, meaning: "The day of delivery." },
      checked_on: { type: "date", meaning: "The day of the last check; none when empty." },
      status: {
        type: "choice",
        required: true,
        values: ["in_place", "missing", "unauthorized_use", "unauthorized_transfer", "insecure"],
        meaning: "What the last check found.",
      },
      finding: { type: "text", meaning: "What was found, in words." },
      reported_on: { type: "date", meaning: "When the finding was reported." },
      illustrative,
      source,
      handling,
    },
  },
} as const satisfies Readonly<Record<string, TableSpec>>;
