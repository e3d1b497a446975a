import type { RulePriceReport, RulePriceRow } from "../../../report/explore/rule-prices.ts";
import { count, showPoints } from "../../../report/words.ts";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { WhyLink } from "../../parts/why-link.tsx";
import { type AroundProps, ExploreTab } from "./explore-tab.tsx";

/** What a dollar more or less of every binding rule is worth, and up to where. */
export function PricesTab({ allocation }: AroundProps) {
  return (
    <ExploreTab
      kind="prices"
      intro="What a dollar more or less of every directive, limit and account is worth, and up to where that price holds."
      words="Working out the prices"
      button="Work out the prices"
      asked={allocation === undefined ? undefined : { kind: "prices", allocation }}
      show={(report) => <Prices report={report} allocation={allocation} />}
    />
  );
}

function columnsOf(allocation: string | undefined): readonly Column<RulePriceRow>[] {
  return [
    {
      key: "label",
      title: "Rule",
      value: ({ label }) => label,
      cell: ({ label, kind, id }) =>
        kind === "link" ? (
          label
        ) : (
          <WhyLink kind={kind} id={id.split("+")[0] ?? id} {...(allocation ? { allocation } : {})}>
            {label}
          </WhyLink>
        ),
    },
    { key: "level", title: "Level", value: (row) => row.level_words },
    {
      key: "relaxed",
      title: "Relaxed brings",
      cell: ({ relaxed_words, relaxed_until }) => until(relaxed_words, relaxed_until),
    },
    {
      key: "tightened",
      title: "Tightened costs",
      cell: ({ tightened_words, tightened_until }) => until(tightened_words, tightened_until),
    },
    {
      key: "total",
      title: "In all, points",
      number: true,
      value: ({ total }) => total,
      cell: ({ total }) => showPoints(total),
    },
  ];
}

function until(words: string, end: string): string {
  return end === "" ? words : `${words}, up to ${end}`.replace("up to at once", "at once");
}

function Prices(props: {
  readonly report: RulePriceReport;
  readonly allocation: string | undefined;
}) {
  const { report, allocation } = props;
  const columns = columnsOf(allocation);
  const table = (caption: string, rows: readonly RulePriceRow[]) =>
    rows.length > 0 && (
      <DataTable
        caption={caption}
        columns={columns}
        rows={rows}
        keyOf={({ kind, id, span }) => `${kind} ${id} ${span}`}
      />
    );
  const none = report.rules.length === 0 && report.money.length === 0;
  return (
    <>
      <p className="soft">{report.note}</p>
      {none && <p>No rule and no money costs anything: none would change the plan.</p>}
      {table("Directives and limits that cost value, the dearest first", report.rules)}
      {table("Money, the most useful first", report.money)}
      {table("Single years", report.years)}
      {report.free.length > 0 && (
        <details>
          <summary>
            {count(report.free.length, "rule")} that cost{report.free.length === 1 ? "s" : ""}{" "}
            nothing
          </summary>
          <ul>
            {report.free.map(({ label, kind, id, span }) => (
              <li key={`${kind} ${id} ${span}`}>{label}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
