import { ChoiceField, TextField } from "./cell-fields.tsx";
import { fieldPlace } from "./draft-rows.ts";
import { useForm } from "./form-context.tsx";
import { FieldFindings } from "./form-field.tsx";
import { militaryObjectives } from "./military-objectives.ts";

const focuses = [
  { value: "tactical", label: "Tactical: units" },
  { value: "operational", label: "Operational: forces" },
  { value: "institutional", label: "Institutional: those that run them" },
];

/** What it is for, and which of the four military objectives it serves and why. */
export function PurposeSection() {
  return (
    <fieldset className="usa-fieldset proposal-section">
      <legend className="usa-legend usa-legend--large">What it is for</legend>
      <div className="proposal-pair">
        <ChoiceField field="purpose" label="Purpose" hint="" />
        <ChoiceField field="focus" label="Focus" hint="" options={focuses} />
      </div>
      <div className="proposal-pair">
        <ChoiceField field="domain" label="Domain" hint="" />
        <ChoiceField field="instrument" label="Instrument" hint="" />
      </div>
      <MilitaryObjective />
      <TextField
        field="dod_objective_reason"
        label="Why it serves that military objective"
        lines={2}
        hint="For defense accounts. What it would change, and how one would see it."
      />
    </fieldset>
  );
}

function MilitaryObjective() {
  const { draft, act, fieldOf, foundAt } = useForm();
  const place = fieldPlace("dod_objective");
  const chosen = draft.initiative.dod_objective ?? "";
  const found = foundAt(place);
  const values = fieldOf("initiatives", "dod_objective")?.values ?? Object.keys(militaryObjectives);
  const choices: readonly (readonly [string, readonly [string, string]])[] = [
    ["", ["None of them", "For accounts that are not of the Defense Department."]],
    ...values.map((value) => [value, militaryObjectives[value] ?? [value, ""]] as const),
  ];
  return (
    <fieldset
      className={`usa-fieldset proposal-choices${found.length > 0 ? " usa-form-group--error" : ""}`}
      id={place}
      tabIndex={-1}
    >
      <legend className="usa-legend">
        Which of the Defense Department’s four objectives it serves
      </legend>
      <FieldFindings place={place} found={found} />
      {choices.map(([value, [title, says]]) => (
        <div className="usa-radio" key={value}>
          <input
            className="usa-radio__input"
            type="radio"
            name="dod_objective"
            id={`${place}-${value || "none"}`}
            checked={chosen === value}
            onChange={() => act({ kind: "field", field: "dod_objective", value })}
          />
          <label className="usa-radio__label" htmlFor={`${place}-${value || "none"}`}>
            {title}
            <span className="usa-radio__label-description">{says}</span>
          </label>
        </div>
      ))}
    </fieldset>
  );
}
