import { Button } from "@trussworks/react-uswds";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import { type Grant, grantWords, type Role, roles } from "./grant-words.ts";

/** The roles of a person, each with the agency or partner that it is for. */
export function GrantFields(props: {
  readonly grants: readonly Grant[];
  readonly agencies: readonly string[];
  readonly onGrants: (grants: readonly Grant[]) => void;
}) {
  const { grants, agencies, onGrants } = props;
  const { plan } = usePlan();
  const partners = useApi("readTable", {
    params: { plan, table: "partners" },
    query: { limit: 1000 },
  });
  const nameAt = partners.data?.columns.indexOf("name") ?? -1;
  const partnerNames = (partners.data?.rows ?? []).map(
    (row) => [row.id, row.cells[nameAt] ?? row.id] as const,
  );
  const set = (place: number, grant: Partial<Grant>) =>
    onGrants(grants.map((one, index) => (index === place ? { ...one, ...grant } : one)));
  return (
    <fieldset className="usa-fieldset grant-fields">
      <legend>Roles</legend>
      {grants.map((grant, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a grant has no id, and its place in the form is its own
        <div className="grant" key={place}>
          <GrantChoices
            grant={grant}
            place={place}
            agencies={agencies}
            partners={partnerNames}
            onGrant={(changed) => set(place, changed)}
          />
          <Button
            type="button"
            unstyled
            onClick={() => onGrants(grants.filter((_, index) => index !== place))}
          >
            Take away<span className="usa-sr-only"> role {place + 1}</span>
          </Button>
        </div>
      ))}
      <Button
        type="button"
        outline
        onClick={() => onGrants([...grants, { role: "viewer", agency: null, partner: null }])}
      >
        Another role
      </Button>
    </fieldset>
  );
}

function GrantChoices(props: {
  readonly grant: Grant;
  readonly place: number;
  readonly agencies: readonly string[];
  readonly partners: readonly (readonly [string, string])[];
  readonly onGrant: (grant: Partial<Grant>) => void;
}) {
  const { grant, place, agencies, partners, onGrant } = props;
  return (
    <>
      <Field
        label={`Role ${place + 1}`}
        value={grant.role}
        onValue={(role) => onGrant({ role: role as Role, agency: null, partner: null })}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {grantWords({ role, agency: null, partner: null })}
          </option>
        ))}
      </Field>
      {grant.role === "contributor" && (
        <>
          <Field
            label={`Agency of role ${place + 1}`}
            value={grant.agency ?? ""}
            onValue={(agency) => onGrant({ agency: agency === "" ? null : agency })}
          >
            <option value="">no agency</option>
            {agencies.map((agency) => (
              <option key={agency} value={agency}>
                {agency}
              </option>
            ))}
          </Field>
          <Field
            label={`Partner of role ${place + 1}`}
            value={grant.partner ?? ""}
            onValue={(partner) => onGrant({ partner: partner === "" ? null : partner })}
          >
            <option value="">no partner</option>
            {partners.map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Field>
        </>
      )}
    </>
  );
}

function Field(props: {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly children: React.ReactNode;
}) {
  return (
    <label className="grant-field">
      <span>{props.label}</span>
      <select
        className="usa-select"
        value={props.value}
        onChange={(event) => props.onValue(event.target.value)}
      >
        {props.children}
      </select>
    </label>
  );
}
