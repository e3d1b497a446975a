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
  const { plan, branch } = usePlan();
  const key = useMemo(() => JSON.stringify(edits), [edits]);
  const [solved, setSolved] = useState<{ key: string; allocation: string } | null>(
    known === null ? null : { key, allocation: known },
  );
  const asked = useRef<string | null>(known === null ? null : key);
  const [waiting, setWaiting] = useState(false);
  const [rough, setRough] = useState(false);
  const run = useJobRun();
  // Which moves each job was asked for: one may end after a newer one was asked for.
  const keys = useRef(new Map<string, string>());
  const { start, forget, job } = run;
  const newest = useRef({ edits, onAllocation });
  useEffect(() => {
    newest.current = { edits, onAllocation };
  });

  useEffect(() => {
    if (key === asked.current) return;
    if (key === "[]") {
      asked.current = null;
      forget();
      setSolved(null);
      setWaiting(false);
      newest.current.onAllocation(null);
      return;
    }
    setWaiting(true);
    const timer = window.setTimeout(() => {
      asked.current = key;
      setWaiting(false);
      setRough(true);
      void start(
        { kind: "allocate", branch, edits: [...newest.current.edits], quick: true },
        (id) => keys.current.set(id, key),
      );
    }, rest);
    return () => window.clearTimeout(timer);
  }, [key, branch, start, forget]);

  const made = job?.allocation ?? null;
  const from = job?.id ?? null;
  useEffect(() => {
    const of = from === null ? undefined : keys.current.get(from);
    if (made === null || of === undefined || asked.current === null) return;
    setSolved({ key: of, allocation: made });
    newest.current.onAllocation(made);
  }, [made, from]);

  const over = isOver(job?.state);
  useEffect(() => {
    // Its prices and reasons are worked out after it is found.
    if (over) void askAnew(plan, ["readAllocation"]);
  }, [over, plan]);
  const impossible =
    job?.state === "done" && job.allocation === null ? (job.result as AllocateResult | null) : null;
  const solve = useCallback(
    (quick: boolean) => {
      asked.current = key;
      setRough(quick);
      void start({ kind: "allocate", branch, edits: [...newest.current.edits], quick }, (id) =>
        keys.current.set(id, key),
      );
    },
    [key, branch, start],
  );
  const prove = useCallback(() => solve(false), [solve]);
  return {
    allocation: solved?.allocation ?? null,
    current: solved?.key === key && !waiting,
    busy: waiting || run.running,
    impossible: waiting || run.running ? null : impossible,
    run,
    rough,
    prove,
    again: () => solve(true),
  };
}
