import { type Column, isList } from "./columns.ts";

/** What a filter asks of a column's cells. */
export type Filter =
  /** The text holds this, whatever the case of its letters. */
  | { readonly kind: "has"; readonly text: string }
  /** One of these values; of a list, any of its items; empty for an empty cell. */
  | { readonly kind: "in"; readonly values: readonly string[] }
  /** From one number or day to another, both included; nothing is no bound. */
  | { readonly kind: "range"; readonly from: string | null; readonly to: string | null };

/** Filters by the name of their column; a row passes all. */
export type Filters = Readonly<Record<string, Filter>>;

/** The kind of filter that suits a column. */
export function filterKind(column: Column): Filter["kind"] {
  switch (column.spec.type) {
    case "money":
    case "number":
    case "integer":
    case "date":
      return "range";
    case "text":
    case "id":
      return "has";
    default:
      return "in";
  }
}

/** A test of cells, made once and used on every row. */
export function matcherOf(filter: Filter, column: Column): (text: string | null) => boolean {
  if (filter.kind === "has") {
    const wanted = filter.text.toLowerCase();
    return (text) => text?.toLowerCase().includes(wanted) === true;
  }
  if (filter.kind === "in") {
    const wanted = new Set(filter.values);
    if (!isList(column)) return (text) => wanted.has(text ?? "");
    return (text) => (text ?? "").split(";").some((item) => wanted.has(item));
  }
  return matchRange(filter.from, filter.to, column);
}

function matchRange(from: string | null, to: string | null, column: Column) {
  if (column.spec.type === "date") {
    return (text: string | null) =>
      text !== null && (from === null || text >= from) && (to === null || text <= to);
  }
  const least = from === null ? Number.NEGATIVE_INFINITY : Number(from);
  const most = to === null ? Number.POSITIVE_INFINITY : Number(to);
  return (text: string | null) => text !== null && Number(text) >= least && Number(text) <= most;
}

/** A filter as it stands in an address: `has:boats`, `in:UKR;GEO`, `1000..2000`. */
export function formatFilter(filter: Filter): string {
  switch (filter.kind) {
    case "has":
      return `has:${filter.text}`;
    case "in":
      return `in:${filter.values.join(";")}`;
    case "range":
      return `${filter.from ?? ""}..${filter.to ?? ""}`;
  }
}

/** The inverse of {@link formatFilter}; nothing where the text is no filter. */
export function parseFilter(text: string): Filter | undefined {
  if (text.startsWith("has:") && text.length > 4) return { kind: "has", text: text.slice(4) };
  if (text.startsWith("in:")) return { kind: "in", values: text.slice(3).split(";") };
  const bound = String.raw`(-?\d+(?:\.\d+)?|\d{4}-\d{2}-\d{2})?`;
  const range = new RegExp(String.raw`^${bound}\.\.${bound}$`).exec(text);
  if (range === null || (range[1] === undefined && range[2] === undefined)) return undefined;
  return { kind: "range", from: range[1] ?? null, to: range[2] ?? null };
}

/** A filter in words, for the list of what is filtered. */
export function sayFilter(filter: Filter): string {
  switch (filter.kind) {
    case "has":
      return `holds “${filter.text}”`;
    case "in":
      return filter.values.map((value) => (value === "" ? "blank" : value)).join(" or ");
    case "range":
      if (filter.from === null) return `at most ${filter.to}`;
      return filter.to === null ? `at least ${filter.from}` : `from ${filter.from} to ${filter.to}`;
  }
}
