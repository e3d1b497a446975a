import { DataTable } from "../../parts/data-table.tsx";
import type { ProposalRows } from "./proposal-rows.ts";
import { usePlanRows } from "./use-plan-rows.ts";

/** What the proposal contributes to which objectives, how directly and how surely, and what says so. */
export function ProposalEffects({ rows }: { readonly rows: ProposalRows }) {
  const objectives = usePlanRows("objectives");
  const names = new Map(objectives?.map((row) => [row.id, row.name]));
  const scales = usePlanRows("scales");
  const grade = (id: string | null | undefined) => scales?.find((row) => row.id === id)?.name ?? id;
  const levels = new Map(rows.packages.map((row) => [row.id, row.name]));
  return (
    <section aria-labelledby="view-effects">
      <h2 id="view-effects">What it contributes</h2>
      <DataTable
        caption="Effects on objectives"
        quiet
        rows={rows.effects}
        keyOf={(row) => row.id ?? ""}
        empty="It serves no objective."
        columns={[
          {
            key: "objective",
            title: "Objective",
            value: (row) => names.get(row.objective ?? "") ?? row.objective,
          },
          { key: "relevance", title: "How directly", value: (row) => grade(row.relevance) },
          { key: "confidence", title: "How likely", value: (row) => grade(row.confidence) },
          {
            key: "level",
            title: "At which level",
            value: (row) =>
              row.package === null ? "Every level" : (levels.get(row.package ?? "") ?? row.package),
          },
          { key: "source", title: "What says so", value: (row) => row.source },
        ]}
      />
    </section>
  );
}
