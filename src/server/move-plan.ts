import { foldEdits } from "../plan/edit.ts";
import type { TableName } from "../plan/fields.ts";
import type { Edit, Plan, PlanTables } from "../plan/plan.ts";

type Row = Readonly<Record<string, unknown>>;

/** Where rows stand in their table; the same for a table of which only cells have changed. */
const places = new WeakMap<readonly Row[], ReadonlyMap<string, number>>();

/**
 * A plan after edits that all fit it; nothing where one does not.
 *
 * Quick in a plan of any size where edits change cells and neither make nor end rows: only the rows that they touch are
 * folded.
 */
export function movePlan(plan: Plan, edits: readonly Edit[]): Plan | undefined {
  if (edits.some(({ field }) => field === "id")) {
    const whole = foldEdits(plan, edits);
    return whole.problems.length > 0 ? undefined : whole.plan;
  }
  const touched = new Map<TableName, number[]>();
  for (const { table, row } of new Map(
    edits.map((one) => [`${one.table}/${one.row}`, one]),
  ).values()) {
    const place = placesOf(rowsOf(plan, table)).get(row);
    if (place === undefined) return undefined;
    touched.set(table, [...(touched.get(table) ?? []), place]);
  }
  const part = replaceTables(plan, touched, (rows, at) =>
    at.flatMap((place): Row[] => {
      const row = rows[place];
      return row === undefined ? [] : [row];
    }),
  );
  const folded = foldEdits(part, edits);
  if (folded.problems.length > 0) return undefined;
  return replaceTables(plan, touched, (rows, at, table) => {
    const moved = [...rows];
    const fresh = rowsOf(folded.plan, table);
    for (const [index, place] of at.entries()) {
      const row = fresh[index];
      if (row !== undefined) moved[place] = row;
    }
    places.set(moved, placesOf(rows));
    return moved;
  });
}

function replaceTables(
  plan: Plan,
  touched: ReadonlyMap<TableName, readonly number[]>,
  replace: (rows: readonly Row[], at: readonly number[], table: TableName) => readonly Row[],
): Plan {
  const changed = [...touched].map(([table, at]) => [
    table,
    replace(rowsOf(plan, table), at, table),
  ]);
  const tables = { ...plan.tables, ...Object.fromEntries(changed) } as PlanTables;
  return { ...plan, tables };
}

function rowsOf(plan: Plan, table: TableName): readonly Row[] {
  return plan.tables[table] as unknown as readonly Row[];
}

/** Where each row of a table of a plan stands, by its id. */
export function placesOf(rows: readonly Row[]): ReadonlyMap<string, number> {
  const known = places.get(rows);
  if (known !== undefined) return known;
  const fresh = new Map(rows.map((row, at) => [String(row.id), at]));
  places.set(rows, fresh);
  return fresh;
}
