import type { Payment } from "./allocation.ts";
import type { Columns } from "./model/columns.ts";
import { type Row, Terms } from "./model/linear-model.ts";
import { missOf } from "./payments.ts";
import type { AmountRule, Candidate, Problem } from "./problem.ts";

/**
 * Rows that rule out how whole packages miss floors and ceilings by cents, which a solver's tolerance lets through.
 *
 * Of a missed floor: all that was funded in its scope, or any part of it, is too little, so something else of the
 * scope must be funded. Of a ceiling: not all of it. Every allocation that keeps the rules keeps these rows.
 * Rules over money that several accounts may share get none: there the payments can still be moved.
 */
export function cutsAgainst(
  problem: Problem,
  columns: Columns,
  funded: ReadonlyMap<number, Candidate>,
  payments: readonly Payment[],
): Row[] {
  return problem.amounts.flatMap((rule) => {
    if (missOf(problem, rule, payments) === 0 || splits(problem, rule)) return [];
    const terms = new Terms();
    const isFloor = rule.kind === "floor";
    let chosen = 0;
    for (const item of rule.scope.items) {
      if (!counts(problem, rule, item)) continue;
      for (const { candidate, column } of columns.choicesOf[item] ?? []) {
        if ((candidate.costs[rule.year] ?? 0) === 0) continue;
        const isChosen = funded.get(item) === candidate;
        if (isChosen) chosen++;
        if (isChosen !== isFloor) terms.add(column, 1);
      }
    }
    const name = `cut ${rule.ids.join("+")} ${problem.years[rule.year]}`;
    return isFloor
      ? [terms.toRow(name, 1, Number.POSITIVE_INFINITY)]
      : [terms.toRow(name, Number.NEGATIVE_INFINITY, chosen - 1)];
  });
}

/** Whether a rule counts some accounts and not others of an initiative, so that money may be moved across it. */
export function splits(problem: Problem, rule: AmountRule): boolean {
  const { accounts, items } = rule.scope;
  return (
    accounts !== null &&
    items.some((item) => {
      const payers = problem.items[item]?.accounts[rule.year] ?? [];
      return payers.length > 1 && new Set(payers.map((one) => accounts.includes(one))).size > 1;
    })
  );
}

/** Whether a rule that does not split counts what an initiative costs. */
function counts(problem: Problem, { scope, year }: AmountRule, item: number): boolean {
  const payers = problem.items[item]?.accounts[year] ?? [];
  return scope.accounts === null || payers.some((one) => scope.accounts?.includes(one));
}
