import { type Cents, cents } from "../base/money.ts";
import type { Directive } from "./plan.ts";

/**
 * What a tranche keeps from being spent: all of it when withheld; when waived, the part that may not be waived;
 * nothing while the decision is pending, and nothing once it is certified.
 *
 * Unit: US cents; 0 for directives of other kinds.
 */
export function withheldOf(row: Directive): Cents {
  const { kind, outcome, amount, waivable_amount: waivable = amount } = row;
  if (kind !== "withhold") return cents(0);
  if (outcome === "waived") return cents(Math.max(0, amount - waivable));
  return cents(outcome === "withheld" ? amount : 0);
}
