import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { AllocateResult } from "../../../api/job-results.ts";
import { usePlan } from "../../plan-context.tsx";
import { askAnew } from "../../queries/api.ts";
import type { CellEdit } from "./moves.ts";
import { isOver, type JobRun, useJobRun } from "./use-job.ts";

/** How long moves rest before they are solved.   Unit: milliseconds. */
const rest = 500;

/** What is tried, and how far its solving is. */
export interface Tried {
  /** The last allocation that was worked out for what is tried, or for what was tried just before. */
  readonly allocation: string | null;
  /** Whether that allocation is of the moves as they stand now. */
  readonly current: boolean;
  /** Whether moves wait to be solved, or are. */
  readonly busy: boolean;
  /** Why there is no allocation, where rules contradict each other. */
  readonly impossible: AllocateResult | null;
  readonly run: JobRun;
  /** Whether the allocation is of a first, quick search, which may be rough. */
  readonly rough: boolean;
  /** Solves what is tried to the full gap. */
  readonly prove: () => void;
  /** Solves what is tried anew, since the branch has changed. */
  readonly again: () => void;
}

/** An allocation with the edits for which it was worked out, as a text. */
interface Solved {
  readonly key: string;
  readonly allocation: string;
}

/** Asks for allocations of edits, and knows of each job which edits it was asked for. */
function useAsking(edits: readonly CellEdit[], first: Solved | null) {
  const { plan, branch } = usePlan();
  const [rough, setRough] = useState(false);
  const run = useJobRun();
  const asked = useRef<string | null>(first?.key ?? null);
  // One job may end after a newer one was asked for.
  const keys = useRef(new Map<string, string>());
  const newest = useRef(edits);
  useEffect(() => {
    newest.current = edits;
  });
  const { start, job } = run;
  const ask = useCallback(
    (key: string, quick: boolean) => {
      asked.current = key;
      setRough(quick);
      void start({ kind: "allocate", branch, edits: [...newest.current], quick }, (id) =>
        keys.current.set(id, key),
      );
    },
    [branch, start],
  );
  const over = isOver(job?.state);
  useEffect(() => {
    // Its prices and reasons are worked out after it is found.
    if (over) void askAnew(plan, ["readAllocation"]);
  }, [over, plan]);
  const keyOf = (id: string) => keys.current.get(id);
  return { run, rough, asked, ask, keyOf };
}

/**
 * Solves what is tried, a while after the last move; a newer move cancels the older search.
 *
 * `known` is an allocation of these very edits that somebody has worked out before, such as one that a link names.
 */
export function useTried(
  edits: readonly CellEdit[],
  known: string | null,
  onAllocation: (id: string | null) => void,
): Tried {
  const key = useMemo(() => JSON.stringify(edits), [edits]);
  const [solved, setSolved] = useState<Solved | null>(
    known === null ? null : { key, allocation: known },
  );
  const [waiting, setWaiting] = useState(false);
  const { run, rough, asked, ask, keyOf } = useAsking(edits, solved);
  const { forget, job } = run;
  const tell = useRef(onAllocation);
  useEffect(() => {
    tell.current = onAllocation;
  });

  useEffect(() => {
    setWaiting(key !== asked.current && key !== "[]");
    if (key === asked.current) return;
    if (key === "[]") {
      asked.current = null;
      forget();
      setSolved(null);
      tell.current(null);
      return;
    }
    const timer = window.setTimeout(() => {
      setWaiting(false);
      ask(key, true);
    }, rest);
    return () => window.clearTimeout(timer);
  }, [key, asked, ask, forget]);

  const made = job?.allocation ?? null;
  const of = job === undefined ? undefined : keyOf(job.id);
  useEffect(() => {
    if (made === null || of === undefined || asked.current === null) return;
    setSolved({ key: of, allocation: made });
    tell.current(made);
  }, [made, of, asked]);

  const none = job?.state === "done" && job.allocation === null;
  const prove = useCallback(() => ask(key, false), [ask, key]);
  const busy = waiting || run.running;
  return {
    allocation: solved?.allocation ?? null,
    current: solved?.key === key && !waiting,
    busy,
    impossible: none && !busy ? (job.result as AllocateResult | null) : null,
    run,
    rough,
    prove,
    again: () => ask(key, true),
  };
}
