import { Link } from "wouter";
import type { Total, TotalTable } from "../../../report/totals.ts";
import { showPercent } from "../../../report/words.ts";
import { Money } from "../../parts/figures.tsx";
import { Empty } from "../../parts/states.tsx";
import { WhyLink } from "../../parts/why-link.tsx";
import { usePlan } from "../../plan-context.tsx";
import type { WholeAllocation } from "../allocation/allocation-values.ts";
import { parseTotal } from "./counted-rows.ts";
import { PaymentRows } from "./payment-rows.tsx";
import { TotalReason } from "./total-reason.tsx";
import { useAskedAllocation } from "./use-allocation.ts";
import { WhyFrame } from "./why-frame.tsx";

/** What a sum of an allocation sums, every payment to the cent, and why it is so. */
export function WhyTotal({ name }: { readonly name: string }) {
  const asked = parseTotal(name);
  const { allocation } = useAskedAllocation();
  const found = findTotal(allocation, asked);
  return (
    <WhyFrame
      title={found.total === undefined ? "Total" : `Total: ${found.total.label}`}
      lead={found.table?.title}
    >
      {(whole) =>
        found.total === undefined || found.table === undefined ? (
          <NoTotal name={name} allocation={whole} table={found.table} />
        ) : (
          <TotalRows total={found.total} table={found.table} allocation={whole} />
        )
      }
    </WhyFrame>
  );
}

function findTotal(
  allocation: WholeAllocation | undefined,
  asked: ReturnType<typeof parseTotal>,
): { readonly table: TotalTable | undefined; readonly total: Total | undefined } {
  const table = allocation?.briefing.totals.find(({ dimension }) => dimension === asked?.dimension);
  return { table, total: table?.totals.find(({ key }) => key === asked?.key) };
}

function NoTotal(props: {
  readonly name: string;
  readonly allocation: WholeAllocation;
  readonly table: TotalTable | undefined;
}) {
  const { name, allocation, table } = props;
  const tables = table === undefined ? allocation.briefing.totals : [table];
  return (
    <>
      <Empty title={`This allocation has no money under “${name}”.`}>
        <p>These totals have some:</p>
      </Empty>
      {tables.map((one) => (
        <section key={one.dimension} aria-label={one.title}>
          <h2>{one.title}</h2>
          <ul className="total-list">
            {one.totals.slice(0, 40).map(({ key, label }) => (
              <li key={key}>
                <WhyLink kind="total" id={`${one.dimension}:${key}`} allocation={allocation.id}>
                  {label}
                </WhyLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function TotalRows(props: {
  readonly total: Total;
  readonly table: TotalTable;
  readonly allocation: WholeAllocation;
}) {
  const { total, table, allocation } = props;
  const { to } = usePlan();
  const share = table.amount === 0 ? 0 : total.amount / table.amount;
  return (
    <>
      <p className="why-sentence">
        <Money amount={total.amount} /> over all years, {showPercent(share)} of all money. It is the
        sum of {total.rows.length} {total.rows.length === 1 ? "payment" : "payments"}; each stands
        in this total alone.
      </p>
      {table.note !== "" && <p className="soft">{table.note}</p>}
      {table.dimension === "partner" && (
        <p>
          <Link href={to("partners", [total.key])}>Everything about {total.label}</Link>
        </p>
      )}
      <h2>The rows that it sums</h2>
      <PaymentRows
        caption={`Payments of ${total.label}`}
        rows={total.rows}
        allocation={allocation.id}
      />
      <TotalReason total={total} table={table} allocation={allocation} />
    </>
  );
}
