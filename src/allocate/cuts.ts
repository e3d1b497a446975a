import type { Payment } from "./allocation.ts";
import type { Columns } from "./model/columns.ts";
import { type Row, Terms } from "./model/linear-model.ts";
import { indexPayments, slackOf } from "./payments.ts";
import type { AmountRule, Candidate, Problem } from "./problem.ts";

/**
 * Rows that rule out how whole packages miss floors and ceilings by cents, which a solver's tolerance lets through.
 *
 * Of a missed floor: where all that is funded in its scope is too little, even if it were paid from the accounts that
 * count alone, something else of the scope must be funded. Of a ceiling: where what only the accounts that count may
 * pay is too much, not all of it. Every allocation that keeps the rules keeps these rows.
 */
export function cutsAgainst(
  problem: Problem,
  columns: Columns,
  funded: ReadonlyMap<number, Candidate>,
  payments: readonly Payment[],
): Row[] {
  const paid = indexPayments(payments);
  return problem.amounts.flatMap((rule) => {
    if (slackOf(problem, rule, paid) >= 0) return [];
    const isFloor = rule.kind === "floor";
    const terms = new Terms();
    let chosen = 0;
    let reached = 0;
    for (const item of rule.scope.items) {
      const { some, all } = countedOf(problem, rule, item);
      if (!(isFloor ? some : all)) continue;
      for (const { candidate, column } of columns.choicesOf[item] ?? []) {
        const cost = candidate.costs[rule.year] ?? 0;
        if (cost === 0) continue;
        const isChosen = funded.get(item) === candidate;
        if (isChosen) chosen++;
        if (isChosen) reached += cost;
        if (isChosen !== isFloor) terms.add(column, 1);
      }
    }
    const name = `cut ${rule.ids.join("+")} ${problem.years[rule.year]}`;
    if (isFloor && reached < rule.amount) return [terms.toRow(name, 1, Number.POSITIVE_INFINITY)];
    if (isFloor || reached <= rule.amount) return [];
    return [terms.toRow(name, Number.NEGATIVE_INFINITY, chosen - 1)];
  });
}

/** The row that rules out one plan: at least one choice must be another. */
export function cutOff(columns: Columns, funded: ReadonlyMap<number, Candidate>): Row {
  const terms = new Terms();
  for (const { item, candidate, column } of columns.choices) {
    terms.add(column, funded.get(item) === candidate ? 1 : -1);
  }
  return terms.toRow("cut plan", Number.NEGATIVE_INFINITY, funded.size - 1);
}

/** Whether a rule counts some accounts and not others of an initiative, so that money may be moved across it. */
export function splits(problem: Problem, rule: AmountRule): boolean {
  return rule.scope.items.some((item) => {
    const { some, all } = countedOf(problem, rule, item);
    return some && !all;
  });
}

/** Whether a rule counts some, and whether it counts all, of the accounts that may pay for an item in its year. */
function countedOf({ items }: Problem, { scope, year }: AmountRule, item: number) {
  const payers = items[item]?.accounts[year] ?? [];
  const counts = (account: string) => scope.accounts === null || scope.accounts.includes(account);
  return { some: payers.some(counts), all: payers.length > 0 && payers.every(counts) };
}
