import { useState } from "react";
import { Link } from "wouter";
import { usePlan } from "../plan-context.tsx";
import { useApi } from "../queries/api.ts";
import { Dialog } from "./dialog.tsx";
import { Loaded } from "./states.tsx";
import { When } from "./when.tsx";

/** Which row or cell. */
export interface CellPlace {
  readonly table: "objectives" | (string & {});
  readonly row: string;
  /** All fields of the row when absent. */
  readonly field?: string;
}

/** A button that tells who changed a cell or a row, when and why. */
export function HistoryButton(props: CellPlace) {
  const [open, setOpen] = useState(false);
  const { table, row, field } = props;
  const name = field === undefined ? row : `${row} ${field}`;
  return (
    <>
      <button type="button" className="history-button" onClick={() => setOpen(true)}>
        History<span className="usa-sr-only"> of {name}</span>
      </button>
      {open && (
        <CellHistory
          place={{ table, row, ...(field ? { field } : {}) }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

/** Who changed a cell or a row, when and why, over the page. */
export function CellHistory(props: { readonly place: CellPlace; readonly onClose: () => void }) {
  const { plan, branch, to } = usePlan();
  const { table, row, field } = props.place;
  const changes = useApi("listChanges", {
    params: { plan },
    query: {
      table: table as "objectives",
      row,
      ...(field === undefined ? {} : { field }),
      branch,
      limit: 20,
    },
  });
  return (
    <Dialog
      title={`History of ${field === undefined ? row : `${row} › ${field}`}`}
      onClose={props.onClose}
    >
      <Loaded query={changes}>
        {(page) => (
          <>
            {page.changes.length === 0 && <p>Nobody has changed it since the plan was imported.</p>}
            <ol className="cell-history">
              {page.changes.map((change) => (
                <li key={change.seq}>
                  <strong>{change.author_name}</strong>, <When at={change.at} />: “{change.reason}”
                  <ul>
                    {change.edits
                      .filter((edit) => edit.row === row && edit.table === table)
                      .filter((edit) => field === undefined || edit.field === field)
                      .slice(0, 10)
                      .map((edit) => (
                        <li key={edit.field}>
                          {edit.field}: <BeforeAfter before={edit.before} after={edit.after} />
                        </li>
                      ))}
                  </ul>
                </li>
              ))}
            </ol>
            <Link href={to("history", [], { table, row, field })}>All in the page History</Link>
          </>
        )}
      </Loaded>
    </Dialog>
  );
}

/** What a cell held and what it holds. */
export function BeforeAfter(props: {
  readonly before: string | null;
  readonly after: string | null;
}) {
  return (
    <span className="before-after">
      <span className="usa-sr-only">from </span>
      {props.before === null ? <em className="soft">nothing</em> : <del>{props.before}</del>}
      <span aria-hidden="true"> → </span>
      <span className="usa-sr-only"> to </span>
      {props.after === null ? <em className="soft">nothing</em> : <ins>{props.after}</ins>}
    </span>
  );
}
