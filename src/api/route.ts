import type { z } from "zod";

/** The verbs of the API. */
export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** Who may call a route at all; what a caller then sees is up to their rights. */
export type Access = "open" | "signed_in";

/** One route: what is asked and answered, from which checks, documentation and the typed client are made. */
export interface Route<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  readonly method: Method;
  /** The path under `/api/v1`, with `:names` for parameters. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly about: string;
  readonly access: Access;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly status: 200 | 201 | 202;
  readonly response: R;
}

/** Gives a route its exact types. */
export function route<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(spec: Route<P, Q, B, R>): Route<P, Q, B, R> {
  return spec;
}
