import { compareText } from "../base/findings.ts";
import { formatCell } from "./cells.ts";
import { fieldsOf, type TableName, tableNames } from "./fields.ts";
import type { Edit, Plan } from "./plan.ts";
import { absentValue } from "./rows.ts";

/** Who makes a list of edits, when and why. */
export type Authorship = Pick<Edit, "author" | "at" | "reason">;

type Row = Readonly<Record<string, unknown>>;

/**
 * The edits that turn the tables of one plan into those of another, whatever the order of their rows.
 *
 * Sorted by table, row and field. Heads and scenarios are no rows, and are not compared.
 */
export function diffPlans(before: Plan, after: Plan, by: Authorship): readonly Edit[] {
  const edits: Edit[] = [];
  for (const table of tableNames) {
    const from = byId(before, table);
    const to = byId(after, table);
    const ids = [...new Set([...from.keys(), ...to.keys()])].sort(compareText);
    for (const id of ids) {
      const changes = diffRows(table, id, from.get(id), to.get(id));
      for (const change of changes) edits.push({ ...pick(by), table, row: id, ...change });
    }
  }
  return edits;
}

function pick({ author, at, reason }: Authorship): Authorship {
  return { author, at, reason };
}

function byId(plan: Plan, table: TableName): Map<string, Row> {
  const rows = plan.tables[table] as unknown as readonly Row[];
  return new Map(rows.map((row) => [String(row.id), row]));
}

type Change = Pick<Edit, "field" | "before" | "after">;

function diffRows(
  table: TableName,
  id: string,
  before: Row | undefined,
  after: Row | undefined,
): Change[] {
  const changes: Change[] = [];
  for (const [field, spec] of Object.entries(fieldsOf(table))) {
    if (field === "id") continue;
    const absent = formatCell(absentValue(spec), spec);
    const from = before === undefined ? absent : formatCell(before[field], spec);
    const to = after === undefined ? absent : formatCell(after[field], spec);
    if (from === to) continue;
    changes.push({
      field,
      before: before === undefined ? null : from,
      after: after === undefined ? null : to,
    });
  }
  if (before === undefined) return [{ field: "id", before: null, after: id }, ...changes];
  if (after === undefined) return [...changes.reverse(), { field: "id", before: id, after: null }];
  return changes;
}
