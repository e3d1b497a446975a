import { formatCell } from "../../plan/cells.ts";
import type { FieldSpec } from "../../plan/field-spec.ts";
import { absentValue } from "../../plan/rows.ts";

/** A field of a table as the API tells it. */
export interface FieldShape {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly unit: string | null;
  readonly meaning: string;
  readonly default: string | null;
  readonly values: readonly string[] | null;
  readonly to: string | null;
  readonly least: number | null;
  readonly most: number | null;
  readonly signed: boolean;
  readonly prose: boolean;
}

/** A column of the grid: a field, with the rules by which its cells are read. */
export interface Column {
  readonly name: string;
  readonly spec: FieldSpec;
  readonly unit: string | null;
  readonly meaning: string;
  readonly required: boolean;
  /** What an empty cell holds, as files write it. */
  readonly absent: string | null;
  /** The values to choose from: of a choice, or the codes of accounts. */
  readonly values: readonly string[] | null;
  /** Where the named rows are: a table, or `scales/tier` for the grades of one scale. */
  readonly target: string | null;
}

/** A column from a field as the API tells it. */
export function makeColumn(field: FieldShape): Column {
  const spec = makeSpec(field);
  return {
    name: field.name,
    spec,
    unit: field.unit,
    meaning: field.meaning,
    required: field.required,
    absent: formatCell(absentValue(spec), spec),
    values: field.values,
    target: field.to === null ? null : field.to === "scales" ? `scales/${field.name}` : field.to,
  };
}

function makeSpec(field: FieldShape): FieldSpec {
  const text = field.default;
  return {
    type: field.type,
    meaning: field.meaning,
    ...(field.required ? { required: true } : {}),
    ...(field.unit === null ? {} : { unit: field.unit }),
    ...(text === null ? {} : { default: field.type === "boolean" ? text === "true" : text }),
    ...(field.values === null ? {} : { values: field.values }),
    ...(field.to === null ? {} : { to: field.to }),
    ...(field.least === null ? {} : { least: field.least }),
    ...(field.most === null ? {} : { most: field.most }),
    ...(field.signed ? { signed: true } : {}),
    ...(field.prose ? { prose: true } : {}),
  } as FieldSpec;
}

const numeric = ["money", "number", "integer", "fiscal_year"];

/** Whether the column holds numbers, which stand at the right and sort by size. */
export function isNumeric(column: Column): boolean {
  return numeric.includes(column.spec.type);
}

/** Whether a cell of the column may hold several values, separated by semicolons. */
export function isList(column: Column): boolean {
  return ["choices", "references", "accounts"].includes(column.spec.type);
}

const widths: Readonly<Record<string, number>> = {
  id: 190,
  text: 220,
  money: 140,
  number: 110,
  integer: 110,
  fiscal_year: 110,
  boolean: 110,
  date: 120,
};

/** How wide a column is at first.   Unit: CSS pixels. */
export function defaultWidth(column: Column): number {
  const least = 44 + column.name.length * 8;
  return Math.max(least, widths[column.spec.type] ?? 160);
}

/** Widths that a column may take.   Unit: CSS pixels. */
export const columnWidths = { least: 60, most: 800 } as const;
