import { compareText } from "../../base/findings.ts";
import { fiscalYear } from "../../base/fiscal.ts";
import { cents } from "../../base/money.ts";
import type { Law } from "../../law/law.ts";
import type { Link, Plan } from "../../plan/plan.ts";
import type { Choice, Payment } from "../allocation.ts";
import { listAccountWindows } from "./accounts.ts";
import { checkHolds } from "./holds.ts";
import { type AtMost, type ExactPoint, findPoint } from "./linear-feasibility.test-data.ts";
import {
  costsOfChoice,
  findRow,
  listPayers,
  listPossibleChoices,
  type Reading,
  readForVerify,
} from "./reading.ts";
import { listSpendingRules } from "./rules.ts";
import { counts, marksOf, type PaymentMarks, type PaymentScope, scopeIn } from "./spending.ts";
import { attainmentsOf, sumOfValues } from "./value.ts";

/** The best lawful allocation of a tiny plan. */
export interface BruteForceAnswer {
  /** Unit: value points. */
  readonly value: number;
  /** One best set of choices, sorted by initiative; other sets may be worth as much. */
  readonly choices: readonly Choice[];
  /** One lawful way to pay for them, sorted as in an allocation. */
  readonly payments: readonly Payment[];
}

/** More combinations than this are not tried. */
const mostCombinations = 2_000_000;

/**
 * The best lawful allocation, found by trying every combination of choices from the most valuable down.
 *
 * For each it is decided exactly, in whole numbers, whether lawful payments exist.
 * Errors: throws a RangeError for a plan with more than two million combinations.
 */
export function bruteForce(plan: Plan, law: Law): BruteForceAnswer | "infeasible" {
  const reading = readForVerify(plan, law);
  const rules = listSums(reading);
  const combinations = listCombinations(reading).map((choices) => {
    const funded = new Map(choices.map((choice) => [choice.initiative, choice]));
    return { choices, value: sumOfValues(attainmentsOf(reading, funded)) };
  });
  combinations.sort((a, b) => b.value - a.value);
  for (const { choices, value } of combinations) {
    const payments = findPayments(reading, choices, rules);
    if (payments !== undefined) return { value, choices, payments };
  }
  return "infeasible";
}

/** Every combination of possible choices that keeps pins and links. */
function listCombinations(reading: Reading): readonly (readonly Choice[])[] {
  let combinations: (readonly Choice[])[] = [[]];
  const { links, initiatives } = reading.plan.tables;
  for (const row of [...initiatives].sort((a, b) => compareText(a.id, b.id))) {
    const pinned = row.pinned_package;
    const own = listPossibleChoices(reading, row).filter(
      (choice) =>
        (pinned === undefined || choice.package === pinned) &&
        // Without payments only holds on all accounts are seen: plans for brute force have no others.
        checkHolds(reading, [], new Map([[row.id, choice]])).length === 0,
    );
    const ways = [...(pinned === undefined ? [[]] : []), ...own.map((choice) => [choice])];
    if (combinations.length * ways.length > mostCombinations) {
      throw new RangeError("too many combinations for brute force");
    }
    combinations = combinations.flatMap((chosen) => ways.map((way) => [...chosen, ...way]));
  }
  return combinations.filter((choices) => {
    const starts = new Map<string, number>(choices.map((row) => [row.initiative, row.start]));
    return links.every((link) => keepsLink(link, starts));
  });
}

function keepsLink(link: Link, starts: ReadonlyMap<string, number>): boolean {
  const start = starts.get(link.initiative);
  const other = starts.get(link.other);
  if (start === undefined) return true;
  switch (link.kind) {
    case "excludes":
      return other === undefined;
    case "requires":
      return other !== undefined && other <= start - (link.lag_years ?? 0);
    case "follows":
      return other === undefined || start >= other + (link.lag_years ?? 0);
  }
}

/** A rule as weights on payments: together at most `most`. */
interface SumRule {
  readonly parts: readonly { readonly scope: PaymentScope; readonly weight: bigint }[];
  readonly most: bigint;
  /** Whether the check gives it room: a dollar, for rules with a ratio. */
  readonly hasRoom: boolean;
}

/** Account windows, directives and limits, all as sums that have a most. Report language is left out. */
function listSums(reading: Reading): readonly SumRule[] {
  const accounts = new Set(reading.plan.tables.initiatives.flatMap((row) => row.accounts));
  const windows = [...accounts].flatMap((account) =>
    listAccountWindows(reading, account).map(({ years, available }) => ({
      parts: [{ scope: scopeIn(years, { accounts: [account] }), weight: 1n }],
      most: available,
      hasRoom: false,
    })),
  );
  const rules = listSpendingRules(reading)
    .filter((rule) => !rule.code.startsWith("report_"))
    .map(({ part, of, sense, base, times, over, room }) => {
      const sign = sense === "at_most" ? 1n : -1n;
      const whole = of === null ? [] : [{ scope: of, weight: -sign * times }];
      const parts = [{ scope: part, weight: sign * over }, ...whole];
      return { parts, most: sign * base, hasRoom: room > 0n };
    });
  return [...windows, ...rules];
}

/** A cost of one initiative in one year, and the accounts that may share it. */
interface Bill {
  readonly choice: Choice;
  readonly year: number;
  readonly cost: bigint;
  readonly payers: readonly PaymentMarks[];
}

/**
 * One lawful way to pay for the choices, or nothing.
 *
 * The last payer of each bill pays what the others leave, so that the unknowns are only what those pay.
 */
function findPayments(
  reading: Reading,
  choices: readonly Choice[],
  rules: readonly SumRule[],
): readonly Payment[] | undefined {
  const bills = choices.flatMap((choice) => billsOf(reading, choice));
  const unknowns = bills.flatMap((bill) =>
    bill.payers.slice(0, -1).map((payer) => ({ bill, payer })),
  );
  const rows: (AtMost & { readonly hasRoom: boolean })[] = bills
    .filter((bill) => bill.payers.length > 1)
    .map((bill) => ({
      terms: unknowns.map((unknown) => (unknown.bill === bill ? 1n : 0n)),
      most: bill.cost,
      hasRoom: false,
    }));
  for (const rule of rules) {
    const weight = (marks: PaymentMarks | undefined) =>
      marks === undefined
        ? 0n
        : rule.parts.reduce(
            (sum, part) => (counts(part.scope, marks) ? sum + part.weight : sum),
            0n,
          );
    const left = bills.reduce(
      (most, bill) => most - weight(bill.payers.at(-1)) * bill.cost,
      rule.most,
    );
    const terms = unknowns.map(({ bill, payer }) => weight(payer) - weight(bill.payers.at(-1)));
    const least = unknowns.reduce(
      (sum, { bill }, place) => sum + minimum(terms[place] ?? 0n, 0n) * bill.cost,
      0n,
    );
    if (least > left) return undefined;
    rows.push({ terms, most: left, hasRoom: rule.hasRoom });
  }
  const point = findPoint(unknowns.length, rows);
  if (point === undefined) return undefined;
  const whole = wholeAmounts(
    point,
    rows.filter((row) => !row.hasRoom),
  );
  const amounts = new Map(unknowns.map(({ payer }, place) => [payer, whole[place] ?? 0n]));
  return bills.flatMap((bill) => paymentsOf(bill, amounts));
}

/**
 * Whole cents next to a point: each amount rounded up or down so that the rows without room are still kept.
 *
 * Ratios may ask for parts of a cent. Rounding moves a ratio rule by some cents at most, which is within its room.
 */
function wholeAmounts(point: ExactPoint, rows: readonly AtMost[]): readonly bigint[] {
  const { numerators, denominator } = point;
  const floors = numerators.map((part) => part / denominator);
  if (numerators.every((part) => part % denominator === 0n)) return floors;
  const near = numerators.flatMap((part, place) => {
    const floor = floors[place] ?? 0n;
    const unit = (size: bigint) => numerators.map((_, other) => (other === place ? size : 0n));
    return [
      { terms: unit(1n), most: part % denominator === 0n ? floor : floor + 1n },
      { terms: unit(-1n), most: -floor },
    ];
  });
  const rounded = findPoint(numerators.length, [...rows, ...near]);
  return rounded?.numerators.map((part) => part / rounded.denominator) ?? floors;
}

const minimum = (a: bigint, b: bigint) => (a < b ? a : b);

function billsOf(reading: Reading, choice: Choice): Bill[] {
  const initiative = findRow(reading.initiatives, choice.initiative, "initiative");
  const costs = [...costsOfChoice(reading, choice)].sort(([a], [b]) => a - b);
  return costs.map(([year, cost]) => {
    const payers = listPayers(reading, initiative, fiscalYear(year));
    const marks = payers.map((account) => marksOf(reading, initiative, account, fiscalYear(year)));
    return { choice, year, cost, payers: marks };
  });
}

function paymentsOf(bill: Bill, amounts: ReadonlyMap<PaymentMarks, bigint>): Payment[] {
  const others = bill.payers.slice(0, -1).map((payer) => amounts.get(payer) ?? 0n);
  const rest = others.reduce((left, amount) => left - amount, bill.cost);
  return bill.payers.flatMap((payer, place) => {
    const amount = others[place] ?? rest;
    if (amount === 0n) return [];
    return {
      initiative: bill.choice.initiative,
      account: payer.account,
      fiscal_year: payer.year,
      amount: cents(Number(amount)),
    };
  });
}
