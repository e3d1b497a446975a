import { Button } from "@trussworks/react-uswds";
import { useState } from "react";
import type { LoggedChange } from "../../changes/change-values.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { ErrorState } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { askAnew, client } from "../../queries/api.ts";

/** Asks why a change is undone, and undoes it by its inverse. */
export function UndoDialog(props: { readonly change: LoggedChange; readonly onClose: () => void }) {
  const { change, onClose } = props;
  const { plan } = usePlan();
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const undo = async () => {
    setBusy(true);
    try {
      const words = reason.trim();
      await client.call("undoChange", {
        params: { plan, seq: change.seq },
        body: words === "" ? {} : { reason: words },
      });
      await askAnew(plan);
      onClose();
    } catch (thrown) {
      setProblem(thrown instanceof Error ? thrown : new Error(String(thrown)));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={`Undo change ${change.seq}`}
      onClose={onClose}
      actions={
        <>
          <Button type="button" disabled={busy} onClick={() => void undo()}>
            Undo it
          </Button>
          <Button type="button" unstyled onClick={onClose}>
            Leave it
          </Button>
        </>
      }
    >
      <p>
        “{change.reason}” by {change.author_name} is undone by a new change that puts back what the
        cells held. Both stay in the history.
      </p>
      <label className="usa-label" htmlFor="undo-reason">
        Reason
      </label>
      <input
        id="undo-reason"
        className="usa-input"
        value={reason}
        placeholder="Undo"
        onChange={(event) => setReason(event.target.value)}
      />
      {problem !== null && <ErrorState problem={problem} />}
    </Dialog>
  );
}
