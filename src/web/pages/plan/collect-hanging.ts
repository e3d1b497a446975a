import type { FieldShape } from "../../grid/columns.ts";
import { endEdits } from "../../grid/new-rows.ts";
import type { CellEdit } from "../../grid/table-rows.ts";

/** A table with its fields, as the API tells them. */
export interface TableShape {
  readonly table: string;
  readonly fields: readonly FieldShape[];
}

/** A row with its cells in the order of its table's fields. */
export interface HangingRow {
  readonly id: string;
  readonly cells: readonly (string | null)[];
}

/** Rows of a table whose field names one of some ids. */
export type ReadNaming = (
  table: string,
  field: string,
  ids: readonly string[],
) => Promise<readonly HangingRow[]>;

/** What ending some rows brings with it. */
export interface Ending {
  /** Rows that end too, since they cannot be without one that ends, by table. */
  readonly ended: ReadonlyMap<string, readonly string[]>;
  /** Cells that no longer name a row that ends. */
  readonly cleared: readonly {
    readonly table: string;
    readonly row: string;
    readonly field: string;
  }[];
  /** All edits, in an order in which they apply. */
  readonly edits: readonly CellEdit[];
}

/** Filters that would widen to everything when their last name goes. */
const filters: Readonly<Record<string, readonly string[]>> = {
  directives: ["partners"],
  limits: ["partners", "initiatives"],
};

/**
 * What must be done to end rows: rows that need them end with them, and so on down; others no longer name them.
 *
 * A directive or limit whose filter would become empty ends too, since it would then hold for everything.
 */
export async function collectEnding(
  tables: readonly TableShape[],
  table: string,
  rows: readonly HangingRow[],
  read: ReadNaming,
): Promise<Ending> {
  const ending = new Map<string, Map<string, HangingRow>>([
    [table, new Map(rows.map((row) => [row.id, row]))],
  ]);
  const order: { readonly table: string; readonly row: HangingRow }[] = rows.map((row) => ({
    table,
    row,
  }));
  const named = new Map<
    string,
    { table: string; row: HangingRow; gone: Map<string, Set<string>> }
  >();
  let fresh = new Map([[table, rows.map((row) => row.id)]]);
  while (fresh.size > 0) {
    const next = new Map<string, string[]>();
    for (const [to, ids] of fresh) {
      for (const one of tables) {
        for (const [place, field] of one.fields.entries()) {
          if (field.to !== to) continue;
          for (const row of await read(one.table, field.name, ids)) {
            if (ending.get(one.table)?.has(row.id)) continue;
            const key = `${one.table} ${row.id}`;
            const entry = named.get(key) ?? { table: one.table, row, gone: new Map() };
            named.set(key, entry);
            const gone = entry.gone.get(field.name) ?? new Set();
            for (const id of ids) gone.add(id);
            entry.gone.set(field.name, gone);
            if (!falls(one.table, field, row.cells[place] ?? "", gone)) continue;
            const ended = ending.get(one.table) ?? new Map();
            ending.set(one.table, ended.set(row.id, row));
            order.push({ table: one.table, row });
            next.set(one.table, [...(next.get(one.table) ?? []), row.id]);
          }
        }
      }
    }
    fresh = next;
  }
  const first = new Set(rows.map((row) => row.id));
  return describeEnding(tables, { table, first }, { ending, order }, [...named.values()]);
}

function falls(table: string, field: FieldShape, cell: string, gone: ReadonlySet<string>): boolean {
  const left = cell.split(";").filter((id) => !gone.has(id));
  if (left.length > 0) return false;
  return field.required || (filters[table] ?? []).includes(field.name);
}

interface Named {
  readonly table: string;
  readonly row: HangingRow;
  /** Ids that end, by the field that names them. */
  readonly gone: ReadonlyMap<string, ReadonlySet<string>>;
}

function describeEnding(
  tables: readonly TableShape[],
  { table, first }: { readonly table: string; readonly first: ReadonlySet<string> },
  found: {
    readonly ending: ReadonlyMap<string, ReadonlyMap<string, HangingRow>>;
    readonly order: readonly { readonly table: string; readonly row: HangingRow }[];
  },
  named: readonly Named[],
): Ending {
  const { ending, order } = found;
  const shapes = new Map(tables.map((one) => [one.table, one.fields]));
  const edits: CellEdit[] = [];
  const cleared: { table: string; row: string; field: string }[] = [];
  for (const { table: of, row, gone } of named) {
    if (ending.get(of)?.has(row.id)) continue;
    for (const [field, ids] of gone) {
      const place = shapes.get(of)?.findIndex((one) => one.name === field) ?? -1;
      const before = row.cells[place] ?? null;
      const left = (before ?? "").split(";").filter((id) => id !== "" && !ids.has(id));
      const after = left.length === 0 ? null : left.join(";");
      if (before === after) continue;
      edits.push({ table: of, row: row.id, field, before, after });
      cleared.push({ table: of, row: row.id, field });
    }
  }
  // Whoever hangs on a row ends before it.
  for (const { table: of, row } of [...order].reverse()) {
    const fields = (shapes.get(of) ?? []).map(({ name, default: absent }) => ({ name, absent }));
    edits.push(...endEdits(of, row.id, fields, row.cells));
  }
  const ended = new Map(
    [...ending]
      .map(
        ([of, rows]) =>
          [of, [...rows.keys()].filter((id) => of !== table || !first.has(id))] as const,
      )
      .filter(([, ids]) => ids.length > 0),
  );
  return { ended, cleared, edits };
}
