import type { Finding } from "../../base/findings.ts";
import { checkTables } from "../../plan/check.ts";
import { fieldsOf, type TableName, tableNames } from "../../plan/fields.ts";
import type { Plan } from "../../plan/plan.ts";
import { placesOf } from "../move-plan.ts";

/** A row that was touched. */
export interface TouchedRow {
  readonly table: TableName;
  readonly id: string;
}

/** Tables that belong to initiatives, whose rows are checked with their initiative and without all others. */
const familyTables: readonly TableName[] = ["initiatives", "packages", "lines", "effects"];

/** Tables that only name initiatives, or what belongs to them: what is found in these does not depend on them. */
const namingTables: readonly TableName[] = tableNames.filter(
  (table) =>
    !familyTables.includes(table) &&
    Object.values(fieldsOf(table)).some(
      (spec) =>
        (spec.type === "reference" || spec.type === "references") &&
        familyTables.includes(spec.to as TableName),
    ),
);

/**
 * What is found in some rows now, by a look at them and at what they belong to; quick in a plan of any size.
 *
 * The law, and what only shows when the whole plan is looked at, are left to the check of the whole.
 */
export function findingsOfRows(
  plan: Plan,
  accountCodes: readonly string[],
  rows: readonly TouchedRow[],
): readonly Finding[] {
  const touched = new Set(rows.map(({ table, id }) => `${table}.csv\n${id}`));
  const alone = rows.every(({ table }) => familyTables.includes(table));
  const part = alone ? familyOf(plan, rows) : plan;
  return checkTables({ ...part, scenarios: [] }, accountCodes).filter(({ at }) =>
    touched.has(`${at.file}\n${at.id}`),
  );
}

/** The plan with only those initiatives, packages, lines and effects that belong together with the rows. */
function familyOf(plan: Plan, rows: readonly TouchedRow[]): Plan {
  const { initiatives, packages, lines, effects } = plan.tables;
  const idsOf = (table: TableName) =>
    new Set(rows.filter((row) => row.table === table).map((row) => row.id));
  const [ofLines, ofPackages, ofEffects] = [idsOf("lines"), idsOf("packages"), idsOf("effects")];
  const owners = idsOf("initiatives");
  const [theseLines, theseEffects] = [pick(lines, "id", ofLines), pick(effects, "id", ofEffects)];
  for (const line of theseLines) ofPackages.add(line.package);
  const thesePackages = pick(packages, "id", ofPackages);
  for (const one of [...thesePackages, ...theseEffects]) owners.add(one.initiative);
  // What belongs to nobody is looked at, too.
  const own = [...new Set([...pick(packages, "initiative", owners), ...thesePackages])];
  const ids = new Set(own.map((row) => row.id));
  return {
    ...plan,
    tables: {
      ...plan.tables,
      ...Object.fromEntries(namingTables.map((table) => [table, []])),
      initiatives: pick(initiatives, "id", owners),
      packages: own,
      lines: [...new Set([...pick(lines, "package", ids), ...theseLines])],
      effects: [...new Set([...pick(effects, "initiative", owners), ...theseEffects])],
      baseline: [],
    },
  };
}

function pickById<R extends Readonly<Record<string, unknown>>>(
  rows: readonly R[],
  ids: ReadonlySet<string>,
): R[] {
  const places = placesOf(rows);
  return [...ids].flatMap((id) => {
    const row = rows[places.get(id) ?? -1];
    return row === undefined ? [] : [row];
  });
}

interface Grouped {
  readonly rows: Map<string, unknown[]>;
}

/** Rows by what a field of theirs holds, for tables that were asked for before and have not changed since. */
const grouped = new WeakMap<readonly unknown[], Map<string, Grouped | "asked">>();

/**
 * The rows of which a field holds one of some values.
 *
 * A table that is asked again is sorted by the field first: edits of other tables then need no look at all its rows.
 */
function pick<R extends Readonly<Record<F, unknown>>, F extends string>(
  rows: readonly R[],
  field: F,
  values: ReadonlySet<string>,
): R[] {
  if (values.size === 0) return [];
  if (field === "id") return pickById(rows, values);
  const byField = grouped.get(rows) ?? new Map<string, Grouped | "asked">();
  grouped.set(rows, byField);
  const known = byField.get(field);
  if (known === undefined) {
    byField.set(field, "asked");
    return rows.filter((row) => values.has(String(row[field])));
  }
  const groups = known === "asked" ? Map.groupBy(rows, (row) => String(row[field])) : known.rows;
  byField.set(field, { rows: groups as Map<string, unknown[]> });
  return [...values].flatMap((value) => (groups.get(value) ?? []) as R[]);
}
