import type { Finding, Outcome } from "../../base/findings.ts";
import { normalizeName } from "../countries/find-partner.ts";
import { reportExchange } from "../finding-kinds.ts";
import { findCbjColumn } from "./cbj-columns.ts";
import { type CbjAmount, type CbjRecord, readThousands } from "./cbj-record.ts";
import { type CbjTable, type CsvRow, columnUnknown, unreadable } from "./cbj-table.ts";

const headings = ["fiscal_year", "row_type", "operating_unit", "account", "usd_thousands"] as const;
const kinds: ReadonlyMap<string, CbjRecord["kind"]> = new Map([
  ["total", "total"],
  ["region", "region"],
  ["row", "unit"],
]);

/** Whether headings are those of the long shape, in any order. */
export function isLongHeading(heading: readonly string[]): boolean {
  return headings.every((name) => heading.includes(name));
}

/**
 * Reads the long shape: one line per operating unit and account, in thousands of dollars.
 *
 * Lines of one unit belong together until an account comes a second time: then the table repeats the unit.
 */
export function readLong(rows: readonly CsvRow[], file: string): Outcome<CbjTable> {
  const heading = rows[0]?.cells.map(normalizeName) ?? [];
  const at = headings.map((name) => heading.indexOf(name));
  const findings: Finding[] = [];
  const unplaced: { reason: "row_incomplete" | "amount_unreadable"; cents: bigint }[] = [];
  const records: (CbjRecord & { amounts: CbjAmount[] })[] = [];
  const unknown = new Set<string>();
  let met = new Set<string>();
  for (const { row, cells } of rows.slice(1)) {
    if (cells.every((cell) => cell.trim() === "")) continue;
    const [year = "", type = "", unit = "", account = "", amount = ""] = at.map((column) =>
      (cells[column] ?? "").replace(/\s+/g, " ").trim(),
    );
    const cell = readThousands(amount);
    if (cell === "nil") continue;
    if (cell === "unreadable") {
      unplaced.push({ reason: "amount_unreadable", cents: 0n });
      findings.push(unreadable(file, row, "usd_thousands", amount));
      continue;
    }
    const kind = kinds.get(type);
    if (kind === undefined || !/^20\d\d$/.test(year) || unit === "" || account === "") {
      unplaced.push({ reason: "row_incomplete", cents: cell.cents });
      findings.push(incomplete(file, row, [year, type, unit, account]));
      continue;
    }
    const column = findCbjColumn(account);
    if (column === undefined && !unknown.has(account)) {
      unknown.add(account);
      findings.push(columnUnknown(file, account));
    }
    const last = records.at(-1);
    const goesOn =
      last?.name === unit && last.year === Number(year) && last.kind === kind && !met.has(account);
    met = goesOn ? met.add(account) : new Set([account]);
    const amounts = goesOn ? last.amounts : [];
    amounts.push({
      column: column ?? { kind: "not_security" },
      heading: account,
      row,
      cents: cell.cents,
    });
    if (!goesOn) records.push({ file, row, year: Number(year), kind, name: unit, amounts });
  }
  return { result: { file, shape: "long", records, documents: [], unplaced }, findings };
}

function incomplete(file: string, row: number, found: readonly string[]): Finding {
  return reportExchange(
    "row_incomplete",
    { file, row },
    {
      found: `"${found.join(", ").slice(0, 120)}"`,
      expected: "a fiscal year, `total`, `region` or `row`, an operating unit and an account",
      help: "Correct the line, or remove it if it is no data.",
    },
  );
}
