import { type Cents, cents } from "../base/money.ts";
import type { Directive } from "../plan/plan.ts";
import type { CaseReading } from "./case-reading.ts";

/** What the standing decisions of a case say of its tranche. The four parts add up to the tranche. */
export interface Settlement {
  readonly directive: Directive;
  readonly certified: Cents;
  readonly waived: Cents;
  readonly withheld: Cents;
  /** What nobody decided yet; the plan counts on it. */
  readonly pending: Cents;
  /** What decisions say beyond the tranche; it is not counted. */
  readonly over: Cents;
  /** What decisions waive beyond what may be waived; it counts as withheld. */
  readonly over_waiver: Cents;
  /** The events that decided it, in order. */
  readonly decided_by: readonly string[];
  readonly assumed: boolean;
}

/**
 * What the decisions of a case make of a tranche, or nothing where none stands.
 *
 * A decision without an amount takes all that is left. A waiver without one releases what may be waived; what is left
 * then counts as withheld, as it was not certified.
 */
export function settleTranche(
  directive: Directive,
  decisions: CaseReading["decisions"],
): Settlement | null {
  const standing = decisions.filter(
    (each) => each.status === "stands" && each.act.settles !== null,
  );
  if (standing.length === 0) return null;
  const waivable = directive.waivable_amount ?? directive.amount;
  const sums = { certified: 0, waived: 0, withheld: 0 };
  let left: number = directive.amount;
  let over = 0;
  let overWaiver = 0;
  for (const { act, event } of standing) {
    if (act.settles === null) continue;
    const asked = event.amount ?? left;
    const amount = Math.min(asked, left);
    over += asked - amount;
    left -= amount;
    if (act.settles !== "waived") {
      sums[act.settles] += amount;
      continue;
    }
    const released = Math.min(amount, Math.max(0, waivable - sums.waived));
    sums.waived += released;
    sums.withheld += amount - released;
    if (event.amount !== undefined) overWaiver += amount - released;
  }
  return {
    directive,
    ...{ certified: cents(sums.certified), waived: cents(sums.waived) },
    ...{ withheld: cents(sums.withheld), pending: cents(left) },
    ...{ over: cents(over), over_waiver: cents(overWaiver) },
    decided_by: standing.map((each) => each.event.id),
    assumed: standing.some((each) => each.event.assumed),
  };
}
