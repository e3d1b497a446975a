import { Link } from "wouter";
import { sayFinding } from "../../grid/check-cell.ts";
import type { PlacedFinding } from "../../grid/findings-index.ts";
import { Withheld } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";

const shownFindings = 200;
const names = { error: "Error", warning: "Warning", note: "Note" } as const;

/** Everything found in the table, beside the grid; a click goes to the cell. */
export function FindingsPanel(props: {
  readonly table: string;
  readonly findings: readonly PlacedFinding[] | undefined;
  readonly withheld: boolean;
  readonly onGo: (row: string, field: string) => void;
  /** Whether only rows with findings are shown. */
  readonly only: boolean;
  readonly onOnly: () => void;
  readonly onClose: () => void;
}) {
  const { table, findings = [] } = props;
  const here = findings.filter((one) => one.at.file === `${table}.csv`);
  return (
    <aside className="plan-findings" aria-labelledby="plan-findings">
      <div className="plan-findings-head">
        <h2 id="plan-findings">Found in {table}</h2>
        <button
          type="button"
          className="icon-button"
          aria-label="Close findings"
          onClick={props.onClose}
        >
          <span aria-hidden="true">×</span>
        </button>
      </div>
      {props.findings === undefined && <p className="soft">Being worked out …</p>}
      {props.findings !== undefined && here.length === 0 && <p>Nothing is wrong here.</p>}
      {props.withheld && (
        <Withheld words="What is found in rows that are not for you to see is left out." />
      )}
      {here.length > 0 && (
        <button type="button" className="usa-button usa-button--unstyled" onClick={props.onOnly}>
          {props.only ? "Show all rows" : "Show only rows with findings"}
        </button>
      )}
      <ul className="findings">
        {here.slice(0, shownFindings).map((finding, index) => (
          <li
            className={`finding finding-${finding.severity}`}
            // Findings have no id, and two may say the same.
            key={`${finding.code} ${finding.at.id ?? ""} ${finding.at.field ?? ""} ${index.toString()}`}
          >
            <strong>{names[finding.severity]}</strong>
            {finding.at.id !== undefined && (
              <>
                {" in "}
                <button
                  type="button"
                  className="usa-button usa-button--unstyled"
                  onClick={() => props.onGo(finding.at.id ?? "", finding.at.field ?? "id")}
                >
                  {finding.at.id} › {finding.at.field ?? "id"}
                </button>
              </>
            )}
            : {sayFinding(finding)}
          </li>
        ))}
        {here.length > shownFindings && <li>{here.length - shownFindings} more.</li>}
      </ul>
      <Elsewhere table={table} findings={findings} />
    </aside>
  );
}

/** How much is found in the other tables. */
function Elsewhere(props: { readonly table: string; readonly findings: readonly PlacedFinding[] }) {
  const { to } = usePlan();
  const others = props.findings.filter(
    ({ at }) => at.file?.endsWith(".csv") === true && at.file !== `${props.table}.csv`,
  );
  const tables = Map.groupBy(others, ({ at }) => (at.file ?? "").slice(0, -".csv".length));
  if (tables.size === 0) return null;
  return (
    <>
      <h3>In other tables</h3>
      <ul>
        {[...tables].map(([other, list]) => (
          <li key={other}>
            <Link href={to("plan", [], { table: other })}>{other}</Link>: {list.length}
          </li>
        ))}
      </ul>
    </>
  );
}
