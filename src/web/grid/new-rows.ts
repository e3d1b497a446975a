import { checkCell } from "./check-cell.ts";
import type { Column } from "./columns.ts";
import type { CellEdit, GridRow, TableRows } from "./table-rows.ts";

/** A row that is not saved yet, with what is given for it, by place of the column. */
export function makeDraft(
  key: string,
  id: string,
  columns: readonly Column[],
  given: ReadonlyMap<number, string | null>,
): GridRow {
  const cells = columns.map((column, place) => given.get(place) ?? column.absent);
  if (given.get(0) === undefined) cells[0] = id;
  return { key, version: 0, cells, draft: true };
}

/**
 * An id that no row has: the next number after an id that ends in one, else the id with `-2` behind it.
 */
export function proposeId(from: string, rows: TableRows, taken: ReadonlySet<string>): string {
  const match = /^(.*?)(\d+)$/.exec(from);
  const stem = match?.[1] ?? `${from.slice(0, 76)}-`;
  const digits = match?.[2]?.length ?? 1;
  let number = match === null ? 2 : Number(match[2]) + 1;
  for (;;) {
    const id = `${stem}${String(number).padStart(digits, "0")}`;
    if (!rows.places.has(id) && !taken.has(id)) return id;
    number++;
  }
}

/** What an unsaved row still needs, in words; nothing where it can be saved. */
export function lackOf(
  row: GridRow,
  columns: readonly Column[],
  rows: TableRows,
): string | undefined {
  const id = row.cells[0] ?? "";
  if (rows.places.has(id) && id !== row.key) return `another id than \`${id}\`, which is taken`;
  const lacking = columns.filter(
    (column, place) => checkCell(row.cells[place] ?? null, column).refused,
  );
  return lacking.length === 0 ? undefined : lacking.map((column) => column.name).join(", ");
}

/** The edits that make a row: its id first, then every cell that holds more than an empty one would. */
export function creationEdits(
  table: string,
  row: GridRow,
  columns: readonly Column[],
): readonly CellEdit[] {
  const id = row.cells[0] ?? "";
  return columns.flatMap((column, place): CellEdit[] => {
    const after = row.cells[place] ?? null;
    if (place > 0 && (after === null || after === column.absent)) return [];
    return [{ table, row: id, field: column.name, before: null, after }];
  });
}

/** The edits that end a row: its cells emptied, the last first, and then its id. */
export function endEdits(
  table: string,
  id: string,
  fields: readonly { readonly name: string; readonly absent: string | null }[],
  cells: readonly (string | null)[],
): readonly CellEdit[] {
  const emptied = fields.flatMap(({ name, absent }, place): CellEdit[] => {
    const before = cells[place] ?? null;
    if (name === "id" || before === null || before === absent) return [];
    return [{ table, row: id, field: name, before, after: null }];
  });
  return [...emptied.reverse(), { table, row: id, field: "id", before: id, after: null }];
}
