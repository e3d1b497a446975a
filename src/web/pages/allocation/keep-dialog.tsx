import { type FormEvent, useId, useRef, useState } from "react";
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

/** What is asked before something is kept. */
interface Draft {
  readonly where: "new" | "here";
  readonly title: string;
  readonly reason: string;
}

/** Keeps edits, in a scenario that is begun first where a new one is asked for. */
function useKeeping(edits: readonly CellEdit[], onKept: (branch: string) => void) {
  const { plan, head, branch } = usePlan();
  const { make } = useChange();
  const [problem, setProblem] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  // Begun once: where the change is refused afterwards, it is made there when it is tried again.
  const begun = useRef<string | null>(null);
  const begin = async ({ title, reason }: Draft) => {
    const taken = [...head.branches.map((one) => one.id), "main"];
    const body = {
      id: scenarioId(title, taken),
      title: title.trim(),
      description: reason.trim(),
      from: branch,
    };
    begun.current = (await client.call("createBranch", { params: { plan }, body })).id;
    await askAnew(plan, ["readPlan"]);
    return begun.current;
  };
  const keep = async (draft: Draft) => {
    setBusy(true);
    setProblem(null);
    try {
      const target = draft.where === "here" ? branch : (begun.current ?? (await begin(draft)));
      const made = await make({ reason: draft.reason.trim(), edits, branch: target });
      if (made !== undefined) onKept(target);
    } catch (thrown) {
      setProblem(thrown as Error);
    } finally {
      setBusy(false);
    }
  };
  return { keep, busy, problem };
}

/** Asks where and why what is tried is kept, and keeps it. */
export function KeepDialog(props: {
  readonly edits: readonly CellEdit[];
  readonly count: number;
  readonly onClose: () => void;
  /** Told of the branch that holds it now. */
  readonly onKept: (branch: string) => void;
}) {
  const id = useId();
  const { keep, busy, problem } = useKeeping(props.edits, props.onKept);
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
      <KeepForm id={id} onKeep={keep} />
      {problem !== null && <ErrorState problem={problem} />}
    </Dialog>
  );
}

function KeepForm(props: { readonly id: string; readonly onKeep: (draft: Draft) => void }) {
  const { id, onKeep } = props;
  const { branch, branchHead } = usePlan();
  const canHere = branchHead?.state !== "merged" && branchHead?.state !== "dropped";
  const [draft, setDraft] = useState<Draft>({
    where: branch === "main" || !canHere ? "new" : "here",
    title: "",
    reason: "",
  });
  const set = (some: Partial<Draft>) => setDraft((old) => ({ ...old, ...some }));
  const here = branch === "main" ? "the plan itself" : `“${branchHead?.title ?? branch}”`;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onKeep(draft);
  };
  return (
    <form id={id} onSubmit={submit} className="keep-form">
      <fieldset className="usa-fieldset">
        <legend className="usa-legend">Where</legend>
        <Choice
          label="In a new scenario"
          checked={draft.where === "new"}
          onChoose={() => set({ where: "new" })}
        />
        <Choice
          label={`In ${here}`}
          checked={draft.where === "here"}
          disabled={!canHere}
          onChoose={() => set({ where: "here" })}
        />
      </fieldset>
      {draft.where === "new" && (
        <>
          <label className="usa-label" htmlFor={`${id}-title`}>
            Title of the scenario
          </label>
          <input
            className="usa-input"
            id={`${id}-title`}
            value={draft.title}
            required
            maxLength={200}
            onChange={(event) => set({ title: event.target.value })}
          />
        </>
      )}
      <label className="usa-label" htmlFor={`${id}-reason`}>
        Reason
      </label>
      <textarea
        className="usa-textarea"
        id={`${id}-reason`}
        value={draft.reason}
        required
        rows={3}
        maxLength={2000}
        onChange={(event) => set({ reason: event.target.value })}
      />
    </form>
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
