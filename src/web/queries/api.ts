import {
  keepPreviousData,
  QueryClient,
  type QueryKey,
  type UseQueryResult,
  useQuery,
} from "@tanstack/react-query";
import { type AnswerOf, type CallOf, makeClient, type RouteName } from "../../api/client.ts";

/** The answer of `readMe`. */
export type Me = AnswerOf<"readMe">;
/** The answer of `readPlan`. */
export type PlanHead = AnswerOf<"readPlan">;

/** The page's queries and what they answered. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: true,
      networkMode: "always",
    },
    mutations: { networkMode: "always", retry: false },
  },
});

/** Thrown where the server cannot be reached. */
export class OfflineError extends Error {
  constructor() {
    super("The server cannot be reached. Nothing was saved.");
  }
}

const reach: typeof fetch = async (...sent) => {
  try {
    return await fetch(...sent);
  } catch (thrown) {
    // An asking that was taken back is no loss of the server.
    throw thrown instanceof DOMException ? thrown : new OfflineError();
  }
};

/** The client of the page's own server.   Errors: its calls throw `RefusedError` and {@link OfflineError}. */
export const client = makeClient({
  fetch: reach,
  csrfToken: () => queryClient.getQueryData<Me>(apiKey("readMe", {}))?.csrf_token,
});

/** The parts of a call that say what is asked. */
interface Asked {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: unknown;
  readonly body?: unknown;
}

/** The key of a call's answer: plan, route, and what is asked. */
export function apiKey<N extends RouteName>(name: N, call: CallOf<N>): QueryKey {
  const { params, query, body } = call as Asked;
  return [params?.plan ?? "", name, params ?? {}, query ?? {}, body ?? null];
}

/** How a query is asked beside its call. */
export interface ApiOptions {
  /** Keeps the last answer on screen while a new one is asked for. */
  readonly keep?: boolean;
  /** Unit: milliseconds between askings; never by itself when absent. */
  readonly every?: number;
}

/** A read of the API, kept and shared by all parts that ask the same; `null` asks nothing yet. */
export function useApi<N extends RouteName>(
  name: N,
  call: CallOf<N> | null,
  options: ApiOptions = {},
): UseQueryResult<AnswerOf<N>, Error> {
  const asked = useQuery<unknown, Error>({
    queryKey: call === null ? ["", name, "nothing"] : apiKey(name, call),
    queryFn: ({ signal }) => client.call(name, { ...(call as CallOf<N>), signal }),
    enabled: call !== null,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
    ...(options.every === undefined ? {} : { refetchInterval: options.every }),
  });
  // The library cannot tell that no answer of the API is a function.
  return asked as UseQueryResult<AnswerOf<N>, Error>;
}

/**
 * Asks anew for every answer of a plan, or only for those of some routes.
 *
 * Returns once the page has drawn them.
 */
export async function askAnew(plan: string, names?: readonly RouteName[]): Promise<void> {
  const predicate = ({ queryKey }: { readonly queryKey: QueryKey }) =>
    queryKey[0] === plan && (names === undefined || names.includes(queryKey[1] as RouteName));
  await queryClient.invalidateQueries({ predicate });
  // Another asking for the same, such as for a change of somebody else, takes the place of this one.
  const asked = { predicate, type: "active" } as const;
  while (queryClient.isFetching(asked) > 0) {
    await queryClient.refetchQueries(asked, { cancelRefetch: false });
  }
  // Answers are told to the page's parts by a timer of their own, which was set before this one.
  await new Promise((done) => setTimeout(done));
}
