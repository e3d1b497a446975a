import { Link } from "wouter";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { Money } from "../../parts/figures.tsx";
import { usePlan } from "../../plan-context.tsx";
import type { WholeAllocation } from "../allocation/allocation-values.ts";
import { centsOf } from "../allocation/amounts.ts";
import type { Cells, TableRows } from "../allocation/table-rows.ts";
import { PaymentRows } from "./payment-rows.tsx";
import { planAddress } from "./plan-address.ts";
import { markWords } from "./source-of.tsx";

/** The money of an account by year, with its source, and what it pays. */
export function AccountRows(props: {
  readonly account: string;
  readonly rows: TableRows;
  readonly allocation: WholeAllocation;
}) {
  const { account, rows, allocation } = props;
  const { to } = usePlan();
  const paid =
    allocation.briefing.totals
      .find(({ dimension }) => dimension === "account")
      ?.totals.find(({ key }) => key === account)?.rows ?? [];
  const paidIn = (year: string | null | undefined) =>
    paid
      .filter(({ fiscal_year }) => String(fiscal_year) === year)
      .reduce((sum, { amount }) => sum + amount, 0);
  const columns: readonly Column<readonly [string, Cells]>[] = [
    {
      key: "year",
      title: "New money of",
      cell: ([id, cells]) => (
        <Link href={to("plan", [], planAddress("resources", id))}>FY{cells.fiscal_year}</Link>
      ),
    },
    { key: "stage", title: "Stage", cell: ([, cells]) => cells.stage ?? "" },
    {
      key: "amount",
      title: "Amount",
      number: true,
      cell: ([, cells]) => <Money amount={centsOf(cells.amount) ?? 0} exact />,
    },
    {
      key: "paid",
      title: "Paid in that year",
      number: true,
      cell: ([, cells]) => <Money amount={paidIn(cells.fiscal_year)} exact />,
    },
    { key: "source", title: "Source", cell: ([, cells]) => cells.source ?? "none is given" },
    { key: "mark", title: "How sure", cell: ([, cells]) => markWords(cells.mark) },
  ];
  return (
    <section aria-labelledby="why-rows">
      <h2 id="why-rows">The money, and what it pays</h2>
      <DataTable
        caption="New money by year; money that lasts may be paid in a later year"
        columns={columns}
        rows={[...rows]}
        keyOf={([id]) => id}
      />
      <PaymentRows caption={`Payments from ${account}`} rows={paid} allocation={allocation.id} />
    </section>
  );
}
