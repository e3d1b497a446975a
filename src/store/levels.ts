import { fieldsOf, type TableName } from "../plan/fields.ts";
import { anchorOf, referenceFields } from "./plan-columns.ts";

/** How sensitive rows can be, in rising order; a level is a place in it. */
export const handlings = ["public", "internal", "restricted"] as const;

/** What the level of a row depends on. Keys name rows: `table/id`. */
export interface LevelNode {
  readonly table: TableName;
  readonly id: string;
  /** By its own handling. */
  readonly own: number;
  /** Rows with which it stands and falls. */
  readonly carried: readonly string[];
  /** Lists of rows: it is withheld where all rows of a list are. */
  readonly lists: readonly (readonly string[])[];
  /** Rows that it only names. */
  readonly named: readonly string[];
}

/** The level of a row, and that of the most sensitive row that it names. */
export interface RowLevels {
  readonly level: number;
  readonly listLevel: number;
}

/** The name of a row among all rows of a plan. */
export function keyOfRow(table: TableName, id: string): string {
  return `${table}/${id}`;
}

/** What the level of a row depends on; `least` is a level that it has in any case. */
export function levelNodeOf(
  table: TableName,
  row: Readonly<Record<string, unknown>>,
  least = 0,
): LevelNode {
  const carried: string[] = [];
  const lists: string[][] = [];
  const named: string[] = [];
  const anchor = anchorOf(table, row);
  if (anchor !== undefined) carried.push(keyOfRow(anchor.table, anchor.id));
  for (const one of referenceFields) {
    if (one.table !== table) continue;
    const value = row[one.field];
    if (typeof value === "string") {
      (one.carries ? carried : named).push(keyOfRow(one.to, value));
    } else if (Array.isArray(value) && value.length > 0) {
      lists.push(value.map((id) => keyOfRow(one.to, String(id))));
    }
  }
  const own = Math.max(least, levelOfHandling(table, row));
  return { table, id: String(row.id), own, carried, lists, named };
}

function levelOfHandling(table: TableName, row: Readonly<Record<string, unknown>>): number {
  if (!("handling" in fieldsOf(table))) return 0;
  return Math.max(0, handlings.indexOf(row.handling as (typeof handlings)[number]));
}

/** The levels of rows; `outside` knows those of the other rows, and says 0 of rows that are not there. */
export function computeLevels(
  nodes: ReadonlyMap<string, LevelNode>,
  outside: (key: string) => number,
): Map<string, RowLevels> {
  const levels = new Map<string, number>();
  for (const [key, node] of nodes) levels.set(key, node.own);
  const levelOf = (key: string) => levels.get(key) ?? outside(key);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [key, node] of nodes) {
      const level = Math.max(
        node.own,
        ...node.carried.map(levelOf),
        ...node.lists.map((list) => Math.min(...list.map(levelOf))),
      );
      if (level === levels.get(key)) continue;
      levels.set(key, level);
      changed = true;
    }
  }
  const result = new Map<string, RowLevels>();
  for (const [key, { lists, named }] of nodes) {
    const names = [...named, ...lists.flat()].map(levelOf);
    result.set(key, { level: levels.get(key) ?? 0, listLevel: Math.max(0, ...names) });
  }
  return result;
}
