import type { LawBook } from "../law/book.ts";
import type { Casebook } from "./casebook.ts";
import { listHolds } from "./holds.ts";
import { settlePlan } from "./settlement.ts";

/** The law with casework: it also says what a plan's cases hold and decide, as of the plan's day. */
export function withCasework<L extends LawBook>(law: L, book: Casebook): L {
  return {
    ...law,
    listHolds: (plan) => listHolds(plan, book, law, plan.head.as_of),
    settlePlan: (plan) => settlePlan(plan, book),
  };
}
