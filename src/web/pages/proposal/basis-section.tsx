import { useState } from "react";
import { usePlan } from "../../plan-context.tsx";
import { ChoiceField, plainOptions, TextField } from "./cell-fields.tsx";
import { fieldPlace } from "./draft-rows.ts";
import { useForm } from "./form-context.tsx";
import { FieldFindings } from "./form-field.tsx";
import { usePlanRows } from "./use-plan-rows.ts";

const handlings = ["public", "internal", "restricted"];

/** On what it rests: assumptions, where the costs come from, how it may be handled. */
export function BasisSection() {
  const { may } = usePlan();
  const sees = handlings.slice(0, handlings.indexOf(may.see) + 1);
  return (
    <fieldset className="usa-fieldset proposal-section">
      <legend className="usa-legend usa-legend--large">On what it rests</legend>
      <TextField
        field="cost_basis"
        label="Where the costs come from"
        hint="Such as a vendor’s quote, a price list, or what the like has cost before."
        lines={2}
      />
      <Assumptions />
      <div className="proposal-pair">
        <TextField field="source" label="Document behind it" />
        <ChoiceField
          field="handling"
          label="Who may see it"
          hint="Unclassified data only. You can choose what you may see yourself."
          options={plainOptions(sees)}
        />
      </div>
      <TextField
        field="least_share"
        label="May be funded in part, from this share up"
        hint="Such as 0.5 for half of the cost. Only whole when empty."
      />
    </fieldset>
  );
}

/** More assumptions than this are searched. */
const manyAssumptions = 12;

function Assumptions() {
  const { draft, act, foundAt } = useForm();
  const rows = usePlanRows("assumptions") ?? [];
  const [find, setFind] = useState("");
  const place = fieldPlace("assumptions");
  const chosen = (draft.initiative.assumptions ?? "").split(";").filter((id) => id !== "");
  const partner = draft.initiative.partner ?? "";
  const wanted = find.trim().toLowerCase();
  const isAbout = (partners: string | null | undefined) =>
    (partners ?? "") === "" || (partners ?? "").split(";").includes(partner);
  const shown = rows.filter(
    (row) =>
      chosen.includes(row.id ?? "") ||
      (wanted === ""
        ? isAbout(row.partners)
        : `${row.id} ${row.statement}`.toLowerCase().includes(wanted)),
  );
  const set = (id: string, on: boolean) => {
    const next = on ? [...chosen, id] : chosen.filter((one) => one !== id);
    act({ kind: "field", field: "assumptions", value: next.join(";") });
  };
  const found = foundAt(place);
  return (
    <fieldset className="usa-fieldset proposal-choices" id={place} tabIndex={-1}>
      <legend className="usa-legend">Assumptions; the proposal falls when one of them fails</legend>
      <FieldFindings place={place} found={found} />
      {rows.length > manyAssumptions && (
        <>
          <label className="usa-label" htmlFor="find-assumption">
            Find among all {rows.length} (those about the partner, and about nobody in particular,
            are shown)
          </label>
          <input
            className="usa-input"
            id="find-assumption"
            type="search"
            value={find}
            onChange={(event) => setFind(event.target.value)}
          />
        </>
      )}
      <div className="proposal-scroll">
        {shown.map((row) => (
          <div className="usa-checkbox" key={row.id}>
            <input
              className="usa-checkbox__input"
              type="checkbox"
              id={`assumption-${row.id}`}
              checked={chosen.includes(row.id ?? "")}
              onChange={(event) => set(row.id ?? "", event.target.checked)}
            />
            <label className="usa-checkbox__label" htmlFor={`assumption-${row.id}`}>
              {row.statement}
              <span className="usa-checkbox__label-description">
                {row.status === "fails" ? "Fails today. " : ""}
                {row.owner}; test: {row.test}
              </span>
            </label>
          </div>
        ))}
        {rows.length === 0 && <p className="soft">The plan holds no assumptions yet.</p>}
        {rows.length > 0 && shown.length === 0 && (
          <p className="soft">None fits. Those about a partner are shown when it is chosen.</p>
        )}
      </div>
    </fieldset>
  );
}
