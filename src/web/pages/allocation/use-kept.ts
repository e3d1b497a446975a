import { useEffect } from "react";
import type { AllocateResult } from "../../../api/job-results.ts";
import { usePlan } from "../../plan-context.tsx";
import { askAnew, useApi } from "../../queries/api.ts";
import {
  type AllocationSummary,
  newestKept,
  type WholeAllocation,
  wholeAllocation,
} from "./allocation-values.ts";
import { usePageQuery } from "./use-address.ts";
import { isOver, type JobRun, useJobRun } from "./use-job.ts";

/** The allocation of what the branch holds, without anything tried. */
export interface Kept {
  readonly allocation: WholeAllocation | undefined;
  /** Those that could be shown instead, the newest first. */
  readonly list: readonly AllocationSummary[];
  readonly loading: boolean;
  readonly problem: Error | null;
  readonly again: () => void;
  readonly run: JobRun;
  readonly impossible: AllocateResult | null;
  /** Allocates the branch, with prices and reasons once it is found. */
  readonly solve: () => void;
}

/** The allocation that the branch keeps: the one in the address, or its newest. */
export function useKept(): Kept {
  const { plan, branch } = usePlan();
  const { search, change } = usePageQuery();
  const list = useApi("listAllocations", { params: { plan }, query: { branch } });
  const all = list.data?.allocations ?? [];
  const id = search.get("id") ?? newestKept(all)?.id ?? null;
  const answer = useApi(
    "readAllocation",
    id === null ? null : { params: { plan, allocation: id } },
    { keep: true },
  );
  const run = useJobRun(search.get("solving"));
  const { job } = run;
  const made = job?.allocation ?? null;
  useEffect(() => {
    if (made === null) return;
    void askAnew(plan, ["listAllocations"]);
    change((query) => {
      query.delete("id");
      query.delete("solving");
      return query;
    });
  }, [made, plan, change]);
  const over = isOver(job?.state);
  useEffect(() => {
    // Its prices and reasons are worked out after it is found.
    if (over) void askAnew(plan, ["readAllocation", "listAllocations"]);
  }, [over, plan]);
  const solve = () =>
    void run.start({ kind: "allocate", branch }, (started) =>
      change((query) => {
        query.set("solving", started);
        return query;
      }),
    );
  const impossible =
    job?.state === "done" && made === null ? (job.result as AllocateResult | null) : null;
  return {
    allocation: answer.data === undefined ? undefined : wholeAllocation(answer.data),
    list: all.filter(({ tried }) => tried === 0),
    loading: list.data === undefined ? list.error === null : id !== null && answer.isPending,
    problem: list.error ?? (answer.data === undefined ? answer.error : null),
    again: () => {
      void list.refetch();
      if (id !== null) void answer.refetch();
    },
    run,
    impossible,
    solve,
  };
}
