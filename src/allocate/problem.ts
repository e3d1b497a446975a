import type { FiscalYear } from "../base/fiscal.ts";
import type { Cents } from "../base/money.ts";
import type { Hold } from "../law/hold.ts";
import type { Provision } from "../law/law.ts";
import type { Directive, Initiative, Limit } from "../plan/plan.ts";

/** A way to fund an initiative: one package, one start year, one share.   Arrays are by year of the horizon. */
export interface Candidate {
  readonly initiative: string;
  readonly package: string;
  readonly start: FiscalYear;
  /** The share of the package that is funded; absent for the whole. Costs and effects are those of the share. */
  readonly share?: number;
  /** Unit: US cents by year of the horizon. */
  readonly costs: readonly Cents[];
  /** Unit: effect points by leaf objective. */
  readonly effects: ReadonlyMap<string, number>;
}

/** Why an initiative cannot be funded at all, before any money is counted. */
export interface Bar {
  readonly reason: "excluded" | "unlawful" | "held" | "beyond_horizon" | "no_package";
  readonly provisions: readonly Provision[];
  readonly words: string;
}

/** An initiative as the allocation sees it. */
export interface Item {
  readonly initiative: Initiative;
  readonly bureau: string;
  /** Ways to fund it that are lawful and fit the horizon; empty when barred. */
  readonly candidates: readonly Candidate[];
  /** By year of the horizon: the accounts that may lawfully pay, sorted. */
  readonly accounts: readonly (readonly string[])[];
  readonly bar?: Bar;
  /** Cases and preconditions that block its money or keep it waiting; absent where there are none. */
  readonly holds?: readonly Hold[];
  /** Warnings of the law that do not block, without repeats. */
  readonly warnings: readonly Provision[];
}

/** Money of one account: new money by year of the horizon, and how many years it lasts. */
export interface Purse {
  readonly account: string;
  /** The account's title in the law, for sentences; its code stands alone without one. */
  readonly title?: string;
  /** Unit: US cents by year of the horizon. */
  readonly budget: readonly Cents[];
  /** Fiscal years that new money lasts, its own included; at most the length of the horizon. */
  readonly lasts: number;
}

/** A leaf objective: its share of all value, its target, and the worth of effect as it fills up. */
export interface Leaf {
  readonly objective: string;
  /** Unit: value points at the target; all leaves together are 100. */
  readonly points: number;
  /** Unit: effect points. */
  readonly target: number;
  /** Worth per effect point, never rising.   `width` in effect points; Infinity for the last. */
  readonly segments: readonly { readonly width: number; readonly worth: number }[];
}

/** A directive or limit, with the payments that it counts: items by index, accounts, years by index. */
export interface Scope {
  readonly items: readonly number[];
  /** Accounts counted, sorted; `null` for all. */
  readonly accounts: readonly string[] | null;
}

/** What a looser directive or limit of the same scope says: it takes over when the tighter ones are moved. */
export interface LooserRule {
  readonly ids: readonly string[];
  readonly name: string;
  /** US cents, or a ratio. */
  readonly level: number;
  readonly origin: AmountRule["origin"] | ShareRule["origin"] | "change";
}

/** A floor or ceiling on the money of a scope in one year. */
export interface AmountRule {
  /** Id of the directive or limit that set it; several when equal rules were merged. */
  readonly ids: readonly string[];
  readonly name: string;
  readonly kind: "floor" | "ceiling";
  readonly scope: Scope;
  readonly year: number;
  readonly amount: Cents;
  readonly origin: "directive" | "absorption";
  /** Looser rules that were merged into this one, the tightest first. */
  readonly others?: readonly LooserRule[];
}

/** A rule that compares two scopes in one year: `part` at least or at most `ratio` of `whole`. */
export interface ShareRule {
  readonly ids: readonly string[];
  readonly name: string;
  readonly kind: "at_least" | "at_most";
  readonly part: Scope;
  readonly whole: Scope;
  readonly year: number;
  readonly ratio: number;
  /** Of what: a region of all money, a focus of a scope, accounts of what a scope gets from all accounts. */
  readonly origin: "share" | "balance" | "account-share";
  /** Looser rules that were merged into this one, the tightest first. */
  readonly others?: readonly LooserRule[];
}

/** A rule that holds a scope's money in a year within a ratio of the year before. */
export interface ChangeRule {
  readonly ids: readonly string[];
  readonly name: string;
  readonly scope: Scope;
  readonly year: number;
  readonly ratio: number;
  /** For the first year of the horizon: the baseline of the year before.   Unit: US cents. */
  readonly before: Cents | null;
  /** Looser rules that were merged into this one, the tightest first. */
  readonly others?: readonly LooserRule[];
}

/** A link between two items, by index. */
export interface LinkRule {
  readonly id: string;
  readonly kind: "requires" | "excludes" | "follows";
  readonly item: number;
  readonly other: number;
  readonly lag: number;
}

/** Everything that the allocation decides over, read from a plan and the law; sorted by id throughout. */
export interface Problem {
  readonly years: readonly FiscalYear[];
  readonly items: readonly Item[];
  readonly purses: readonly Purse[];
  readonly leaves: readonly Leaf[];
  readonly amounts: readonly AmountRule[];
  readonly shares: readonly ShareRule[];
  readonly changes: readonly ChangeRule[];
  readonly links: readonly LinkRule[];
  readonly directives: readonly Directive[];
  readonly limits: readonly Limit[];
}
