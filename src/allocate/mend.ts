import { compareText } from "../base/findings.ts";
import { cents } from "../base/money.ts";
import type { Payment } from "./allocation.ts";
import type { Columns } from "./model/columns.ts";
import { indexPayments, Ledger, largestMiss, makePayments, slackOf } from "./payments.ts";
import type { AmountRule, Candidate, Problem } from "./problem.ts";

/** Exact payments, and by how much they miss a rule at the worst.   Unit: US cents. */
export interface ExactPayments {
  readonly payments: readonly Payment[];
  readonly miss: number;
}

/**
 * Exact payments for a solution. Where they miss a floor or ceiling by the solver's tolerance, money of initiatives
 * is moved from one of their accounts to another, as long as no other rule is broken by it.
 */
export function payExactly(
  problem: Problem,
  columns: Columns,
  values: readonly number[],
  funded: ReadonlyMap<number, Candidate>,
): ExactPayments {
  const payments = makePayments(problem, columns, values, funded);
  const miss = largestMiss(problem, payments);
  if (miss === 0) return { payments, miss };
  const mended = mendPayments(problem, payments);
  return { payments: mended, miss: largestMiss(problem, mended) };
}

/** Payments after the moves that bring floors and ceilings nearer, each rule in its order. */
export function mendPayments(problem: Problem, payments: readonly Payment[]): Payment[] {
  const books = new Books(problem, payments);
  for (const rule of problem.amounts) {
    for (const item of rule.scope.items) {
      if (books.missOf(rule) === 0) break;
      const payers = problem.items[item]?.accounts[rule.year] ?? [];
      for (const from of payers) for (const to of payers) books.move(rule, item, from, to);
    }
  }
  return books.list();
}

/** What every account pays for every initiative, and what every rule counts of it. */
class Books {
  readonly #problem: Problem;
  readonly #ledger: Ledger;
  readonly #rows = new Map<string, { readonly payment: Payment; amount: number }>();
  /** Unit: US cents above a floor, or below a ceiling; below 0 where it is missed. */
  readonly #slack = new Map<AmountRule, number>();

  constructor(problem: Problem, payments: readonly Payment[]) {
    this.#problem = problem;
    this.#ledger = new Ledger(problem, payments);
    for (const payment of payments) {
      const { initiative, account, fiscal_year: year, amount } = payment;
      this.#rows.set(`${initiative} ${year} ${account}`, { payment, amount });
    }
    const paid = indexPayments(payments);
    for (const rule of problem.amounts) this.#slack.set(rule, slackOf(problem, rule, paid));
  }

  missOf(rule: AmountRule): number {
    return Math.max(0, -(this.#slack.get(rule) ?? 0));
  }

  /** Moves as much money of an item as a rule misses, if it helps, and as all others bear. */
  move(rule: AmountRule, item: number, from: string, to: string): void {
    const initiative = this.#problem.items[item]?.initiative.id;
    const year = this.#problem.years[rule.year];
    const source = this.#rows.get(`${initiative} ${year} ${from}`);
    if (source === undefined || year === undefined || helps(rule, from, to) <= 0) return;
    const touched = this.#problem.amounts.filter(
      (other) => other.year === rule.year && other.scope.items.includes(item),
    );
    const bearable = touched
      .filter((other) => helps(other, from, to) < 0)
      .map((other) => this.#slack.get(other) ?? 0);
    const left = this.#ledger.left(to, rule.year);
    const amount = Math.min(this.missOf(rule), source.amount, left, ...bearable);
    if (amount <= 0) return;
    source.amount -= amount;
    const key = `${initiative} ${year} ${to}`;
    const target = this.#rows.get(key) ?? {
      payment: { ...source.payment, account: to },
      amount: 0,
    };
    target.amount += amount;
    this.#rows.set(key, target);
    this.#ledger.spend(from, rule.year, -amount);
    this.#ledger.spend(to, rule.year, amount);
    for (const other of touched) {
      const slack = this.#slack.get(other) ?? 0;
      this.#slack.set(other, slack + amount * helps(other, from, to));
    }
  }

  list(): Payment[] {
    return [...this.#rows.values()]
      .filter(({ amount }) => amount > 0)
      .map(({ payment, amount }) => ({ ...payment, amount: cents(amount) }))
      .sort(
        (a, b) =>
          compareText(a.initiative, b.initiative) ||
          a.fiscal_year - b.fiscal_year ||
          compareText(a.account, b.account),
      );
  }
}

/** Whether a rule gains (1) or loses (-1) when money in its scope moves between accounts; 0 when it is the same to it. */
function helps({ kind, scope }: AmountRule, from: string, to: string): -1 | 0 | 1 {
  const counts = (account: string) => scope.accounts === null || scope.accounts.includes(account);
  if (counts(from) === counts(to)) return 0;
  return counts(to) === (kind === "floor") ? 1 : -1;
}
