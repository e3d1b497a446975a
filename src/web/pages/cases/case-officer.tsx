import { Button } from "@trussworks/react-uswds";
import { useId, useState } from "react";
import { useChange } from "../../changes/change-context.tsx";
import { FormDialog } from "../../parts/form-dialog.tsx";
import { ErrorState } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { askAnew } from "../../queries/api.ts";
import type { CaseSummary } from "./case-values.ts";

/** Who works on a case, and for those who may write, taking it or giving it to somebody. */
export function CaseOfficer(props: { readonly row: CaseSummary; readonly mayEdit: boolean }) {
  const { row, mayEdit } = props;
  const { me } = usePlan();
  const { give, problem } = useGive(row);
  const [open, setOpen] = useState(false);
  return (
    <div>
      <span className="soft">
        {row.officer === null ? "Nobody has taken it." : `${row.officer} works on it.`}
      </span>{" "}
      {mayEdit && !row.closed && (
        <>
          {row.officer !== me.name && (
            <>
              <Button type="button" unstyled onClick={() => void give(me.name)}>
                Take it
              </Button>
              {" · "}
            </>
          )}
          <Button type="button" unstyled onClick={() => setOpen(true)}>
            Give it to somebody
          </Button>
        </>
      )}
      {problem !== null && <ErrorState problem={problem} />}
      {open && <GiveDialog row={row} give={give} onClose={() => setOpen(false)} />}
    </div>
  );
}

/** Writes who works on the case; nobody where the name is empty. */
function useGive(row: CaseSummary) {
  const { plan } = usePlan();
  const { make } = useChange();
  const [problem, setProblem] = useState<Error | null>(null);
  const give = async (name: string) => {
    const after = name === "" ? null : name;
    const reason = after === null ? `${row.name}: given back` : `${row.name}: to ${after}`;
    const edit = { table: "cases" as const, row: row.id, field: "officer" };
    try {
      await make({ reason, edits: [{ ...edit, before: row.officer, after }] });
      setProblem(null);
      await askAnew(plan, ["readCase", "listCases"]);
    } catch (thrown) {
      setProblem(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  };
  return { give, problem };
}

function GiveDialog(props: {
  readonly row: CaseSummary;
  readonly give: (name: string) => Promise<void>;
  readonly onClose: () => void;
}) {
  const { row, give, onClose } = props;
  const field = useId();
  const [name, setName] = useState(row.officer ?? "");
  const send = () => {
    onClose();
    void give(name.trim());
  };
  return (
    <FormDialog title="Give it to somebody" send="Give it" onSend={send} onClose={onClose}>
      <label className="usa-label" htmlFor={field}>
        Who works on it
      </label>
      <input
        id={field}
        className="usa-input"
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.target.value)}
      />
      <p className="soft">
        The name as it stands on the page People. Without a name, nobody works on it.
      </p>
    </FormDialog>
  );
}
