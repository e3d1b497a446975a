import { Button } from "@trussworks/react-uswds";
import { type FormEvent, useId, useState } from "react";
import { Dialog } from "../../parts/dialog.tsx";
import { Loaded } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { type ActCells, ActFields } from "./act-fields.tsx";
import { useDay } from "./case-frame.tsx";
import type { CaseSummary } from "./case-values.ts";
import {
  type Done,
  listShared,
  type SharedAct,
  useActInSeveral,
  useCasePages,
} from "./several-cases.ts";

/** So many cases are read for one window. */
const most = 60;

/** A button that does one act in several of these cases; shown where there are several. */
export function ActInSeveral(props: {
  readonly cases: readonly CaseSummary[];
  readonly on: string;
}) {
  const { may } = usePlan();
  const [open, setOpen] = useState(false);
  if (!may.edit || props.cases.length < 2) return null;
  return (
    <>
      <Button type="button" outline onClick={() => setOpen(true)}>
        Act in several
      </Button>
      {open && <SeveralDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function SeveralDialog(props: {
  readonly cases: readonly CaseSummary[];
  readonly on: string;
  readonly onClose: () => void;
}) {
  // What is acted on is what was on screen when the window opened.
  const [cases] = useState(props.cases.slice(0, most));
  const day = useDay();
  const pages = useCasePages(cases, day);
  return (
    <Dialog title="Act in several cases" onClose={props.onClose} wide>
      <p>
        What is done here is done in each case by itself, with the same words. Signatures, and acts
        that rest on evidence or answers of their own, are taken on the case’s page.
        {props.cases.length > most && ` These are the first ${most} of ${props.cases.length}.`}
      </p>
      <Loaded query={pages} words={`Reading ${cases.length} cases`}>
        {(read) => <SeveralForm shared={listShared(read)} on={props.on} />}
      </Loaded>
    </Dialog>
  );
}

function SeveralForm(props: { readonly shared: readonly SharedAct[]; readonly on: string }) {
  const { shared, on } = props;
  const [place, setPlace] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [cells, setCells] = useState<ActCells>({});
  const { act, done, left } = useActInSeveral();
  const field = useId();
  const one = shared[place];
  const [page] = one?.cases ?? [];
  if (one === undefined || page === undefined) {
    return <p>No act is yours to do in two of these cases now, with the same words.</p>;
  }
  if (done.length > 0 || left > 0) return <SeveralDone done={done} left={left} />;
  const send = (event: FormEvent) => {
    event.preventDefault();
    void act(one, chosen, on, cells);
  };
  return (
    <form onSubmit={send}>
      <label className="usa-label" htmlFor={field}>
        What to do
      </label>
      <select
        id={field}
        className="usa-select"
        value={place}
        onChange={(event) => {
          setPlace(Number(event.target.value));
          setChosen(new Set());
        }}
      >
        {shared.map((each, at) => (
          <option key={`${each.cases[0]?.case.process} ${each.act.code}`} value={at}>
            {each.act.name} – {each.cases[0]?.case.process_name} ({each.cases.length})
          </option>
        ))}
      </select>
      <p className="soft">{one.act.meaning}</p>
      <ChosenCases one={one} chosen={chosen} onChoose={setChosen} />
      <ActFields page={page} act={one.act} cells={cells} onCells={setCells} />
      <p>
        <button type="submit" className="usa-button" disabled={chosen.size === 0}>
          {one.act.name}: {chosen.size} {chosen.size === 1 ? "case" : "cases"}
        </button>
      </p>
    </form>
  );
}

function ChosenCases(props: {
  readonly one: SharedAct;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}) {
  const { one, chosen, onChoose } = props;
  const ids = one.cases.map((page) => page.case.id);
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  return (
    <fieldset className="usa-fieldset">
      <legend className="usa-label">In which cases</legend>
      <Button
        type="button"
        unstyled
        onClick={() => onChoose(chosen.size === ids.length ? new Set() : new Set(ids))}
      >
        {chosen.size === ids.length ? "None" : `All ${ids.length}`}
      </Button>
      {one.cases.map(({ case: row, state }) => (
        <CaseBox key={row.id} row={row} state={state.name} chosen={chosen} onToggle={toggle} />
      ))}
    </fieldset>
  );
}

function CaseBox(props: {
  readonly row: CaseSummary;
  readonly state: string;
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
}) {
  const { row, state, chosen, onToggle } = props;
  const id = useId();
  return (
    <div className="usa-checkbox">
      <input
        id={id}
        type="checkbox"
        className="usa-checkbox__input"
        checked={chosen.has(row.id)}
        onChange={() => onToggle(row.id)}
      />
      <label className="usa-checkbox__label" htmlFor={id}>
        {row.name}{" "}
        <span className="soft">
          ({row.partner.name}; {state.toLowerCase()})
        </span>
      </label>
    </div>
  );
}

function SeveralDone({ done, left }: { readonly done: readonly Done[]; readonly left: number }) {
  const refused = done.filter(({ problem }) => problem !== "");
  return (
    <>
      <p role="status">
        {left > 0
          ? `${left} to go.`
          : `Done in ${done.length - refused.length} of ${done.length} cases.`}
      </p>
      {refused.length > 0 && (
        <ul aria-label="Refused">
          {refused.map(({ id, name, problem }) => (
            <li key={id}>
              <strong>{name}</strong>: {problem}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
