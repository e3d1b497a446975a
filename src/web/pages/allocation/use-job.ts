import { useQuery } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import type { AnswerOf, CallOf } from "../../../api/client.ts";
import { usePlan } from "../../plan-context.tsx";
import { apiKey, client, queryClient } from "../../queries/api.ts";

/** A job as the API tells it. */
export type Job = AnswerOf<"readJob">;
/** A job to ask for. */
export type NewJob = CallOf<"startJob">["body"];

/** Work that is asked for and followed to its end. */
export interface JobRun {
  readonly job: Job | undefined;
  /** Whether it has been asked for and has not ended. */
  readonly running: boolean;
  /** What went wrong with the asking itself. */
  readonly problem: Error | null;
  /** Asks for work; tells its id before anything of it is shown. */
  readonly start: (asked: NewJob, onStart?: (id: string) => void) => Promise<void>;
  /** Ends the work early; a search keeps its best plan so far. */
  readonly cancel: () => void;
  /** Ends the work and lets go of what it answered. */
  readonly forget: () => void;
}

/** How often a running job is asked about where the live stream does not tell.   Unit: milliseconds. */
const asking = 700;

/** Whether a job has come to its end. */
export function isOver(state: Job["state"] | undefined): boolean {
  return state === "done" || state === "failed" || state === "cancelled";
}

/** One job at a time: a newer one cancels the older. `first` is one that was asked for before, such as by a link. */
export function useJobRun(first: string | null = null): JobRun {
  const { plan } = usePlan();
  const [id, setId] = useState<string | null>(first);
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<Error | null>(null);
  const turn = useRef(0);
  const newest = useRef(id);
  const job = useQuery<Job, Error>({
    queryKey: apiKey("readJob", { params: { plan, job: id ?? "" } }),
    queryFn: ({ signal }) => client.call("readJob", { params: { plan, job: id ?? "" }, signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (isOver(state.data?.state) ? false : asking),
  });

  const end = useCallback(() => {
    const old = newest.current;
    if (old === null) return;
    const known = queryClient.getQueryData<Job>(apiKey("readJob", { params: { plan, job: old } }));
    if (isOver(known?.state)) return;
    // Where it has just ended, there is nothing to cancel.
    client.call("cancelJob", { params: { plan, job: old } }).then(
      (answer) =>
        queryClient.setQueryData(apiKey("readJob", { params: { plan, job: old } }), answer),
      () => undefined,
    );
  }, [plan]);

  const start = useCallback(
    async (body: NewJob, onStart?: (id: string) => void) => {
      turn.current += 1;
      const own = turn.current;
      end();
      newest.current = null;
      setProblem(null);
      setAsked(true);
      try {
        const made = await client.call("startJob", { params: { plan }, body });
        queryClient.setQueryData(apiKey("readJob", { params: { plan, job: made.id } }), made);
        if (own !== turn.current) {
          await client.call("cancelJob", { params: { plan, job: made.id } });
          return;
        }
        newest.current = made.id;
        onStart?.(made.id);
        setId(made.id);
      } catch (thrown) {
        if (own === turn.current) setProblem(thrown as Error);
      } finally {
        if (own === turn.current) setAsked(false);
      }
    },
    [plan, end],
  );
  const forget = useCallback(() => {
    turn.current += 1;
    end();
    newest.current = null;
    setId(null);
    setAsked(false);
    setProblem(null);
  }, [end]);
  const running = asked || (id !== null && job.error === null && !isOver(job.data?.state));
  return {
    job: id === null ? undefined : job.data,
    running,
    problem: problem ?? (id === null ? null : job.error),
    start,
    cancel: end,
    forget,
  };
}
