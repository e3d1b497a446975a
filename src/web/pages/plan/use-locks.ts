import { useEffect, useMemo, useState } from "react";
import type { Column } from "../../grid/columns.ts";
import { type FieldOf, lockOfRow, lockOfTable } from "../../grid/rights.ts";
import { findRow, type GridRow, type TableRows } from "../../grid/table-rows.ts";
import { usePlan } from "../../plan-context.tsx";
import { readTablePages } from "./read-table.ts";

/** Why rows may not be edited. */
export interface Locks {
  /** Why nothing of the table may be edited. */
  readonly table: string | undefined;
  readonly lockOf: (row: GridRow) => string | undefined;
}

/** Tables that must be known to tell whose a row is. */
const behind: Readonly<Record<string, readonly string[]>> = {
  packages: ["initiatives"],
  effects: ["initiatives"],
  links: ["initiatives"],
  lines: ["initiatives", "packages"],
};

/** Tells which rows this person may edit, and why not the others. The server decides; this only says it early. */
export function useLocks(table: string, columns: readonly Column[]): Locks {
  const { plan, branch, branchHead, may } = usePlan();
  const [looked, setLooked] = useState<
    ReadonlyMap<string, Readonly<Record<string, string | null>>>
  >(new Map());
  const needs = may.edit && !may.everywhere;
  useEffect(() => {
    const stop = new AbortController();
    for (const other of needs ? (behind[table] ?? []) : []) {
      const found = new Map<string, Record<string, string | null>>();
      void readTablePages(
        { plan, branch, table: other },
        ({ columns: names, rows }) => {
          for (const row of rows) {
            const cells = names.map((name, place) => [name, row.cells[place] ?? null] as const);
            found.set(`${other} ${row.id}`, Object.fromEntries(cells));
          }
        },
        stop.signal,
      )
        .then(() => setLooked((old) => new Map([...old, ...found])))
        // Without these rows nothing can be told early, and the server judges.
        .catch(() => {});
    }
    return () => stop.abort();
  }, [plan, branch, table, needs]);
  return useMemo(() => {
    const look: FieldOf = (of, row, field) => looked.get(`${of} ${row}`)?.[field];
    const whole = lockOfTable(may, branchHead?.state ?? "open", table);
    const places = new Map(columns.map((column, place) => [column.name, place]));
    const lockOf = (row: GridRow) => {
      if (whole !== undefined) return whole;
      if (row.draft) return undefined;
      const field = (name: string) => row.cells[places.get(name) ?? -1];
      return lockOfRow(may, table, field, look);
    };
    return { table: whole, lockOf };
  }, [may, branchHead, table, columns, looked]);
}

/** Why the row of a key may not be edited. */
export function lockOfKey(locks: Locks, rows: TableRows, key: string): string | undefined {
  const row = findRow(rows, key);
  return row === undefined ? undefined : locks.lockOf(row);
}
