import { useId } from "react";
import { Link } from "wouter";
import { cents } from "../../../base/money.ts";
import type { Change, ChangeTable, Comparison } from "../../../report/compare.ts";
import type { InitiativeChange } from "../../../report/compare-why.ts";
import { capital, showMillions, showMillionsChange } from "../../../report/words.ts";
import { BarChart } from "../../charts/lazy-charts.tsx";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { usePlan } from "../../plan-context.tsx";
import { hundredths, pointsChange } from "./result-panel.tsx";

/** How many rows of a table are shown before it is opened. */
const shownRows = 12;

/** Who gains and who loses between two allocations: value, regions as a picture, and every dimension as a table. */
export function ComparisonTables(props: {
  readonly comparison: Comparison;
  /** The allocation on the right, for links to its reasons. */
  readonly allocation?: string | undefined;
}) {
  const { comparison, allocation } = props;
  const regions = comparison.tables.find(({ dimension }) => dimension === "region");
  const moved = regions?.changes.filter(({ difference }) => difference !== 0) ?? [];
  return (
    <div className="comparison">
      <SideTable comparison={comparison} />
      {moved.length > 0 && (
        <BarChart
          title="Who gains and who loses, by region"
          caption={`${comparison.measure}, in millions of dollars.`}
          of="Region"
          change
          over={
            comparison.after.value !== null && comparison.before.value === null
              ? "a year"
              : "over all years"
          }
          rows={moved.map(({ key, label, difference }) => ({ key, label, amount: difference }))}
        />
      )}
      {comparison.tables.map((table) => (
        <Changes key={table.dimension} table={table} comparison={comparison} />
      ))}
      <InitiativeChanges rows={comparison.why.initiatives} allocation={allocation} />
      <WhyTheyDiffer comparison={comparison} />
    </div>
  );
}

function SideTable({ comparison }: { readonly comparison: Comparison }) {
  const { before, after, measure } = comparison;
  const value = (points: number | null) => (points === null ? "not known" : hundredths(points));
  const change =
    before.value === null || after.value === null ? "" : pointsChange(after.value, before.value);
  const money = cents(after.amount - before.amount);
  const rows = [
    ["Value, points", value(before.value), value(after.value), change],
    [
      "Money, $ million",
      showMillions(before.amount),
      showMillions(after.amount),
      showMillionsChange(money),
    ],
  ] as const;
  return (
    <DataTable
      caption={measure}
      columns={[
        { key: "what", title: "What", cell: ([what]) => what },
        { key: "before", title: before.label, number: true, cell: (row) => row[1] },
        { key: "after", title: after.label, number: true, cell: (row) => row[2] },
        { key: "difference", title: "Difference", number: true, cell: (row) => row[3] },
      ]}
      rows={rows}
      keyOf={([what]) => what}
    />
  );
}

/** The rows that differ, largest gain first and largest loss last; where there are many, both ends. */
function ends(changes: readonly Change[]): { readonly first: Change[]; readonly rest: Change[] } {
  const moved = changes.filter(({ difference }) => difference !== 0);
  if (moved.length <= shownRows) return { first: moved, rest: [] };
  const half = shownRows / 2;
  return {
    first: [...moved.slice(0, half), ...moved.slice(-half)],
    rest: moved.slice(half, -half),
  };
}

function Changes(props: { readonly table: ChangeTable; readonly comparison: Comparison }) {
  const { table, comparison } = props;
  const { first, rest } = ends(table.changes);
  if (first.length === 0) {
    return (
      <p className="soft">
        {table.title}: no money moves{table.changes.length === 0 ? ", since there is none" : ""}.
      </p>
    );
  }
  const head = { before: comparison.before.label, after: comparison.after.label };
  return (
    <>
      <ChangeRows title={`${table.title}, $ million`} rows={first} {...head} total={table} />
      {rest.length > 0 && (
        <details>
          <summary>
            {rest.length} smaller changes<span className="usa-sr-only"> {table.title}</span>
          </summary>
          <ChangeRows title={`${table.title}: smaller changes, $ million`} rows={rest} {...head} />
        </details>
      )}
    </>
  );
}

function ChangeRows(props: {
  readonly title: string;
  readonly rows: readonly Change[];
  readonly before: string;
  readonly after: string;
  readonly total?: ChangeTable;
}) {
  const { title, rows, total } = props;
  const columns: readonly Column<Change>[] = [
    {
      key: "label",
      title: capital(title.replace(/^By |[,:].*$/g, "")),
      value: ({ label }) => label,
    },
    {
      key: "before",
      title: props.before,
      number: true,
      value: ({ before }) => before,
      cell: ({ before }) => showMillions(before),
    },
    {
      key: "after",
      title: props.after,
      number: true,
      value: ({ after }) => after,
      cell: ({ after }) => showMillions(after),
    },
    {
      key: "difference",
      title: "Difference",
      number: true,
      value: ({ difference }) => difference,
      cell: ({ difference }) => (
        <span className={difference < 0 ? "loss" : "gain"}>{showMillionsChange(difference)}</span>
      ),
    },
  ];
  const sums = total && [
    "All",
    showMillions(total.before),
    showMillions(total.after),
    showMillionsChange(cents(total.after - total.before)),
  ];
  return (
    <DataTable
      caption={title}
      columns={columns}
      rows={rows}
      keyOf={({ key }) => key}
      {...(sums ? { totals: sums } : {})}
    />
  );
}

function InitiativeChanges(props: {
  readonly rows: readonly InitiativeChange[];
  readonly allocation: string | undefined;
}) {
  const { to } = usePlan();
  const id = useId();
  const { rows, allocation } = props;
  if (rows.length === 0) return null;
  const list = (some: readonly InitiativeChange[]) => (
    <ul className="change-list">
      {some.map((row) => (
        <li key={row.id}>
          <Link className="usa-link" href={to("why", ["initiative", row.id], { id: allocation })}>
            {row.name}
          </Link>
          : {showMillions(row.before)} → {showMillions(row.after)}{" "}
          <span className={row.after < row.before ? "loss" : "gain"}>
            ({showMillionsChange((row.after - row.before) as typeof row.after)})
          </span>
        </li>
      ))}
    </ul>
  );
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>Initiatives with other money, $ million</h3>
      {list(rows.slice(0, shownRows))}
      {rows.length > shownRows && (
        <details>
          <summary>{rows.length - shownRows} more initiatives</summary>
          {list(rows.slice(shownRows))}
        </details>
      )}
    </section>
  );
}

function WhyTheyDiffer({ comparison }: { readonly comparison: Comparison }) {
  const { why, before, after } = comparison;
  const sideOf = (side: "before" | "after") => (side === "before" ? before.label : after.label);
  if (why.rules.length === 0) return null;
  return (
    <details>
      <summary>Rules that hold back one of the two ({why.rules.length})</summary>
      <ul className="change-list">
        {why.rules.map(({ rule, side }) => (
          <li key={`${rule.kind} ${rule.id} ${rule.fiscal_year} ${side}`}>
            {rule.name}
            {rule.fiscal_year === null ? "" : `, FY${rule.fiscal_year}`}: {sideOf(side)}
          </li>
        ))}
      </ul>
    </details>
  );
}
