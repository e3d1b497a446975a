import type { AddressQuery } from "../../addresses.ts";

/**
 * What the page Plan is asked to show: one row of a table by its id, or the rows of which a field holds something.
 *
 * A field that names other rows is filtered by value, an id by its text; so the page's own filters are written.
 */
export function planAddress(
  table: string,
  shown: string | Readonly<Record<string, string>>,
): AddressQuery {
  if (typeof shown === "string") return { table, "f.id": `has:${shown}` };
  const filters = Object.entries(shown).map(([field, value]) => [`f.${field}`, `in:${value}`]);
  return { table, ...Object.fromEntries(filters) };
}
