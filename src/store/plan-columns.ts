import type { FieldSpec } from "../plan/field-spec.ts";
import type { TableName } from "../plan/fields.ts";
import { fieldsOf, tableNames } from "../plan/fields.ts";

/** The type of a column of SQL for a field. Money is whole cents. */
export function columnType(spec: FieldSpec): string {
  switch (spec.type) {
    case "money":
    case "integer":
      return "bigint";
    case "number":
      return "double precision";
    case "fiscal_year":
      return "smallint";
    case "date":
      return "date";
    case "boolean":
      return "boolean";
    case "choices":
    case "references":
    case "accounts":
      return "text[]";
    default:
      return "text";
  }
}

/** A field of a table that names rows of another table. */
export interface ReferenceField {
  readonly table: TableName;
  readonly field: string;
  readonly to: TableName;
  /** Whether the row stands and falls with what it names; else only the name is withheld, and the row stays. */
  readonly carries: boolean;
}

/** A package names its initiative, so that an initiative that names one would stand above itself. */
const looseFields: readonly string[] = ["initiatives.pinned_package"];

/** Every field that names rows, of every table. */
export const referenceFields: readonly ReferenceField[] = tableNames.flatMap((table) =>
  Object.entries(fieldsOf(table)).flatMap(([field, spec]): ReferenceField[] => {
    if (spec.type !== "reference" && spec.type !== "references") return [];
    const carries = spec.type === "reference" && !looseFields.includes(`${table}.${field}`);
    return [{ table, field, to: spec.to as TableName, carries }];
  }),
);

/** The fields of a table from which names can be withheld while the row is shown. */
export function looseFieldsOf(table: TableName): readonly ReferenceField[] {
  return referenceFields.filter((one) => one.table === table && !one.carries);
}

/** Whether names can be withheld from a field while its row is shown. */
export function isLooseField(table: string, field: string | undefined): boolean {
  return referenceFields.some((one) => one.table === table && one.field === field && !one.carries);
}

/** The fields of a table whose target the row stands and falls with. */
export function carryingFieldsOf(table: TableName): readonly ReferenceField[] {
  return referenceFields.filter((one) => one.table === table && one.carries);
}

/** The row of any table that a row is about, and with which it stands and falls; nothing for rows about none. */
export function anchorOf(
  table: TableName,
  row: Readonly<Record<string, unknown>>,
): { readonly table: TableName; readonly id: string } | undefined {
  if (table !== "comments") return undefined;
  const to = tableNames.find((name) => name === row.on_table);
  return to === undefined ? undefined : { table: to, id: String(row.on_row) };
}

/** Fields in which somebody decides about an initiative against or before the allocation. */
export const decisionFields: readonly string[] = [
  "pinned_package",
  "pinned_share",
  "excluded",
  "override_reason",
];

/** Tables that a contributor may write, and the field that leads to the initiative. */
export const contributedTables: Readonly<Partial<Record<TableName, string>>> = {
  initiatives: "id",
  packages: "initiative",
  lines: "package",
  effects: "initiative",
  links: "initiative",
};

/** The list of a table's columns as `jsonb_to_recordset` takes it, without the id. */
export function recordColumns(table: TableName, fields: readonly string[]): string {
  const specs = fieldsOf(table);
  return fields
    .map((name) => {
      const spec = specs[name];
      return `"${name}" ${spec === undefined ? "text" : columnType(spec)}`;
    })
    .join(", ");
}
