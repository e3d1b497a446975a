import { compareText } from "../base/findings.ts";
import type { FiscalYear } from "../base/fiscal.ts";
import type { TableName } from "../plan/fields.ts";
import type {
  BaselineRow,
  Case,
  CaseEvent,
  Directive,
  Initiative,
  Line,
  NoticeRow,
  Package,
  Plan,
  RowOf,
} from "../plan/plan.ts";

/** The rows of a plan as casework looks them up. */
export interface PlanRows {
  readonly plan: Plan;
  find<T extends TableName>(table: T, id: string | undefined): RowOf<T> | undefined;
  readonly eventsOf: ReadonlyMap<string, readonly CaseEvent[]>;
  readonly noticesOf: ReadonlyMap<string, readonly NoticeRow[]>;
  readonly packagesOf: ReadonlyMap<string, readonly Package[]>;
  readonly linesOf: ReadonlyMap<string, readonly Line[]>;
  readonly stepsOf: ReadonlyMap<string, readonly RowOf<"steps">[]>;
  /** The record of a fiscal year. */
  baselineOf(year: FiscalYear): readonly BaselineRow[];
}

/** A row with the table in which it stands. */
export interface TableRow {
  readonly table: TableName;
  readonly row: Readonly<Record<string, unknown>> & { readonly id: string };
}

/** The rows of a plan by what casework asks of them. Each table is looked through once, when it is first asked for. */
export function lookUpRows(plan: Plan): PlanRows {
  const { tables } = plan;
  const byId = new Map<TableName, ReadonlyMap<string, unknown>>();
  const find = <T extends TableName>(table: T, id: string | undefined): RowOf<T> | undefined => {
    let rows = byId.get(table);
    if (rows === undefined) {
      const list = tables[table] as readonly { readonly id: string }[];
      rows = new Map(list.map((row) => [row.id, row]));
      byId.set(table, rows);
    }
    return id === undefined ? undefined : (rows.get(id) as RowOf<T> | undefined);
  };
  let years: ReadonlyMap<string, readonly BaselineRow[]> | undefined;
  const baselineOf = (year: FiscalYear): readonly BaselineRow[] => {
    years ??= groupRows(tables.baseline, (row) => String(row.fiscal_year));
    return years.get(String(year)) ?? [];
  };
  return {
    ...{ plan, find, baselineOf },
    eventsOf: groupRows(tables.events, (row) => row.case),
    noticesOf: groupRows(tables.notices, (row) => row.case),
    packagesOf: groupRows(tables.packages, (row) => row.initiative),
    linesOf: groupRows(tables.lines, (row) => row.package),
    stepsOf: groupRows(tables.steps, (row) => row.condition),
  };
}

/** Rows by a key, each list in the order of the table. */
export function groupRows<R>(
  rows: readonly R[],
  keyOf: (row: R) => string,
): ReadonlyMap<string, readonly R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

/** The initiatives that a case decides: its own, or that of its transfer, or those of its condition. */
export function initiativesOf(rows: PlanRows, row: Case): readonly Initiative[] {
  const transfer = rows.find("transfers", row.transfer);
  const condition = rows.find("conditions", row.condition);
  const ids = new Set([
    ...(row.initiative === undefined ? [] : [row.initiative]),
    ...(transfer?.initiative === undefined ? [] : [transfer.initiative]),
    ...(condition?.initiatives ?? []),
  ]);
  return [...ids].flatMap((id) => rows.find("initiatives", id) ?? []);
}

/** The authorities of a case's initiatives whose money its process decides, sorted. */
export function authoritiesOf(
  rows: PlanRows,
  { accounts: decided }: { readonly accounts: readonly string[] },
  row: Case,
): readonly string[] {
  const codes = initiativesOf(rows, row).flatMap(({ accounts }) => accounts);
  const own = decided.length === 0 ? codes : codes.filter((code) => decided.includes(code));
  return [...new Set(own)].sort(compareText);
}

/** The tranche that a case decides, where its condition names one. */
export function trancheOf(rows: PlanRows, row: Case): Directive | undefined {
  return rows.find("directives", rows.find("conditions", row.condition)?.tranche);
}

/** The rows that a case is about: what is signed in it, and what it may not go without. */
export function packageRowsOf(rows: PlanRows, row: Case): readonly TableRow[] {
  const found: TableRow[] = [];
  const add = (table: TableName, more: readonly unknown[]): void => {
    for (const each of more) found.push({ table, row: each as TableRow["row"] });
  };
  const one = <T extends TableName>(table: T, id: string | undefined): void => {
    const each = rows.find(table, id);
    if (each !== undefined) add(table, [each]);
  };
  one("initiatives", row.initiative);
  const packages = rows.packagesOf.get(row.initiative ?? "") ?? [];
  add("packages", packages);
  for (const each of packages) add("lines", rows.linesOf.get(each.id) ?? []);
  one("transfers", row.transfer);
  one("units", row.unit);
  one("conditions", row.condition);
  add("steps", rows.stepsOf.get(row.condition ?? "") ?? []);
  const tranche = trancheOf(rows, row);
  if (tranche !== undefined) add("directives", [tranche]);
  add("notices", rows.noticesOf.get(row.id) ?? []);
  return found;
}
