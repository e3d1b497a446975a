import { compareText, type Finding, type Outcome } from "../../base/findings.ts";
import type { BaselineRow } from "../../plan/plan.ts";
import { type Accounting, startTally, type Tally } from "../accounting.ts";
import { exactDollars, showExact } from "../amounts.ts";
import {
  findNearestPartnerName,
  findPartner,
  type KnownPartner,
} from "../countries/find-partner.ts";
import { reportExchange } from "../finding-kinds.ts";
import { type FindingList, startFindingList } from "../finding-list.ts";
import { type CbjCells, startCbjCells } from "./cbj-cells.ts";
import type { CbjRecord } from "./cbj-record.ts";
import type { CbjTable } from "./cbj-table.ts";
import { readCbjTable } from "./read-cbj.ts";
import { type CbjYear, examineYear } from "./repeated-records.ts";

/** A file to import. */
export interface CbjFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How to take the tables. */
export interface CbjOptions {
  /** The stage of the figures, which the files do not say; `enacted`, marked as unstated, when absent. */
  readonly stage?: BaselineRow["stage"];
}

/** The printed total of an account in a year beside the sum of its units. `dollars` are exact plain text. */
export interface CbjCheck {
  readonly file: string;
  readonly fiscal_year: number;
  readonly account: string;
  readonly printed_dollars: string | undefined;
  /** Sum of all units, without the rows that were left as repeated. */
  readonly computed_dollars: string;
  readonly repeated_dollars: string;
}

/** What the tables say. */
export interface CbjImport {
  /** Rows for the plan's table `baseline`: one per partner, account and fiscal year, sorted by id. */
  readonly baseline: readonly BaselineRow[];
  /** The partners of those rows, sorted by id. */
  readonly partners: readonly KnownPartner[];
  /** Filled cells of all files, taken or left; a cell that says `-` holds nothing and is not counted. */
  readonly accounting: Accounting;
  readonly checks: readonly CbjCheck[];
}

/**
 * Figures for security assistance from country tables of the Congressional Budget Justification.
 *
 * Every filled cell is taken or left with a reason; rows that would count money twice are left, and sums are compared
 * with the printed totals to the cent. Of files that hold the same year one is used, the printed shape before the long
 * one, and the others are compared with it. Unit: US cents, from thousands of dollars.
 * Errors: findings, never a throw.
 * Source: Congressional Budget Justification, Foreign Operations, tables by country and account.
 */
export function importCbj(files: readonly CbjFile[], options: CbjOptions = {}): Outcome<CbjImport> {
  const findings = startFindingList();
  const tables: CbjTable[] = [];
  for (const { name, bytes } of [...files].sort((a, b) => compareText(a.name, b.name))) {
    const read = readCbjTable(bytes, name);
    findings.addAll(read.findings);
    if (read.result !== undefined) tables.push(read.result);
  }
  if (files.length === 0) findings.add(fileMissing());
  tables.sort((a, b) => compareText(b.shape, a.shape) || compareText(a.file, b.file));
  const taking = new Taking(findings, options);
  for (const table of tables) taking.table(table);
  return taking.finish();
}

/** The state of one import. */
class Taking {
  readonly #findings: FindingList;
  readonly #options: CbjOptions;
  readonly #tally: Tally = startTally();
  readonly #cells: CbjCells = startCbjCells();
  readonly #years = new Map<number, CbjYear & { readonly file: string }>();
  readonly #checks: CbjCheck[] = [];
  readonly #unknown = new Map<string, { record: CbjRecord; cents: bigint; cells: number }>();

  constructor(findings: FindingList, options: CbjOptions) {
    this.#findings = findings;
    this.#options = options;
  }

  table(table: CbjTable): void {
    for (const { reason, cents } of table.unplaced) {
      this.#tally.meet(cents);
      this.#tally.leave(reason, cents);
    }
    const years = new Set(table.records.map((record) => record.year));
    for (const year of [...years].sort((a, b) => a - b)) {
      const examined = examineYear(table.records.filter((record) => record.year === year));
      const before = this.#years.get(year);
      if (before === undefined) {
        this.#years.set(year, { ...examined, file: table.file });
        this.#year(year, examined, table);
      } else {
        this.#leaveYear(examined);
        this.#findings.addAll(disagreements(table.file, year, examined, before));
      }
    }
  }

  #leaveYear({ records }: CbjYear): void {
    for (const { cents } of records.flatMap((record) => record.amounts)) {
      this.#tally.meet(cents);
      this.#tally.leave("repeated_file", cents);
    }
  }

  #year(year: number, examined: CbjYear, table: CbjTable): void {
    for (const record of examined.records) this.#record(record, examined, table);
    for (const { code, printed, units } of examined.sums) {
      const repeated = [...examined.repeated]
        .flatMap((record) => record.amounts)
        .filter(({ column }) => column.kind === "account" && column.code === code)
        .reduce((sum, { cents }) => sum + cents, 0n);
      const computed = units - repeated;
      this.#checks.push({
        file: table.file,
        fiscal_year: year,
        account: code,
        printed_dollars: printed === undefined ? undefined : exactDollars(printed),
        computed_dollars: exactDollars(computed),
        repeated_dollars: exactDollars(repeated),
      });
      if (printed !== undefined && computed !== printed) {
        this.#findings.add(sumDiffers(table.file, year, code, computed, printed));
      }
    }
  }

  #record(record: CbjRecord, examined: CbjYear, table: CbjTable): void {
    const repeated = examined.repeated.has(record);
    if (repeated) this.#findings.add(rowRepeated(record));
    const partner = record.kind === "unit" ? findPartner(record.name) : undefined;
    for (const { column, cents, row } of record.amounts) {
      this.#tally.meet(cents);
      if (record.kind !== "unit" || repeated || column.kind === "total") {
        this.#tally.leave("total_row", cents);
      } else if (column.kind === "not_security") {
        this.#tally.leave("not_security", cents);
      } else if (partner === undefined) {
        this.#tally.leave("partner_not_listed", cents);
        this.#meetUnknown(record, cents);
      } else {
        const source = sourceOf(table, record.year);
        this.#cells.add(
          { partner, account: column.code, year: record.year, source },
          {
            cents,
            row,
            unit: record.name,
          },
        );
      }
    }
  }

  #meetUnknown(record: CbjRecord, cents: bigint): void {
    const known = this.#unknown.get(record.name) ?? { record, cents: 0n, cells: 0 };
    known.cents += cents;
    known.cells++;
    this.#unknown.set(record.name, known);
  }

  finish(): Outcome<CbjImport> {
    for (const { record, cents, cells } of this.#unknown.values()) {
      this.#findings.add(partnerUnknown(record, cents, cells));
    }
    const baseline: BaselineRow[] = [];
    const partners = new Map<string, KnownPartner>();
    for (const cell of this.#cells.list(this.#options.stage)) {
      if (cell.row === undefined) {
        this.#tally.leave("amount_unreadable", cell.cents, cell.cells);
        this.#findings.add(sumTooLarge(cell.cents));
        continue;
      }
      this.#tally.take(cell.cents, cell.cells);
      baseline.push(cell.row);
      partners.set(cell.partner.id, cell.partner);
    }
    if (baseline.length > 0 && this.#options.stage === undefined) {
      this.#findings.add(stageUnstated([...this.#years.keys()]));
    }
    return {
      result: {
        baseline,
        partners: [...partners.values()].sort((a, b) => compareText(a.id, b.id)),
        accounting: this.#tally.accounting(),
        checks: this.#checks,
      },
      findings: this.#findings.list(),
    };
  }
}

function sourceOf(table: CbjTable, year: number): string {
  const base = `Congressional Budget Justification, table by country and account, FY${year}`;
  return [base, ...table.documents.slice(0, 1)].join(", ");
}

function disagreements(
  file: string,
  year: number,
  now: CbjYear,
  before: CbjYear & { readonly file: string },
): Finding[] {
  return now.sums.flatMap(({ code, units }, at) => {
    const first = before.sums[at]?.units ?? 0n;
    if (first === units) return [];
    const words = {
      found: `${showExact(exactDollars(units))} of ${code} in fiscal year ${year}`,
      expected: `${showExact(exactDollars(first))}, as in \`${before.file}\``,
      help: `Rows of \`${before.file}\` are used; this file lost or added some.`,
    };
    return [reportExchange("files_disagree", { file, field: code }, words)];
  });
}

function sumDiffers(
  file: string,
  year: number,
  code: string,
  computed: bigint,
  printed: bigint,
): Finding {
  const gap = computed - printed;
  const size = exactDollars(gap < 0n ? -gap : gap);
  return reportExchange(
    "sum_differs",
    { file, field: code },
    {
      found: `units that add up to ${showExact(exactDollars(computed))} in fiscal year ${year}`,
      expected: `the printed total, ${showExact(exactDollars(printed))}`,
      help: `${showExact(size)} too ${gap < 0n ? "little: rows were lost" : "much: rows count twice"}. Compare with the printed table.`,
    },
  );
}

function rowRepeated(record: CbjRecord): Finding {
  return reportExchange(
    "row_repeated",
    { file: record.file, row: record.row },
    {
      found: `\`${record.name.slice(0, 80)}\`, whose amounts stand in the row beside it again`,
      expected: "every dollar once, as the printed totals have it",
      help: "It was left as a total.",
    },
  );
}

function partnerUnknown(record: CbjRecord, cents: bigint, cells: number): Finding {
  const near = findNearestPartnerName(record.name);
  const hint = near === undefined ? "" : ` The nearest known name is \`${near}\`.`;
  return reportExchange(
    "partner_not_listed",
    { file: record.file, row: record.row },
    {
      found: `\`${record.name.slice(0, 80)}\`: ${cells} amounts, ${showExact(exactDollars(cents))}`,
      expected: "a name of the table in src/exchange/countries/",
      help: `They were left. Add the name to the table to take them.${hint}`,
    },
  );
}

function stageUnstated(years: readonly number[]): Finding {
  const sorted = [...years].sort((a, b) => a - b);
  return reportExchange(
    "stage_unstated",
    { field: "stage" },
    {
      found: `no word on the stage of fiscal years ${sorted.join(", ")}`,
      expected: "requested, enacted, obligated or disbursed",
      help: "The rows say `enacted` and that it is unstated. A justification shows the request for its own year and estimates or results for earlier ones: look it up and give the stage.",
    },
  );
}

function sumTooLarge(cents: bigint): Finding {
  return reportExchange(
    "amount_unreadable",
    {},
    {
      found: `amounts of one partner, account and year that add up to ${showExact(exactDollars(cents))}`,
      expected: "at most a trillion dollars",
      help: "Correct the amounts.",
    },
  );
}

function fileMissing(): Finding {
  return reportExchange(
    "no_file_given",
    {},
    {
      found: "no file",
      expected: "one or more tables of the Congressional Budget Justification",
      help: "Give the CSV files.",
    },
  );
}
