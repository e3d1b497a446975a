import { Link } from "wouter";
import { DataTable } from "../../parts/data-table.tsx";
import { HistoryButton } from "../../parts/history-button.tsx";
import { usePlan } from "../../plan-context.tsx";
import { type CaseAnswer, showFact } from "./case-values.ts";

/** Fields that say how a row is kept, not what it is. */
const aside = ["id", "handling", "illustrative", "mark", "case", "initiative", "package"];

type Cells = CaseAnswer["package"][number]["cells"];

/** The cost of each package by year and kind, as it is signed. */
function PackageLines(props: { readonly lines: readonly Cells[]; readonly page: CaseAnswer }) {
  const { lines, page } = props;
  const nameOf = (id: string | null | undefined) =>
    page.package.find((one) => one.table === "packages" && one.cells.id === id)?.cells.name ?? id;
  return (
    <details className="case-row">
      <summary>
        Cost by package, year and kind <span className="soft">in lines, {lines.length} rows</span>
      </summary>
      <DataTable
        caption="Lines"
        quiet
        rows={lines}
        keyOf={(row) => row.id ?? ""}
        columns={[
          { key: "id", title: "Line", value: (row) => row.id ?? "" },
          { key: "package", title: "Package", value: (row) => nameOf(row.package) ?? "" },
          { key: "year", title: "Year", value: (row) => Number(row.year_offset ?? 0) + 1 },
          { key: "kind", title: "Kind", value: (row) => row.kind ?? "" },
          {
            key: "amount",
            title: "Amount",
            number: true,
            value: (row) => Number(row.amount ?? 0),
            cell: (row) => showFact("amount", row.amount ?? null),
          },
          {
            key: "history",
            title: "History",
            cell: (row) => <HistoryButton table="lines" row={row.id ?? ""} />,
          },
        ]}
      />
    </details>
  );
}

/** The rows that the case is about: what is signed in it. */
export function CasePackage({ page }: { readonly page: CaseAnswer }) {
  const { to } = usePlan();
  const lines = page.package.filter(({ table }) => table === "lines").map(({ cells }) => cells);
  const others = page.package.filter(({ table }) => table !== "lines");
  return (
    <section aria-labelledby="package">
      <h2 id="package">What it is about</h2>
      {page.package.length === 0 && <p>The case names nothing that it decides.</p>}
      {lines.length > 0 && <PackageLines lines={lines} page={page} />}
      {others.map(({ table, cells }) => (
        <details key={`${table}/${cells.id}`} className="case-row" open={table === "notices"}>
          <summary>
            {cells.name ?? cells.id} <span className="soft">in {table}</span>
          </summary>
          <dl className="case-fields">
            {Object.entries(cells)
              .filter(([field, text]) => text !== null && !aside.includes(field))
              .map(([field, text]) => (
                <div key={field}>
                  <dt>{field.replaceAll("_", " ")}</dt>
                  <dd>{showFact(field, text)}</dd>
                </div>
              ))}
          </dl>
          <p>
            <Link href={to("plan", [], { table, "f.id": `in:${cells.id}` })}>In the grid</Link>{" "}
            <HistoryButton table={table} row={cells.id ?? ""} />
          </p>
        </details>
      ))}
    </section>
  );
}
