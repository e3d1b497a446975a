import type { IsoDate } from "../base/fiscal.ts";
import type { Dated, Span } from "./book.ts";

/** Whether a span holds on a day. Both of its days are included. */
export function holdsOn(span: Pick<Span, "from" | "to">, on: IsoDate): boolean {
  return (span.from === null || span.from <= on) && (span.to === null || on <= span.to);
}

/** Whether a span holds on any day from the first to the last. */
export function holdsWithin(
  span: Pick<Span, "from" | "to">,
  first: IsoDate,
  last: IsoDate,
): boolean {
  return (span.from === null || span.from <= last) && (span.to === null || first <= span.to);
}

/** A dated value that is not a repeal. */
export type InForce<T> = Dated<T> & { readonly value: T };

/** The value of a parameter on a day. Nothing outside its dates and after a repeal: no rule, never a zero. */
export function findInForce<T>(
  values: readonly Dated<T>[] | undefined,
  on: IsoDate,
): InForce<T> | undefined {
  const found = values?.find((entry) => holdsOn(entry, on));
  return found !== undefined && found.value !== null ? (found as InForce<T>) : undefined;
}

/** The next value that begins after a day, a repeal included. */
export function findNext<T>(
  values: readonly Dated<T>[] | undefined,
  on: IsoDate,
): Dated<T> | undefined {
  return values?.find((entry) => entry.from !== null && entry.from > on);
}
