import { useState } from "react";
import { Dialog } from "../../parts/dialog.tsx";
import { Loaded } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import { ActDialog } from "./act-dialog.tsx";
import { useDay } from "./case-frame.tsx";
import { type CaseAnswer, isStopped, type NextAct, sayBarred } from "./case-values.ts";

/** The acts by which a case may be moved from where it is: only those that are allowed. */
export function MoveDialog(props: {
  readonly id: string;
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
}) {
  const { id, onClose, onDone } = props;
  const { plan, branch } = usePlan();
  const day = useDay();
  const answer = useApi("readCase", { params: { plan, case: id }, query: { branch, ...day } });
  const [act, setAct] = useState<NextAct | null>(null);
  if (act !== null && answer.data !== undefined) {
    return <ActDialog page={answer.data} act={act} onClose={onClose} onDone={onDone} />;
  }
  return (
    <Dialog title={`Move: ${answer.data?.case.name ?? id}`} onClose={onClose}>
      <Loaded query={answer} words="Reading the case">
        {(page) => <Moves page={page} onChoose={setAct} />}
      </Loaded>
    </Dialog>
  );
}

function Moves(props: { readonly page: CaseAnswer; readonly onChoose: (act: NextAct) => void }) {
  const { page, onChoose } = props;
  const ready = page.next.filter(
    (act) => act.may && !act.needs.includes("supersedes") && !isStopped(act),
  );
  const moves = ready.filter(({ to }) => to !== null);
  const blocked = page.next.filter((act) => act.to !== null && !ready.includes(act));
  return (
    <>
      <p>
        It is in “{page.state.name}”. {page.state.meaning}
      </p>
      {moves.length === 0 && <p>Nothing that is yours to do moves it from there.</p>}
      <ul className="case-acts">
        {moves.map((act) => (
          <li key={act.code}>
            <button type="button" className="usa-button" onClick={() => onChoose(act)}>
              {act.name}
            </button>
            <span className="soft">to “{act.to?.name}”</span>
          </li>
        ))}
      </ul>
      {blocked.length > 0 && (
        <details>
          <summary>Not now, or not yours ({blocked.length})</summary>
          <ul>
            {blocked.map((act) => (
              <li key={act.code}>
                <strong>{act.name}</strong>{" "}
                <span className="soft">
                  {act.why_not !== "" || sayBarred(act) !== ""
                    ? act.why_not || sayBarred(act)
                    : act.lacks.length > 0
                      ? `Missing: ${act.lacks.map(({ name }) => name).join(", ")}.`
                      : "In place of an earlier decision: on the case’s page."}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
