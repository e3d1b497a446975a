import { formatCell } from "../../plan/cells.ts";
import { fieldsOf, type TableName } from "../../plan/fields.ts";
import type { Cells } from "./proposal-rows.ts";

/** A row as cells by field name, as files write them. */
export function cellsOf(table: TableName, row: object): Record<string, string | null> & Cells {
  const values = row as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(fieldsOf(table)).map(([name, spec]) => [name, formatCell(values[name], spec)]),
  );
}
