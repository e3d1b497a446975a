import type { FieldSpec } from "./field-spec.ts";
import { fieldsOf, type TableName, tableNames, type tables } from "./fields.ts";
import type { PlanTables, RowOf } from "./plan.ts";

type FieldsOf<T extends TableName> = (typeof tables)[T]["fields"];

type RequiredNames<T extends TableName> = {
  [K in keyof FieldsOf<T>]: FieldsOf<T>[K] extends { required: true } ? K : never;
}[keyof FieldsOf<T>] &
  keyof RowOf<T>;

/** The values that make a row: the required fields, and any of the others. */
export type RowValues<T extends TableName> = Pick<RowOf<T>, RequiredNames<T>> &
  Partial<Omit<RowOf<T>, RequiredNames<T>>>;

/** What a field in memory holds when its cell is empty: its default, an empty list, or `undefined`. */
export function absentValue(spec: FieldSpec): unknown {
  if (spec.type === "choices" || spec.type === "references" || spec.type === "accounts") return [];
  return "default" in spec ? spec.default : undefined;
}

/** A row of a table from its values; fields left out hold what an empty cell would give. */
export function makeRow<T extends TableName>(table: T, values: RowValues<T>): RowOf<T> {
  const given = values as Readonly<Record<string, unknown>>;
  const row: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(fieldsOf(table))) {
    row[name] = given[name] ?? absentValue(spec);
  }
  return row as RowOf<T>;
}

/** The tables of a plan without any rows, for plans that are made table by table. */
export const noRows = Object.fromEntries(
  tableNames.map((table) => [table, []]),
) as unknown as PlanTables;
