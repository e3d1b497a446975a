import { compareText } from "../base/findings.ts";
import { cents } from "../base/money.ts";
import type { Payment } from "./allocation.ts";
import { type Columns, millionsPerCent } from "./columns.ts";
import type { AmountRule, Candidate, Problem } from "./problem.ts";

/**
 * Exact payments, in cents, for a solution: each class's flows are rounded so that they sum to its cost, then
 * dealt out to its initiatives in the order of their ids.
 *
 * The cents of a flow may round past a budget; {@link largestMiss} tells.
 */
export function makePayments(
  problem: Problem,
  columns: Columns,
  values: readonly number[],
  funded: ReadonlyMap<number, Candidate>,
): Payment[] {
  const payments: Payment[] = [];
  const flowing = new Set<string>();
  for (const flow of columns.classes) {
    const members = flow.items.filter((item) => (funded.get(item)?.costs[flow.year] ?? 0) > 0);
    for (const item of flow.items) flowing.add(`${item}/${flow.year}`);
    const costs = members.map((item) => funded.get(item)?.costs[flow.year] ?? 0);
    const total = costs.reduce<number>((sum, cost) => sum + cost, 0);
    const amounts = flow.accounts.map((account) => ({
      account,
      left: Math.max(0, Math.round((values[flow.flows.get(account) ?? -1] ?? 0) / millionsPerCent)),
    }));
    settle(amounts, total);
    members.forEach((item, index) => {
      let owed = costs[index] ?? 0;
      for (const amount of amounts) {
        const paid = Math.min(owed, amount.left);
        if (paid > 0) payments.push(payment(problem, item, amount.account, flow.year, paid));
        owed -= paid;
        amount.left -= paid;
      }
    });
  }
  for (const [item, candidate] of funded) {
    candidate.costs.forEach((cost, year) => {
      const account = problem.items[item]?.accounts[year]?.[0];
      if (cost === 0 || flowing.has(`${item}/${year}`) || account === undefined) return;
      payments.push(payment(problem, item, account, year, cost));
    });
  }
  return payments.sort(
    (a, b) =>
      compareText(a.initiative, b.initiative) ||
      a.fiscal_year - b.fiscal_year ||
      compareText(a.account, b.account),
  );
}

/** Puts the rounding difference on the largest flows, so that the flows sum to the cost exactly. */
function settle(amounts: { left: number }[], total: number): void {
  let difference = total - amounts.reduce((sum, amount) => sum + amount.left, 0);
  for (const amount of [...amounts].sort((a, b) => b.left - a.left)) {
    const change = Math.max(difference, -amount.left);
    amount.left += change;
    difference -= change;
  }
}

function payment(
  problem: Problem,
  item: number,
  account: string,
  year: number,
  amount: number,
): Payment {
  const initiative = problem.items[item]?.initiative.id;
  const fiscalYear = problem.years[year];
  if (initiative === undefined || fiscalYear === undefined) throw new Error("no such item or year");
  return { initiative, account, fiscal_year: fiscalYear, amount: cents(amount) };
}

/**
 * By how much payments of exact cents pass an interval of availability, or miss a floor or ceiling, at the worst.
 *
 * Unit: US cents; 0 when none.   The model knows money only to a tolerance, so a solution may be cents off where
 * it is tight.
 */
export function largestMiss(problem: Problem, payments: readonly Payment[]): number {
  return Math.max(
    overspent(problem, payments),
    ...problem.amounts.map((rule) => missOf(problem, rule, payments)),
  );
}

function missOf(problem: Problem, rule: AmountRule, payments: readonly Payment[]): number {
  const inside = new Set(rule.scope.items.map((item) => problem.items[item]?.initiative.id));
  const accounts = rule.scope.accounts;
  let paid = 0;
  for (const { initiative, account, fiscal_year, amount } of payments) {
    if (fiscal_year !== problem.years[rule.year] || !inside.has(initiative)) continue;
    if (accounts === null || accounts.includes(account)) paid += amount;
  }
  return Math.max(0, rule.kind === "floor" ? rule.amount - paid : paid - rule.amount);
}

function overspent(problem: Problem, payments: readonly Payment[]): number {
  const first = problem.years[0] ?? 0;
  const spent = new Map<string, number[]>();
  for (const { account, fiscal_year, amount } of payments) {
    const years = spent.get(account) ?? problem.years.map(() => 0);
    years[fiscal_year - first] = (years[fiscal_year - first] ?? 0) + amount;
    spent.set(account, years);
  }
  let worst = 0;
  for (const purse of problem.purses) {
    const years = spent.get(purse.account) ?? [];
    for (let from = 0; from < years.length; from++) {
      let total = 0;
      for (let to = from; to < years.length; to++) {
        total += years[to] ?? 0;
        const money = purse.budget.slice(Math.max(0, from - purse.lasts + 1), to + 1);
        worst = Math.max(worst, total - money.reduce<number>((sum, amount) => sum + amount, 0));
      }
    }
  }
  return worst;
}
