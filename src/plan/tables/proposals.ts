import { lineKinds, purposes, recipientKinds, type TableSpec } from "../field-spec.ts";
import {
  accountFilter,
  assumptionsField,
  bureauFilter,
  focusFilter,
  handling,
  id,
  initiativeFilter,
  mark,
  partnerFilter,
  source,
} from "./shared-fields.ts";

/** What is proposed, what it costs and does, and what bounds it. */
export const proposalTables = {
  initiatives: {
    meaning: "What is proposed for a partner: a continuing program or something new.",
    fields: {
      id,
      name: { type: "text", required: true, meaning: "What it is." },
      partner: { type: "reference", to: "partners", required: true, meaning: "For whom." },
      kind: {
        type: "choice",
        required: true,
        values: ["continuing", "proposal"],
        meaning: "Continuing from the baseline, or new.",
      },
      illustrative: {
        type: "boolean",
        default: false,
        meaning: "Made up to show the system; no agency has proposed it.",
      },
      agency: { type: "text", required: true, meaning: "Who proposes it." },
      accounts: {
        type: "accounts",
        required: true,
        meaning: "Accounts that are asked to pay; the law decides which may.",
      },
      purpose: { type: "choice", required: true, values: purposes, meaning: "What it is for." },
      recipient: {
        type: "choice",
        required: true,
        values: recipientKinds,
        meaning: "Who receives it.",
      },
      focus: {
        type: "choice",
        required: true,
        values: ["tactical", "operational", "institutional"],
        meaning: "The level of work: units, forces, or the institutions that run them.",
      },
      domain: {
        type: "choice",
        values: [
          "land",
          "maritime",
          "air",
          "cyber",
          "information",
          "law_enforcement",
          "border",
          "governance",
          "peace_operations",
          "weapons_reduction",
          "general",
        ],
        default: "general",
        meaning: "The domain of work.",
      },
      units: {
        type: "references",
        to: "units",
        meaning: "The units that receive it; not known yet when empty.",
      },
      use: {
        type: "choice",
        values: ["partner_capacity", "posture", "prepositioning", "exercise"],
        meaning:
          "Whose strength it builds: the partner's, when empty, or our own presence beside them.",
      },
      demand: {
        type: "choice",
        values: ["gap", "request", "both"],
        meaning: "Who sees the need: our plans (a gap), the partner (a request), or both.",
      },
      instrument: {
        type: "choice",
        values: ["grant", "loan", "lease", "pooled_buy"],
        default: "grant",
        meaning: "How it is financed.",
      },
      dod_objective: {
        type: "choice",
        values: ["long_term_capacity", "posture", "short_term_capacity", "real_time_response"],
        meaning: "For defense accounts: which of the four military objectives it serves.",
      },
      dod_objective_reason: { type: "text", meaning: "Why it serves that military objective." },
      earliest_start: {
        type: "fiscal_year",
        required: true,
        meaning: "First year in which it may start.",
      },
      latest_start: {
        type: "fiscal_year",
        required: true,
        meaning: "Last year in which it may start.",
      },
      least_share: {
        type: "number",
        least: 0.01,
        most: 1,
        unit: "share of the cost",
        meaning:
          "It may be funded in part: each of its packages at a share of its cost, in tenths, from this share up to the whole. The cost of every year and every effect scale by the share. Only whole packages when empty.",
      },
      pinned_package: {
        type: "reference",
        to: "packages",
        meaning: "Somebody decided that this package is funded.",
      },
      pinned_share: {
        type: "number",
        least: 0.01,
        most: 1,
        unit: "share of the cost",
        meaning:
          "Somebody decided that the pinned package is funded at exactly this share of its cost, in whole percents, whatever `least_share` says. The whole when empty.",
      },
      excluded: {
        type: "boolean",
        default: false,
        meaning: "Somebody decided that it is not funded.",
      },
      override_reason: { type: "text", meaning: "Why it is pinned or excluded." },
      assumptions: assumptionsField,
      cost_basis: { type: "text", required: true, meaning: "Where the costs come from." },
      source,
      mark,
      handling,
    },
  },
  packages: {
    meaning: "Funding levels of an initiative; at most one is chosen.",
    fields: {
      id,
      initiative: {
        type: "reference",
        to: "initiatives",
        required: true,
        meaning: "Of which initiative.",
      },
      name: { type: "text", required: true, meaning: "What the level is called." },
      level: {
        type: "reference",
        to: "scales",
        required: true,
        meaning: "Effect per dollar: a row of the scale `level`.",
      },
    },
  },
  lines: {
    meaning:
      "The cost of a package by year after its start and by kind. A dollar stands in one line.",
    fields: {
      id,
      package: { type: "reference", to: "packages", required: true, meaning: "Of which package." },
      year_offset: {
        type: "integer",
        required: true,
        least: 0,
        most: 9,
        unit: "years after the start",
        meaning: "0 for the year of the start.",
      },
      kind: { type: "choice", required: true, values: lineKinds, meaning: "What the money buys." },
      unit: {
        type: "reference",
        to: "units",
        meaning: "The unit that receives it; those of the initiative when empty.",
      },
      amount: { type: "money", required: true, unit: "US dollars", meaning: "The cost." },
    },
  },
  effects: {
    meaning:
      "What an initiative contributes to a leaf objective: cost in millions x tier x relevance x confidence x level.",
    fields: {
      id,
      initiative: {
        type: "reference",
        to: "initiatives",
        required: true,
        meaning: "Which initiative.",
      },
      package: {
        type: "reference",
        to: "packages",
        meaning: "Only this package; every package of the initiative when empty.",
      },
      objective: {
        type: "reference",
        to: "objectives",
        required: true,
        meaning: "Which leaf objective.",
      },
      relevance: {
        type: "reference",
        to: "scales",
        required: true,
        meaning: "How directly it serves the objective: a row of the scale `relevance`.",
      },
      confidence: {
        type: "reference",
        to: "scales",
        required: true,
        meaning: "How likely the contribution is: a row of the scale `confidence`.",
      },
      effect: {
        type: "number",
        least: 0,
        unit: "effect points",
        meaning: "A figure of one's own in place of the rule.",
      },
      assumptions: assumptionsField,
      source,
    },
  },
  links: {
    meaning: "What an initiative needs, rules out, or must come after.",
    fields: {
      id,
      kind: {
        type: "choice",
        required: true,
        values: ["requires", "excludes", "follows"],
        meaning:
          "`requires`: only with the other, started early enough. `excludes`: not both. `follows`: if both, then later.",
      },
      initiative: {
        type: "reference",
        to: "initiatives",
        required: true,
        meaning: "The initiative.",
      },
      other: {
        type: "reference",
        to: "initiatives",
        required: true,
        meaning: "The other initiative.",
      },
      lag_years: {
        type: "integer",
        least: 0,
        most: 9,
        unit: "years",
        meaning: "How long after the other's start; 0 when empty.",
      },
      reason: { type: "text", meaning: "Why." },
    },
  },
  limits: {
    meaning:
      "What a partner can absorb, shares of regions and of accounts, balance, the largest yearly change.",
    fields: {
      id,
      name: { type: "text", required: true, meaning: "A short name for tables and sentences." },
      kind: {
        type: "choice",
        required: true,
        values: [
          "absorption",
          "share_at_least",
          "share_at_most",
          "balance_at_least",
          "yearly_change",
          "account_share_at_least",
          "account_share_at_most",
        ],
        meaning:
          "`absorption`: scope at most `amount`. `share_*`: scope against all money of the accounts. `balance_at_least`: the focus, purposes, uses and demands against the rest of the scope's filters. `yearly_change`: scope against the year before. `account_share_*`: what the accounts pay of the scope against what all accounts pay of it, such as the parts of two accounts in one initiative.",
      },
      accounts: accountFilter,
      partners: partnerFilter,
      bureaus: bureauFilter,
      initiatives: initiativeFilter,
      purposes: {
        type: "choices",
        values: purposes,
        meaning: "Only initiatives of these purposes; all when empty.",
      },
      uses: {
        type: "choices",
        values: ["partner_capacity", "posture", "prepositioning", "exercise"],
        meaning: "Only initiatives of these uses; all when empty.",
      },
      demands: {
        type: "choices",
        values: ["gap", "request", "both"],
        meaning:
          "Only initiatives whose `demand` is one of these; all when empty. One that does not say who sees its need is in none.",
      },
      focus: focusFilter,
      fiscal_year: {
        type: "fiscal_year",
        meaning: "The year in which it holds; every year when empty.",
      },
      amount: {
        type: "money",
        unit: "US dollars",
        meaning: "For `absorption`: the most in a year.",
      },
      ratio: {
        type: "number",
        least: 0,
        unit: "ratio",
        meaning: "For shares, balance and change: 0.25 is a quarter.",
      },
      assumptions: assumptionsField,
      source,
      mark,
    },
  },
} as const satisfies Readonly<Record<string, TableSpec>>;
