import type { Briefing } from "../../../report/briefing.ts";
import type { PriceRow } from "../../../report/price-table.ts";
import { PriceBars, RegionFlow } from "../../charts/lazy-charts.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import { Points } from "../../parts/figures.tsx";
import { WhyLink } from "../../parts/why-link.tsx";
import { usePlan } from "../../plan-context.tsx";

/** Recommended against what was done before, from region to region. */
export function RegionsSection(props: { readonly briefing: Briefing }) {
  const { from_to: fromTo } = props.briefing;
  return (
    <section aria-labelledby="regions">
      <h2 id="regions">From the record to the plan</h2>
      {fromTo === null ? (
        <p>The plan holds no record of earlier years, so nothing can be compared.</p>
      ) : (
        <RegionFlow fromTo={fromTo} />
      )}
    </section>
  );
}

/** What each rule costs in value, and where report language is not followed. */
export function PricesSection(props: { readonly briefing: Briefing }) {
  const { briefing } = props;
  const { to } = usePlan();
  const { costly, free } = briefing.prices;
  return (
    <section aria-labelledby="prices">
      <h2 id="prices">What directives cost</h2>
      {costly.length === 0 && (
        <p>
          {briefing.prices.priced === 0
            ? "Prices were not worked out for this allocation. The page Allocation can do it."
            : "No directive or limit costs anything: the plan would be worth no more without them."}
        </p>
      )}
      {costly.length > 0 && (
        <>
          <PriceBars prices={briefing.prices} href={(row) => whyAddress(to, row)} />
          <PriceRows rows={costly} />
        </>
      )}
      {free.length > 0 && (
        <details>
          <summary>{free.length} rules that cost nothing</summary>
          <ul>
            {free.map((row) => (
              <li key={`${row.kind} ${row.id} ${row.label}`}>{row.label}</li>
            ))}
          </ul>
        </details>
      )}
      <Unmet briefing={briefing} />
    </section>
  );
}

function whyAddress(to: ReturnType<typeof usePlan>["to"], row: PriceRow): string | undefined {
  return row.kind === "directive" || row.kind === "limit"
    ? to("why", [row.kind, row.id])
    : undefined;
}

function PriceRows(props: { readonly rows: readonly PriceRow[] }) {
  return (
    <DataTable
      caption="Rules without which the plan would be worth more"
      rows={props.rows}
      keyOf={(row) => `${row.kind} ${row.id} ${row.label}`}
      columns={[
        { key: "label", title: "Rule", value: (row) => row.label },
        { key: "level", title: "Level", value: (row) => row.level, cell: (row) => row.level_words },
        {
          key: "total",
          title: "Costs, points",
          number: true,
          value: (row) => row.total,
          cell: (row) => <Points value={row.total} />,
        },
        { key: "unit", title: "At the margin", cell: (row) => row.per_unit_words },
        {
          key: "why",
          title: "Reason",
          cell: (row) =>
            (row.kind === "directive" || row.kind === "limit") && (
              <WhyLink kind={row.kind} id={row.id} />
            ),
        },
      ]}
    />
  );
}

function Unmet(props: { readonly briefing: Briefing }) {
  const { unmet } = props.briefing;
  if (unmet.length === 0) return null;
  return (
    <>
      <h3>Report language that the allocation does not follow</h3>
      <ul>
        {unmet.map((directive) => (
          <li key={directive.id}>
            <strong>{directive.name}.</strong> {directive.sentence}{" "}
            <WhyLink kind="directive" id={directive.id} />
          </li>
        ))}
      </ul>
    </>
  );
}
