import { type FormEvent, useId, useState } from "react";
import { useChange } from "../../changes/change-context.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { ErrorState } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { askAnew, client } from "../../queries/api.ts";
import type { CellEdit } from "./moves.ts";

/** An id for a scenario of this title: small letters, digits and hyphens. */
export function scenarioId(title: string, taken: readonly string[]): string {
  const plain =
    title
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 60) || "scenario";
  let id = plain;
  for (let turn = 2; taken.includes(id); turn += 1) id = `${plain}-${turn}`;
  return id;
}

/** Asks where and why what is tried is kept, and keeps it. */
export function KeepDialog(props: {
  readonly edits: readonly CellEdit[];
  readonly count: number;
  readonly onClose: () => void;
  /** Told of the branch that holds it now. */
  readonly onKept: (branch: string) => void;
}) {
  const { plan, head, branch, branchHead, may } = usePlan();
  const { make } = useChange();
  const id = useId();
  const canHere = may.edit && branchHead?.state !== "merged" && branchHead?.state !== "dropped";
  const [where, setWhere] = useState<"new" | "here">(
    branch === "main" || !canHere ? "new" : "here",
  );
  const [title, setTitle] = useState("");
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const here = branch === "main" ? "the plan itself" : `“${branchHead?.title ?? branch}”`;

  const keep = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      let target = branch;
      if (where === "new") {
        const made = await client.call("createBranch", {
          params: { plan },
          body: {
            id: scenarioId(title, [...head.branches.map((one) => one.id), "main"]),
            title: title.trim(),
            description: reason.trim(),
            from: branch,
          },
        });
        target = made.id;
        await askAnew(plan, ["readPlan"]);
      }
      const made = await make({ reason: reason.trim(), edits: props.edits, branch: target });
      if (made !== undefined) props.onKept(target);
    } catch (thrown) {
      setProblem(thrown as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={`Keep ${props.count === 1 ? "the change" : `all ${props.count} changes`}`}
      onClose={props.onClose}
      actions={
        <>
          <button type="submit" form={id} className="usa-button" disabled={busy}>
            {busy ? "Keeping…" : "Keep"}
          </button>
          <button type="button" className="usa-button usa-button--outline" onClick={props.onClose}>
            Go on trying
          </button>
        </>
      }
    >
      <form id={id} onSubmit={keep} className="keep-form">
        <fieldset className="usa-fieldset">
          <legend className="usa-legend">Where</legend>
          <Choice
            label="In a new scenario"
            checked={where === "new"}
            onChoose={() => setWhere("new")}
          />
          <Choice
            label={`In ${here}`}
            checked={where === "here"}
            disabled={!canHere}
            onChoose={() => setWhere("here")}
          />
        </fieldset>
        {where === "new" && (
          <>
            <label className="usa-label" htmlFor={`${id}-title`}>
              Title of the scenario
            </label>
            <input
              className="usa-input"
              id={`${id}-title`}
              value={title}
              required
              maxLength={200}
              onChange={(event) => setTitle(event.target.value)}
            />
          </>
        )}
        <label className="usa-label" htmlFor={`${id}-reason`}>
          Reason
        </label>
        <textarea
          className="usa-textarea"
          id={`${id}-reason`}
          value={reason}
          required
          rows={3}
          maxLength={2000}
          onChange={(event) => setReason(event.target.value)}
        />
        {problem !== null && <ErrorState problem={problem} />}
      </form>
    </Dialog>
  );
}

function Choice(props: {
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChoose: () => void;
}) {
  return (
    <label className="one-choice">
      <input
        type="radio"
        name="keep-where"
        checked={props.checked}
        disabled={props.disabled}
        onChange={props.onChoose}
      />{" "}
      {props.label}
    </label>
  );
}
