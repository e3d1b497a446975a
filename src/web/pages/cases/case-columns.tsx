import { Link } from "wouter";
import type { Column } from "../../parts/data-table.tsx";
import { CaseDue, CaseMarks, CaseMoney } from "./case-marks.tsx";
import { type CaseSummary, dueOf, kindWords, showOffices } from "./case-values.ts";

/** The columns of a list of cases. */
export function columnsOf(hrefOf: (id: string) => string): Column<CaseSummary>[] {
  return [
    {
      key: "name",
      title: "Case",
      value: (row) => row.name,
      cell: (row) => (
        <>
          <Link href={hrefOf(row.id)}>{row.name}</Link>
          <br />
          <span className="soft">
            {kindWords[row.kind]} · {row.partner.name}
          </span>{" "}
          <CaseMarks row={row} />
        </>
      ),
    },
    {
      key: "state",
      title: "State",
      value: (row) => row.state.name,
      cell: (row) => (
        <>
          {row.state.name}
          <br />
          <span className="soft">for {row.age} days</span>
        </>
      ),
    },
    {
      key: "waits",
      title: "Who must act",
      value: (row) => showOffices(row.waits_for),
      cell: (row) => (
        <>
          {showOffices(row.waits_for)}
          <br />
          <span className="soft">{row.officer ?? "nobody has taken it"}</span>
        </>
      ),
    },
    {
      key: "due",
      title: "By when",
      value: (row) => dueOf(row) ?? "9999",
      cell: (row) => <CaseDue row={row} />,
    },
    {
      key: "otherwise",
      title: "If nobody acts",
      cell: (row) => row.clock?.follows ?? row.otherwise,
    },
    {
      key: "amount",
      title: "Money",
      number: true,
      value: (row) => row.amount,
      cell: (row) => <CaseMoney row={row} />,
    },
  ];
}
