import { Link } from "wouter";
import { DataTable } from "../../parts/data-table.tsx";
import { Money } from "../../parts/figures.tsx";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import { usePlanRows } from "../proposal/use-plan-rows.ts";
import { columnsOf } from "./case-columns.tsx";
import { showDay, showFact } from "./case-values.ts";
import { mayOpenIn } from "./open-case.tsx";
import "./cases.css";

/**
 * The cases about an initiative or a partner, with the money that waits for them; nothing where there is none, save
 * for who may open one about the initiative.
 */
export function CasesAbout(props: {
  readonly of: { readonly initiative: string } | { readonly partner: string };
}) {
  const { plan, branch, to, may } = usePlan();
  const cases = useApi("listCases", { params: { plan }, query: { branch, ...props.of } });
  const rows = cases.data?.cases ?? [];
  const open = mayOpenIn(may, cases.data?.processes ?? []);
  const initiative = "initiative" in props.of ? props.of.initiative : null;
  const opens = initiative !== null && open.some(({ kind }) => kind === "concurrence");
  if (rows.length === 0 && !opens) return null;
  return (
    <section aria-labelledby="cases-about">
      <h2 id="cases-about">Cases</h2>
      {rows.length === 0 ? (
        <p>No case is about it.</p>
      ) : (
        <DataTable
          caption="Cases about it"
          quiet
          rows={rows}
          keyOf={(row) => row.id}
          columns={columnsOf((id) => to("cases", [id]))}
        />
      )}
      {opens && (
        <p className="no-print">
          <Link href={to("board", [], { new: true, initiative })}>Open a case about it</Link>
        </p>
      )}
    </section>
  );
}

const channels: Readonly<Record<string, string>> = {
  FMS: "Foreign military sale",
  DCS: "Commercial license",
  EDA: "Excess articles",
  LEASE: "Lease",
  TPT: "Third party",
};

/** Arms transfers to a partner, beside the assistance; nothing where there is none. */
export function TransfersTo({ partner }: { readonly partner: string }) {
  const { plan, branch, to } = usePlan();
  const all = usePlanRows("transfers");
  const query = { branch, partner, kind: "transfer" as const };
  const cases = useApi("listCases", { params: { plan }, query });
  const rows = (all ?? []).filter((row) => row.partner === partner);
  if (rows.length === 0) return null;
  const caseOf = (id: string | null | undefined) =>
    cases.data?.cases.find(({ subject }) => subject?.id === id);
  const total = rows.reduce((sum, row) => sum + Number(row.amount ?? 0), 0);
  return (
    <section aria-labelledby="transfers-to">
      <h2 id="transfers-to">Arms transfers</h2>
      <DataTable
        caption="Arms transfers to the partner"
        quiet
        rows={rows}
        keyOf={(row) => row.id ?? ""}
        columns={[
          { key: "name", title: "Transfer", value: (row) => row.name ?? "" },
          { key: "channel", title: "Channel", value: (row) => channels[row.channel ?? ""] ?? "" },
          {
            key: "on",
            title: "Requested",
            value: (row) => row.requested_on ?? "",
            cell: (row) => (row.requested_on ? showDay(row.requested_on) : ""),
          },
          {
            key: "payer",
            title: "Paid by",
            value: (row) => (row.initiative ? "Assistance" : "The partner"),
            cell: (row) =>
              row.initiative ? (
                <Link href={to("proposals", [row.initiative])}>Assistance</Link>
              ) : (
                "The partner"
              ),
          },
          {
            key: "case",
            title: "Case",
            cell: (row) => {
              const one = caseOf(row.id);
              if (one === undefined) return <span className="soft">None is open</span>;
              return (
                <>
                  <Link href={to("cases", [one.id])}>{one.state.name}</Link>
                  {one.overdue && <span className="mark mark-late">Overdue</span>}
                </>
              );
            },
          },
          {
            key: "amount",
            title: "Value",
            number: true,
            value: (row) => Number(row.amount ?? 0),
            cell: (row) => showFact("amount", row.amount ?? null),
          },
        ]}
        totals={["All", "", "", "", "", <Money key="sum" amount={total * 100} />]}
      />
    </section>
  );
}
