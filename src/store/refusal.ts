import type { z } from "zod";
import type { problemSchema } from "../api/value-schemas.ts";
import type { Finding } from "../base/findings.ts";

/** Why nothing was done: not there (or not to be seen), not allowed, changed by somebody since, or not in order. */
export type RefusalKind = "not_found" | "forbidden" | "stale" | "invalid";

/** A cell that two people have changed, with both sides. */
export type Conflict = NonNullable<z.output<typeof problemSchema>["conflicts"]>[number];

/** A refusal in words. Over HTTP: 404, 403, 412, 422. */
export interface Refusal {
  readonly kind: RefusalKind;
  readonly findings: readonly Finding[];
  readonly conflicts: readonly Conflict[];
}

/** What was asked for, or why it is refused. */
export type Reply<T> =
  | { readonly value: T; readonly refusal: null }
  | { readonly value: null; readonly refusal: Refusal };

/** A reply that holds what was asked for. */
export function give<T>(value: T): Reply<T> {
  return { value, refusal: null };
}

/** A reply that refuses. */
export function refuse(
  kind: RefusalKind,
  findings: readonly Finding[],
  conflicts: readonly Conflict[] = [],
): { readonly value: null; readonly refusal: Refusal } {
  return { value: null, refusal: { kind, findings, conflicts } };
}
