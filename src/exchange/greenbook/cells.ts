import { compareText } from "../../base/findings.ts";
import { fiscalYear } from "../../base/fiscal.ts";
import type { BaselineRow } from "../../plan/plan.ts";
import { exactDollars, fitsCell, toCents } from "../amounts.ts";
import type { KnownPartner } from "../countries/find-partner.ts";
import { formatRowRanges } from "../row-ranges.ts";
import { mixedCodes } from "./accounts.ts";
import type { GreenbookRow } from "./greenbook-rows.ts";

/** One partner × account × fiscal year, while its rows are gathered. */
export interface GreenbookCell {
  /** The exact sum of its rows.   Unit: US cents. */
  readonly cents: bigint;
  readonly rows: readonly number[];
  /** The baseline row, or nothing when the sum is over a trillion dollars. */
  baselineRow(source: string): BaselineRow | undefined;
}

/** What a cell is about. */
export interface CellKey {
  readonly partner: KnownPartner;
  readonly account: string;
  readonly year: number;
  readonly note: string | undefined;
}

interface Sums {
  readonly key: CellKey;
  readonly rows: number[];
  positive: bigint;
  negative: bigint;
  negativeRows: number;
  economic: bigint;
  economicRows: number;
}

/** Gathers rows into cells. The result does not depend on the order of the rows. */
export function startCells(): {
  add(key: CellKey, row: GreenbookRow): void;
  list(): GreenbookCell[];
} {
  const cells = new Map<string, Sums>();
  return {
    add(key, row) {
      const id = `gb-${key.year}-${key.account}-${key.partner.id}`;
      const sums = cells.get(id) ?? emptySums(key);
      cells.set(id, sums);
      sums.rows.push(row.row);
      if (row.cents < 0n) {
        sums.negative += row.cents;
        sums.negativeRows++;
      } else {
        sums.positive += row.cents;
      }
      if (row.category === "Economic") {
        sums.economic += row.cents;
        sums.economicRows++;
      }
    },
    list() {
      return [...cells]
        .sort(([a], [b]) => compareText(a, b))
        .map(([id, sums]) => ({
          cents: sums.positive + sums.negative,
          rows: sums.rows,
          baselineRow: (source) => makeBaselineRow(id, sums, source),
        }));
    },
  };
}

function emptySums(key: CellKey): Sums {
  return {
    key,
    rows: [],
    positive: 0n,
    negative: 0n,
    negativeRows: 0,
    economic: 0n,
    economicRows: 0,
  };
}

function makeBaselineRow(id: string, sums: Sums, source: string): BaselineRow | undefined {
  const total = sums.positive + sums.negative;
  if (!fitsCell(total)) return undefined;
  const note = describeCell(sums, total);
  return {
    id,
    partner: sums.key.partner.id,
    account: sums.key.account,
    fiscal_year: fiscalYear(sums.key.year),
    stage: "obligated",
    amount: toCents(total),
    note: note === "" ? undefined : note,
    source_rows: formatRowRanges(sums.rows),
    source,
  };
}

function describeCell(sums: Sums, total: bigint): string {
  const parts: string[] = [];
  if (sums.negativeRows > 0 && sums.negativeRows < sums.rows.length) {
    parts.push(
      `Sums $${exactDollars(sums.positive)} obligated and $${exactDollars(sums.negative)} taken back.`,
    );
  }
  if (total < 0n) parts.push("Negative: obligations of earlier years were taken back.");
  if (sums.economicRows > 0 && mixedCodes.has(sums.key.account)) {
    const all = sums.economicRows === sums.rows.length;
    parts.push(
      `${all ? "Filed" : `$${exactDollars(sums.economic)} of it is filed`} under Economic in the Greenbook.`,
    );
  }
  if (sums.key.note !== undefined) parts.push(sums.key.note);
  return parts.join(" ");
}
