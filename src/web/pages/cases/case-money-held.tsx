import { Link } from "wouter";
import { DataTable } from "../../parts/data-table.tsx";
import { Money } from "../../parts/figures.tsx";
import { WhyLink } from "../../parts/why-link.tsx";
import { usePlan } from "../../plan-context.tsx";
import type { CaseAnswer } from "./case-values.ts";

/** The money that the case keeps from being spent, to the line. */
export function CaseMoneyHeld({ page }: { readonly page: CaseAnswer }) {
  const { held } = page;
  const [first] = held;
  return (
    <section aria-labelledby="money">
      <h2 id="money">Money that waits</h2>
      {first === undefined ? (
        <p>The case keeps no money.</p>
      ) : (
        <>
          <p>
            {first.because.replaceAll("`", "")}{" "}
            {first.citation !== "" && <span className="soft">({first.citation})</span>}
          </p>
          <HeldPackages held={held} />
          <details open={held.length <= 6}>
            <summary>To the line ({held.length})</summary>
            <HeldLines held={held} />
          </details>
          <p className="soft">
            Of several packages of one initiative at most one is funded: the figure above counts the
            largest.
          </p>
        </>
      )}
    </section>
  );
}

/** Each line that waits or is blocked. */
function HeldLines({ held }: { readonly held: CaseAnswer["held"] }) {
  const { to } = usePlan();
  return (
    <DataTable
      caption="Lines whose money waits or is blocked"
      quiet
      rows={held}
      keyOf={(line) => `${line.line}:${line.effect}:${line.accounts.join()}`}
      columns={[
        {
          key: "initiative",
          title: "Initiative",
          value: (line) => line.initiative.name,
          cell: (line) => (
            <>
              <Link href={to("proposals", [line.initiative.id])}>{line.initiative.name}</Link>{" "}
              <WhyLink kind="initiative" id={line.initiative.id} />
            </>
          ),
        },
        { key: "package", title: "Package", value: (line) => line.package.name },
        {
          key: "line",
          title: "Line",
          value: (line) => line.line,
          cell: (line) => (
            <Link href={to("plan", [], { table: "lines", "f.id": `in:${line.line}` })}>
              {line.line}
            </Link>
          ),
        },
        { key: "kind", title: "Kind", value: (line) => line.kind },
        {
          key: "year",
          title: "Earliest year",
          value: (line) => line.fiscal_year,
          cell: (line) => `FY${line.fiscal_year}`,
        },
        { key: "accounts", title: "Accounts", value: (line) => line.accounts.join(", ") },
        {
          key: "effect",
          title: "Effect",
          value: (line) => line.effect,
          cell: (line) => (
            <span className={line.effect === "blocked" ? "case-late" : undefined}>
              {line.effect === "blocked" ? "Blocked" : "Waits"}
            </span>
          ),
        },
        {
          key: "amount",
          title: "Amount",
          number: true,
          value: (line) => line.amount,
          cell: (line) => <Money amount={line.amount} exact />,
        },
      ]}
    />
  );
}

/** The same money by package: at most one of an initiative is funded. */
function HeldPackages({ held }: { readonly held: CaseAnswer["held"] }) {
  const groups = [...Map.groupBy(held, (line) => line.package.id).values()].flatMap((lines) => {
    const [line] = lines;
    if (line === undefined) return [];
    const amount = lines.reduce((sum, one) => sum + one.amount, 0);
    return [{ ...line, amount, count: lines.length }];
  });
  return (
    <DataTable
      caption="Packages whose money waits or is blocked"
      quiet
      rows={groups}
      keyOf={(row) => row.package.id}
      columns={[
        { key: "package", title: "Package", value: (row) => row.package.name },
        { key: "initiative", title: "Of", value: (row) => row.initiative.name },
        { key: "accounts", title: "Accounts", value: (row) => row.accounts.join(", ") },
        { key: "count", title: "Lines", number: true, value: (row) => row.count },
        {
          key: "amount",
          title: "Amount",
          number: true,
          value: (row) => row.amount,
          cell: (row) => <Money amount={row.amount} exact />,
        },
      ]}
    />
  );
}
