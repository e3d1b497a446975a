import type { FindingWords } from "../base/findings.ts";
import { findNearest } from "../base/ids.ts";
import type { Collector } from "./collect.ts";
import type { TableName } from "./fields.ts";
import type { PlanFindingCode } from "./finding-kinds.ts";
import type { Plan, PlanTables, RowOf } from "./plan.ts";

/** What the checks of a plan share: the plan, rows by id, and where findings go. */
export interface Check {
  readonly plan: Plan;
  readonly tables: PlanTables;
  readonly accountCodes: readonly string[];
  find<T extends TableName>(table: T, id: string): RowOf<T> | undefined;
  /** Adds a finding about a row, and a field of it where one is to blame. */
  add(
    code: PlanFindingCode,
    table: TableName,
    id: string,
    field: string,
    words: FindingWords,
  ): void;
  /** The nearest of many names, as long as searching them all stays quick. */
  findNearest(name: string, known: Iterable<string>, size: number): string | undefined;
  idsOf(table: TableName): Iterable<string>;
}

/** Names compared in the search for nearest ones, in all: more would keep a person waiting. */
const comparisonsAllowed = 1_000_000;

/** What the checks of one plan share. */
export function makeCheck(
  plan: Plan,
  accountCodes: readonly string[],
  collector: Collector,
): Check {
  const indexes = new Map<TableName, Map<string, unknown>>();
  let comparisons = 0;
  const indexOf = (table: TableName): Map<string, unknown> => {
    let index = indexes.get(table);
    if (index === undefined) {
      index = new Map();
      for (const row of plan.tables[table]) index.set(row.id, row);
      indexes.set(table, index);
    }
    return index;
  };
  return {
    plan,
    tables: plan.tables,
    accountCodes,
    find: <T extends TableName>(table: T, id: string) =>
      indexOf(table).get(id) as RowOf<T> | undefined,
    add: (code, table, id, field, words) =>
      collector.add(code, { file: `${table}.csv`, field, id }, words),
    findNearest(name, known, size) {
      comparisons += size;
      return comparisons > comparisonsAllowed ? undefined : findNearest(name, known);
    },
    idsOf: (table) => indexOf(table).keys(),
  };
}

/** Rows that share a key with an earlier row, each with that earlier row. */
export function findRepeated<R>(
  rows: readonly R[],
  keyOf: (row: R) => string,
): { readonly row: R; readonly first: R }[] {
  const seen = new Map<string, R>();
  const repeated: { row: R; first: R }[] = [];
  for (const row of rows) {
    const key = keyOf(row);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, row);
    else repeated.push({ row, first });
  }
  return repeated;
}

/** A key of several values; lists count as sets. */
export function keyOf(...parts: readonly (string | number | undefined | readonly string[])[]) {
  return JSON.stringify(
    parts.map((part) => (Array.isArray(part) ? [...part].sort() : (part ?? null))),
  );
}
