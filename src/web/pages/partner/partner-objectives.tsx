import { Link } from "wouter";
import { DataTable } from "../../parts/data-table.tsx";
import { Percent } from "../../parts/figures.tsx";
import { usePlan } from "../../plan-context.tsx";
import type { PartnerAnswer } from "./partner-answer.ts";

/** The objectives that the partner's proposals serve, the weightiest first, and how far the plan attains them. */
export function PartnerObjectives({ page }: { readonly page: PartnerAnswer }) {
  const { to } = usePlan();
  return (
    <section aria-labelledby="objectives">
      <h2 id="objectives">Objectives it serves</h2>
      <DataTable
        caption="Objectives, the weightiest first"
        rows={page.objectives}
        keyOf={(row) => row.id}
        empty="None of its proposals serves an objective."
        columns={[
          {
            key: "name",
            title: "Objective",
            value: (row) => row.name,
            cell: (row) => <Link href={to("strategy")}>{row.name}</Link>,
          },
          {
            key: "weight",
            title: "Weight among its neighbors",
            number: true,
            value: (row) => row.weight,
          },
          {
            key: "attained",
            title: "Attained by the whole plan",
            number: true,
            value: (row) => row.attained,
            cell: (row) =>
              row.attained === null ? (
                <span className="soft">not worked out</span>
              ) : (
                <Percent ratio={row.attained} digits={0} />
              ),
          },
        ]}
      />
    </section>
  );
}
