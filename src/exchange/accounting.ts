import { compareText } from "../base/findings.ts";
import { group } from "../base/money.ts";
import { exactDollars, showExact } from "./amounts.ts";

/** Why a row or a cell of an official file was left, with the words for it. */
export const leftReasons = {
  other_year: "of fiscal years that were not asked for",
  transition_quarter: "of the transition quarter (July to September 1976), which is no fiscal year",
  not_security: "of accounts that are not for security assistance",
  total_row: "totals and subtotals, whose parts are counted by themselves",
  repeated_file: "of years that another of the files holds",
  account_not_listed: "of military accounts that have no code in the catalogue",
  partner_not_listed: "of recipients that are not in the table of names",
  row_incomplete: "without a value that is needed",
  amount_unreadable: "with an amount that cannot be read, and so in no total",
} as const;

/** A reason for which something was left. */
export type LeftReason = keyof typeof leftReasons;

/** A number of rows and their sum. `dollars` is exact, to the cent, as plain text such as `-12.50`. */
export interface AccountedPart {
  readonly rows: number;
  readonly dollars: string;
}

/** Every row of a file: taken, or left with a reason. The parts add up to the total to the cent. */
export interface Accounting {
  readonly taken: AccountedPart;
  /** Sorted by reason; reasons without rows are absent. */
  readonly left: readonly (AccountedPart & { readonly reason: LeftReason })[];
  readonly total: AccountedPart;
}

interface Sum {
  rows: number;
  cents: bigint;
}

/** Counts rows and cents while a file is read. */
export interface Tally {
  /** Notes that a row was met, before anything is decided about it. */
  meet(cents: bigint): void;
  take(cents: bigint, rows?: number): void;
  leave(reason: LeftReason, cents: bigint, rows?: number): void;
  /** What was counted.   Errors: throws when taken and left do not add up to what was met: our own bug. */
  accounting(): Accounting;
}

/** A new {@link Tally}. Sums are exact at any size. */
export function startTally(): Tally {
  const total: Sum = { rows: 0, cents: 0n };
  const taken: Sum = { rows: 0, cents: 0n };
  const left = new Map<LeftReason, Sum>();
  const add = (sum: Sum, cents: bigint, rows: number): void => {
    sum.rows += rows;
    sum.cents += cents;
  };
  return {
    meet: (cents) => add(total, cents, 1),
    take: (cents, rows = 1) => add(taken, cents, rows),
    leave(reason, cents, rows = 1) {
      const sum = left.get(reason) ?? { rows: 0, cents: 0n };
      add(sum, cents, rows);
      left.set(reason, sum);
    },
    accounting() {
      const all = [taken, ...left.values()];
      const rows = all.reduce((sum, part) => sum + part.rows, 0);
      const cents = all.reduce((sum, part) => sum + part.cents, 0n);
      if (rows !== total.rows || cents !== total.cents) {
        throw new Error(`accounting does not add up: ${rows} of ${total.rows} rows`);
      }
      return {
        taken: show(taken),
        left: [...left]
          .map(([reason, sum]) => ({ reason, ...show(sum) }))
          .sort((a, b) => compareText(a.reason, b.reason)),
        total: show(total),
      };
    },
  };
}

function show(sum: Sum): AccountedPart {
  return { rows: sum.rows, dollars: exactDollars(sum.cents) };
}

/** An accounting in words, one line per part, for a person who wants to see that nothing is missing. */
export function describeAccounting(accounting: Accounting, what = "rows"): string {
  const line = (label: string, part: AccountedPart, words = ""): string =>
    `${label.padEnd(6)}${group(String(part.rows)).padStart(9)} ${what}  ${showExact(part.dollars, true).padStart(26)}${words}`;
  return [
    line("taken", accounting.taken),
    ...accounting.left.map((part) => line("left", part, `  ${leftReasons[part.reason]}`)),
    line("total", accounting.total, "  taken and left add up to it, to the cent"),
  ]
    .map((text) => `${text}\n`)
    .join("");
}
