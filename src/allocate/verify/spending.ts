import type { FiscalYear } from "../../base/fiscal.ts";
import { group, largestAmount } from "../../base/money.ts";
import type { Initiative } from "../../plan/plan.ts";
import type { Payment } from "../allocation.ts";
import { findRow, type Reading } from "./reading.ts";

/** What a scope looks at in a payment. */
export interface PaymentMarks {
  readonly account: string;
  readonly year: FiscalYear;
  readonly partner: string;
  readonly bureau: string;
  readonly purpose: string;
  readonly focus: string;
  readonly use: string;
  /** Who sees the need; empty where the plan does not say. */
  readonly demand: string;
  /** The initiative, where some limit names it; empty for all others, which no rule tells apart by name. */
  readonly initiative: string;
}

/** The payments that a rule counts: in these years, and only where each set agrees; `null` is all. */
export interface PaymentScope {
  readonly years: readonly FiscalYear[];
  readonly accounts: ReadonlySet<string> | null;
  readonly partners: ReadonlySet<string> | null;
  readonly bureaus: ReadonlySet<string> | null;
  readonly purposes: ReadonlySet<string> | null;
  readonly focus: ReadonlySet<string> | null;
  readonly uses: ReadonlySet<string> | null;
  readonly demands: ReadonlySet<string> | null;
  readonly initiatives: ReadonlySet<string> | null;
}

/** The lists of a row that make a scope; an absent or empty list is all. */
export interface ScopeLists {
  readonly accounts?: readonly string[];
  readonly partners?: readonly string[];
  readonly bureaus?: readonly string[];
  readonly purposes?: readonly string[];
  readonly focus?: readonly string[];
  readonly uses?: readonly string[];
  readonly demands?: readonly string[];
  readonly initiatives?: readonly string[];
}

/** The scope of a row's lists in some years. */
export function scopeIn(years: readonly FiscalYear[], lists: ScopeLists): PaymentScope {
  const set = (list: readonly string[] | undefined) =>
    list === undefined || list.length === 0 ? null : new Set(list);
  return {
    years,
    accounts: set(lists.accounts),
    partners: set(lists.partners),
    bureaus: set(lists.bureaus),
    purposes: set(lists.purposes),
    focus: set(lists.focus),
    uses: set(lists.uses),
    demands: set(lists.demands),
    initiatives: set(lists.initiatives),
  };
}

/** Whether a scope counts a payment with these marks. */
export function counts(scope: PaymentScope, marks: PaymentMarks): boolean {
  return (
    (scope.accounts === null || scope.accounts.has(marks.account)) &&
    (scope.partners === null || scope.partners.has(marks.partner)) &&
    (scope.bureaus === null || scope.bureaus.has(marks.bureau)) &&
    (scope.purposes === null || scope.purposes.has(marks.purpose)) &&
    (scope.focus === null || scope.focus.has(marks.focus)) &&
    (scope.uses === null || scope.uses.has(marks.use)) &&
    (scope.demands === null || scope.demands.has(marks.demand)) &&
    (scope.initiatives === null || scope.initiatives.has(marks.initiative)) &&
    scope.years.includes(marks.year)
  );
}

/** The marks of money from an account to an initiative in a year. */
export function marksOf(
  reading: Reading,
  initiative: Initiative,
  account: string,
  year: FiscalYear,
): PaymentMarks {
  const { id, bureau } = findRow(reading.partners, initiative.partner, "partner");
  const { purpose, focus, demand = "" } = initiative;
  const use = initiative.use ?? "partner_capacity";
  const own = reading.named.has(initiative.id) ? initiative.id : "";
  return { account, year, partner: id, bureau, purpose, focus, use, demand, initiative: own };
}

/** Payments with equal marks, added up.   Unit: cents. */
export interface SpendingCell extends PaymentMarks {
  amount: bigint;
}

/** All payments of an allocation in cells, found by account, by year, or by year and partner. */
export interface Spending {
  readonly cells: readonly SpendingCell[];
  readonly byAccount: ReadonlyMap<string, readonly SpendingCell[]>;
  readonly byYear: ReadonlyMap<number, YearCells>;
}

/** The cells of one year. */
interface YearCells {
  readonly cells: readonly SpendingCell[];
  readonly byPartner: ReadonlyMap<string, readonly SpendingCell[]>;
}

/** Whether an amount can be a payment: whole cents, above zero, at most a trillion dollars. */
export function isPayable(amount: number): boolean {
  return Number.isSafeInteger(amount) && amount > 0 && amount <= largestAmount;
}

/** Adds up the payable payments of known initiatives; the others are findings of their own. */
export function spendingOf(reading: Reading, payments: readonly Payment[]): Spending {
  const cells = new Map<string, SpendingCell>();
  for (const payment of payments) {
    const initiative = reading.initiatives.get(payment.initiative);
    if (initiative === undefined || !isPayable(payment.amount)) continue;
    const marks = marksOf(reading, initiative, payment.account, payment.fiscal_year);
    const { account, year, partner, purpose, focus, use, demand, initiative: own } = marks;
    const key = `${account}|${year}|${partner}|${purpose}|${focus}|${use}|${demand}|${own}`;
    const cell = cells.get(key);
    if (cell) cell.amount += BigInt(payment.amount);
    else cells.set(key, { ...marks, amount: BigInt(payment.amount) });
  }
  const all = [...cells.values()];
  const byYear = Map.groupBy(all, (cell) => cell.year as number);
  return {
    cells: all,
    byAccount: Map.groupBy(all, (cell) => cell.account),
    byYear: new Map(
      [...byYear].map(([year, inYear]) => [
        year,
        { cells: inYear, byPartner: Map.groupBy(inYear, (cell) => cell.partner) },
      ]),
    ),
  };
}

/** Money that a scope counts.   Unit: cents. */
export function sumOfScope(spending: Spending, scope: PaymentScope): bigint {
  let total = 0n;
  const addFrom = (cells: readonly SpendingCell[]) => {
    for (const cell of cells) {
      if (counts(scope, cell)) total += cell.amount;
    }
  };
  for (const year of new Set(scope.years)) {
    const inYear = spending.byYear.get(year);
    if (inYear === undefined) continue;
    // Most rules name a few partners of many: looking at theirs alone keeps large plans quick.
    if (scope.partners === null) addFrom(inYear.cells);
    else for (const partner of scope.partners) addFrom(inYear.byPartner.get(partner) ?? []);
  }
  return total;
}

/** Cents as exact dollars for a finding: `$1,250,000`, `$0.25`. */
export function exactDollars(amount: bigint): string {
  const magnitude = amount < 0n ? -amount : amount;
  const part = magnitude % 100n;
  const whole = group(String(magnitude / 100n));
  const fraction = part === 0n ? "" : `.${String(part).padStart(2, "0")}`;
  return `${amount < 0n ? "-" : ""}$${whole}${fraction}`;
}
