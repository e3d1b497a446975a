import { useState } from "react";
import { Link } from "wouter";
import { group } from "../../../base/money.ts";
import type { LoggedChange } from "../../changes/change-values.ts";
import { BeforeAfter } from "../../parts/history-button.tsx";
import { ErrorState } from "../../parts/states.tsx";
import { When } from "../../parts/when.tsx";
import { usePlan } from "../../plan-context.tsx";
import { client } from "../../queries/api.ts";
import { UndoDialog } from "./undo-dialog.tsx";

const kinds: Readonly<Record<LoggedChange["kind"], string>> = {
  import: "import",
  edit: "edit",
  undo: "undo",
  rebase: "rebase",
  merge: "merge",
  branch: "new scenario",
  head: "plan's head",
};
const invertible: readonly LoggedChange["kind"][] = ["edit", "undo", "merge"];
const shownFirst = 8;
const shownMore = 500;

/** One change of the log: who, when, why, and each cell before and after. */
export function ChangeItem(props: { readonly change: LoggedChange }) {
  const { change } = props;
  const { may, me, to } = usePlan();
  const [undoing, setUndoing] = useState(false);
  // A contributor undoes what they did themselves; what begins or joins scenarios has no inverse.
  const mine = may.everywhere || (may.edit && change.author === me.id);
  const inverse = invertible.includes(change.kind) && !change.withheld;
  const undoable = mine && inverse && change.undone_by === null;
  return (
    <li className="log-item" id={`change-${change.seq}`}>
      <p className="log-head">
        <strong>{change.author_name}</strong> <When at={change.at} />{" "}
        <span className="usa-tag">{kinds[change.kind]}</span>
        {change.branch !== "main" && <span className="usa-tag">{change.branch}</span>}
        {change.undone_by !== null && <span className="soft"> undone by {change.undone_by}</span>}
        {change.undoes !== null && <span className="soft"> undoes {change.undoes}</span>}
      </p>
      <p className="log-reason">{change.reason}</p>
      <Edits change={change} />
      {change.withheld && <p className="withheld">Some of its cells are withheld from you.</p>}
      <p className="log-foot soft">
        Change {change.seq},{" "}
        <span title={change.hash}>
          hash <code>{change.hash.slice(0, 12)}</code>
        </span>{" "}
        {undoable && (
          <button type="button" className="history-button" onClick={() => setUndoing(true)}>
            Undo<span className="usa-sr-only"> change {change.seq}</span>
          </button>
        )}{" "}
        {change.edits.length === 1 && change.edits[0] && (
          <Link
            href={to("history", [], {
              table: change.edits[0].table,
              row: change.edits[0].row,
              field: change.edits[0].field,
            })}
          >
            Only this cell
          </Link>
        )}
      </p>
      {undoing && <UndoDialog change={change} onClose={() => setUndoing(false)} />}
    </li>
  );
}

function Edits(props: { readonly change: LoggedChange }) {
  const { change } = props;
  const { plan } = usePlan();
  const [all, setAll] = useState<LoggedChange | null>(null);
  const [shown, setShown] = useState(shownFirst);
  const [problem, setProblem] = useState<Error | null>(null);
  const { edits } = all ?? change;
  const more = Math.min(shownMore, change.edit_count - shown);
  const showMore = () => {
    setShown(shown + more);
    if (all !== null || shown + more <= change.edits.length) return;
    client
      .call("readChange", { params: { plan, seq: change.seq } })
      .then(setAll)
      .catch((thrown: Error) => setProblem(thrown));
  };
  return (
    <>
      <ul className="log-edits">
        {edits.slice(0, shown).map((edit) => (
          <li key={`${edit.table} ${edit.row} ${edit.field}`}>
            <code>{edit.table}</code> › <code>{edit.row}</code> › {edit.field}:{" "}
            <BeforeAfter before={edit.before} after={edit.after} />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <button type="button" className="history-button" onClick={showMore}>
          {group(String(more))} more of {group(String(change.edit_count))} cells
          <span className="usa-sr-only"> of change {change.seq}</span>
        </button>
      )}
      {problem !== null && <ErrorState problem={problem} />}
    </>
  );
}
