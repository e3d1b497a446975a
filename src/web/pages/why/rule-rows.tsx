import { cents, showDollars } from "../../../base/money.ts";
import { showPercent } from "../../../report/words.ts";
import { usePlan } from "../../plan-context.tsx";
import type { WholeAllocation } from "../allocation/allocation-values.ts";
import { centsOf } from "../allocation/amounts.ts";
import { scopeWords } from "../allocation/controls.ts";
import { type Cells, listCell } from "../allocation/table-rows.ts";
import { useTables } from "../allocation/use-rows.ts";
import { countedRows } from "./counted-rows.ts";
import { PaymentRows } from "./payment-rows.tsx";

/** The payments that a directive or a limit counts, and what they come to beside what it says. */
export function RuleRows(props: {
  readonly kind: "directive" | "limit";
  readonly cells: Cells;
  readonly allocation: WholeAllocation;
}) {
  const { kind, cells, allocation } = props;
  const { head } = usePlan();
  // The purpose, use and demand of an initiative stand in no payment.
  const needed = [cells.purposes, cells.uses, cells.demands].some(
    (one) => listCell(one).length > 0,
  );
  const [initiatives] = useTables(needed ? [{ table: "initiatives" }] : []);
  const all = allocation.briefing.totals[0]?.totals.flatMap((total) => total.rows) ?? [];
  const rows = countedRows(all, cells, (id) => initiatives?.data?.rows.get(id));
  const sum = rows.reduce((total, { amount }) => total + amount, 0);
  const years = head.last_fiscal_year - head.first_fiscal_year + 1;
  const span = cells.fiscal_year ? `in FY${cells.fiscal_year}` : `over ${years} years`;
  return (
    <section aria-labelledby="why-rows">
      <h2 id="why-rows">The rows that it counts</h2>
      <p>
        It counts {scopeWords(cells)}: {showDollars(cents(sum))} {span}.{" "}
        {levelWords(kind, cells, sum)}
      </p>
      <PaymentRows caption="Payments that it counts" rows={rows} allocation={allocation.id} />
    </section>
  );
}

function levelWords(kind: "directive" | "limit", cells: Cells, sum: number): string {
  const amount = centsOf(cells.amount);
  if (kind === "directive" && amount !== undefined) {
    if (cells.kind === "withhold") return `The tranche is ${showDollars(amount)}.`;
    const least = cells.kind === "not_less_than";
    const room = least ? sum - amount : amount - sum;
    const says = `It says ${least ? "not less than" : "not more than"} ${showDollars(amount)}`;
    if (room === 0) return `${says}, and is met to the cent.`;
    return room > 0
      ? `${says}: ${showDollars(cents(Math.abs(room)))} of room.`
      : `${says}: ${showDollars(cents(Math.abs(room)))} short.`;
  }
  if (amount !== undefined) return `It allows at most ${showDollars(amount)} a year.`;
  return cells.ratio ? `Its level is ${showPercent(Number(cells.ratio))}.` : "";
}
