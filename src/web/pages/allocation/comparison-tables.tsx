import { useId } from "react";
import { Link } from "wouter";
import type { Change, ChangeTable, Comparison } from "../../../report/compare.ts";
import type { InitiativeChange } from "../../../report/compare-why.ts";
import { showMillions, showMillionsChange } from "../../../report/words.ts";
import { BarChart } from "../../charts/lazy-charts.tsx";
import { usePlan } from "../../plan-context.tsx";
import { pointsChange } from "./result-panel.tsx";

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

function SideTable({
  comparison: { before, after, measure },
}: {
  readonly comparison: Comparison;
}) {
  const value = (points: number | null) => (points === null ? "not known" : points.toFixed(2));
  return (
    <table className="table">
      <caption>{measure}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="usa-sr-only">What</span>
          </th>
          <th scope="col" className="n">
            {before.label}
          </th>
          <th scope="col" className="n">
            {after.label}
          </th>
          <th scope="col" className="n">
            Difference
          </th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">Value, points</th>
          <td className="n">{value(before.value)}</td>
          <td className="n">{value(after.value)}</td>
          <td className="n">
            {before.value === null || after.value === null
              ? ""
              : pointsChange(after.value, before.value)}
          </td>
        </tr>
        <tr>
          <th scope="row">Money, $ million</th>
          <td className="n">{showMillions(before.amount)}</td>
          <td className="n">{showMillions(after.amount)}</td>
          <td className="n">
            {showMillionsChange((after.amount - before.amount) as typeof after.amount)}
          </td>
        </tr>
      </tbody>
    </table>
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
  return (
    <table className="table">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="usa-sr-only">Which</span>
          </th>
          <th scope="col" className="n">
            {props.before}
          </th>
          <th scope="col" className="n">
            {props.after}
          </th>
          <th scope="col" className="n">
            Difference
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.label}</th>
            <td className="n">{showMillions(row.before)}</td>
            <td className="n">{showMillions(row.after)}</td>
            <td className={row.difference < 0 ? "n loss" : "n gain"}>
              {showMillionsChange(row.difference)}
            </td>
          </tr>
        ))}
      </tbody>
      {total && (
        <tfoot>
          <tr>
            <th scope="row">All</th>
            <td className="n">{showMillions(total.before)}</td>
            <td className="n">{showMillions(total.after)}</td>
            <td className="n">
              {showMillionsChange((total.after - total.before) as typeof total.after)}
            </td>
          </tr>
        </tfoot>
      )}
    </table>
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
