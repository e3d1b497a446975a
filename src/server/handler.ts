import type { z } from "zod";
import type { RouteName, routes } from "../api/routes.ts";
import type { Caller } from "./caller.ts";
import type { ServerContext } from "./context.ts";
import type { Refusal } from "./problems.ts";

type Routes = typeof routes;

/** A request that fits the contract, with who asks. */
export interface Call<N extends RouteName> {
  readonly server: ServerContext;
  readonly caller: Caller;
  readonly params: z.output<Routes[N]["params"]>;
  readonly query: z.output<Routes[N]["query"]>;
  readonly body: z.output<Routes[N]["body"]>;
  /** The number in the header `If-Match`: the version from which the caller changes something. */
  readonly ifMatch: number | undefined;
  /** Whether `If-Match` was sent and holds no version, so that it matches nothing. */
  readonly ifMatchForeign: boolean;
}

/** What a handler answers. */
export interface Reply<N extends RouteName> {
  readonly body: z.input<Routes[N]["response"]>;
  /** What the answer is a version of; sent as ETag. */
  readonly tag?: string;
}

/** Answers one route. */
export type Handler<N extends RouteName> = (call: Call<N>) => Promise<Reply<N> | Refusal>;

/** A handler for each of some routes. */
export type Handlers<N extends RouteName = RouteName> = { readonly [K in N]: Handler<K> };
