import { compareText } from "../../base/findings.ts";
import { cents, formatDollars, parseDollars } from "../../base/money.ts";
import { type Column, isNumeric } from "./columns.ts";
import { type Filters, matcherOf } from "./filters.ts";
import type { GridRow, TableRows } from "./table-rows.ts";

/** A column by which rows are sorted. */
export interface SortKey {
  readonly field: string;
  readonly descending: boolean;
}

/** Which rows are shown, and in what order. */
export interface Arrangement {
  readonly filters: Filters;
  readonly sort: readonly SortKey[];
  /** The column by which rows are grouped. */
  readonly group: string | null;
  /** Values of groups that are folded. */
  readonly folded: ReadonlySet<string>;
  /** Only rows in which something is found, or a finding of this code. */
  readonly found: boolean | string;
}

/** Every row, in the order of the table. */
export const plainArrangement: Arrangement = {
  filters: {},
  sort: [],
  group: null,
  folded: new Set(),
  found: false,
};

/** A line of the grid: a row, or the head of a group. */
export type Line =
  | { readonly kind: "row"; readonly key: string }
  | {
      readonly kind: "group";
      readonly value: string;
      readonly keys: readonly string[];
      readonly folded: boolean;
    };

/**
 * The lines that an arrangement shows. Rows that are not saved yet stand at the end, whatever is filtered.
 *
 * Rows that are equal keep the order of the table.
 */
export function arrangeRows(
  rows: TableRows,
  columns: readonly Column[],
  arrangement: Arrangement,
  hasFindings: (key: string, code?: string) => boolean,
): readonly Line[] {
  const passes = rowTest(columns, arrangement.filters);
  const { found } = arrangement;
  const code = typeof found === "string" ? found : undefined;
  const saved = rows.list.filter(
    (row) => !row.draft && passes(row) && (found === false || hasFindings(row.key, code)),
  );
  const drafts = rows.list.filter((row) => row.draft);
  const sorted = [...sortRows(saved, columns, arrangement.sort), ...drafts];
  const place = columns.findIndex((column) => column.name === arrangement.group);
  const column = columns[place];
  if (column === undefined) return sorted.map((row) => ({ kind: "row", key: row.key }));
  return groupRows(sorted, place, column, arrangement);
}

function rowTest(columns: readonly Column[], filters: Filters): (row: GridRow) => boolean {
  const tests = Object.entries(filters).flatMap(([name, filter]) => {
    const place = columns.findIndex((column) => column.name === name);
    const column = columns[place];
    return column === undefined ? [] : [{ place, matches: matcherOf(filter, column) }];
  });
  return (row) => tests.every(({ place, matches }) => matches(row.cells[place] ?? null));
}

/** The order of a column's values: numbers by size, choices in their own order, texts by letters; blanks last. */
function comparerOf(column: Column): (a: string, b: string) => number {
  if (isNumeric(column)) return (a, b) => Number(a) - Number(b);
  if (column.spec.type === "choice") {
    const places = new Map((column.values ?? []).map((value, place) => [value, place]));
    return (a, b) => (places.get(a) ?? 1e9) - (places.get(b) ?? 1e9) || compareText(a, b);
  }
  return compareText;
}

function sortRows(
  rows: readonly GridRow[],
  columns: readonly Column[],
  sort: readonly SortKey[],
): readonly GridRow[] {
  const keys = sort.flatMap(({ field, descending }) => {
    const place = columns.findIndex((column) => column.name === field);
    const column = columns[place];
    if (column === undefined) return [];
    return [{ place, compare: comparerOf(column), sign: descending ? -1 : 1, column }];
  });
  if (keys.length === 0) return rows;
  // Letters are folded once per row, not once per comparison.
  const folds = rows.map((row) => ({
    row,
    texts: keys.map(({ place, column }) => {
      const text = row.cells[place] ?? null;
      return text !== null && column.spec.type === "text" ? text.toLowerCase() : text;
    }),
  }));
  folds.sort((a, b) => {
    for (const [index, { compare, sign }] of keys.entries()) {
      const [left, right] = [a.texts[index] ?? null, b.texts[index] ?? null];
      if (left === right) continue;
      if (left === null) return 1;
      if (right === null) return -1;
      const order = compare(left, right);
      if (order !== 0) return sign * order;
    }
    return 0;
  });
  return folds.map(({ row }) => row);
}

function groupRows(
  rows: readonly GridRow[],
  place: number,
  column: Column,
  { sort, folded }: Arrangement,
): readonly Line[] {
  const groups = new Map<string, string[]>();
  for (const row of rows) {
    const value = row.cells[place] ?? "";
    const keys = groups.get(value);
    if (keys === undefined) groups.set(value, [row.key]);
    else keys.push(row.key);
  }
  const compare = comparerOf(column);
  const sign = sort.find((key) => key.field === column.name)?.descending === true ? -1 : 1;
  const values = [...groups.keys()].sort((a, b) => {
    if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1;
    return sign * compare(a, b);
  });
  return values.flatMap((value): Line[] => {
    const keys = groups.get(value) ?? [];
    const isFolded = folded.has(value);
    const head: Line = { kind: "group", value, keys, folded: isFolded };
    return isFolded ? [head] : [head, ...keys.map((key): Line => ({ kind: "row", key }))];
  });
}

/**
 * The sum of a money column over some rows, or nothing of another column.
 *
 * Unit: dollars, as files write them.   Cells that are no amount count nothing; the grid marks them.
 */
export function sumColumn(
  rows: TableRows,
  keys: Iterable<string>,
  place: number,
  column: Column,
): string | undefined {
  if (column.spec.type !== "money") return undefined;
  let total = 0;
  for (const key of keys) {
    const text = rows.list[rows.places.get(key) ?? -1]?.cells[place];
    const amount = text === null || text === undefined ? 0 : parseDollars(text, true);
    if (typeof amount === "number") total += amount;
  }
  return formatDollars(cents(total));
}
