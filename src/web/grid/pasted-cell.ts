import { formatDollars, largestAmount, parseDollars } from "../../base/money.ts";
import { quote } from "../../plan/words.ts";
import type { CellFinding, CheckedCell, KnownRows } from "./check-cell.ts";
import { checkCell } from "./check-cell.ts";
import type { Column } from "./columns.ts";
import { reportGrid } from "./finding-kinds.ts";

/**
 * A pasted text read as a cell of a column.
 *
 * Amounts and numbers as spreadsheets show them (`$1,250,000.00`, `(1,250)`) are read exactly, and a note says so;
 * whatever could be read two ways is refused, as when it is typed.
 */
export function readPasted(text: string, column: Column, known?: KnownRows): CheckedCell {
  if (/^#{2,}$/.test(text.trim())) return { value: null, refused: true, findings: [masked(text)] };
  // Spreadsheets put a space before and after amounts, which nobody typed.
  const bare = column.spec.type === "text" ? text : text.trim();
  const plain = readGrouped(bare, column);
  if (plain === undefined) return checkCell(bare, column, known);
  const checked = checkCell(plain, column, known);
  if (checked.refused) return checked;
  return { ...checked, findings: [...checked.findings, readAs(bare, plain)] };
}

const grouped =
  /^(?<open>\()?\s*(?<minus>-)?\s*(?<sign>US\$|\$)?\s*(?<digits>\d{1,3}(?:,\d{3})+|\d+)(?<part>\.\d+)?\s*(?<close>\))?$/;

/** Plain digits for an amount in groups of three, with a sign of dollars, or in brackets; nothing where it is not so. */
function readGrouped(text: string, column: Column): string | undefined {
  const { type } = column.spec;
  if (type !== "money" && type !== "number" && type !== "integer") return undefined;
  if (type === "money" && text === "-") return undefined;
  const match = grouped.exec(text)?.groups;
  if (match === undefined) return undefined;
  const { open, minus, sign, digits = "", part = "", close } = match;
  if ((open === undefined) !== (close === undefined) || (open !== undefined && minus !== undefined))
    return undefined;
  if (sign !== undefined && type !== "money") return undefined;
  const negative = open !== undefined || minus !== undefined;
  const plain = `${negative ? "-" : ""}${digits.replaceAll(",", "")}${part}`;
  if (plain === text) return undefined;
  return type === "money" ? withoutZeros(plain) : plain;
}

/** A spreadsheet may show more digits than cents; zeros there say nothing. */
function withoutZeros(plain: string): string {
  const short = plain.replace(/(\.\d\d)0+$/, "$1");
  const amount = parseDollars(short, true);
  return typeof amount === "number" && Math.abs(amount) <= largestAmount
    ? formatDollars(amount)
    : short;
}

function masked(text: string): CellFinding {
  return reportGrid(
    "pasted_masked",
    {},
    {
      found: quote(text.trim()),
      expected: "a value",
      help: "Widen the column in the spreadsheet and copy again.",
    },
  );
}

function readAs(text: string, plain: string): CellFinding {
  return reportGrid(
    "pasted_amount_read",
    {},
    {
      found: quote(text),
      expected: "plain digits",
      help: `It was read as ${plain}.`,
    },
  );
}
