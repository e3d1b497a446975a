import { compareText } from "../base/findings.ts";
import { type Cents, sumCents } from "../base/money.ts";
import type { FundedRow, Labels } from "./rows.ts";
import { capital, plainWords, showYear } from "./words.ts";

/** What money can be added up by. */
export type Dimension =
  | "objective"
  | "region"
  | "partner"
  | "account"
  | "fiscal_year"
  | "kind"
  | "focus"
  | "domain";

/** A sum, with the rows that it sums. */
export interface Total {
  readonly key: string;
  readonly label: string;
  /** The heading under which it stands, such as the goal above an objective; empty for none. */
  readonly group: string;
  readonly amount: Cents;
  readonly rows: readonly FundedRow[];
}

/** All money of an allocation, added up one way. Every row is in exactly one total. */
export interface TotalTable {
  readonly dimension: Dimension;
  readonly title: string;
  /** What the reader must know to read the figures right; may be empty. */
  readonly note: string;
  readonly totals: readonly Total[];
  readonly amount: Cents;
}

const titles: Readonly<Record<Dimension, string>> = {
  objective: "By objective",
  region: "By region",
  partner: "By partner",
  account: "By account",
  fiscal_year: "By fiscal year",
  kind: "Continuing and new",
  focus: "By level of work",
  domain: "By domain",
};

const notes: Partial<Record<Dimension, string>> = {
  objective:
    "An initiative that serves several objectives stands once, under the one that it helps most; its money is not split.",
  region: "Regions are those of the State Department's bureaus.",
};

/** The key of a row in a dimension; the empty text stands for an initiative that serves no objective. */
export function keyOf(row: FundedRow, dimension: Dimension): string {
  switch (dimension) {
    case "objective":
      return row.objective ?? "";
    case "region":
      return row.bureau;
    case "fiscal_year":
      return String(row.fiscal_year);
    default:
      return row[dimension];
  }
}

/** A key of a dimension in words. */
export function labelOf(key: string, dimension: Dimension, labels: Labels): string {
  switch (dimension) {
    case "objective":
      return key === "" ? "Serves no objective" : labels.objective(key);
    case "region":
      return labels.region(key);
    case "partner":
      return labels.partner(key);
    case "account":
      return labels.account(key);
    case "fiscal_year":
      return showYear(Number(key) as Parameters<typeof showYear>[0]);
    case "kind":
      return key === "proposal" ? "New proposals" : "Continuing programs";
    default:
      return capital(plainWords(key));
  }
}

/**
 * The money of an allocation added up by one dimension: fiscal years in order, all else by amount, largest first;
 * objectives under their goals.
 */
export function totalBy(
  dimension: Dimension,
  rows: readonly FundedRow[],
  labels: Labels,
): TotalTable {
  const byKey = Map.groupBy(rows, (row) => keyOf(row, dimension));
  const totals = [...byKey].map(([key, members]) => ({
    key,
    label: labelOf(key, dimension, labels),
    group: dimension === "objective" && key !== "" ? labels.goal(key) : "",
    amount: sumCents(members.map((row) => row.amount)),
    rows: members,
  }));
  return {
    dimension,
    title: titles[dimension],
    note: notes[dimension] ?? "",
    totals: dimension === "fiscal_year" ? sortByKey(totals) : sortByAmount(totals),
    amount: sumCents(rows.map((row) => row.amount)),
  };
}

/** The sum of one total, or nothing where there is none. */
export function amountOf(table: TotalTable, key: string): Cents {
  return sumCents(table.totals.filter((total) => total.key === key).map((total) => total.amount));
}

function sortByKey(totals: readonly Total[]): Total[] {
  return [...totals].sort((a, b) => compareText(a.key, b.key));
}

function sortByAmount(totals: readonly Total[]): Total[] {
  const groups = new Map<string, number>();
  for (const total of totals) {
    groups.set(total.group, (groups.get(total.group) ?? 0) + total.amount);
  }
  return [...totals].sort(
    (a, b) =>
      (groups.get(b.group) ?? 0) - (groups.get(a.group) ?? 0) ||
      compareText(a.group, b.group) ||
      b.amount - a.amount ||
      compareText(a.key, b.key),
  );
}
