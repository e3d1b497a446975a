import type { FieldSpec, TableSpec } from "./field-spec.ts";
import { caseTables } from "./tables/cases.ts";
import { commentTables } from "./tables/comments.ts";
import { conditionTables } from "./tables/conditions.ts";
import { hazardTables } from "./tables/hazards.ts";
import { moneyTables } from "./tables/money.ts";
import { proposalTables } from "./tables/proposals.ts";
import { recordTables } from "./tables/record.ts";
import { registerTables } from "./tables/registers.ts";
import { strategyTables } from "./tables/strategy.ts";
import { transferTables } from "./tables/transfers.ts";

/**
 * The table of fields: every table of a plan, every column, its type, unit, default and meaning.
 *
 * Reading, checking, writing, headers, SQL columns and the reference docs are made from it; a field that is not
 * here does not exist. Every table starts with `id`, unique within the table.
 */
export const tables = {
  ...strategyTables,
  ...moneyTables,
  ...proposalTables,
  ...recordTables,
  ...registerTables,
  ...hazardTables,
  ...transferTables,
  ...conditionTables,
  ...caseTables,
  ...commentTables,
} as const satisfies Readonly<Record<string, TableSpec>>;

/** The name of a table. */
export type TableName = keyof typeof tables;

/** The names of all tables, in the order in which they are read and written. */
export const tableNames = Object.keys(tables) as readonly TableName[];

/** The fields of a table, by name, in the order of the file. */
export function fieldsOf(table: TableName): Readonly<Record<string, FieldSpec>> {
  return tables[table].fields;
}
