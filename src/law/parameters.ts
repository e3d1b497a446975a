/** What a parameter does: a `limit` decides who may pay, a `duty` binds whoever pays, a `fact` informs. */
export type ParameterRole = "limit" | "duty" | "fact";

/** One legal parameter: what it does, and what its value means. */
export interface Parameter {
  readonly role: ParameterRole;
  readonly meaning: string;
}

/** Every legal parameter of an account or authority, in the order in which it is shown. */
export const parameters = {
  status: {
    role: "limit",
    meaning: "Whether it exists: not yet, in force, ended, or no authority at all.",
  },
  sunset: { role: "limit", meaning: "The last day that the law itself sets." },
  needs_authority: {
    role: "limit",
    meaning: "Whether its money is spent only under another authority of the catalogue.",
  },
  recipients: { role: "limit", meaning: "Who may receive." },
  instruments: { role: "limit", meaning: "How it may be financed." },
  line_kinds: { role: "limit", meaning: "What it may buy." },
  purposes: { role: "limit", meaning: "What it may be for." },
  partners: { role: "limit", meaning: "The only countries, where the law names them." },
  bureaus: { role: "limit", meaning: "The only regions, where the law names them." },
  availability: {
    role: "fact",
    meaning: "Fiscal years in which new money may be obligated, its own included.",
  },
  paid_from: { role: "fact", meaning: "The accounts whose money it spends." },
  replaces: { role: "fact", meaning: "The earlier authorities whose place it took." },
  replaced_by: { role: "fact", meaning: "The later authority that took its place." },
  cap_per_year: { role: "fact", meaning: "The most in a fiscal year, in dollars." },
  agreements: {
    role: "fact",
    meaning: "Agreements or determinations that must be in force with the partner.",
  },
  state_role: { role: "duty", meaning: "What the Department of State must do." },
  notice_days: { role: "duty", meaning: "Days of notice to Congress before the money moves." },
  vetting: { role: "duty", meaning: "Human rights vetting that applies." },
  notice_contents: { role: "fact", meaning: "What the notice to Congress must hold." },
  conditions: { role: "duty", meaning: "What else must be met." },
  excludes: { role: "duty", meaning: "What it may not be used for." },
} as const satisfies Readonly<Record<string, Parameter>>;

/** The name of a legal parameter. */
export type ParameterName = keyof typeof parameters;

/** Names of all parameters, in the order in which they are shown. */
export const parameterNames = Object.keys(parameters) as readonly ParameterName[];
