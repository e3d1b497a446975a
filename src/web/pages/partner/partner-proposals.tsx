import { Link } from "wouter";
import { capital, plainWords } from "../../../report/words.ts";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { Money } from "../../parts/figures.tsx";
import { HistoryButton } from "../../parts/history-button.tsx";
import { WhyLink } from "../../parts/why-link.tsx";
import { usePlan } from "../../plan-context.tsx";
import type { PartnerAnswer } from "./partner-answer.ts";

type Row = PartnerAnswer["proposals"][number];

/** The proposals and continuing programs of every agency, with what came of them and why. */
export function PartnerProposals({ page }: { readonly page: PartnerAnswer }) {
  const { to } = usePlan();
  const sum = (value: (row: Row) => number) =>
    page.proposals.reduce((total, row) => total + value(row), 0);
  return (
    <section aria-labelledby="proposals">
      <h2 id="proposals">Proposals and programs of every agency</h2>
      <DataTable
        caption="Proposals and programs"
        quiet
        rows={page.proposals}
        keyOf={(row) => row.id}
        empty="Nobody proposes anything for this partner."
        columns={columnsOf((id) => to("proposals", [id]))}
        totals={[
          "All",
          "",
          "",
          "",
          "",
          <Money key="asked" amount={sum((row) => row.asked)} />,
          page.allocation === null ? (
            "–"
          ) : (
            <Money key="allocated" amount={sum((row) => row.allocated)} />
          ),
          "",
          "",
          "",
        ]}
      />
    </section>
  );
}

function columnsOf(hrefOf: (id: string) => string): Column<Row>[] {
  return [
    {
      key: "name",
      title: "Proposal",
      value: (row) => row.name,
      cell: (row) => <Link href={hrefOf(row.id)}>{row.name}</Link>,
    },
    { key: "agency", title: "Agency", value: (row) => row.agency },
    {
      key: "kind",
      title: "Kind",
      value: (row) => (row.kind === "proposal" ? "New" : "Continuing"),
    },
    {
      key: "purpose",
      title: "Purpose",
      value: (row) => capital(plainWords(row.purpose)),
    },
    { key: "focus", title: "Focus", value: (row) => capital(row.focus) },
    {
      key: "asked",
      title: "Asked, all years",
      number: true,
      value: (row) => row.asked,
      cell: (row) => <Money amount={row.asked} />,
    },
    {
      key: "allocated",
      title: "Allocated, all years",
      number: true,
      value: (row) => (row.funded === null ? null : row.allocated),
      cell: (row) =>
        row.funded === null ? <span className="soft">–</span> : <Money amount={row.allocated} />,
    },
    { key: "status", title: "Status", value: statusWords },
    {
      key: "why",
      title: "Reason",
      cell: (row) => (row.funded === null ? "" : <WhyLink kind="initiative" id={row.id} />),
    },
    {
      key: "history",
      title: "History",
      cell: (row) => <HistoryButton table="initiatives" row={row.id} />,
    },
  ];
}

function statusWords(row: Row): string {
  if (row.funded === null) return "Not worked out yet";
  if (!row.funded) return "Not funded";
  return row.first_year === null ? "Funded" : `Funded from FY${row.first_year}`;
}
