import { Button } from "@trussworks/react-uswds";
import { sayFinding } from "../../grid/check-cell.ts";
import type { CellProblem, Gesture } from "../../grid/gesture.ts";
import { Dialog } from "../../parts/dialog.tsx";

const shownProblems = 50;

/** Shows what a paste or fill would do that is not plain: new rows, and cells that cannot be taken. */
export function GestureDialog(props: {
  readonly gesture: Gesture;
  readonly onDo: () => void;
  readonly onClose: () => void;
}) {
  const { gesture } = props;
  const { changes, added, refused, notes } = gesture;
  const takes = changes.length + added.length > 0;
  const action =
    refused.length === 0
      ? `Add ${count(added.length, "row")}`
      : `Take the other ${count(changes.length + added.reduce((sum, row) => sum + row.size, 0), "cell")}`;
  return (
    <Dialog
      title={refused.length === 0 ? "Add rows?" : "Not every cell can be taken"}
      wide
      onClose={props.onClose}
      actions={
        <>
          {takes && (
            <Button type="button" onClick={props.onDo}>
              {action}
            </Button>
          )}
          <Button type="button" outline={takes} onClick={props.onClose}>
            {takes ? "Cancel" : "Close"}
          </Button>
        </>
      }
    >
      {added.length > 0 && (
        <p>
          What you paste is longer than the table: {count(added.length, "new row")} would follow its
          last one. A new row is saved when it has everything that it needs.
        </p>
      )}
      {refused.length > 0 && (
        <p>
          {count(refused.length, "cell")} cannot be taken as{" "}
          {refused.length === 1 ? "it is" : "they are"}. Nothing has been changed yet.
        </p>
      )}
      <Problems problems={refused} />
      {notes.length > 0 && (
        <details>
          <summary>{count(notes.length, "cell")} can be taken, with a note</summary>
          <Problems problems={notes} />
        </details>
      )}
    </Dialog>
  );
}

function Problems(props: { readonly problems: readonly CellProblem[] }) {
  const { problems } = props;
  if (problems.length === 0) return null;
  return (
    <ul className="findings">
      {problems.slice(0, shownProblems).map(({ key, line, column, finding }) => (
        <li
          className={`finding finding-${finding.severity}`}
          key={`${key} ${line} ${column} ${finding.code}`}
        >
          <strong>{key ?? `Line ${line + 1}`}</strong>
          {column !== "" && ` › ${column}`}: {sayFinding(finding)}
        </li>
      ))}
      {problems.length > shownProblems && <li>{problems.length - shownProblems} more.</li>}
    </ul>
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
