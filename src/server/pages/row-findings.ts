import type { Finding } from "../../base/findings.ts";
import { checkTables } from "../../plan/check.ts";
import type { TableName } from "../../plan/fields.ts";
import type { Plan } from "../../plan/plan.ts";

/** A row that was touched. */
export interface TouchedRow {
  readonly table: TableName;
  readonly id: string;
}

/** Tables that belong to initiatives, whose rows are checked with their initiative and without all others. */
const familyTables: readonly TableName[] = ["initiatives", "packages", "lines", "effects"];

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
  for (const line of lines) if (ofLines.has(line.id)) ofPackages.add(line.package);
  for (const one of packages) if (ofPackages.has(one.id)) owners.add(one.initiative);
  for (const effect of effects) if (ofEffects.has(effect.id)) owners.add(effect.initiative);
  const own = packages.filter((row) => owners.has(row.initiative) || ofPackages.has(row.id));
  const ids = new Set(own.map((row) => row.id));
  return {
    ...plan,
    tables: {
      ...plan.tables,
      initiatives: initiatives.filter((row) => owners.has(row.id)),
      packages: own,
      lines: lines.filter((row) => ids.has(row.package) || ofLines.has(row.id)),
      effects: effects.filter((row) => owners.has(row.initiative) || ofEffects.has(row.id)),
      links: [],
      baseline: [],
    },
  };
}
