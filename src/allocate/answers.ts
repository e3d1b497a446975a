import type { FiscalYear } from "../base/fiscal.ts";
import type { Cents } from "../base/money.ts";
import type { Provision } from "../law/law.ts";

/** What a rule is: a directive, a limit, the money of an account, or a link between initiatives. */
export interface RuleName {
  readonly kind: "directive" | "limit" | "account" | "link";
  /** The id of the row; the code of an account. */
  readonly id: string;
  readonly name: string;
  readonly fiscal_year: FiscalYear | null;
}

/** The plan's worth when a rule is set to some other level, by solving again. */
export interface PricePoint {
  /** Unit: US cents, or a ratio for shares, balance and change. */
  readonly level: number;
  /** Unit: value points, of the best plan found and the proven bound. */
  readonly value: number;
  readonly bound: number;
}

/**
 * What a rule costs: the worth of the plan at its present level and at other levels, each solved again.
 *
 * `points` holds the present level and the others, sorted by level.
 */
export interface Price {
  readonly rule: RuleName;
  readonly unit: "cents" | "ratio";
  /** Whether `level` is the level of each of several years; otherwise it is of one year, or of all together. */
  readonly each_year: boolean;
  /** US cents, or a ratio. */
  readonly level: number;
  /** Whether the plan changes at all when the rule is dropped. */
  readonly binding: boolean;
  /** Worth of the plan without the rule, less its worth with it.   Unit: value points. */
  readonly total: number;
  /** Worth of one million dollars (or one percentage point) of relaxation near the present level. */
  readonly per_unit: number;
  /** The range of levels over which `per_unit` was found to hold, by solving at its ends. */
  readonly holds: { readonly from: number; readonly to: number } | null;
  readonly points: readonly PricePoint[];
  /** The answer in words, for a reader. */
  readonly sentence: string;
}

/** One change that would fund an initiative, found and checked by solving again. */
export interface WouldFund {
  readonly what: "cost" | "effect" | "budget" | "directive" | "limit" | "link";
  /** The rule that changes, for budget, directive and limit. */
  readonly rule: RuleName | null;
  /** Unit: US cents; a factor for cost and effect. */
  readonly from: number;
  readonly to: number;
  /** True: the changed plan was solved, and the initiative is funded in it. */
  readonly solved: boolean;
  readonly sentence: string;
}

/** Why an initiative is funded or not, and what would change that. */
export interface Reason {
  readonly initiative: string;
  readonly funded: boolean;
  /** What funding it would cost the plan (if not), or what leaving it out would (if funded).   Unit: value points. */
  readonly loss: number;
  /** The rules in the way, nearest first. */
  readonly because: readonly RuleName[];
  /** The law that bars it, if that is the reason. */
  readonly provisions: readonly Provision[];
  readonly would_fund: readonly WouldFund[];
  /** Of a funded initiative: the rise in cost that would end it, found and checked by solving again. */
  readonly would_drop?: Omit<WouldFund, "rule">;
  /** What would be given up if it were pinned. */
  readonly displaced: readonly { readonly initiative: string; readonly amount: Cents }[];
  readonly sentence: string;
}

/** Rules that cannot all hold, and the cheapest way to let go. */
export interface Contradiction {
  /** Rules to relax, with by how much: the fewest dollars that make the plan possible. */
  readonly relax: readonly {
    readonly rule: RuleName;
    readonly from: Cents;
    readonly to: Cents;
    readonly citation: string;
  }[];
  /** Unit: US cents. */
  readonly total: Cents;
  readonly sentence: string;
}

/** What made a result: enough to make it again. */
export interface Stamp {
  readonly software: string;
  readonly plan: string;
  readonly plan_format: number;
  readonly plan_hash: string;
  readonly scenario: string | null;
  readonly law_edition: string;
  readonly solver: string;
  readonly gap_asked: number;
  readonly gap_proven: number;
}
