import { useMemo } from "react";
import { Link, useSearchParams } from "wouter";
import type { AnswerOf } from "../../../api/client.ts";
import { count, regionNames, showRegion } from "../../../report/words.ts";
import { Sparkline } from "../../charts/sparkline.tsx";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { Money } from "../../parts/figures.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { formatSorting, parseSorting } from "../../parts/sort-rows.ts";
import { Empty, Loaded, Withheld } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import "../../charts/charts.css";
import "./partner.css";

type PartnerList = AnswerOf<"listPartners">;
type PartnerRow = PartnerList["partners"][number];

/** Every partner with its money: searched, filtered by region and sorted, all in the address. */
export function PartnersPage() {
  const { plan, branch } = usePlan();
  const partners = useApi("listPartners", { params: { plan }, query: { branch } }, { keep: true });
  return (
    <>
      <PageHead title="Partners" lead="Who receives, from every agency: the record and the plan." />
      <Loaded query={partners} words="Reading the partners" lines={8}>
        {(answer) => <PartnerTable answer={answer} />}
      </Loaded>
    </>
  );
}

function PartnerTable({ answer }: { readonly answer: PartnerList }) {
  const { to, may } = usePlan();
  const [params, setParams] = useSearchParams();
  const find = params.get("find") ?? "";
  const region = params.get("region") ?? "";
  const set = (name: string, value: string) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        if (value === "") next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const shown = useMemo(
    () => answer.partners.filter((row) => matches(row, find, region)),
    [answer.partners, find, region],
  );
  const columns = useMemo(() => columnsOf(answer, (id) => to("partners", [id])), [answer, to]);
  if (answer.partners.length === 0) {
    return (
      <Empty title="No partners yet">
        <p>Partners are rows of the plan.</p>
        {may.everywhere && (
          <Link href={to("plan", [], { table: "partners" })}>Add the first in the grid</Link>
        )}
      </Empty>
    );
  }
  const sorting = parseSorting(params.get("sort"));
  return (
    <>
      <PartnerSearch find={find} region={region} onSet={set} />
      <p role="status">
        {shown.length === answer.partners.length
          ? count(shown.length, "partner")
          : `${shown.length} of ${count(answer.partners.length, "partner")}`}
        {answer.allocation === null && ". Nobody has asked for an allocation yet."}
      </p>
      <DataTable
        caption="Partners"
        quiet
        columns={columns}
        rows={shown}
        keyOf={(row) => row.id}
        sorting={sorting ?? { key: "name", descending: false }}
        onSort={(next) => set("sort", formatSorting(next))}
        empty="No partner fits. Clear the search or choose all regions."
      />
      {answer.withheld && <Withheld />}
    </>
  );
}

function PartnerSearch(props: {
  readonly find: string;
  readonly region: string;
  readonly onSet: (name: string, value: string) => void;
}) {
  const { find, region, onSet } = props;
  return (
    <search className="partner-search">
      <div>
        <label className="usa-label" htmlFor="find-partner">
          Find by name or code
        </label>
        <input
          className="usa-input"
          id="find-partner"
          type="search"
          value={find}
          onChange={(event) => onSet("find", event.target.value)}
        />
      </div>
      <div>
        <label className="usa-label" htmlFor="partner-region">
          Region
        </label>
        <select
          className="usa-select"
          id="partner-region"
          value={region}
          onChange={(event) => onSet("region", event.target.value)}
        >
          <option value="">All regions</option>
          {Object.entries(regionNames).map(([bureau, name]) => (
            <option key={bureau} value={bureau}>
              {name}
            </option>
          ))}
        </select>
      </div>
    </search>
  );
}

function matches(row: PartnerRow, find: string, region: string): boolean {
  if (region !== "" && row.bureau !== region) return false;
  const wanted = find.trim().toLowerCase();
  return row.name.toLowerCase().includes(wanted) || row.id.toLowerCase().includes(wanted);
}

function columnsOf(answer: PartnerList, hrefOf: (id: string) => string): Column<PartnerRow>[] {
  const { first_fiscal_year: first } = answer;
  const last = Math.max(
    ...answer.partners.flatMap((row) =>
      row.years.map(({ fiscal_year: year }) => year).filter((year) => year < first),
    ),
  );
  const record = (row: PartnerRow) =>
    row.years.find(({ fiscal_year: year }) => year === last)?.amount ?? 0;
  const money = (
    key: string,
    title: string,
    value: (row: PartnerRow) => number | null,
  ): Column<PartnerRow> => ({
    key,
    title,
    number: true,
    value,
    cell: (row) => {
      const amount = value(row);
      return amount === null ? <span className="soft">–</span> : <Money amount={amount} />;
    },
  });
  return [
    {
      key: "name",
      title: "Partner",
      value: (row) => row.name,
      cell: (row) => <Link href={hrefOf(row.id)}>{row.name}</Link>,
    },
    { key: "id", title: "Code", value: (row) => row.id },
    { key: "region", title: "Region", value: (row) => showRegion(row.bureau) },
    { key: "tier", title: "Tier", value: (row) => row.tier },
    {
      key: "years",
      title: "By year",
      cell: (row) => (
        <Sparkline
          points={row.years.map(({ fiscal_year: year, amount }) => ({ year, amount }))}
          label={trendWords(row)}
        />
      ),
    },
    ...(Number.isFinite(last) ? [money("record", `FY${last}, record`, record)] : []),
    {
      key: "proposals",
      title: "Proposals",
      number: true,
      value: (row) => row.proposals,
      cell: (row) =>
        row.funded === null ? row.proposals : `${row.funded} of ${row.proposals} funded`,
    },
    money("asked", "Asked, all years", (row) => row.asked),
    money("allocated", "Allocated, all years", (row) => row.allocated),
  ];
}

/** The line of a partner's money in words. */
function trendWords(row: PartnerRow): string {
  const [first] = row.years;
  const last = row.years.at(-1);
  if (first === undefined || last === undefined) return `${row.name}: no money in any year`;
  const millions = (amount: number) => `$${(amount / 1e8).toFixed(1)} million`;
  return `${row.name}: FY${first.fiscal_year} ${millions(first.amount)}, FY${last.fiscal_year} ${millions(last.amount)}`;
}
