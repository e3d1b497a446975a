import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "@trussworks/react-uswds";
import type { AnswerOf } from "../../../api/client.ts";
import { Empty, ErrorState, Loading } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { client } from "../../queries/api.ts";
import { ChangeItem } from "./change-item.tsx";

type Page = AnswerOf<"listChanges">;

/** Which changes; absent for all. */
export interface ChangeFilter {
  readonly branch: string | undefined;
  readonly table: string | undefined;
  readonly row: string | undefined;
  readonly field: string | undefined;
  readonly author: string | undefined;
}

/** The log, the newest first; older ones on request. */
export function ChangeLog(props: { readonly filter: ChangeFilter }) {
  const { plan, to } = usePlan();
  const { table, ...rest } = props.filter;
  const query = {
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
    ...(table === undefined ? {} : { table: table as "objectives" }),
  };
  const log = useInfiniteQuery({
    queryKey: [plan, "listChanges", { plan }, query, "pages"],
    queryFn: ({ pageParam, signal }): Promise<Page> =>
      client.call("listChanges", {
        params: { plan },
        query: { ...query, ...(pageParam === null ? {} : { before: pageParam }), limit: 50 },
        signal,
      }),
    initialPageParam: null as number | null,
    getNextPageParam: (page: Page) => page.next,
  });
  if (log.data === undefined) {
    if (log.error === null) return <Loading words="Reading the history" lines={8} />;
    return <ErrorState problem={log.error} again={log.refetch} />;
  }
  const changes = log.data.pages.flatMap((page) => page.changes);
  return (
    <>
      {log.error !== null && <ErrorState problem={log.error} again={log.refetch} />}
      {changes.length === 0 && (
        <Empty title="No changes">
          <p>
            Nothing that you may see was changed here.{" "}
            <a href={to("history")}>Show the whole plan</a>.
          </p>
        </Empty>
      )}
      <ol className="log" aria-label="Changes">
        {changes.map((change) => (
          <ChangeItem key={change.seq} change={change} />
        ))}
      </ol>
      {log.hasNextPage && (
        <Button
          type="button"
          outline
          disabled={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
        >
          {log.isFetchingNextPage ? "Reading …" : "Older changes"}
        </Button>
      )}
    </>
  );
}
