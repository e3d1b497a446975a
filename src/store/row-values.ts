import { formatCell } from "../plan/cells.ts";
import { fieldsOf, type TableName } from "../plan/fields.ts";
import { absentValue } from "../plan/rows.ts";

/** A row as the core holds it: values by field, `undefined` where there is none. */
export type CoreRow = Readonly<Record<string, unknown>>;

/** The core's row of a record of SQL, with its fields in the order of the table. */
export function rowOfRecord(table: TableName, record: CoreRow): CoreRow {
  const row: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(fieldsOf(table))) {
    row[name] = record[name] ?? absentValue(spec);
  }
  return row;
}

/** The record of SQL for a core's row, as JSON. */
export function recordOfRow(table: TableName, row: CoreRow): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const name of Object.keys(fieldsOf(table))) record[name] = row[name] ?? null;
  return record;
}

/** The cells of a record of SQL, as the files write them, in the order of the table's columns. */
export function cellsOfRecord(table: TableName, record: CoreRow): (string | null)[] {
  return Object.entries(fieldsOf(table)).map(([name, spec]) =>
    formatCell(record[name] ?? absentValue(spec), spec),
  );
}

/** The columns of a table, quoted for SQL. */
export function quotedColumns(table: TableName, prefix = ""): string {
  return Object.keys(fieldsOf(table))
    .map((name) => `${prefix}"${name}"`)
    .join(", ");
}
