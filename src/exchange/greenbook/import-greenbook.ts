import { type Finding, type Outcome, sortFindings } from "../../base/findings.ts";
import type { FiscalYear } from "../../base/fiscal.ts";
import { findNearest } from "../../base/ids.ts";
import type { BaselineRow } from "../../plan/plan.ts";
import { type Accounting, type LeftReason, startTally, type Tally } from "../accounting.ts";
import { exactDollars, showExact } from "../amounts.ts";
import { reportExchange } from "../finding-kinds.ts";
import { type FindingList, startFindingList } from "../finding-list.ts";
import { findHeadings, type Headings } from "../headings.ts";
import { officialFileLimits, type WorkbookLimits } from "../xlsx/limits.ts";
import { readWorkbook } from "../xlsx/read-workbook.ts";
import { findGreenbookAccount, greenbookAccounts } from "./accounts.ts";
import { type GreenbookCell, startCells } from "./cells.ts";
import {
  dataRows,
  type GreenbookColumn,
  type GreenbookRow,
  greenbookHeadings,
  readGreenbookRow,
} from "./greenbook-rows.ts";
import { type GreenbookRecipient, startRecipients } from "./recipients.ts";

/** What to take from the Greenbook. */
export interface GreenbookOptions {
  readonly firstYear: FiscalYear;
  readonly lastYear: FiscalYear;
  /** The name of the file, for the places of findings. */
  readonly name?: string;
  readonly limits?: WorkbookLimits;
}

/** What the Greenbook says about the years asked for. */
export interface GreenbookImport {
  /** Who stands in security rows of those years, by name. */
  readonly recipients: readonly GreenbookRecipient[];
  /** Rows for the plan's table `baseline`: one per partner, account and fiscal year, sorted by id. */
  readonly baseline: readonly BaselineRow[];
  readonly accounting: Accounting;
  /** The lines above the headings: title, scope, source and date of the file. */
  readonly titleLines: readonly string[];
}

/**
 * Obligations for security assistance from USAID's Greenbook, by partner, account and fiscal year.
 *
 * Every data row is taken or left with a reason, and the two add up to the file's total to the cent. Negative rows are
 * kept and named. Unit: US cents of the year's own dollars.   Shape: one baseline row per partner × account × year.
 * Errors: findings, never a throw. With an error the figures are not whole and should not be used.
 * Source: U.S. Overseas Loans and Grants (Greenbook), USAID, https://foreignassistance.gov/reports.
 */
export function importGreenbook(
  bytes: Uint8Array,
  options: GreenbookOptions,
): Outcome<GreenbookImport> {
  const file = options.name ?? "greenbook.xlsx";
  const workbook = readWorkbook(bytes, file, options.limits ?? officialFileLimits);
  const findings = startFindingList();
  findings.addAll(workbook.findings);
  if (options.firstYear > options.lastYear) findings.add(yearsReversed(options));
  if (workbook.result.sheets.length === 0) return nothing(findings.list());
  const headings = findHeadings(workbook.result.sheets, greenbookHeadings, file);
  findings.addAll(headings.findings);
  if (headings.result === undefined) return nothing(findings.list());
  const titleLines = titlesAbove(headings.result);
  const reading = new Reading(options, file, findings);
  for (const row of dataRows(headings.result)) {
    const read = readGreenbookRow(row, headings.result.columns, file);
    findings.addAll(read.findings);
    reading.tally.meet(read.result.cents);
    const reason = "reason" in read.result ? read.result.reason : reading.place(read.result);
    if (reason !== undefined) reading.tally.leave(reason, read.result.cents);
  }
  return reading.finish(titleLines);
}

/** The state of one import: each row is placed once. */
class Reading {
  readonly tally: Tally = startTally();
  readonly #options: GreenbookOptions;
  readonly #file: string;
  readonly #findings: FindingList;
  readonly #cells = startCells();
  readonly #recipients = startRecipients();
  readonly #years = new Set<number>();
  readonly #unknownAccounts = new Map<string, { rows: number; cents: bigint; row: GreenbookRow }>();
  readonly #rounded: number[] = [];
  readonly #negative = { rows: 0, cents: 0n };

  constructor(options: GreenbookOptions, file: string, findings: FindingList) {
    this.#options = options;
    this.#file = file;
    this.#findings = findings;
  }

  /** Puts a row into its cell, or says why it is left. */
  place(row: GreenbookRow): LeftReason | undefined {
    if (row.rounded) this.#rounded.push(row.row);
    if (row.year === "transition_quarter") return "transition_quarter";
    this.#years.add(row.year);
    if (row.year < this.#options.firstYear || row.year > this.#options.lastYear) {
      return "other_year";
    }
    const account = findGreenbookAccount(row.account, row.publicationRow, row.category);
    if (account === "not_security") return "not_security";
    if (account === "unknown") {
      this.#countUnknown(row);
      return "account_not_listed";
    }
    const partner = this.#recipients.meet(row);
    if (partner === undefined) return "partner_not_listed";
    if (row.cents < 0n) {
      this.#negative.rows++;
      this.#negative.cents += row.cents;
    }
    const { code, note } = account;
    this.#cells.add({ partner, account: code, year: row.year, note }, row);
    return undefined;
  }

  #countUnknown(row: GreenbookRow): void {
    const key = [row.account, row.publicationRow, row.category].join("|");
    const known = this.#unknownAccounts.get(key);
    this.#unknownAccounts.set(key, {
      rows: (known?.rows ?? 0) + 1,
      cents: (known?.cents ?? 0n) + row.cents,
      row: known?.row ?? row,
    });
  }

  finish(titleLines: readonly string[]): Outcome<GreenbookImport> {
    const source = sourceOf(titleLines);
    const baseline: BaselineRow[] = [];
    for (const cell of this.#cells.list()) {
      const made = cell.baselineRow(source);
      if (made === undefined) {
        this.tally.leave("amount_unreadable", cell.cents, cell.rows.length);
        this.#findings.add(sumTooLarge(this.#file, cell));
      } else {
        this.tally.take(cell.cents, cell.rows.length);
        baseline.push(made);
      }
    }
    this.#report();
    const recipients = this.#recipients.list();
    this.#findings.addAll(this.#recipients.findings(this.#file));
    return {
      result: { recipients, baseline, accounting: this.tally.accounting(), titleLines },
      findings: this.#findings.list(),
    };
  }

  #report(): void {
    const file = this.#file;
    for (const { rows, cents, row } of this.#unknownAccounts.values()) {
      this.#findings.add(accountUnknown(file, row, rows, cents));
    }
    for (let year: number = this.#options.firstYear; year <= this.#options.lastYear; year++) {
      if (!this.#years.has(year)) this.#findings.add(yearAbsent(file, year));
    }
    if (this.#rounded.length > 0) {
      const words = {
        found: `${this.#rounded.length} amounts finer than a cent, the first in row ${this.#rounded[0]}`,
        expected: "whole cents",
        help: "They were rounded to the nearest cent, half a cent away from zero.",
      };
      this.#findings.add(reportExchange("amount_rounded", { file }, words));
    }
    if (this.#negative.rows > 0) {
      const words = {
        found: `${this.#negative.rows} negative rows, together ${showExact(exactDollars(this.#negative.cents))}`,
        expected: "mostly positive obligations",
        help: "They are kept: money of earlier years that was taken back. Baseline notes name them.",
      };
      this.#findings.add(reportExchange("rows_negative", { file }, words));
    }
  }
}

function nothing(findings: readonly Finding[]): Outcome<GreenbookImport> {
  const accounting = startTally().accounting();
  return {
    result: { recipients: [], baseline: [], accounting, titleLines: [] },
    findings: sortFindings(findings),
  };
}

function titlesAbove(headings: Headings<GreenbookColumn>): string[] {
  return headings.sheet.rows
    .filter(({ row }) => row < headings.row)
    .flatMap(({ cells }) => cells.flatMap((cell) => (cell?.kind === "text" ? [cell.text] : [])))
    .map((text) => text.replace(/[\s\p{C}]+/gu, " ").trim());
}

function sourceOf(titleLines: readonly string[]): string {
  const prepared = titleLines.find((line) => /^prepared by/i.test(line));
  const name = "U.S. Overseas Loans and Grants (Greenbook), USAID";
  return prepared === undefined ? name : `${name}. ${prepared.slice(0, 120).trim()}`;
}

function yearsReversed({ firstYear, lastYear, name }: GreenbookOptions): Finding {
  return reportExchange(
    "years_reversed",
    { file: name ?? "greenbook.xlsx" },
    {
      found: `fiscal years ${firstYear} to ${lastYear}`,
      expected: "the first year before the last",
      help: `Write ${lastYear} to ${firstYear}.`,
    },
  );
}

function yearAbsent(file: string, year: number): Finding {
  return reportExchange(
    "years_absent",
    { file },
    {
      found: `no row of fiscal year ${year}`,
      expected: "rows for every year that was asked for",
      help: "Ask for years that the file covers, or download a newer file.",
    },
  );
}

function accountUnknown(file: string, row: GreenbookRow, rows: number, cents: bigint): Finding {
  const near = findNearest(
    row.account,
    greenbookAccounts.map((account) => account.name),
  );
  const hint = near === undefined ? "" : ` The nearest known name is \`${near}\`.`;
  return reportExchange(
    "account_not_listed",
    { file, row: row.row, field: "Funding Account Name" },
    {
      found: `\`${row.account}\` (${row.category}, ${row.publicationRow}): ${rows} rows, ${showExact(exactDollars(cents))}`,
      expected: "an account of the table in src/exchange/greenbook/accounts.ts",
      help: `Its rows were left. Add the account to the table to take them.${hint}`,
    },
  );
}

function sumTooLarge(file: string, cell: GreenbookCell): Finding {
  return reportExchange(
    "amount_unreadable",
    { file, row: cell.rows[0] ?? 0 },
    {
      found: `rows of one partner, account and year that add up to ${showExact(exactDollars(cell.cents))}`,
      expected: "at most a trillion dollars",
      help: "Correct the amounts of these rows.",
    },
  );
}
