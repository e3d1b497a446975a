import type { Finding, Outcome } from "../../base/findings.ts";
import { readAmount } from "../amounts.ts";
import { reportExchange } from "../finding-kinds.ts";
import type { Headings } from "../headings.ts";
import type { Cell, SheetRow } from "../xlsx/workbook.ts";
import { columnLetters } from "../xlsx/workbook.ts";

/** The headings that the import needs, as the file of 2022 writes them. */
export const greenbookHeadings = {
  year: "Fiscal Year",
  region: "Region",
  country: "Country",
  category: "Assistance Category",
  publicationRow: "Publication Row",
  agency: "Funding Agency",
  account: "Funding Account Name",
  amount: "Obligations (Historical Dollars)",
} as const;

/** A key of {@link greenbookHeadings}. */
export type GreenbookColumn = keyof typeof greenbookHeadings;

/** One data row of the Greenbook. */
export interface GreenbookRow {
  readonly row: number;
  /** The fiscal year, or the transition quarter of 1976. */
  readonly year: number | "transition_quarter";
  readonly region: string;
  readonly country: string;
  readonly category: string;
  readonly publicationRow: string;
  readonly account: string;
  /** Obligations in dollars of the year.   Unit: US cents. */
  readonly cents: bigint;
  readonly rounded: boolean;
}

/** A row that cannot be used: why, and its amount where that can be read. */
export interface UnusableRow {
  readonly reason: "row_incomplete" | "amount_unreadable";
  readonly cents: bigint;
}

/** Rows below the headings that hold anything in a needed column. */
export function dataRows(headings: Headings<GreenbookColumn>): SheetRow[] {
  const columns = Object.values(headings.columns);
  return headings.sheet.rows.filter(
    ({ row, cells }) => row > headings.row && columns.some((column) => isFilled(cells[column])),
  );
}

/** Reads one data row.   Errors: `amount_unreadable` and `row_incomplete`, with the cell. */
export function readGreenbookRow(
  row: SheetRow,
  columns: Readonly<Record<GreenbookColumn, number>>,
  file: string,
): Outcome<GreenbookRow | UnusableRow> {
  const findings: Finding[] = [];
  const cellOf = (key: GreenbookColumn): Cell | undefined => row.cells[columns[key]];
  const place = (key: GreenbookColumn) => ({
    file,
    row: row.row,
    field: `${greenbookHeadings[key]} (${columnLetters(columns[key])}${row.row})`,
  });
  const amountCell = cellOf("amount");
  const amount =
    amountCell?.kind === "number" || amountCell?.kind === "text"
      ? readAmount(amountCell.text.trim())
      : undefined;
  if (amount === undefined) {
    findings.push(
      reportExchange("amount_unreadable", place("amount"), {
        found: showCell(amountCell),
        expected: "dollars, such as 12500000, at most a trillion",
        help: "Correct the cell; the row is in no total until then.",
      }),
    );
  }
  const textOf = (key: GreenbookColumn): string => {
    const cell = cellOf(key);
    const text = cell?.kind === "text" ? cell.text.replace(/\s+/g, " ").trim() : "";
    if (text === "") findings.push(incomplete(place(key), cell, "a name"));
    return text;
  };
  const year = readYear(cellOf("year"));
  if (year === undefined) {
    findings.push(
      incomplete(place("year"), cellOf("year"), "a fiscal year, such as 2020 or 1976tq"),
    );
  }
  const category = textOf("category");
  if (category !== "" && category !== "Military" && category !== "Economic") {
    findings.push(incomplete(place("category"), cellOf("category"), "`Military` or `Economic`"));
  }
  const names = {
    region: textOf("region"),
    country: textOf("country"),
    publicationRow: textOf("publicationRow"),
    account: textOf("account"),
  };
  if (amount === undefined) return { result: { reason: "amount_unreadable", cents: 0n }, findings };
  if (findings.length > 0 || year === undefined) {
    return { result: { reason: "row_incomplete", cents: amount.cents }, findings };
  }
  return { result: { row: row.row, year, category, ...names, ...amount }, findings: [] };
}

/**
 * The fiscal year of a cell: `2020`, as number or text, or the transition quarter, which the table of 2022 writes
 * `1976.9` and its foreword `TQ`.
 */
export function readYear(cell: Cell | undefined): number | "transition_quarter" | undefined {
  if (cell?.kind !== "number" && cell?.kind !== "text") return undefined;
  const text = cell.text.trim().toLowerCase();
  if (/^1976(\.9|\s?tq)$/.test(text)) return "transition_quarter";
  return /^(19|20)\d\d$/.test(text) ? Number(text) : undefined;
}

function isFilled(cell: Cell | undefined): boolean {
  return cell !== undefined && cell.text.trim() !== "";
}

function showCell(cell: Cell | undefined): string {
  if (cell === undefined) return "an empty cell";
  const text = `"${cell.text.slice(0, 60)}"`;
  return cell.kind === "formula" ? `a formula with the stored result ${text}` : text;
}

function incomplete(
  at: { file: string; row: number; field: string },
  cell: Cell | undefined,
  expected: string,
): Finding {
  return reportExchange("row_incomplete", at, {
    found: showCell(cell),
    expected,
    help: "Correct the cell, or remove the row if it is no data.",
  });
}
