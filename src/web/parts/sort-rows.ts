/** By which column rows are sorted. */
export interface Sorting {
  readonly key: string;
  readonly descending: boolean;
}

/** What rows are sorted by; nothing comes last either way. */
export type SortValue = string | number | boolean | null | undefined;

/** Rows in the order of a value; rows of one value keep their order. */
export function sortRows<R>(
  rows: readonly R[],
  value: (row: R) => SortValue,
  descending: boolean,
): R[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const one = value(a) ?? null;
    const other = value(b) ?? null;
    if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1;
    if (typeof one === "string" && typeof other === "string") {
      return sign * textOrder.compare(one, other);
    }
    return sign * (Number(one) - Number(other));
  });
}

const textOrder = new Intl.Collator("en-US", { numeric: true, sensitivity: "base" });

/** A sorting as the address holds it: `amount`, or `-amount` where the largest comes first. */
export function formatSorting(sorting: Sorting): string {
  return `${sorting.descending ? "-" : ""}${sorting.key}`;
}

/** A sorting from the address; nothing from nothing. */
export function parseSorting(text: string | null): Sorting | undefined {
  if (text === null || text === "" || text === "-") return undefined;
  return text.startsWith("-")
    ? { key: text.slice(1), descending: true }
    : { key: text, descending: false };
}
