import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { KnownRows } from "../../grid/check-cell.ts";
import type { Column } from "../../grid/columns.ts";
import { useLiveEvents } from "../../live/live-context.tsx";
import { readTablePages } from "./read-table.ts";

/** Names of the rows that columns point to, as far as they are needed. */
export interface KnownNames {
  readonly known: KnownRows;
  /** Loads the names that a column takes, if they are not known yet. */
  readonly need: (column: Column) => void;
}

/** Tables with more rows are read only when somebody edits a column that points to them. */
const readAtOnce = 2000;

/** Fields that name a row, the best first. */
const naming = ["name", "statement", "subject"];

/** Keeps the names of rows that the columns of a table point to. */
export function useKnownRows(
  plan: string,
  branch: string,
  columns: readonly Column[],
  counts: Readonly<Record<string, number | undefined>>,
): KnownNames {
  const [tables, setTables] = useState<ReadonlyMap<string, ReadonlyMap<string, string>>>(new Map());
  const [wanted, setWanted] = useState<ReadonlySet<string>>(
    () =>
      new Set(
        columns
          .flatMap(({ target }) => (target === null ? [] : [target]))
          .filter((target) => (counts[tableOf(target)] ?? 0) <= readAtOnce),
      ),
  );
  const reading = useRef(new Set<string>());
  useEffect(() => {
    for (const target of wanted) {
      if (tables.has(target) || reading.current.has(target)) continue;
      reading.current.add(target);
      void readNames(plan, branch, target)
        .then((names) => setTables((old) => new Map(old).set(target, names)))
        // Without names a column takes any id, and the server judges it.
        .catch(() => {})
        .finally(() => reading.current.delete(target));
    }
  }, [plan, branch, wanted, tables]);
  useLiveEvents((event) => {
    if (event.kind !== "change" || event.change.branch !== branch) return;
    const named = event.change.edits.filter(
      (edit) => edit.field === "id" || naming.includes(edit.field) || edit.field === "scale",
    );
    const touched = new Set<string>(named.map((edit) => edit.table));
    if (touched.size === 0) return;
    setTables((old) => new Map([...old].filter(([target]) => !touched.has(tableOf(target)))));
  });
  const need = useCallback((column: Column) => {
    const { target } = column;
    if (target !== null) setWanted((old) => (old.has(target) ? old : new Set(old).add(target)));
  }, []);
  return useMemo(() => ({ known: tables, need }), [tables, need]);
}

function tableOf(target: string): string {
  return target.split("/")[0] ?? target;
}

async function readNames(plan: string, branch: string, target: string) {
  const [table = target, scale] = target.split("/");
  const names = new Map<string, string>();
  await readTablePages(
    { plan, branch, table },
    ({ columns, rows }) => {
      const place = naming.map((field) => columns.indexOf(field)).find((at) => at >= 0) ?? -1;
      for (const row of rows) names.set(row.id, row.cells[place] ?? "");
    },
    new AbortController().signal,
    scale === undefined ? [] : [`scale=${scale}`],
  );
  return names;
}
