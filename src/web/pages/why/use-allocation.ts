import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import {
  type AllocationSummary,
  newestKept,
  type WholeAllocation,
  wholeAllocation,
} from "../allocation/allocation-values.ts";
import { usePageQuery } from "../allocation/use-address.ts";

/** The allocation that is asked about. */
export interface AskedAllocation {
  readonly allocation: WholeAllocation | undefined;
  readonly loading: boolean;
  readonly problem: Error | null;
  readonly again: () => void;
  /** The newest of the branch, where it is another one than that of the address. */
  readonly newer: AllocationSummary | undefined;
}

/** The allocation that the address names, or the branch's newest. */
export function useAskedAllocation(): AskedAllocation {
  const { plan, branch } = usePlan();
  const { search } = usePageQuery();
  const named = search.get("id");
  const list = useApi("listAllocations", { params: { plan }, query: { branch } });
  const newest = newestKept(list.data?.allocations ?? []);
  const id = named ?? newest?.id ?? null;
  const answer = useApi(
    "readAllocation",
    id === null ? null : { params: { plan, allocation: id } },
  );
  const problem = answer.error ?? (named === null ? list.error : null);
  return {
    allocation: answer.data === undefined ? undefined : wholeAllocation(answer.data),
    loading:
      problem === null && (id === null ? list.data === undefined : answer.data === undefined),
    problem,
    again: () => {
      void list.refetch();
      if (id !== null) void answer.refetch();
    },
    newer: named !== null && newest !== undefined && newest.id !== named ? newest : undefined,
  };
}
