import type { Finding } from "../../base/findings.ts";
import { reportExchange } from "../finding-kinds.ts";
import type { CbjRecord } from "./cbj-record.ts";

/** One line of a CSV file, as cells. */
export interface CsvRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** What one file holds. `unplaced` counts filled cells that belong to no record. */
export interface CbjTable {
  readonly file: string;
  readonly shape: "wide" | "long";
  readonly records: readonly CbjRecord[];
  /** Addresses of the documents, from the foot of the table. */
  readonly documents: readonly string[];
  readonly unplaced: readonly {
    readonly reason: "row_incomplete" | "amount_unreadable";
    readonly cents: bigint;
  }[];
}

/** The finding for an amount that cannot be read. */
export function unreadable(file: string, row: number, field: string, text: string): Finding {
  return reportExchange(
    "amount_unreadable",
    { file, row, field },
    {
      found: `"${text.slice(0, 60)}"`,
      expected: "thousands of dollars, such as 1,234, or - for nothing",
      help: "Correct the cell; it is in no total until then.",
    },
  );
}

/** The finding for an account that the table of columns does not know. */
export function columnUnknown(file: string, name: string): Finding {
  return reportExchange(
    "account_not_listed",
    { file, row: 1, field: name.slice(0, 60) },
    {
      found: `the account \`${name.slice(0, 60)}\``,
      expected: "an account of the table in src/exchange/cbj/cbj-columns.ts",
      help: "Its amounts were left as not for security assistance. Add it to the table if it is.",
    },
  );
}
