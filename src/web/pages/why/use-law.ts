import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { AnswerOf } from "../../../api/client.ts";
import { usePlan } from "../../plan-context.tsx";
import { client } from "../../queries/api.ts";
import type { Cells } from "../allocation/table-rows.ts";
import { useTables } from "../allocation/use-rows.ts";

/** What the law says of an initiative of the plan as it stands, account by account. */
export function useLaw(id: string, cells: Cells): UseQueryResult<AnswerOf<"checkProposal">> {
  const { plan, branch } = usePlan();
  const [packages] = useTables([{ table: "packages", where: [`initiative=${id}`] }]);
  const ids = useMemo(() => [...(packages?.data?.rows.keys() ?? [])], [packages?.data]);
  const lines = useTables(ids.map((one) => ({ table: "lines", where: [`package=${one}`] })));
  const ready = packages?.data !== undefined && lines.every(({ data }) => data !== undefined);
  const seqs = lines.map(({ data }) => data?.seq ?? 0);
  return useQuery<AnswerOf<"checkProposal">, Error>({
    queryKey: [plan, "law-of", branch, id, cells, ids, seqs],
    enabled: ready,
    queryFn: ({ signal }) =>
      client.call("checkProposal", {
        params: { plan },
        body: {
          branch,
          initiative: { ...cells },
          packages: ids.map((one, place) => ({
            cells: { ...packages?.data?.rows.get(one) },
            lines: [...(lines[place]?.data?.rows.values() ?? [])].map((line) => ({ ...line })),
            effects: [],
          })),
        },
        signal,
      }),
  });
}
