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

/** The key under which what is known of a job is kept. */
function keyOfJob(plan: string, job: string) {
  return apiKey("readJob", { params: { plan, job } });
}

/** Ends a job early, where it has not ended by itself. */
function cancelJob(plan: string, job: string): void {
  const key = keyOfJob(plan, job);
  if (isOver(queryClient.getQueryData<Job>(key)?.state)) return;
  client.call("cancelJob", { params: { plan, job } }).then(
    (answer) => queryClient.setQueryData(key, answer),
    // Where it has just ended, there is nothing to cancel.
    () => undefined,
  );
}

/** A job as far as it is, followed until it is over. */
function useFollowed(plan: string, id: string | null) {
  return useQuery<Job, Error>({
    queryKey: keyOfJob(plan, id ?? ""),
    queryFn: ({ signal }) => client.call("readJob", { params: { plan, job: id ?? "" }, signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (isOver(state.data?.state) ? false : asking),
  });
}

/** One job at a time: a newer one cancels the older. `first` is one that was asked for before, such as by a link. */
export function useJobRun(first: string | null = null): JobRun {
  const { plan } = usePlan();
  const [id, setId] = useState<string | null>(first);
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<Error | null>(null);
  const turn = useRef(0);
  const newest = useRef(id);
  const job = useFollowed(plan, id);

  const cancel = useCallback(() => {
    if (newest.current !== null) cancelJob(plan, newest.current);
  }, [plan]);
  const begin = useCallback(() => {
    turn.current += 1;
    cancel();
    newest.current = null;
    setProblem(null);
    return turn.current;
  }, [cancel]);
  const start = useCallback(
    async (body: NewJob, onStart?: (id: string) => void) => {
      const own = begin();
      setAsked(true);
      try {
        const made = await client.call("startJob", { params: { plan }, body });
        queryClient.setQueryData(keyOfJob(plan, made.id), made);
        // Somebody has moved on meanwhile.
        if (own !== turn.current) return cancelJob(plan, made.id);
        newest.current = made.id;
        onStart?.(made.id);
        setId(made.id);
      } catch (thrown) {
        if (own === turn.current) setProblem(thrown as Error);
      } finally {
        if (own === turn.current) setAsked(false);
      }
    },
    [plan, begin],
  );
  const forget = useCallback(() => {
    begin();
    setId(null);
    setAsked(false);
  }, [begin]);
  return {
    job: id === null ? undefined : job.data,
    running: asked || (id !== null && job.error === null && !isOver(job.data?.state)),
    problem: problem ?? (id === null ? null : job.error),
    start,
    cancel,
    forget,
  };
}
