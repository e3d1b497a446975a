import { compareText } from "../base/findings.ts";
import { cents } from "../base/money.ts";
import type { Payment } from "./allocation.ts";
import { type Columns, type FlowClass, millionsPerCent } from "./model/columns.ts";
import type { AmountRule, Candidate, Problem, Purse } from "./problem.ts";

/**
 * Exact payments, in cents, for a solution: flows are cut to whole dollars, each account pays back the cents that it
 * lost as far as it has money, what is still owed goes to any account with money, and each class's flows are dealt
 * out to its initiatives in the order of their ids.
 *
 * Where no account has the cents, they are paid all the same, and floors and ceilings are not looked at:
 * {@link largestMiss} tells.
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
    for (const item of flow.items) flowing.add(`${item}/${flow.year}`);
  }
  for (const [item, candidate] of funded) {
    candidate.costs.forEach((cost, year) => {
      const account = problem.items[item]?.accounts[year]?.[0];
      if (cost === 0 || flowing.has(`${item}/${year}`) || account === undefined) return;
      payments.push(payment(problem, item, account, year, cost));
    });
  }
  const shares = columns.classes.map((flow) => cutFlow(flow, values, funded));
  const ledger = new Ledger(problem, payments);
  for (const { year, amounts } of shares) {
    for (const { account, amount } of amounts) ledger.spend(account, year, amount);
  }
  // All classes get their own cents back before any takes what is left: a floor may hang on a single cent.
  for (const share of shares) payBack(share, ledger);
  for (const share of shares) settle(share, shares, ledger);
  for (const { year, members, amounts } of shares) {
    for (const { item, cost } of members) {
      let owed = cost;
      for (const share of amounts) {
        const paid = Math.min(owed, share.amount);
        if (paid > 0) payments.push(payment(problem, item, share.account, year, paid));
        owed -= paid;
        share.amount -= paid;
      }
    }
  }
  return payments.sort(
    (a, b) =>
      compareText(a.initiative, b.initiative) ||
      a.fiscal_year - b.fiscal_year ||
      compareText(a.account, b.account),
  );
}

/** What a class owes in a year, and what each account pays of it so far.   Unit: US cents. */
interface ClassShare {
  readonly year: number;
  readonly members: readonly { readonly item: number; readonly cost: number }[];
  readonly amounts: readonly PaidShare[];
}

/** What one account pays of a class, and what it lost when its flow was cut.   Unit: US cents. */
interface PaidShare {
  readonly account: string;
  amount: number;
  readonly lost: number;
}

function cutFlow(
  flow: FlowClass,
  values: readonly number[],
  funded: ReadonlyMap<number, Candidate>,
): ClassShare {
  const members = flow.items.flatMap((item) => {
    const cost = funded.get(item)?.costs[flow.year] ?? 0;
    return cost > 0 ? [{ item, cost }] : [];
  });
  let owed = members.reduce((sum, { cost }) => sum + cost, 0);
  const amounts = flow.accounts.map((account) => {
    const exact = Math.max(0, (values[flow.flows.get(account) ?? -1] ?? 0) / millionsPerCent);
    const amount = Math.min(owed, Math.floor(exact / 100) * 100);
    owed -= amount;
    return { account, amount, lost: exact - amount };
  });
  return { year: flow.year, members, amounts };
}

/** Pays what is owed from the accounts that lost it to cutting, each as much as it lost, the largest loss first. */
function payBack(share: ClassShare, ledger: Ledger): void {
  let owed = owedBy(share);
  for (const one of byLoss(share)) {
    const money = ledger.left(one.account, share.year);
    const amount = Math.max(0, Math.min(owed, Math.round(one.lost), money));
    payMore(one, share.year, amount, ledger);
    owed -= amount;
  }
}

/**
 * Pays what is still owed: by the accounts that lost most to cutting, as far as they have money; then by moving
 * other classes of the year to accounts with money left.
 */
function settle(share: ClassShare, all: readonly ClassShare[], ledger: Ledger): void {
  let owed = owedBy(share);
  const order = byLoss(share);
  const pay = (one: PaidShare, amount: number) => {
    payMore(one, share.year, amount, ledger);
    owed -= amount;
  };
  for (const one of order) pay(one, Math.min(owed, ledger.left(one.account, share.year)));
  for (const one of order) {
    while (owed > 0) {
      const freed = freeMoney(one.account, share.year, owed, all, ledger);
      if (freed === 0) break;
      pay(one, freed);
    }
  }
  const first = order[0];
  if (owed > 0 && first !== undefined) pay(first, owed);
}

/** What a class costs beyond what its accounts pay so far.   Unit: US cents. */
function owedBy({ members, amounts }: ClassShare): number {
  const cost = members.reduce((sum, member) => sum + member.cost, 0);
  return amounts.reduce((left, { amount }) => left - amount, cost);
}

function byLoss(share: ClassShare): PaidShare[] {
  return [...share.amounts].sort((a, b) => b.lost - a.lost);
}

function payMore(one: PaidShare, year: number, amount: number, ledger: Ledger): void {
  one.amount += amount;
  ledger.spend(one.account, year, amount);
}

/** One move of money of a class from one account to another. */
interface Move {
  readonly from: PaidShare;
  readonly to: PaidShare;
}

/**
 * Frees money of an account in a year by the shortest chain of moves that ends at an account with money left.
 *
 * Returns what was freed, at most `wanted`.   Unit: US cents.
 */
function freeMoney(
  account: string,
  year: number,
  wanted: number,
  all: readonly ClassShare[],
  ledger: Ledger,
): number {
  const inYear = all.filter((share) => share.year === year);
  const reached = new Map<string, readonly Move[]>([[account, []]]);
  for (const [here, moves] of reached) {
    const left = ledger.left(here, year);
    if (moves.length > 0 && left > 0) {
      const amount = Math.min(wanted, left, ...moves.map(({ from }) => from.amount));
      for (const { from, to } of moves) {
        from.amount -= amount;
        to.amount += amount;
      }
      ledger.spend(account, year, -amount);
      ledger.spend(here, year, amount);
      return amount;
    }
    for (const { amounts } of inYear) {
      const from = amounts.find((one) => one.account === here && one.amount > 0);
      if (from === undefined) continue;
      for (const to of amounts) {
        if (!reached.has(to.account)) reached.set(to.account, [...moves, { from, to }]);
      }
    }
  }
  return 0;
}

/** What accounts have spent by year, and what they have left under their intervals of availability. */
export class Ledger {
  readonly #problem: Problem;
  readonly #spent = new Map<string, number[]>();

  constructor(problem: Problem, payments: readonly Payment[]) {
    this.#problem = problem;
    const first = problem.years[0] ?? 0;
    for (const { account, fiscal_year, amount } of payments) {
      this.spend(account, fiscal_year - first, amount);
    }
  }

  /** Notes what an account pays in a year.   Unit: US cents; below 0 where money comes back. */
  spend(account: string, year: number, amount: number): void {
    const years = this.#spent.get(account) ?? this.#problem.years.map(() => 0);
    years[year] = (years[year] ?? 0) + amount;
    this.#spent.set(account, years);
  }

  /** What an account can still pay in a year.   Unit: US cents, never below 0. */
  left(account: string, year: number): number {
    const purse = this.#problem.purses.find((one) => one.account === account);
    if (purse === undefined) return 0;
    const years = this.#spent.get(account) ?? this.#problem.years.map(() => 0);
    return Math.max(0, Math.min(...intervalsLeft(purse, years, year)));
  }

  /** By how much the worst interval of any account is overspent.   Unit: US cents. */
  worst(): number {
    let worst = 0;
    for (const purse of this.#problem.purses) {
      const years = this.#spent.get(purse.account);
      if (years !== undefined) worst = Math.max(worst, -Math.min(...intervalsLeft(purse, years)));
    }
    return worst;
  }
}

/** What is left in every interval of years of an account; only those that hold `year`, if given. */
function intervalsLeft(purse: Purse, spent: readonly number[], year?: number): number[] {
  const left: number[] = [];
  for (let from = 0; from <= (year ?? spent.length - 1); from++) {
    let total = 0;
    for (let to = from; to < spent.length; to++) {
      total += spent[to] ?? 0;
      if (year !== undefined && to < year) continue;
      const money = purse.budget.slice(Math.max(0, from - purse.lasts + 1), to + 1);
      left.push(money.reduce<number>((sum, amount) => sum + amount, 0) - total);
    }
  }
  return left;
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
  const paid = indexPayments(payments);
  return problem.amounts.reduce(
    (worst, rule) => Math.max(worst, -slackOf(problem, rule, paid)),
    new Ledger(problem, payments).worst(),
  );
}

/** Payments by initiative, so that a rule is asked of its own initiatives only. */
export type PaymentIndex = ReadonlyMap<string, readonly Payment[]>;

/** Payments by initiative. */
export function indexPayments(payments: readonly Payment[]): PaymentIndex {
  return Map.groupBy(payments, (one) => one.initiative);
}

/** How far payments are above a floor, or below a ceiling.   Unit: US cents; below 0 when they miss it. */
export function slackOf(problem: Problem, rule: AmountRule, payments: PaymentIndex): number {
  const { items, accounts } = rule.scope;
  const year = problem.years[rule.year];
  let paid = 0;
  for (const item of items) {
    const own = payments.get(problem.items[item]?.initiative.id ?? "") ?? [];
    for (const { account, fiscal_year, amount } of own) {
      if (fiscal_year !== year) continue;
      if (accounts === null || accounts.includes(account)) paid += amount;
    }
  }
  return rule.kind === "floor" ? paid - rule.amount : rule.amount - paid;
}
