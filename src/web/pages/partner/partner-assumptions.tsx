import { useMemo } from "react";
import { Link } from "wouter";
import { HistoryButton } from "../../parts/history-button.tsx";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import { IfItFails } from "./if-it-fails.tsx";
import type { PartnerAnswer } from "./partner-answer.ts";

type Cells = PartnerAnswer["assumptions"][number];

interface Resting {
  readonly id: string;
  readonly name: string;
}

const words: Readonly<Record<string, string>> = {
  holds: "Holds",
  fails: "Fails",
  unknown: "Not known",
};

/** What must hold for the partner's proposals to make sense, and which of them fall when it does not. */
export function PartnerAssumptions({ page }: { readonly page: PartnerAnswer }) {
  const resting = useResting(page.partner.id ?? "");
  return (
    <section aria-labelledby="assumptions">
      <h2 id="assumptions">Assumptions</h2>
      {page.assumptions.length === 0 && <p>Nothing is assumed of this partner.</p>}
      <ul className="partner-cards">
        {page.assumptions.map((row) => (
          <Assumption
            key={row.id}
            row={row}
            falls={resting.get(row.id ?? "") ?? []}
            allocation={page.allocation}
          />
        ))}
      </ul>
    </section>
  );
}

function Assumption(props: {
  readonly row: Cells;
  readonly falls: readonly Resting[];
  readonly allocation: PartnerAnswer["allocation"];
}) {
  const { row, falls, allocation } = props;
  const { to } = usePlan();
  const id = row.id ?? "";
  const status = row.status ?? "unknown";
  return (
    <li>
      <p className="partner-card-title">
        {row.statement}{" "}
        <span className={`usa-tag partner-${status}`}>{words[status] ?? status}</span>
      </p>
      <p className="soft">
        Answered for by {row.owner}. Test: {row.test}
        {row.review_on && `. Looked at again on ${row.review_on}`}.{" "}
        <HistoryButton table="assumptions" row={id} />
      </p>
      {falls.length > 0 && (
        <details>
          <summary>
            What falls with it: {falls.length} of this partner’s{" "}
            {falls.length === 1 ? "proposal" : "proposals"}
            <span className="usa-sr-only">, assumption {id}</span>
          </summary>
          <ul>
            {falls.map((one) => (
              <li key={one.id}>
                <Link href={to("proposals", [one.id])}>{one.name}</Link>
              </li>
            ))}
          </ul>
          <Link href={to("plan", [], { table: "initiatives", "f.assumptions": `in:${id}` })}>
            All rows of all partners that rest on it
          </Link>
        </details>
      )}
      <IfItFails assumption={id} statement={row.statement ?? id} allocation={allocation} />
    </li>
  );
}

/** The partner's proposals by the assumptions on which they rest. */
function useResting(partner: string): ReadonlyMap<string, readonly Resting[]> {
  const { plan, branch } = usePlan();
  const rows = useApi("readTable", {
    params: { plan, table: "initiatives" },
    query: { branch, where: `partner=${partner}`, limit: 5000 },
  });
  const page = rows.data;
  return useMemo(() => {
    const byAssumption = new Map<string, Resting[]>();
    const place = (name: string) => page?.columns.indexOf(name) ?? -1;
    const [name, assumptions] = [place("name"), place("assumptions")];
    for (const row of page?.rows ?? []) {
      const resting = { id: row.id, name: row.cells[name] ?? row.id };
      for (const id of row.cells[assumptions]?.split(";") ?? []) {
        byAssumption.set(id, [...(byAssumption.get(id) ?? []), resting]);
      }
    }
    return byAssumption;
  }, [page]);
}
