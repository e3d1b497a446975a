import { compareText } from "../base/findings.ts";
import { type Cents, cents, sumCents } from "../base/money.ts";
import { findLastYear, recordLabel } from "./baseline.ts";
import { type Why, whyAllocationsDiffer, whyBaselineDiffers } from "./compare-why.ts";
import { type FundedRow, fundedRows, type Labels } from "./rows.ts";
import { perYear, type Side, sumsOf } from "./sides.ts";
import { labelOf } from "./totals.ts";
import { showYears } from "./words.ts";

/** What one region, partner, account or objective has on both sides.   Unit: US cents. */
export interface Change {
  readonly key: string;
  readonly label: string;
  readonly before: Cents;
  readonly after: Cents;
  readonly difference: Cents;
}

/** What a comparison adds up by. */
export type ChangeDimension = "region" | "partner" | "account" | "objective";

/** Every change in one dimension, the largest gain first; the differences add up to the total's. */
export interface ChangeTable {
  readonly dimension: ChangeDimension;
  readonly title: string;
  readonly changes: readonly Change[];
  readonly before: Cents;
  readonly after: Cents;
}

/** Two allocations, or an allocation and the record: who gains, who loses, and why. */
export interface Comparison {
  readonly before: ComparedSide;
  readonly after: ComparedSide;
  /** What the amounts are, for the heading of every table. */
  readonly measure: string;
  readonly tables: readonly ChangeTable[];
  readonly why: Why;
}

/** The head of one side. */
export interface ComparedSide {
  readonly label: string;
  readonly amount: Cents;
  /** Unit: value points; `null` for the record, which has none. */
  readonly value: number | null;
  /** How far below its best the side may be, as a ratio; `null` for the record. */
  readonly gap_ratio: number | null;
}

const changeTitles: Readonly<Record<ChangeDimension, string>> = {
  region: "By region",
  partner: "By partner",
  account: "By account",
  objective: "By objective",
};

/** Who gains and who loses when the allocation `after` takes the place of `before`, over all years. */
export function compareAllocations(before: Side, after: Side, labels: Labels): Comparison {
  const rowsBefore = fundedRows(before.plan, before.problem, before.allocation);
  const rowsAfter = fundedRows(after.plan, after.problem, after.allocation);
  const dimensions: ChangeDimension[] = ["region", "partner", "account", "objective"];
  const head = after.plan.head;
  return {
    before: sideOf(before, rowsBefore),
    after: sideOf(after, rowsAfter),
    measure: `Total of ${showYears(head.first_fiscal_year, head.last_fiscal_year)}`,
    tables: dimensions.map((dimension) =>
      changesBy(
        dimension,
        sumsOf(rowsBefore, (row) => keyOfRow(row, dimension)),
        sumsOf(rowsAfter, (row) => keyOfRow(row, dimension)),
        labels,
      ),
    ),
    why: whyAllocationsDiffer(before, after, rowsBefore, rowsAfter),
  };
}

/**
 * Who gains and who loses against the last year of the record, by the plan's average year.
 *
 * Nothing where the plan holds no record. Only accounts in which the plan has money are compared.
 */
export function compareWithBaseline(side: Side, labels: Labels): Comparison | undefined {
  const last = findLastYear(side.plan, side.problem);
  if (!last) return undefined;
  const rows = fundedRows(side.plan, side.problem, side.allocation);
  const years = side.problem.years.length;
  const dimensions = ["region", "partner", "account"] as const;
  const head = side.plan.head;
  const label = recordLabel(last);
  const span = showYears(head.first_fiscal_year, head.last_fiscal_year);
  return {
    before: { label, amount: last.amount, value: null, gap_ratio: null },
    after: {
      label: side.label,
      amount: perYear(sumCents(rows.map((row) => row.amount)), years),
      value: side.allocation.value,
      gap_ratio: side.allocation.gap_ratio,
    },
    measure: `${label} against the average year of ${span}`,
    tables: dimensions.map((dimension) => {
      const sums = sumsOf(rows, (row) => keyOfRow(row, dimension));
      const average = new Map([...sums].map(([key, sum]) => [key, perYear(sum, years)]));
      const record = sumsOf(last.rows, (row) =>
        dimension === "region" ? row.bureau : row[dimension],
      );
      return changesBy(dimension, record, average, labels);
    }),
    why: whyBaselineDiffers(side, last.rows, rows, labels),
  };
}

/** The changes in one dimension between two sets of sums, the largest gain first. */
export function changesBy(
  dimension: ChangeDimension,
  before: ReadonlyMap<string, Cents>,
  after: ReadonlyMap<string, Cents>,
  labels: Labels,
): ChangeTable {
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const changes = keys.map((key) => {
    const was = before.get(key) ?? cents(0);
    const is = after.get(key) ?? cents(0);
    const label = labelOf(key, dimension, labels);
    return { key, label, before: was, after: is, difference: cents(is - was) };
  });
  return {
    dimension,
    title: changeTitles[dimension],
    changes: changes.sort((a, b) => b.difference - a.difference || compareText(a.key, b.key)),
    before: sumCents(before.values()),
    after: sumCents(after.values()),
  };
}

function keyOfRow(row: FundedRow, dimension: ChangeDimension): string {
  if (dimension === "region") return row.bureau;
  return dimension === "objective" ? (row.objective ?? "") : row[dimension];
}

function sideOf(side: Side, rows: readonly FundedRow[]): ComparedSide {
  const amount = sumCents(rows.map((row) => row.amount));
  const { value, gap_ratio } = side.allocation;
  return { label: side.label, amount, value, gap_ratio };
}
