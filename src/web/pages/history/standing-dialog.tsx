import { Button } from "@trussworks/react-uswds";
import { useState } from "react";
import { Dialog } from "../../parts/dialog.tsx";
import { ErrorState } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { askAnew, client } from "../../queries/api.ts";

/** Asks why the scenario on screen is dropped, or taken up again, and does it. */
export function StandingDialog(props: {
  readonly to: "open" | "dropped";
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const { plan, branch } = usePlan();
  const { to, onDone, onClose } = props;
  const drops = to === "dropped";
  const [reason, setReason] = useState(drops ? "No longer needed" : "Taken up again");
  const [problem, setProblem] = useState<Error | null>(null);
  const put = async () => {
    try {
      await client.call("putBranch", {
        params: { plan, branch },
        body: { state: to, reason: reason.trim() },
      });
      await askAnew(plan);
      onDone();
    } catch (thrown) {
      setProblem(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  };
  return (
    <Dialog
      title={drops ? "Drop the scenario" : "Take the scenario up again"}
      onClose={onClose}
      actions={
        <>
          <Button type="button" disabled={reason.trim() === ""} onClick={() => void put()}>
            {drops ? "Drop it" : "Take it up"}
          </Button>
          <Button type="button" unstyled onClick={onClose}>
            Leave it
          </Button>
        </>
      }
    >
      <p>
        {drops
          ? "It is no longer offered and cannot be edited. Its changes stay in the history, and it can be taken up again."
          : "It is offered again, with all its edits."}
      </p>
      <label className="usa-label" htmlFor="standing-reason">
        Reason
      </label>
      <input
        id="standing-reason"
        className="usa-input"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {problem !== null && <ErrorState problem={problem} />}
    </Dialog>
  );
}
