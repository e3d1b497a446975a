import { useState } from "react";
import type { FundedRow } from "../../../report/rows.ts";
import { count, showYear } from "../../../report/words.ts";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { Money } from "../../parts/figures.tsx";
import { WhyLink } from "../../parts/why-link.tsx";

function columnsOf(allocation: string): readonly Column<FundedRow>[] {
  return [
    {
      key: "name",
      title: "Initiative",
      value: ({ name }) => name,
      cell: ({ initiative, name, illustrative }) => (
        <>
          <WhyLink kind="initiative" id={initiative} allocation={allocation}>
            {name}
          </WhyLink>
          {illustrative && <span className="soft"> (illustrative)</span>}
        </>
      ),
    },
    { key: "partner", title: "Partner", value: ({ partner }) => partner },
    {
      key: "account",
      title: "Account",
      value: ({ account }) => account,
      cell: ({ account }) => (
        <WhyLink kind="account" id={account} allocation={allocation}>
          {account}
        </WhyLink>
      ),
    },
    {
      key: "year",
      title: "Year",
      value: ({ fiscal_year }) => fiscal_year,
      cell: ({ fiscal_year }) => showYear(fiscal_year),
    },
    {
      key: "amount",
      title: "Amount",
      number: true,
      value: ({ amount }) => amount,
      cell: ({ amount }) => <Money amount={amount} exact />,
    },
  ];
}

/** How many rows are drawn at first: a browser is slow to lay out thousands. */
const firstRows = 200;

/** The rows of a sum, with the sum itself to the cent. */
export function PaymentRows(props: {
  readonly caption: string;
  readonly rows: readonly FundedRow[];
  readonly allocation: string;
}) {
  const { caption, rows, allocation } = props;
  const [most, setMost] = useState(firstRows);
  const sum = rows.reduce((all, { amount }) => all + amount, 0);
  const largest = [...rows].sort((a, b) => b.amount - a.amount);
  return (
    <>
      <DataTable
        caption={caption}
        columns={columnsOf(allocation)}
        rows={largest.slice(0, most)}
        keyOf={(row) => `${row.initiative} ${row.account} ${row.fiscal_year}`}
        first={{ key: "amount", descending: true }}
        totals={[
          `All: ${count(rows.length, "payment")}`,
          "",
          "",
          "",
          <Money key="sum" amount={sum} exact />,
        ]}
        empty="No payment."
      />
      {rows.length > most && (
        <button
          type="button"
          className="usa-button usa-button--outline"
          onClick={() => setMost(rows.length)}
        >
          Show all {rows.length} rows
        </button>
      )}
    </>
  );
}
