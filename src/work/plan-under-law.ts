import type { LawBook } from "../law/book.ts";
import type { Plan } from "../plan/plan.ts";

/** A plan that may be worked on, with the law. */
export interface PlanUnderLaw {
  /** The plan as it stands. */
  readonly base: Plan;
  /** The plan under its scenario, with what is tried on it. */
  readonly plan: Plan;
  readonly scenario: string | null;
  readonly law: LawBook;
}

/** Titles of accounts and authorities by code. */
export function accountTitles(law: LawBook): Map<string, string> {
  return new Map(law.accountCodes.map((code) => [code, law.findTitle(code) ?? code]));
}
