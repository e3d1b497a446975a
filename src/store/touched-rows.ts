import type { Finding } from "../base/findings.ts";
import { formatCell } from "../plan/cells.ts";
import { foldEdits } from "../plan/edit.ts";
import { fieldsOf, type TableName, tableNames } from "../plan/fields.ts";
import type { Edit, Plan, PlanTables } from "../plan/plan.ts";
import type { CellEdit } from "./change-form.ts";
import type { Session } from "./database.ts";
import { type CoreRow, quotedColumns, rowOfRecord } from "./row-values.ts";
import type { RowChange } from "./write-rows.ts";

/** Rows of a table as somebody may see them, by id. */
export interface SeenRow {
  readonly row: CoreRow;
  readonly version: number;
  /** Whether names of other rows are left out of it. */
  readonly withheld: boolean;
}

/** The rows that edits touch, by table and id; those that are not there, or not seen, are absent. */
export type SeenRows = ReadonlyMap<TableName, ReadonlyMap<string, SeenRow>>;

/** What edits make of the rows that they touch. */
export interface FoldedRows {
  readonly changes: ReadonlyMap<TableName, readonly RowChange[]>;
  /** Edits that do not fit, with their place in the list. */
  readonly problems: readonly { readonly index: number; readonly finding: Finding }[];
}

/** Reads the rows of a branch that edits touch, as the person of the transaction may see them. */
export async function readTouched(
  tx: Session,
  plan: string,
  branch: string,
  edits: readonly CellEdit[],
): Promise<SeenRows> {
  const ids = new Map<TableName, Set<string>>();
  for (const { table, row } of edits) ids.set(table, (ids.get(table) ?? new Set()).add(row));
  const seen = new Map<TableName, ReadonlyMap<string, SeenRow>>();
  for (const [table, rows] of ids)
    seen.set(table, await readSeen(tx, plan, branch, table, [...rows]));
  return seen;
}

/** Rows of a branch by their ids, as the person of the transaction may see them. */
export async function readSeen(
  tx: Session,
  plan: string,
  branch: string,
  table: TableName,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SeenRow>> {
  const records = await tx.query<CoreRow & { _version: number; _withheld: boolean }>(
    `select _version, _withheld, ${quotedColumns(table)} from seen.${table}
     where _plan = $1 and _branch = $2 and id = any($3::text[])`,
    [plan, branch, ids],
  );
  return new Map(
    records.map((record) => [
      String(record.id),
      {
        row: rowOfRecord(table, record),
        version: record._version,
        withheld: record._withheld,
      },
    ]),
  );
}

const noHead = { format: 1, id: "rows", title: "", description: "", recommended_scenario: null };

/** Folds edits over the rows that they touch, by the rules of the core. */
export function foldTouched(seen: SeenRows, edits: readonly CellEdit[]): FoldedRows {
  const tables = Object.fromEntries(
    tableNames.map((table) => [
      table,
      [...(seen.get(table)?.values() ?? [])].map(({ row }) => row),
    ]),
  );
  const plan = { head: noHead, tables: tables as unknown as PlanTables, scenarios: [] };
  const said: Edit[] = edits.map((edit) => ({ ...edit, author: "", at: "", reason: "" }));
  const folded = foldEdits(plan as unknown as Plan, said);
  const fields = fieldsByRow(edits);
  const changes = new Map<TableName, readonly RowChange[]>();
  for (const [table, rows] of fields) {
    const after = new Map(
      (folded.plan.tables[table] as unknown as readonly CoreRow[]).map((row) => [
        String(row.id),
        row,
      ]),
    );
    const before = seen.get(table);
    changes.set(
      table,
      [...rows].map(([id, names]) => ({
        id,
        before: before?.get(id)?.row,
        after: after.get(id),
        fields: names,
      })),
    );
  }
  return { changes, problems: folded.problems };
}

function fieldsByRow(edits: readonly CellEdit[]): Map<TableName, Map<string, Set<string>>> {
  const tables = new Map<TableName, Map<string, Set<string>>>();
  for (const { table, row, field } of edits) {
    const rows = tables.get(table) ?? new Map<string, Set<string>>();
    tables.set(table, rows);
    rows.set(row, (rows.get(row) ?? new Set()).add(field));
  }
  return tables;
}

/** What a cell of a row holds, as the files write it; nothing where there is no row. */
export function cellOf(table: TableName, row: CoreRow | undefined, field: string): string | null {
  const spec = fieldsOf(table)[field];
  return row === undefined || spec === undefined ? null : formatCell(row[field], spec);
}

/** The edits by which cells of a row become what they are to be; cells that are so already need none. */
export function changedCells(
  table: TableName,
  id: string,
  there: CoreRow,
  cells: Readonly<Record<string, string | null>>,
): CellEdit[] {
  return Object.entries(cells)
    .filter(([field]) => field !== "id")
    .map(([field, after]) => ({
      ...{ table, row: id, field, after },
      before: cellOf(table, there, field),
    }))
    .filter(({ before, after }) => before !== after);
}
