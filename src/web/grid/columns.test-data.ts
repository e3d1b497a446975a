import { formatCell } from "../../plan/cells.ts";
import type { FieldSpec } from "../../plan/field-spec.ts";
import { fieldsOf, type TableName } from "../../plan/fields.ts";
import { absentValue } from "../../plan/rows.ts";
import { type Column, type FieldShape, makeColumn } from "./columns.ts";
import { type GridRow, makeRows, type TableRows } from "./table-rows.ts";

/** A field as the API tells it. */
export function shapeOf(name: string, spec: FieldSpec): FieldShape {
  return {
    name,
    type: spec.type,
    required: spec.required === true,
    unit: spec.unit ?? null,
    meaning: spec.meaning,
    default: "default" in spec ? formatCell(absentValue(spec), spec) : null,
    values: "values" in spec ? spec.values : null,
    to: "to" in spec ? spec.to : null,
    least: ("least" in spec ? spec.least : undefined) ?? null,
    most: ("most" in spec ? spec.most : undefined) ?? null,
    signed: spec.type === "money" && spec.signed === true,
    prose: spec.type === "text" && spec.prose === true,
  };
}

/** The columns of a table; of lines without the unit, so that tests can name the others by their places. */
export function columnsOf(table: TableName): readonly Column[] {
  return Object.entries(fieldsOf(table))
    .filter(([name]) => table !== "lines" || name !== "unit")
    .map(([name, spec]) => makeColumn(shapeOf(name, spec)));
}

/** Rows of a table from values by field; the rest is as an empty cell would be. */
export function rowsOf(
  columns: readonly Column[],
  rows: readonly Readonly<Record<string, string>>[],
): TableRows {
  return makeRows(
    rows.map(
      (values): GridRow => ({
        key: values.id ?? "",
        version: 1,
        cells: columns.map((column) => values[column.name] ?? column.absent),
        draft: false,
      }),
    ),
  );
}
