import { type FiscalYear, fiscalYear } from "../../../src/base/fiscal.ts";
import { type Cents, cents, sumCents } from "../../../src/base/money.ts";
import type { BaselineRow, PlanHead, Resource } from "../../../src/plan/plan.ts";
import { makeRow } from "../../../src/plan/rows.ts";
import {
  type AuthoredRow,
  authoredRows,
  cell,
  dollarsCell,
  type ExampleTexts,
  listCell,
  numberCell,
  wholeDollars,
} from "./authored.ts";

/** The last year of the record, and the years whose mean stands in where it shows nothing. */
export const lastRecordYear = 2020;
const meanYears = [2018, 2019, 2020];

/** New money by account and year: the first year's figure, then its growth, in whole dollars. */
export function buildResources(
  texts: ExampleTexts,
  head: PlanHead,
  baseline: readonly BaselineRow[],
): Resource[] {
  const elsewhere = partnersPaidElsewhere(texts);
  return authoredRows(texts, "accounts").flatMap((row) => {
    if (cell(row, "basis") === "none") return [];
    const first = fiscalYear(numberCell(row, "first_year"));
    let amount = firstAmount(row, baseline, elsewhere);
    const rows: Resource[] = [];
    for (let year: number = first; year <= head.last_fiscal_year; year++) {
      if (year > first) amount = grow(amount, numberCell(row, "growth"));
      rows.push(makeResource(row, fiscalYear(year), amount, year === first));
    }
    return rows;
  });
}

function makeResource(
  row: AuthoredRow,
  year: FiscalYear,
  amount: Cents,
  isFirst: boolean,
): Resource {
  const account = cell(row, "account");
  const source = cell(row, "source");
  const growth = Math.round(numberCell(row, "growth") * 100);
  const change = growth === 0 ? "unchanged" : `raised by ${growth} percent a year`;
  const first = numberCell(row, "first_year");
  return makeRow("resources", {
    id: `${account}-${year}`,
    account,
    fiscal_year: year,
    stage: isFirst ? stageOf(cell(row, "stage")) : "projected",
    amount,
    assumptions: isFirst && cell(row, "stage") === "enacted" ? [] : listCell(row, "assumptions"),
    source: isFirst ? source : `Projection: the figure of FY${first}, ${change}`,
    mark: isFirst ? markOf(cell(row, "mark")) : "assumed",
  });
}

function firstAmount(
  row: AuthoredRow,
  baseline: readonly BaselineRow[],
  elsewhere: ReadonlySet<string>,
): Cents {
  const mine = baseline.filter((one) => one.account === cell(row, "account"));
  const inYears = (years: readonly number[], rows: readonly BaselineRow[]) =>
    sumCents(rows.filter((one) => years.includes(one.fiscal_year)).map((one) => one.amount));
  switch (cell(row, "basis")) {
    case "figure":
      return dollarsCell(row, "amount");
    case "share":
      return wholeDollars(dollarsCell(row, "amount") * numberCell(row, "share"));
    case "fy2020":
      return inYears([lastRecordYear], mine);
    case "mean":
      return wholeDollars(inYears(meanYears, mine) / meanYears.length);
    case "mean_without": {
      const others = mine.filter((one) => !elsewhere.has(one.partner));
      return wholeDollars(inYears(meanYears, others) / meanYears.length);
    }
    default:
      throw new Error(`unknown basis: ${cell(row, "basis")}`);
  }
}

/** Partners whose defense-wide programs have money of their own elsewhere (USAI, section 1226). */
function partnersPaidElsewhere(texts: ExampleTexts): ReadonlySet<string> {
  const rows = authoredRows(texts, "uses").filter((row) => listCell(row, "accounts").length > 1);
  return new Set(rows.map((row) => cell(row, "partner")));
}

/** A year's amount raised by a ratio, in whole dollars. */
export function grow(amount: Cents, ratio: number): Cents {
  return ratio === 0 ? amount : wholeDollars((amount * Math.round((1 + ratio) * 1000)) / 1000);
}

/** What the record shows for an account in its last year: the positive rows only, since no one can spend less than nothing. */
export function recordedMoney(baseline: readonly BaselineRow[], account: string): Cents {
  const rows = baseline.filter(
    (row) => row.account === account && row.fiscal_year === lastRecordYear && row.amount > 0,
  );
  return cents(rows.reduce((sum, row) => sum + row.amount, 0));
}

function stageOf(text: string): Resource["stage"] {
  if (text === "enacted" || text === "projected" || text === "requested") return text;
  throw new Error(`unknown stage: ${text}`);
}

function markOf(text: string): Resource["mark"] {
  if (text === "checked" || text === "knowledge" || text === "assumed") return text;
  throw new Error(`unknown mark: ${text}`);
}
