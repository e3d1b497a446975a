import { useSearchParams } from "wouter";
import type { Total, TotalTable } from "../../../report/totals.ts";
import { showPercent } from "../../../report/words.ts";
import { BarChart } from "../../charts/lazy-charts.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import { Money } from "../../parts/figures.tsx";
import { WhyLink } from "../../parts/why-link.tsx";

/** All money, added up one way that the reader chooses; every sum opens to the rows that it sums. */
export function TotalsSection(props: { readonly totals: readonly TotalTable[] }) {
  const [params, setParams] = useSearchParams();
  const by = params.get("by") ?? "objective";
  const table = props.totals.find((one) => one.dimension === by) ?? props.totals[0];
  if (table === undefined) return null;
  const choose = (dimension: string) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        next.set("by", dimension);
        return next;
      },
      { replace: true },
    );
  return (
    <section aria-labelledby="totals">
      <h2 id="totals">What the plan buys</h2>
      <fieldset className="usa-fieldset choices">
        <legend className="usa-sr-only">Add the money up</legend>
        {props.totals.map((one) => (
          <label key={one.dimension} className="choice">
            <input
              type="radio"
              name="by"
              checked={one.dimension === table.dimension}
              onChange={() => choose(one.dimension)}
            />
            <span>{one.title}</span>
          </label>
        ))}
      </fieldset>
      {table.note !== "" && <p className="soft">{table.note}</p>}
      <BarChart
        title={table.title}
        of={table.title.replace(/^By /, "")}
        rows={table.totals}
        key={table.dimension}
      />
      <h3 id="sums">Rows behind each sum</h3>
      <section className="sums" aria-labelledby="sums">
        {table.totals.map((total) => (
          <TotalRows key={total.key} total={total} whole={table.amount} />
        ))}
        <p className="sum-whole">
          <span>All</span>
          <Money amount={table.amount} exact />
        </p>
      </section>
    </section>
  );
}

const shownRows = 200;

function TotalRows(props: { readonly total: Total; readonly whole: number }) {
  const { total, whole } = props;
  return (
    <details>
      <summary>
        <span>
          {total.group !== "" && <span className="soft">{total.group}: </span>}
          {total.label}
        </span>
        <span className="sum-figures">
          <Money amount={total.amount} />{" "}
          <span className="soft figure-text">
            {whole > 0 ? showPercent(total.amount / whole) : ""}
          </span>
        </span>
      </summary>
      <DataTable
        caption={`Rows of ${total.label}${total.rows.length > shownRows ? `, the first ${shownRows} of ${total.rows.length}` : ""}`}
        rows={total.rows.slice(0, shownRows)}
        keyOf={(row) => `${row.initiative} ${row.account} ${row.fiscal_year}`}
        columns={[
          { key: "name", title: "Initiative", value: (row) => row.name },
          { key: "partner", title: "Partner", value: (row) => row.partner },
          { key: "account", title: "Account", value: (row) => row.account },
          { key: "year", title: "Fiscal year", number: true, value: (row) => row.fiscal_year },
          {
            key: "amount",
            title: "Amount",
            number: true,
            value: (row) => row.amount,
            cell: (row) => <Money amount={row.amount} exact />,
          },
          {
            key: "why",
            title: "Reason",
            cell: (row) => <WhyLink kind="initiative" id={row.initiative} />,
          },
        ]}
      />
    </details>
  );
}
