/** How a field is written and checked. */
export type FieldSpec =
  | Field<"id">
  /** Prose may begin with a sign, as a list does; files write an apostrophe before it, so that no spreadsheet reckons it. */
  | (Field<"text"> & { readonly prose?: true })
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

/** The kinds of case. */
export const caseKinds = ["concurrence", "transfer", "vetting", "condition"] as const;
/** How firmly a claim stands, in rising order. */
export const evidenceStandards = ["alleged", "credible", "corroborated", "adjudicated"] as const;
/** What a step of a condition's ladder does; from `faster_cases` on, rewards. */
export const stepActions = [
  "private_message",
  "public_concern",
  "pause_deliveries",
  "withhold_tranche",
  "suspend_program",
  "reprogram_funds",
  "suspend_transfers",
  "end",
  "faster_cases",
  "more_training_seats",
  "excess_article_priority",
  "more_financing",
  "coproduction_talks",
] as const;
