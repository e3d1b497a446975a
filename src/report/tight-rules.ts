import type { Allocation, Payment } from "../allocate/allocation.ts";
import type { RuleName } from "../allocate/answers.ts";
import type { AmountRule, Problem, Scope } from "../allocate/problem.ts";
import { type Cents, sumCents } from "../base/money.ts";

/** A rule that an allocation meets to the cent, with no room left. */
export interface TightRule {
  readonly rule: RuleName;
  readonly says: "at least" | "at most";
  readonly amount: Cents;
}

/**
 * Floors and ceilings in dollars that the allocation meets to the cent.
 *
 * Being tight is not yet being costly: only a price, found by solving again, tells whether a rule costs anything.
 */
export function tightRules(problem: Problem, allocation: Allocation): readonly TightRule[] {
  const payments = Map.groupBy(allocation.payments, (payment) => payment.initiative);
  return problem.amounts
    .filter((rule) => rule.amount > 0 && spentIn(problem, payments, rule) === rule.amount)
    .map((rule) => ({
      rule: {
        kind: rule.origin === "directive" ? ("directive" as const) : ("limit" as const),
        id: rule.ids.join("+"),
        name: rule.name,
        fiscal_year: problem.years[rule.year] ?? null,
      },
      says: rule.kind === "floor" ? ("at least" as const) : ("at most" as const),
      amount: rule.amount,
    }));
}

function spentIn(
  problem: Problem,
  payments: ReadonlyMap<string, readonly Payment[]>,
  rule: AmountRule,
): Cents {
  const year = problem.years[rule.year];
  return sumCents(
    paymentsIn(problem, payments, rule.scope)
      .filter((payment) => payment.fiscal_year === year)
      .map((payment) => payment.amount),
  );
}

function paymentsIn(
  problem: Problem,
  payments: ReadonlyMap<string, readonly Payment[]>,
  scope: Scope,
): readonly Payment[] {
  return scope.items.flatMap((index) => {
    const item = problem.items[index];
    const paid = item ? (payments.get(item.initiative.id) ?? []) : [];
    return paid.filter((p) => scope.accounts === null || scope.accounts.includes(p.account));
  });
}
