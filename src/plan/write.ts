import { stringify } from "yaml";
import { formatCell } from "./cells.ts";
import { formatCsvRow } from "./csv.ts";
import type { FieldSpec } from "./field-spec.ts";
import { fieldsOf, type TableName, tableNames } from "./fields.ts";
import { editFields } from "./head-fields.ts";
import type { Edit, Plan } from "./plan.ts";
import { requiredTables } from "./read.ts";
import { absentValue } from "./rows.ts";

/**
 * The files of a plan: texts by path inside its folder.   The inverse of `readPlan`.
 *
 * Rows keep their order. A column whose cells are all empty or default is left out where it is optional, and so is
 * an empty table; the same plan gives the same bytes.
 */
export function writePlan(plan: Plan): Map<string, string> {
  const files = new Map<string, string>();
  files.set("plan.yaml", formatHead(plan));
  for (const table of tableNames) {
    const rows = plan.tables[table];
    if (rows.length > 0 || requiredTables.includes(table)) {
      files.set(`${table}.csv`, formatTable(table, rows));
    }
  }
  for (const scenario of plan.scenarios) {
    files.set(`scenarios/${scenario.id}.csv`, formatEdits(scenario.edits));
  }
  return files;
}

function formatHead(plan: Plan): string {
  const { head } = plan;
  const scenarios = plan.scenarios.map(({ id, title, description, tests }) => ({
    id,
    title,
    description,
    tests: tests.map(({ question, asked_by, answer }) => ({ question, asked_by, answer })),
  }));
  const content = {
    format: head.format,
    id: head.id,
    title: head.title,
    description: head.description,
    as_of: head.as_of,
    first_fiscal_year: head.first_fiscal_year,
    last_fiscal_year: head.last_fiscal_year,
    recommended_scenario: head.recommended_scenario,
    scenarios,
  };
  return stringify(content, {
    version: "1.2",
    schema: "core",
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });
}

/** The CSV text of one table, from rows in memory. */
export function formatTable(table: TableName, rows: readonly object[]): string {
  const records = rows as readonly Readonly<Record<string, unknown>>[];
  const columns = Object.entries(fieldsOf(table)).filter(
    ([name, spec]) => spec.required === true || records.some((row) => says(row[name], spec)),
  );
  const lines = [formatCsvRow(columns.map(([name]) => name))];
  for (const row of records) {
    lines.push(formatCsvRow(columns.map(([name, spec]) => formatCell(row[name], spec))));
  }
  return lines.join("");
}

/** Whether a value differs from what an empty cell would give. */
function says(value: unknown, spec: FieldSpec): boolean {
  return formatCell(value, spec) !== formatCell(absentValue(spec), spec);
}

const editColumns = Object.keys(editFields) as readonly (keyof Edit)[];

/** The CSV text of a list of edits. */
export function formatEdits(edits: readonly Edit[]): string {
  const lines = [formatCsvRow(editColumns)];
  for (const edit of edits) lines.push(formatCsvRow(editColumns.map((name) => edit[name])));
  return lines.join("");
}
