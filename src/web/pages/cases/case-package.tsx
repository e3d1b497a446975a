import { Link } from "wouter";
import { HistoryButton } from "../../parts/history-button.tsx";
import { usePlan } from "../../plan-context.tsx";
import { type CaseAnswer, showFact } from "./case-values.ts";

/** Fields that say how a row is kept, not what it is. */
const aside = ["id", "handling", "illustrative", "mark", "case", "initiative", "package"];

/** The rows that the case is about: what is signed in it. */
export function CasePackage({ page }: { readonly page: CaseAnswer }) {
  const { to } = usePlan();
  return (
    <section aria-labelledby="package">
      <h2 id="package">What it is about</h2>
      {page.package.length === 0 && <p>The case names nothing that it decides.</p>}
      {page.package.map(({ table, cells }) => (
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
