import { readAmount } from "../amounts.ts";
import type { CbjColumn } from "./cbj-columns.ts";

/** One filled cell of a budget table. */
export interface CbjAmount {
  readonly column: CbjColumn;
  readonly heading: string;
  readonly row: number;
  /** Unit: US cents. */
  readonly cents: bigint;
}

/** One row of a budget table: the grand total, a region's total, or an operating unit. */
export interface CbjRecord {
  readonly file: string;
  readonly row: number;
  readonly year: number;
  readonly kind: "total" | "region" | "unit";
  readonly name: string;
  readonly amounts: readonly CbjAmount[];
}

/** What stands in a cell: thousands of dollars, nothing (`-` or empty), or something else. */
export type CbjCell = { readonly cents: bigint } | "nil" | "unreadable";

/** Reads `1,234` (thousands of dollars) into cents; `-` and an empty cell are nil. */
export function readThousands(text: string): CbjCell {
  const bare = text.trim();
  if (bare === "" || bare === "-") return "nil";
  if (!/^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(bare)) return "unreadable";
  const amount = readAmount(bare.replaceAll(",", ""), 1000n);
  return amount === undefined ? "unreadable" : { cents: amount.cents };
}

/** The sum of a record in one security account.   Unit: US cents. */
export function amountIn(record: CbjRecord, code: string): bigint {
  return record.amounts.reduce(
    (sum, { column, cents }) =>
      column.kind === "account" && column.code === code ? sum + cents : sum,
    0n,
  );
}
