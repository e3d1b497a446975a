import { useMemo } from "react";
import { showRegion } from "../../../report/words.ts";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import { ChoiceField, TextField } from "./cell-fields.tsx";
import { fieldPlace } from "./draft-rows.ts";
import { useForm } from "./form-context.tsx";
import { FormField } from "./form-field.tsx";
import { onlyAgencies, onlyPartners } from "./proposal-rights.ts";
import { usePlanRows } from "./use-plan-rows.ts";

/** What is asked, by whom, for whom, and when it may start. */
export function AskedSection() {
  const { head } = usePlan();
  const span = Array.from(
    { length: head.last_fiscal_year - head.first_fiscal_year + 1 },
    (_, place) => head.first_fiscal_year + place,
  );
  const years = span.map((year) => ({ value: String(year), label: `FY${year}` }));
  return (
    <fieldset className="usa-fieldset proposal-section">
      <legend className="usa-legend usa-legend--large">What is asked, and for whom</legend>
      <TextField
        field="name"
        label="What is asked"
        hint="A short name that tells it from others, such as “Ukraine: counter-battery radars”."
      />
      <div className="proposal-pair">
        <PartnerField />
        <ChoiceField field="recipient" label="Who receives it there" hint="" />
      </div>
      <div className="proposal-pair">
        <AgencyField />
        <ChoiceField
          field="kind"
          label="New or continuing"
          options={[
            { value: "proposal", label: "Something new" },
            { value: "continuing", label: "Continues what was done before" },
          ]}
          hint=""
        />
      </div>
      <div className="proposal-pair">
        <ChoiceField field="earliest_start" label="Earliest start" options={years} hint="" />
        <ChoiceField field="latest_start" label="Latest start" options={years} hint="" />
      </div>
    </fieldset>
  );
}

function PartnerField() {
  const { may } = usePlan();
  const rows = usePlanRows("partners");
  const only = useMemo(() => onlyPartners(may), [may]);
  const options = useMemo(
    () =>
      (rows ?? [])
        .filter((row) => only === undefined || only.includes(row.id ?? ""))
        .map((row) => ({
          value: row.id ?? "",
          label: `${row.name} (${row.id})`,
          group: showRegion(row.bureau ?? ""),
        }))
        .sort((a, b) => (a.label < b.label ? -1 : 1)),
    [rows, only],
  );
  return (
    <ChoiceField
      field="partner"
      label="Partner"
      options={options}
      hint={only === undefined ? "" : "The partners for which you may propose."}
    />
  );
}

function AgencyField() {
  const { may } = usePlan();
  const only = onlyAgencies(may);
  if (only !== undefined) {
    const options = only.map((agency) => ({ value: agency, label: agency }));
    return (
      <ChoiceField
        field="agency"
        label="Agency"
        options={options}
        hint="The agencies for which you may propose."
      />
    );
  }
  return <AnyAgency />;
}

/** Any agency may be named; those that the plan knows are offered. */
function AnyAgency() {
  const { plan } = usePlan();
  const { draft, act } = useForm();
  const known = useApi("listPeople", { params: { plan } });
  const place = fieldPlace("agency");
  return (
    <FormField place={place} label="Agency" required>
      {(parts) => (
        <>
          <input
            {...parts}
            className="usa-input"
            list={`${place}-known`}
            value={draft.initiative.agency ?? ""}
            onChange={(event) => act({ kind: "field", field: "agency", value: event.target.value })}
          />
          <datalist id={`${place}-known`}>
            {known.data?.agencies.map((agency) => (
              <option key={agency} value={agency} />
            ))}
          </datalist>
        </>
      )}
    </FormField>
  );
}
