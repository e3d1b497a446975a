import type { AddressQuery } from "../../addresses.ts";

/** What the page Plan is asked to show: one row of a table, or the rows of which a field names something. */
export function planAddress(
  table: string,
  shown: string | Readonly<Record<string, string>>,
): AddressQuery {
  if (typeof shown === "string") return { table, row: shown };
  const filters = Object.entries(shown).map(([field, value]) => [`f.${field}`, `in:${value}`]);
  return { table, ...Object.fromEntries(filters) };
}
