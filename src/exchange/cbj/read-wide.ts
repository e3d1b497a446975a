import type { Finding, Outcome } from "../../base/findings.ts";
import { reportExchange } from "../finding-kinds.ts";
import { findCbjColumn, kindOfName } from "./cbj-columns.ts";
import { type CbjAmount, type CbjRecord, readThousands } from "./cbj-record.ts";
import { type CbjTable, type CsvRow, columnUnknown, unreadable } from "./cbj-table.ts";

/** Whether headings are those of the printed table: a country, accounts across, and the year. */
export function isWideHeading(heading: readonly string[]): boolean {
  const kinds = heading.map((name) => findCbjColumn(name)?.kind);
  return (
    heading[0] === "country" &&
    heading.includes("fiscal year") &&
    kinds.includes("account") &&
    kinds.includes("total")
  );
}

/**
 * Reads the printed table: one row per operating unit, one column per account, in thousands of dollars.
 *
 * A name that is broken over lines stands in rows without amounts; it is joined with the row that has them.
 */
export function readWide(rows: readonly CsvRow[], file: string): Outcome<CbjTable> {
  const reader = new WideReader(rows[0]?.cells ?? [], file);
  for (const row of rows.slice(1)) reader.read(row);
  return reader.finish();
}

class WideReader {
  readonly #file: string;
  readonly #headings: readonly string[];
  readonly #yearColumn: number;
  readonly #findings: Finding[] = [];
  readonly #records: CbjRecord[] = [];
  readonly #documents: string[] = [];
  readonly #unplaced: { reason: "row_incomplete" | "amount_unreadable"; cents: bigint }[] = [];
  #pending: string[] = [];
  #joined: string[] = [];

  constructor(headings: readonly string[], file: string) {
    this.#file = file;
    this.#headings = headings.map((heading) => heading.trim());
    this.#yearColumn = this.#headings.findIndex((name) => name.toLowerCase() === "fiscal year");
    for (const heading of this.#headings.slice(1)) {
      const known = heading === "" || heading.toLowerCase() === "fiscal year";
      if (!known && findCbjColumn(heading) === undefined) {
        this.#findings.push(columnUnknown(file, heading));
      }
    }
  }

  read({ row, cells }: CsvRow): void {
    const name = (cells[0] ?? "").replace(/\s+/g, " ").trim();
    const values = cells.filter((_, column) => column > 0 && column !== this.#yearColumn);
    if (/^https?:\/\//.test(name)) {
      this.#documents.push(name);
    } else if (values.every((text) => text.trim() === "")) {
      if (name !== "") this.#pending.push(name);
    } else {
      this.#readAmounts(row, [...this.#pending, name].join(" ").trim(), cells);
      if (this.#pending.length > 0) this.#joined.push(`${this.#pending[0]}`);
      this.#pending = [];
    }
  }

  #readAmounts(row: number, name: string, cells: readonly string[]): void {
    const amounts: CbjAmount[] = [];
    for (const [at, heading] of this.#headings.entries()) {
      if (at === 0 || at === this.#yearColumn) continue;
      const text = cells[at] ?? "";
      const cell = readThousands(text);
      if (cell === "nil") continue;
      if (cell === "unreadable") {
        this.#unplaced.push({ reason: "amount_unreadable", cents: 0n });
        this.#findings.push(unreadable(this.#file, row, heading, text));
        continue;
      }
      const column = findCbjColumn(heading) ?? { kind: "not_security" };
      amounts.push({ column, heading, row, cents: cell.cents });
    }
    const yearText = (cells[this.#yearColumn] ?? "").trim();
    if (/^20\d\d$/.test(yearText) && name !== "") {
      const record = { row, year: Number(yearText), kind: kindOfName(name), name, amounts };
      this.#records.push({ file: this.#file, ...record });
      return;
    }
    if (amounts.length === 0) return;
    for (const { cents } of amounts) this.#unplaced.push({ reason: "row_incomplete", cents });
    this.#findings.push(
      reportExchange(
        "row_incomplete",
        { file: this.#file, row },
        {
          found: name === "" ? "amounts without a name" : `fiscal year "${yearText.slice(0, 20)}"`,
          expected: "a name and a fiscal year",
          help: "Correct the row, or remove it if it is no data.",
        },
      ),
    );
  }

  finish(): Outcome<CbjTable> {
    if (this.#joined.length > 0) {
      this.#findings.push(
        reportExchange(
          "name_joined",
          { file: this.#file },
          {
            found: `${this.#joined.length} names broken over two lines, the first \`${this.#joined[0]}\``,
            expected: "one line per name",
            help: "They were joined with the line that holds their amounts.",
          },
        ),
      );
    }
    return {
      result: {
        file: this.#file,
        shape: "wide",
        records: this.#records,
        documents: this.#documents,
        unplaced: this.#unplaced,
      },
      findings: this.#findings,
    };
  }
}
