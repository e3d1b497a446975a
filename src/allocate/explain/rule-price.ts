import type { FiscalYear } from "../../base/fiscal.ts";
import type { RuleName } from "../answers.ts";

/** The worth of the plan with a rule at another level, solved again in whole packages.   Unit: value points. */
export interface WholePoint {
  /** US cents, or a ratio; the largest number for "no rule". */
  readonly level: number;
  readonly value: number;
  readonly bound: number;
}

/** What moving a rule one way is worth, and up to where.   Unit of levels: US cents, or a ratio. */
export interface PriceSide {
  /** Where anything changes first: the present level, unless nothing changes before. */
  readonly from: number;
  /** Gained (or lost, when tightened) for each million dollars or percentage point between `from` and `until`. */
  readonly per_unit: number;
  /** What is gained or lost in all at `until`.   Unit: value points. */
  readonly change: number;
  /** The last level that was solved at which it holds. */
  readonly until: number;
  /**
   * What was found beyond `until`: a dollar buys less, or buys or costs more; nothing feasible; or nothing, because
   * that is the end of what was asked.
   */
  readonly beyond: "less" | "more" | "impossible" | "end";
  /** The plan solved again at `until`, in whole packages; `null` where only divisible packages were. */
  readonly whole: WholePoint | null;
}

/** What a dollar more or less of a directive, a limit or an account's money is worth, and up to where. */
export interface RulePrice {
  readonly rule: RuleName;
  readonly form: "floor" | "ceiling" | "share" | "change" | "money";
  readonly unit: "cents" | "ratio";
  /** The fiscal years that move together. */
  readonly years: readonly FiscalYear[];
  /** Whether `level` is the level of each of several years; otherwise it is of one year, or of all together. */
  readonly each_year: boolean;
  readonly level: number;
  /** How it was found: every level in whole packages, or as if packages could be divided. */
  readonly method: "whole" | "divisible";
  readonly relaxed: PriceSide;
  readonly tightened: PriceSide;
  /** What is gained in all without the rule, or with the most money that was asked about.   Unit: value points. */
  readonly total: number;
  /** The plan solved again without the rule, in whole packages; `null` where it was not, and for money. */
  readonly without: WholePoint | null;
  /** The tighter rule of the same scope that decides in its place. */
  readonly hidden_by: string | null;
  /** The looser rule of the same scope that takes over when this one is relaxed past its level. */
  readonly next: { readonly name: string; readonly level: number } | null;
  readonly sentence: string;
}

/** Both sides of a rule's price, without words. */
export type Sides = Pick<RulePrice, "method" | "relaxed" | "tightened" | "total" | "without">;
