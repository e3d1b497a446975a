import type { z } from "zod";
import { addresses, apiRoot } from "./addresses.ts";
import type { routes } from "./routes.ts";
import type { problemSchema } from "./value-schemas.ts";

type Routes = typeof routes;

/** The name of a route. */
export type RouteName = keyof Routes;

interface Sent<N extends RouteName> {
  readonly params: z.input<Routes[N]["params"]>;
  readonly query: z.input<Routes[N]["query"]>;
  readonly body: z.input<Routes[N]["body"]>;
}

type Empty<T> = [T] extends [undefined] ? true : T extends Record<string, never> ? true : false;
type Filled<T> = { [K in keyof T]: Empty<T[K]> extends true ? never : K }[keyof T];
type Loose<T> = { [K in keyof T as object extends T[K] ? K : never]?: T[K] } & {
  [K in keyof T as object extends T[K] ? never : K]: T[K];
};

/** What a call of a route takes: the parts that have something in them. */
export type CallOf<N extends RouteName> = Loose<Pick<Sent<N>, Filled<Sent<N>>>> & {
  /** The version that the change is made from. */
  readonly ifMatch?: string;
  readonly signal?: AbortSignal;
};

/** What a route answers. */
export type AnswerOf<N extends RouteName> = z.output<Routes[N]["response"]>;

/** A refusal, as the server said it. */
export type Problem = z.output<typeof problemSchema>;

/** Thrown where the server refuses: its words, with findings and conflicts. */
export class RefusedError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail === "" ? problem.title : problem.detail);
    this.problem = problem;
  }
}

/** Where the server is and how it is reached. */
export interface ClientOptions {
  /** Such as `https://entente.example.gov`; empty for the page's own server. */
  readonly server?: string;
  readonly fetch?: typeof fetch;
  /** Sent with every request that changes something; see `readMe`. */
  readonly csrfToken?: () => string | undefined;
  /** Further headers, such as a cookie where no browser keeps it. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The typed client of the API. */
export interface Client {
  /**
   * Calls a route by its name.
   *
   * Errors: throws {@link RefusedError} where the server refuses, and what `fetch` throws where it cannot be reached.
   */
  readonly call: <N extends RouteName>(name: N, call: CallOf<N>) => Promise<AnswerOf<N>>;
  /** The address of a route's path with its parameters, for links and streams. */
  readonly address: (
    path: string,
    params?: Readonly<Record<string, unknown>>,
    query?: Readonly<Record<string, unknown>>,
  ) => string;
}

interface AnyCall {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly ifMatch?: string;
  readonly signal?: AbortSignal;
}

/** Makes a client of a server. */
export function makeClient(options: ClientOptions = {}): Client {
  const address: Client["address"] = (path, params = {}, query = {}) =>
    `${options.server ?? ""}${apiRoot}${fillPath(path, params)}${formatQuery(query)}`;
  const call = async (name: RouteName, sent: AnyCall) => {
    const [method = "GET", path = ""] = addresses[name].split(" ");
    const headers: Record<string, string> = { accept: "application/json", ...options.headers };
    if (sent.body !== undefined) headers["content-type"] = "application/json";
    if (sent.ifMatch !== undefined) headers["if-match"] = sent.ifMatch;
    const token = options.csrfToken?.();
    if (method !== "GET" && token !== undefined) headers["x-csrf-token"] = token;
    const answer = await (options.fetch ?? fetch)(address(path, sent.params, sent.query), {
      method,
      headers,
      ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
      ...(sent.signal === undefined ? {} : { signal: sent.signal }),
    });
    if (!answer.ok) throw new RefusedError(await readProblem(answer));
    return answer.json();
  };
  return { call: call as Client["call"], address };
}

function fillPath(path: string, params: Readonly<Record<string, unknown>>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
}

function formatQuery(query: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => one !== undefined && one !== null)
      .map((one): [string, string] => [name, String(one)]),
  );
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs)}`;
}

async function readProblem(answer: Response): Promise<Problem> {
  const text = await answer.text();
  try {
    return JSON.parse(text);
  } catch {
    const { status, statusText } = answer;
    return {
      type: "about:blank",
      title: statusText,
      status,
      detail: text.slice(0, 300),
      findings: [],
    };
  }
}
