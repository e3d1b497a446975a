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
  readonly onClose: () => void;
}) {
  const { table, findings = [] } = props;
  const { to } = usePlan();
  const here = findings.filter((one) => one.at.file === `${table}.csv`);
  const elsewhere = Map.groupBy(
    findings.filter((one) => one.at.file !== `${table}.csv` && one.at.file?.endsWith(".csv")),
    (one) => (one.at.file ?? "").slice(0, -4),
  );
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
      {elsewhere.size > 0 && (
        <>
          <h3>In other tables</h3>
          <ul>
            {[...elsewhere].map(([other, list]) => (
              <li key={other}>
                <Link href={to("plan", [], { table: other })}>{other}</Link>: {list.length}
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}
