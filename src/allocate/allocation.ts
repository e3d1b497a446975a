import type { FiscalYear } from "../base/fiscal.ts";
import type { Cents } from "../base/money.ts";

/** An initiative that is funded: which package, starting when, and how much of it. */
export interface Choice {
  readonly initiative: string;
  readonly package: string;
  readonly start: FiscalYear;
  /** The share of the package's cost that is funded, such as 0.6; absent for the whole. */
  readonly share?: number;
}

/** Money from an account to an initiative in a fiscal year. A dollar of cost stands in exactly one payment. */
export interface Payment {
  readonly initiative: string;
  readonly account: string;
  readonly fiscal_year: FiscalYear;
  /** Unit: US cents, above zero. */
  readonly amount: Cents;
}

/** What a leaf objective receives. */
export interface Attainment {
  readonly objective: string;
  /** Unit: effect points. */
  readonly effect: number;
  /** Unit: value points; 100 when every leaf objective meets its target. */
  readonly value: number;
}

/**
 * An allocation: who is funded, from what money, and how good that is proven to be.
 *
 * Choices are sorted by initiative; payments by initiative, fiscal year, account; attainments by objective.
 */
export interface Allocation {
  readonly choices: readonly Choice[];
  readonly payments: readonly Payment[];
  readonly attainments: readonly Attainment[];
  /** Unit: value points. */
  readonly value: number;
  /** No lawful allocation is worth more than this.   Unit: value points. */
  readonly bound: number;
  /** (bound - value) / value; 0 when both are 0. */
  readonly gap_ratio: number;
  /**
   * Whether the search ended because the gap was reached, its budget of steps was used, it was stopped, or its time was
   * up; a time limit alone makes the answer depend on the machine.
   */
  readonly ended: "proven" | "budget" | "stopped" | "time_limit";
}
