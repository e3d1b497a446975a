import { Link } from "wouter";
import type { Briefing } from "../../../report/briefing.ts";
import type { HeldMoney } from "../../../report/held-money.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { Money } from "../../parts/figures.tsx";
import { WhyLink } from "../../parts/why-link.tsx";
import { usePlan } from "../../plan-context.tsx";

const standings: Readonly<Record<HeldMoney["standing"], string>> = {
  blocked: "Blocked",
  waiting: "Waits",
  assumed: "Waits; the outcome is assumed",
};

/** What cases and preconditions block, and what of the allocation waits for them. */
export function HeldSection({ briefing }: { readonly briefing: Briefing }) {
  // A briefing that an earlier version kept says nothing of it.
  const held: Briefing["waits"]["held"] | undefined = briefing.waits.held;
  if (held === undefined || held.rows.length === 0) return null;
  return (
    <section aria-labelledby="held">
      <h2 id="held">Money that waits for cases</h2>
      <p>
        <Money amount={held.waiting} /> of this allocation waits for cases and preconditions;{" "}
        <Money amount={held.blocked} /> that was asked for is blocked, and left out.
      </p>
      <DataTable
        caption="Money that is blocked or waits"
        rows={held.rows}
        keyOf={(row) => `${row.row} ${row.initiative}`}
        columns={[
          {
            key: "name",
            title: "Initiative",
            value: (row) => row.name,
            cell: (row) => (
              <>
                {row.name}
                {row.illustrative && <span className="soft"> (illustrative)</span>}{" "}
                <WhyLink kind="initiative" id={row.initiative} />
              </>
            ),
          },
          {
            key: "standing",
            title: "Standing",
            value: (row) => row.standing,
            cell: (row) => standings[row.standing],
          },
          {
            key: "amount",
            title: "Amount",
            number: true,
            value: (row) => row.amount,
            cell: (row) => <Money amount={row.amount} />,
          },
          { key: "because", title: "Why, and what would end it", cell: (row) => row.because },
          {
            key: "row",
            title: "Case",
            value: (row) => row.row,
            cell: (row) => <CaseLink row={row.row} />,
          },
        ]}
      />
    </section>
  );
}

/** A link to the case, or the name of the precondition. */
function CaseLink({ row }: { readonly row: string }) {
  const { to } = usePlan();
  const [table, id = ""] = row.split("/");
  return table === "cases" ? <Link href={to("cases", [id])}>{id}</Link> : <span>{row}</span>;
}
