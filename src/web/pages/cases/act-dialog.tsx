import { Button } from "@trussworks/react-uswds";
import { type FormEvent, useId, useState } from "react";
import { useSearchParams } from "wouter";
import { RefusedError } from "../../../api/client.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Notice } from "../../parts/notice.tsx";
import { ErrorState } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { askAnew, client } from "../../queries/api.ts";
import { type ActCells, ActFields } from "./act-fields.tsx";
import { type CaseAnswer, type NextAct, showDay, showFact } from "./case-values.ts";

/** Asks what an act needs, and does it. */
export function ActDialog(props: {
  readonly page: CaseAnswer;
  readonly act: NextAct;
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
}) {
  const { page, act, onClose, onDone } = props;
  const { branch } = usePlan();
  const form = useId();
  const { offices, office, setOffice, last, on, setOn, cells, setCells, problem, busy, send } =
    useAct(page, act, onDone);
  return (
    <Dialog
      title={act.name}
      onClose={onClose}
      wide={act.signs}
      actions={
        <>
          <button type="submit" form={form} className="usa-button" disabled={busy}>
            {branch === "main" ? act.name : `Assume: ${act.name}`}
          </button>
          <Button type="button" unstyled onClick={onClose}>
            Leave it
          </Button>
        </>
      }
    >
      <p>
        {act.meaning} {act.to !== null && <>The case goes to “{act.to.name}”.</>}
      </p>
      {branch !== "main" && (
        <Notice kind="info">
          This scenario assumes it. The plan itself, and everybody else, knows nothing of it.
        </Notice>
      )}
      {act.decision && branch === "main" && (
        <Notice kind="info">
          A decision stays as it is written. A later one can take its place, and says why.
        </Notice>
      )}
      <form id={form} onSubmit={(event) => void send(event)}>
        <OfficeField offices={offices} chosen={office} onChoose={setOffice} />
        <label className="usa-label" htmlFor={`${form}-on`}>
          Day
        </label>
        <input
          id={`${form}-on`}
          type="date"
          required
          className="usa-input"
          value={on}
          min={last === "" ? undefined : last}
          onChange={(event) => setOn(event.target.value)}
        />
        <ActFields page={page} act={act} cells={cells} onCells={setCells} />
      </form>
      {act.signs && <SignedFacts page={page} />}
      {problem !== null && <ErrorState problem={problem} />}
    </Dialog>
  );
}

/** An act while it is written, and doing it. */
function useAct(page: CaseAnswer, act: NextAct, onDone: (said: string) => void) {
  const { plan, branch } = usePlan();
  const [, setParams] = useSearchParams();
  const mine = branch === "main" ? act.offices.filter((one) => one.mine) : act.offices;
  const [office, setOffice] = useState(mine[0]?.code ?? act.offices[0]?.code ?? "");
  const last = page.events.at(-1)?.on ?? "";
  const [on, setOn] = useState(
    [last, page.cells.opened_on ?? "", page.on].sort().at(-1) ?? page.on,
  );
  const [cells, setCells] = useState<ActCells>({});
  // What is acted on is what was on screen when the window opened.
  const [version] = useState(page.version);
  const [problem, setProblem] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await client.call("actInCase", {
        params: { plan, case: page.case.id },
        body: { branch, event: act.code, office, on, cells },
        ifMatch: `"${version}"`,
      });
      // What is done on a later day than the page shows would not be seen on it.
      if (on > page.on) {
        setParams((old) => {
          const next = new URLSearchParams(old);
          next.set("on", on);
          return next;
        });
      }
      await askAnew(plan);
      onDone(`Done: ${act.name}`);
    } catch (thrown) {
      setProblem(thrown instanceof Error ? thrown : new Error(String(thrown)));
      setBusy(false);
      const stale = thrown instanceof RefusedError && thrown.problem.status === 412;
      if (stale) await askAnew(plan, ["readCase", "listCases"]);
    }
  };
  const offices = mine.length > 0 ? mine : act.offices;
  return { offices, office, setOffice, last, on, setOn, cells, setCells, problem, busy, send };
}

function OfficeField(props: {
  readonly offices: NextAct["offices"];
  readonly chosen: string;
  readonly onChoose: (office: string) => void;
}) {
  const { offices, chosen, onChoose } = props;
  const id = useId();
  const [only] = offices;
  if (offices.length === 1 && only !== undefined) {
    return (
      <p>
        For <strong>{only.name}</strong> ({only.department})
      </p>
    );
  }
  return (
    <>
      <label className="usa-label" htmlFor={id}>
        For the office
      </label>
      <select
        id={id}
        className="usa-select"
        value={chosen}
        onChange={(event) => onChoose(event.target.value)}
      >
        {offices.map((one) => (
          <option key={one.code} value={one.code}>
            {one.department}: {one.name}
          </option>
        ))}
      </select>
    </>
  );
}

/** Fields of a package that nobody signs. */
const unsigned = ["id", "source", "mark", "handling", "illustrative", "assumptions", "cost_basis"];

/** What is signed, so that whoever signs has it before their eyes. */
function SignedFacts({ page }: { readonly page: CaseAnswer }) {
  const rows = page.package.flatMap(({ table, cells }) =>
    Object.entries(cells)
      .filter(([field, text]) => text !== null && !unsigned.includes(field))
      .map(([field, text]) => ({ table, row: cells.id ?? "", field, text })),
  );
  return (
    <details className="case-signed">
      <summary>
        What is signed: {rows.length} facts as they stand on {showDay(page.on)}
      </summary>
      <p className="soft">When one of them changes, the signature lapses and says what changed.</p>
      <ul>
        {rows.map(({ table, row, field, text }) => (
          <li key={`${table}/${row}/${field}`}>
            <code>
              {table} › {row} › {field}
            </code>
            : {showFact(field, text)}
          </li>
        ))}
      </ul>
    </details>
  );
}
