import type { Finding, Outcome } from "../../base/findings.ts";
import { scanCsv } from "../../plan/csv.ts";
import { normalizeName } from "../countries/find-partner.ts";
import { decodeText } from "../decode-text.ts";
import { reportExchange } from "../finding-kinds.ts";
import type { CbjTable, CsvRow } from "./cbj-table.ts";
import { isLongHeading, readLong } from "./read-long.ts";
import { isWideHeading, readWide } from "./read-wide.ts";

/**
 * Reads one table of the Congressional Budget Justification in either shape.
 *
 * Errors: findings for what is no CSV, lacks the headings, or holds cells that cannot be read; then the result is
 * what could be read, or nothing.
 */
export function readCbjTable(bytes: Uint8Array, file: string): Outcome<CbjTable | undefined> {
  const decoded = decodeText(bytes, file);
  if (decoded.result === undefined) return { result: undefined, findings: decoded.findings };
  const findings: Finding[] = [];
  const rows: CsvRow[] = [];
  const quote = (row: number): void => {
    findings.push(
      reportExchange(
        "csv_damaged",
        { file, row },
        {
          found: "a quote that is not closed, or stands inside a cell",
          expected: "quotes in pairs around a cell",
          help: "Save the table as CSV again with a spreadsheet program.",
        },
      ),
    );
  };
  scanCsv(decoded.result, {
    row: (row, cells) => rows.push({ row, cells }),
    quoteOpen: quote,
    quoteStray: quote,
  });
  const heading = rows[0]?.cells.map(normalizeName) ?? [];
  if (findings.length > 0) return { result: undefined, findings };
  if (isLongHeading(heading)) return readLong(rows, file);
  if (isWideHeading(heading)) return readWide(rows, file);
  return { result: undefined, findings: [headingsMissing(file, rows[0])] };
}

function headingsMissing(file: string, first: CsvRow | undefined): Finding {
  const shown = first?.cells.slice(0, 20).map((cell) => `\`${cell.trim().slice(0, 40)}\``) ?? [];
  return reportExchange(
    "headings_missing",
    { file, row: 1 },
    {
      found: shown.length === 0 ? "an empty file" : `the headings ${shown.join(", ")}`,
      expected:
        "`Country`, a total, security accounts and `Fiscal Year`; or `fiscal_year,row_type,operating_unit,account,usd_thousands`",
      help: "Give a table of the Congressional Budget Justification by country and account.",
    },
  );
}
