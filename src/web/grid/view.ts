import type { Arrangement, SortKey } from "./arrange.ts";
import { type Column, columnWidths, defaultWidth } from "./columns.ts";
import { type Filters, formatFilter, parseFilter } from "./filters.ts";

/** What one sees of a table: which rows in what order, and which columns how wide. */
export interface View extends Arrangement {
  readonly hidden: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
}

/** Every row and column, as the table has them. */
export const plainView: View = {
  filters: {},
  sort: [],
  group: null,
  folded: new Set(),
  found: false,
  hidden: [],
  widths: {},
};

/** The parts of a view that stand in an address, so that a link shows a colleague the same rows. */
export function formatView(view: View): Readonly<Record<string, string>> {
  const filters = Object.entries(view.filters).map(([field, filter]) => [
    `f.${field}`,
    formatFilter(filter),
  ]);
  return {
    ...Object.fromEntries(filters),
    ...(view.sort.length === 0 ? {} : { sort: view.sort.map(formatSort).join(",") }),
    ...(view.group === null ? {} : { group: view.group }),
    ...(view.found === true ? { found: "true" } : {}),
    ...(typeof view.found === "string" ? { finding: view.found } : {}),
  };
}

function formatSort({ field, descending }: SortKey): string {
  return `${descending ? "-" : ""}${field}`;
}

/** The inverse of {@link formatView}; what names no column or is no filter is left out. */
export function parseView(
  pairs: Iterable<readonly [string, string]>,
  columns: readonly Column[],
): Pick<View, "filters" | "sort" | "group" | "found"> {
  const names = new Set(columns.map((column) => column.name));
  const filters: Record<string, Filters[string]> = {};
  let sort: SortKey[] = [];
  let group: string | null = null;
  let found: View["found"] = false;
  for (const [name, text] of pairs) {
    const field = name.startsWith("f.") ? name.slice(2) : "";
    const filter = names.has(field) ? parseFilter(text) : undefined;
    if (filter !== undefined) filters[field] = filter;
    if (name === "sort")
      sort = text
        .split(",")
        .map(parseSort)
        .filter((key) => names.has(key.field));
    if (name === "group" && names.has(text)) group = text;
    if (name === "found" && text === "true") found = true;
    if (name === "finding" && /^\w+$/.test(text)) found = text;
  }
  return { filters, sort, group, found };
}

function parseSort(text: string): SortKey {
  return { field: text.replace(/^-/, ""), descending: text.startsWith("-") };
}

/** The parts of a view that a browser keeps for its person: columns and their widths. */
export function formatKept(view: View): string {
  return JSON.stringify({ hidden: view.hidden, widths: view.widths });
}

/** The inverse of {@link formatKept}; nothing where the text is something else. */
export function parseKept(text: string | null): Pick<View, "hidden" | "widths"> {
  const plain = { hidden: [], widths: {} };
  try {
    const kept: unknown = JSON.parse(text ?? "null");
    if (typeof kept !== "object" || kept === null) return plain;
    const { hidden, widths } = kept as Record<string, unknown>;
    const pairs = Object.entries(typeof widths === "object" && widths !== null ? widths : {});
    return {
      hidden: Array.isArray(hidden) ? hidden.filter((name) => typeof name === "string") : [],
      widths: Object.fromEntries(pairs.filter(([, width]) => Number.isFinite(width))),
    };
  } catch {
    return plain;
  }
}

/** A column that is shown, with its place in the table and on the screen. */
export interface ShownColumn {
  readonly column: Column;
  readonly place: number;
  /** Unit: CSS pixels, from the left edge of the first column. */
  readonly left: number;
  readonly width: number;
}

/** The columns that a view shows, from left to right; the id is always there. */
export function showColumns(columns: readonly Column[], view: View): readonly ShownColumn[] {
  let left = 0;
  return columns.flatMap((column, place): ShownColumn[] => {
    if (place > 0 && view.hidden.includes(column.name)) return [];
    const wished = view.widths[column.name] ?? defaultWidth(column);
    const width = Math.max(columnWidths.least, Math.min(columnWidths.most, Math.round(wished)));
    const shown = { column, place, left, width };
    left += width;
    return [shown];
  });
}
