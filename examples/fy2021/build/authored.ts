import { parse } from "csv-parse/sync";
import { type Cents, cents, parseDollars } from "../../../src/base/money.ts";
import { makeCollector } from "../../../src/plan/collect.ts";
import { fieldsOf, type TableName } from "../../../src/plan/fields.ts";
import type { RowOf } from "../../../src/plan/plan.ts";
import { readTable } from "../../../src/plan/read-table.ts";

/** A row of an authored table: texts by column; an empty cell is an empty text. */
export type AuthoredRow = Readonly<Record<string, string>>;

/** The texts of the example's folder, by path inside it. */
export type ExampleTexts = ReadonlyMap<string, string>;

/** The rows of `authored/<name>.csv`.   Errors: throws when the file is absent. */
export function authoredRows(texts: ExampleTexts, name: string): readonly AuthoredRow[] {
  return parse(demand(texts.get(`authored/${name}.csv`), `authored/${name}.csv`), {
    columns: true,
  }) as AuthoredRow[];
}

/** The rows of a plan table that is written by hand.   Errors: throws when reading finds an error. */
export function handRows<T extends TableName>(texts: ExampleTexts, table: T): readonly RowOf<T>[] {
  const file = `${table}.csv`;
  const collector = makeCollector();
  const { rows } = readTable(file, demand(texts.get(file), file), fieldsOf(table), collector);
  const errors = collector.list().filter((finding) => finding.severity === "error");
  if (errors.length > 0) throw new Error(JSON.stringify(errors[0]));
  return rows as unknown as readonly RowOf<T>[];
}

/** A column of an authored row.   Errors: throws when there is no such column. */
export function cell(row: AuthoredRow, column: string): string {
  return demand(row[column], `column ${column}`);
}

/** A number in an authored row.   Errors: throws when the cell holds none. */
export function numberCell(row: AuthoredRow, column: string): number {
  const text = cell(row, column);
  const value = Number(text);
  if (text === "" || !Number.isFinite(value)) throw new Error(`${column}: no number: ${text}`);
  return value;
}

/** A number in an authored row; zero where the cell is empty. */
export function numberOrZero(row: AuthoredRow, column: string): number {
  return cell(row, column) === "" ? 0 : numberCell(row, column);
}

/** Dollars in an authored row, in cents.   Errors: throws when the cell holds none. */
export function dollarsCell(row: AuthoredRow, column: string): Cents {
  return dollars(cell(row, column), column);
}

/** Several amounts of dollars, such as `100;200`, in cents.   Errors: throws when one is none. */
export function dollarsCells(row: AuthoredRow, column: string): Cents[] {
  return listCell(row, column).map((text) => dollars(text, column));
}

function dollars(text: string, column: string): Cents {
  const amount = parseDollars(text, false);
  if (typeof amount !== "number") throw new Error(`${column}: ${amount.problem}`);
  return amount;
}

/** The items of a list such as `a;b`. */
export function listCell(row: AuthoredRow, column: string): string[] {
  const text = cell(row, column);
  return text === "" ? [] : text.split(";");
}

/** The nearest whole dollars, in cents. */
export function wholeDollars(amount: number): Cents {
  return cents(Math.round(amount / 100) * 100);
}

/** A value that must be there.   Errors: throws when it is not. */
export function demand<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`missing: ${what}`);
  return value;
}
