import type { IsoDate } from "../base/fiscal.ts";
import { type Cents, cents } from "../base/money.ts";
import type { Directive, Plan } from "../plan/plan.ts";
import type { CaseReading } from "./case-reading.ts";
import type { Casebook } from "./casebook.ts";
import { lookUpRows, trancheOf } from "./plan-rows.ts";
import { readCase } from "./read-cases.ts";

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

/**
 * The directive as the allocation reads it: its outcome, and how much of it may be spent.
 *
 * A part that is withheld is written as a waiver of the rest, since the allocation withholds of a waived tranche what
 * may not be waived.
 */
export function settledDirective({ directive, ...parts }: Settlement): Directive {
  const { withheld, waived, pending } = parts;
  if (withheld === directive.amount) return { ...directive, outcome: "withheld" };
  if (withheld > 0) {
    const released = cents(directive.amount - withheld);
    return { ...directive, outcome: "waived", waivable_amount: released };
  }
  if (pending > 0) return { ...directive, outcome: "pending" };
  if (waived === 0) return { ...directive, outcome: "certified" };
  return { ...directive, outcome: "waived", waivable_amount: directive.amount };
}

/**
 * The plan with what its cases decided about tranches in `directives`, as of the plan's day.
 *
 * Assumed decisions count. A tranche about which no decision stands is left as the plan states it; so is the plan
 * itself when there is none at all.
 */
export function settlePlan(plan: Plan, book: Casebook): Plan {
  const settled = new Map(
    listSettlements(plan, book, plan.head.as_of).map((each) => [each.directive.id, each]),
  );
  if (settled.size === 0) return plan;
  const directives = plan.tables.directives.map((row) => {
    const settlement = settled.get(row.id);
    return settlement === undefined ? row : settledDirective(settlement);
  });
  return { ...plan, tables: { ...plan.tables, directives } };
}

/** What the cases of a plan decided about its tranches, on a day, in the order of the cases. */
export function listSettlements(plan: Plan, book: Casebook, on: IsoDate): readonly Settlement[] {
  const conditions = plan.tables.cases.filter((row) => row.condition !== undefined);
  if (conditions.length === 0) return [];
  const rows = lookUpRows(plan);
  return conditions.flatMap((row) => {
    const tranche = trancheOf(rows, row);
    if (tranche === undefined || tranche.kind !== "withhold") return [];
    const reading = readCase(rows, book, row, on);
    return "code" in reading ? [] : (settleTranche(tranche, reading.decisions) ?? []);
  });
}
