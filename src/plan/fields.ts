/**
 * The table of fields: every table of a plan, every column, its type, unit, default and meaning.
 *
 * Reading, checking, writing, headers and the reference docs are made from it; a field that is not here
 * does not exist. Every table starts with `id`, unique within the table.
 */

/** How a field is written and checked. */
export type FieldSpec =
  | Field<"id">
  | Field<"text">
  | Field<"date">
  | Field<"fiscal_year">
  | (Field<"boolean"> & { readonly default: boolean })
  | (Field<"money"> & { readonly signed?: true })
  | (Field<"number"> & { readonly least?: number; readonly most?: number })
  | (Field<"integer"> & { readonly least?: number; readonly most?: number })
  | (Field<"choice"> & { readonly values: readonly string[]; readonly default?: string })
  | (Field<"choices"> & { readonly values: readonly string[] })
  | (Field<"reference"> & { readonly to: string })
  | (Field<"references"> & { readonly to: string })
  /** Codes of the authority catalogue (`law/`), separated by semicolons where there are several. */
  | Field<"account">
  | Field<"accounts">;

interface Field<T extends string> {
  readonly type: T;
  readonly required?: true;
  readonly unit?: string;
  readonly meaning: string;
}

/** One table: what a row is, and its columns in the order of the file. */
export interface TableSpec {
  readonly meaning: string;
  readonly fields: Readonly<Record<string, FieldSpec>>;
}

/** Words that a plan, the law and the screens share. */
export const bureaus = ["AF", "EAP", "EUR", "NEA", "SCA", "WHA", "GLOBAL"] as const;
/** Who receives: the recipients of the authority catalogue. */
export const recipientKinds = [
  "defense",
  "civilian_security",
  "institution",
  "organization",
  "irregular",
] as const;
/** What a line buys. */
export const lineKinds = [
  "equipment",
  "training",
  "services",
  "advice",
  "construction",
  "sustainment",
  "logistics",
  "stipends",
] as const;
/** What assistance is for, in the words of the authorities that allow it. */
export const purposes = [
  "military_capability",
  "military_education",
  "institution_building",
  "peacekeeping",
  "counterterrorism",
  "counter_wmd",
  "counter_drug",
  "counter_crime",
  "maritime_border_security",
  "military_intelligence",
  "air_domain_awareness",
  "coalition_operations",
  "cyber_defense",
  "law_enforcement",
  "rule_of_law",
  "weapons_destruction",
  "nonproliferation",
  "stabilization",
  "counter_disinformation",
  "logistics_support",
] as const;
/** How sure a fact is: checked against a published text, from knowledge, said by a document, assumed. */
export const marks = ["checked", "knowledge", "said", "assumed"] as const;

const id = { type: "id", required: true, meaning: "Unique name of the row." } as const;
const source = { type: "text", meaning: "The document or law that says so." } as const;
const mark = {
  type: "choice",
  values: marks,
  default: "assumed",
  meaning: "How sure it is: checked, from knowledge, said by a document, or assumed.",
} as const;
const assumptionsField = {
  type: "references",
  to: "assumptions",
  meaning: "The assumptions on which the row rests; it falls when one fails.",
} as const;
const handling = {
  type: "choice",
  values: ["public", "internal", "restricted"],
  default: "public",
  meaning: "Who may see the row. Unclassified data only.",
} as const;
const accountFilter = {
  type: "accounts",
  meaning: "Only money of these accounts; all accounts when empty.",
} as const;
const partnerFilter = {
  type: "references",
  to: "partners",
  meaning: "Only money for these partners; all partners when empty.",
} as const;
const initiativeFilter = {
  type: "references",
  to: "initiatives",
  meaning: "Only money for these initiatives; all when empty.",
} as const;
const bureauFilter = {
  type: "choices",
  values: bureaus,
  meaning: "Only money for partners of these State bureaus; all when empty.",
} as const;
const focusFilter = {
  type: "choices",
  values: ["tactical", "operational", "institutional"],
  meaning: "Only initiatives of this focus; all when empty.",
} as const;

/** Every table of a plan. */
export const tables = {
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
      text: { type: "text", meaning: "What the law or the report says." },
      citation: { type: "text", required: true, meaning: "Where it says so." },
      assumptions: assumptionsField,
      mark,
      handling,
    },
  },
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
          "`absorption`: scope at most `amount`. `share_*`: scope against all money of the accounts. `balance_at_least`: the focus against the scope. `yearly_change`: scope against the year before. `account_share_*`: what the accounts pay of the scope against what all accounts pay of it, such as the parts of two accounts in one initiative.",
      },
      accounts: accountFilter,
      partners: partnerFilter,
      bureaus: bureauFilter,
      initiatives: initiativeFilter,
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

/** The name of a table. */
export type TableName = keyof typeof tables;

/** The names of all tables, in the order in which they are read and written. */
export const tableNames = Object.keys(tables) as readonly TableName[];

/** The fields of a table, by name, in the order of the file. */
export function fieldsOf(table: TableName): Readonly<Record<string, FieldSpec>> {
  return tables[table].fields;
}
