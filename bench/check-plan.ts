import type { Choice, Payment } from "../src/allocate/allocation.ts";
import type { AmountRule, Candidate, Problem, Scope } from "../src/allocate/problem.ts";

/** A plan as somebody states it, with what they say it is worth. */
export interface StatedPlan {
  readonly choices: readonly Choice[];
  readonly payments: readonly Payment[];
  /** Unit: value points. */
  readonly value: number;
  /** Unit: value points. */
  readonly bound: number;
}

/** How far values may differ that were summed in another order.   Unit: value points. */
const rounding = 1e-6;

/**
 * What is wrong with a plan, in words; nothing where it keeps every rule of its problem to the cent.
 *
 * Shares no code with the search: sums run over payments, money is spent year by year from the vintage that expires
 * first.
 */
export function checkPlan(problem: Problem, plan: StatedPlan): string[] {
  const complaints: string[] = [];
  const funded = readChoices(problem, plan.choices, complaints);
  const paid = readPayments(problem, plan.payments, complaints);
  checkCosts(problem, funded, paid, complaints);
  checkLinks(problem, funded, complaints);
  checkPurses(problem, plan.payments, complaints);
  for (const rule of problem.amounts) {
    const sum = paid.sum(rule.scope, rule.year);
    if (rule.kind === "floor" ? sum < rule.amount : sum > rule.amount)
      complaints.push(`${nameOf(rule)}: ${sum} cents against ${rule.amount}`);
  }
  checkShares(problem, paid, complaints);
  checkChanges(problem, paid, complaints);
  const value = worthOf(problem, funded);
  if (Math.abs(value - plan.value) > rounding)
    complaints.push(`worth ${value}, stated as ${plan.value}`);
  if (plan.bound < value - rounding) complaints.push(`the bound ${plan.bound} is below ${value}`);
  return complaints;
}

function nameOf({ kind, ids, name, year }: AmountRule): string {
  return `${kind} ${ids.join("+")} (${name}) of year ${year}`;
}

function readChoices(
  problem: Problem,
  choices: readonly Choice[],
  complaints: string[],
): ReadonlyMap<number, Candidate> {
  const places = new Map(problem.items.map(({ initiative }, index) => [initiative.id, index]));
  const funded = new Map<number, Candidate>();
  for (const choice of choices) {
    const place = places.get(choice.initiative);
    const candidate = problem.items[place ?? -1]?.candidates.find(
      (one) =>
        one.package === choice.package &&
        one.start === choice.start &&
        (one.share ?? 1) === (choice.share ?? 1),
    );
    if (place === undefined || candidate === undefined)
      complaints.push(`${choice.initiative} ${choice.package} ${choice.start} is not offered`);
    else if (funded.has(place)) complaints.push(`${choice.initiative} is funded twice`);
    else funded.set(place, candidate);
  }
  problem.items.forEach(({ initiative: { pinned_package: pinned, id } }, index) => {
    if (pinned !== undefined && funded.get(index)?.package !== pinned)
      complaints.push(`${id} is pinned to ${pinned}, and funded as ${funded.get(index)?.package}`);
  });
  return funded;
}

/** Money by item, year and account. */
interface Paid {
  /** What an item gets in a year from all accounts.   Unit: US cents. */
  of(item: number, year: number): number;
  /** What a scope gets in a year.   Unit: US cents. */
  sum(scope: Scope, year: number): number;
}

/** What each item gets in each year as one list: a sweep checks a thousand plans, and a list for each would be litter. */
function readPayments(problem: Problem, payments: readonly Payment[], complaints: string[]): Paid {
  const places = new Map(problem.items.map(({ initiative }, index) => [initiative.id, index]));
  const years = problem.years.length;
  const cells = new Int32Array(payments.length).fill(-1);
  const first = new Int32Array(problem.items.length * years + 1);
  payments.forEach(({ initiative, account, fiscal_year, amount }, n) => {
    const [item, year] = [places.get(initiative) ?? -1, problem.years.indexOf(fiscal_year)];
    if (problem.items[item]?.accounts[year]?.includes(account) !== true)
      complaints.push(`${account} may not pay for ${initiative} in ${fiscal_year}`);
    if (!Number.isSafeInteger(amount) || amount <= 0)
      complaints.push(`${account} pays ${amount} cents for ${initiative} in ${fiscal_year}`);
    if (item < 0 || year < 0) return;
    const cell = item * years + year;
    cells[n] = cell;
    (first[cell + 1] as number)++;
  });
  for (let cell = 1; cell < first.length; cell++)
    (first[cell] as number) += first[cell - 1] as number;
  const sorted = new Int32Array(payments.length);
  const next = first.slice();
  for (let n = 0; n < cells.length; n++) {
    const cell = cells[n] as number;
    if (cell >= 0) sorted[(next[cell] as number)++] = n;
  }
  const sumAt = (cell: number, accounts: readonly string[] | null) => {
    let sum = 0;
    for (let at = first[cell] as number; at < (first[cell + 1] as number); at++) {
      const { account, amount } = payments[sorted[at] as number] as Payment;
      if (accounts === null || accounts.includes(account)) sum += amount;
    }
    return sum;
  };
  return {
    of: (item, year) => sumAt(item * years + year, null),
    sum({ items, accounts }, year) {
      let sum = 0;
      for (const item of items) sum += sumAt(item * years + year, accounts);
      return sum;
    },
  };
}

function checkCosts(
  problem: Problem,
  funded: ReadonlyMap<number, Candidate>,
  paid: Paid,
  complaints: string[],
): void {
  problem.items.forEach(({ initiative }, index) => {
    const costs = funded.get(index)?.costs;
    for (let year = 0; year < problem.years.length; year++) {
      const cost = costs?.[year] ?? 0;
      const got = paid.of(index, year);
      if (got !== cost)
        complaints.push(`${initiative.id} costs ${cost} cents in year ${year} and gets ${got}`);
    }
  });
}

function checkLinks(
  problem: Problem,
  funded: ReadonlyMap<number, Candidate>,
  complaints: string[],
): void {
  for (const { id, kind, item, other, lag } of problem.links) {
    const [own, its] = [funded.get(item), funded.get(other)];
    if (own === undefined) continue;
    const inTime = its !== undefined && its.start + lag <= own.start;
    const isKept =
      kind === "excludes" ? its === undefined : inTime || (kind === "follows" && its === undefined);
    if (!isKept) complaints.push(`link ${id}: ${item} ${kind} ${other} with lag ${lag}`);
  }
}

/** Spends each account year by year from the money that expires first: if this does not suffice, nothing does. */
function checkPurses(problem: Problem, payments: readonly Payment[], complaints: string[]): void {
  const byAccount = Map.groupBy(payments, ({ account }) => account);
  for (const account of byAccount.keys()) {
    if (!problem.purses.some((purse) => purse.account === account))
      complaints.push(`${account} has no money`);
  }
  for (const { account, budget, lasts } of problem.purses) {
    const own = Map.groupBy(byAccount.get(account) ?? [], (payment) => payment.fiscal_year);
    const left = [...budget] as number[];
    for (const [year, fiscalYear] of problem.years.entries()) {
      let owed = (own.get(fiscalYear) ?? []).reduce((sum, { amount }) => sum + amount, 0);
      for (let vintage = Math.max(0, year - lasts + 1); vintage <= year; vintage++) {
        const used = Math.min(owed, left[vintage] ?? 0);
        left[vintage] = (left[vintage] ?? 0) - used;
        owed -= used;
      }
      if (owed > 0) complaints.push(`${account} lacks ${owed} cents in ${fiscalYear}`);
    }
  }
}

function checkShares(problem: Problem, paid: Paid, complaints: string[]): void {
  for (const { kind, part, whole, year, ratio, ids } of problem.shares) {
    const own = paid.sum(part, year);
    const asked = ratio * paid.sum(whole, year);
    // A ratio of cents is no whole number of cents.
    if (kind === "at_least" ? own < asked - 1 : own > asked + 1)
      complaints.push(`share ${ids.join("+")} of year ${year}: ${own} cents against ${asked}`);
  }
}

function checkChanges(problem: Problem, paid: Paid, complaints: string[]): void {
  for (const { scope, year, ratio, before, ids } of problem.changes) {
    const was = before ?? paid.sum(scope, year - 1);
    const change = Math.abs(paid.sum(scope, year) - was);
    if (change > ratio * was + 1)
      complaints.push(`change ${ids.join("+")} of year ${year}: ${change} cents of ${was}`);
  }
}

function worthOf(problem: Problem, funded: ReadonlyMap<number, Candidate>): number {
  const effects = new Map<string, number>();
  for (const { effects: own } of funded.values())
    own.forEach((effect, leaf) => {
      effects.set(leaf, (effects.get(leaf) ?? 0) + effect);
    });
  return problem.leaves.reduce((value, { objective, segments }) => {
    const effect = effects.get(objective) ?? 0;
    let from = 0;
    for (const { width, worth } of segments) {
      value += worth * Math.max(0, Math.min(effect - from, width));
      from += width;
    }
    return value;
  }, 0);
}
