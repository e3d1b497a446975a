import type { IsoDate } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import type { Directive, Plan } from "../plan/plan.ts";
import type { Casebook } from "./casebook.ts";
import { lookUpRows, trancheOf } from "./plan-rows.ts";
import { readCase } from "./read-cases.ts";
import { type Settlement, settleTranche } from "./settle-tranche.ts";

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
  const settled = new Map<string, Settlement>();
  for (const each of listSettlements(plan, book, plan.head.as_of)) {
    const other = settled.get(each.directive.id);
    // Where two cases decide one tranche, no money gets out that one of them withholds.
    if (other === undefined || each.withheld > other.withheld) settled.set(each.directive.id, each);
  }
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
