import { Link } from "wouter";
import { cents, showDollars } from "../../../base/money.ts";
import { count } from "../../../report/words.ts";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { Money } from "../../parts/figures.tsx";
import { WhyLink } from "../../parts/why-link.tsx";
import { usePlan } from "../../plan-context.tsx";
import type { WholeAllocation } from "../allocation/allocation-values.ts";
import { centsOf } from "../allocation/amounts.ts";
import type { Cells } from "../allocation/table-rows.ts";
import { useTables, type WholeTable } from "../allocation/use-rows.ts";
import { namesOf } from "./initiative-names.ts";
import { PaymentRows } from "./payment-rows.tsx";
import { planAddress } from "./plan-address.ts";

type Row = readonly [string, Cells];

/** The rows behind an initiative: what it is paid, its packages with their costs, its effects and its links. */
export function InitiativeRows(props: {
  readonly id: string;
  readonly cells: Cells;
  readonly allocation: WholeAllocation;
}) {
  const { id, cells, allocation } = props;
  const { to } = usePlan();
  const [packages, effects, needs, neededBy] = useTables([
    { table: "packages", where: [`initiative=${id}`] },
    { table: "effects", where: [`initiative=${id}`] },
    { table: "links", where: [`initiative=${id}`] },
    { table: "links", where: [`other=${id}`] },
  ]);
  const paid =
    allocation.briefing.totals[0]?.totals
      .flatMap((total) => total.rows)
      .filter(({ initiative }) => initiative === id) ?? [];
  const choice = allocation.allocation.choices.find(({ initiative }) => initiative === id);
  const links = [...(needs?.data?.rows ?? []), ...(neededBy?.data?.rows ?? [])];
  return (
    <section aria-labelledby="why-rows">
      <h2 id="why-rows">The rows behind it</h2>
      <dl className="facts">
        <div>
          <dt>Partner</dt>
          <dd>
            <Link href={to("partners", [cells.partner ?? ""])}>{cells.partner}</Link>
          </dd>
        </div>
        <div>
          <dt>May start</dt>
          <dd>
            FY{cells.earliest_start} to FY{cells.latest_start}
          </dd>
        </div>
      </dl>
      <PaymentRows caption="What it is paid" rows={paid} allocation={allocation.id} />
      {packages?.data !== undefined && (
        <Packages packages={packages.data} chosen={choice?.package} />
      )}
      {effects?.data !== undefined && effects.data.rows.size > 0 && (
        <DataTable
          caption="What it contributes to"
          columns={effectColumns(to)}
          rows={[...effects.data.rows]}
          keyOf={([row]) => row}
        />
      )}
      <Links links={links} allocation={allocation} />
    </section>
  );
}

function Links(props: { readonly links: readonly Row[]; readonly allocation: WholeAllocation }) {
  const { links, allocation } = props;
  if (links.length === 0) return null;
  const names = namesOf(allocation);
  const why = (id: string) => (
    <WhyLink kind="initiative" id={id} allocation={allocation.id}>
      {names.get(id) ?? id}
    </WhyLink>
  );
  return (
    <>
      <h3>Links to other initiatives</h3>
      <ul>
        {links.map(([row, link]) => (
          <li key={row}>
            {why(link.initiative ?? "")} {link.kind} {why(link.other ?? "")}
            {link.reason ? `: ${link.reason}` : ""}
          </li>
        ))}
      </ul>
    </>
  );
}

function effectColumns(to: ReturnType<typeof usePlan>["to"]): readonly Column<Row>[] {
  return [
    {
      key: "objective",
      title: "Objective",
      cell: ([id, cells]) => (
        <Link href={to("plan", [], planAddress("effects", id))}>{cells.objective}</Link>
      ),
    },
    { key: "relevance", title: "Relevance", cell: ([, cells]) => cells.relevance ?? "" },
    { key: "confidence", title: "Confidence", cell: ([, cells]) => cells.confidence ?? "" },
    { key: "package", title: "Package", cell: ([, cells]) => cells.package ?? "every" },
    { key: "source", title: "Source", cell: ([, cells]) => cells.source ?? "" },
  ];
}

function Packages(props: { readonly packages: WholeTable; readonly chosen: string | undefined }) {
  const { packages, chosen } = props;
  const { to } = usePlan();
  const ids = [...packages.rows.keys()];
  const lines = useTables(ids.map((id) => ({ table: "lines", where: [`package=${id}`] })));
  const costOf = (id: string) =>
    [...(lines[ids.indexOf(id)]?.data?.rows.values() ?? [])].reduce(
      (sum, { amount }) => sum + (centsOf(amount) ?? 0),
      0,
    );
  const yearsOf = (id: string) => {
    const rows = [...(lines[ids.indexOf(id)]?.data?.rows.values() ?? [])];
    const sums = Map.groupBy(rows, ({ year_offset }) => Number(year_offset ?? 0));
    return [...sums]
      .sort(([a], [b]) => a - b)
      .map(([, list]) =>
        showDollars(cents(list.reduce((sum, { amount }) => sum + (centsOf(amount) ?? 0), 0))),
      )
      .join(", ");
  };
  const columns: readonly Column<Row>[] = [
    {
      key: "name",
      title: "Package",
      cell: ([id, cells]) => (
        <>
          <Link href={to("plan", [], planAddress("packages", id))}>{cells.name ?? id}</Link>
          {id === chosen && <strong> (funded)</strong>}
        </>
      ),
    },
    { key: "level", title: "Level", cell: ([, cells]) => cells.level ?? "" },
    {
      key: "cost",
      title: "Cost",
      number: true,
      value: ([id]) => costOf(id),
      cell: ([id]) => <Money amount={costOf(id)} exact />,
    },
    { key: "years", title: "By year after its start", cell: ([id]) => yearsOf(id) },
    {
      key: "lines",
      title: "Lines",
      cell: ([id]) => (
        <Link href={to("plan", [], planAddress("lines", { package: id }))}>
          {count(lines[ids.indexOf(id)]?.data?.rows.size ?? 0, "line")}
          <span className="usa-sr-only"> of {id}</span>
        </Link>
      ),
    },
  ];
  return (
    <DataTable
      caption="Its packages, of which at most one is funded"
      columns={columns}
      rows={[...packages.rows]}
      keyOf={([id]) => id}
      empty="It has no package."
    />
  );
}
