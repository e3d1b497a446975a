import { Button } from "@trussworks/react-uswds";
import { useState } from "react";
import { Dialog } from "../../parts/dialog.tsx";
import { Notice } from "../../parts/notice.tsx";
import { ErrorState } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { askAnew, client } from "../../queries/api.ts";
import { GrantFields } from "./grant-fields.tsx";
import {
  complainPerson,
  type Grant,
  makePersonId,
  type Person,
  type Sight,
  seeWords,
} from "./grant-words.ts";

/** The form for a person: name, e-mail, roles and what they see. */
export function PersonDialog(props: {
  /** Nobody for a new person. */
  readonly person: Person | null;
  readonly taken: readonly string[];
  readonly agencies: readonly string[];
  readonly onClose: () => void;
  readonly onSaved: (name: string) => void;
}) {
  const { person, taken, agencies, onClose, onSaved } = props;
  const { plan } = usePlan();
  const [name, setName] = useState(person?.name ?? "");
  const [email, setEmail] = useState(person?.email ?? "");
  const [see, setSee] = useState<Sight>(person?.see ?? "public");
  const [grants, setGrants] = useState<readonly Grant[]>(
    person?.grants ?? [{ role: "viewer", agency: null, partner: null }],
  );
  const [complaints, setComplaints] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<Error | null>(null);
  const save = async () => {
    const found = complainPerson(name, email.trim(), grants);
    setComplaints(found);
    if (found.length > 0) return;
    const id = person?.id ?? makePersonId(name, email.trim(), taken);
    const address = email.trim() === "" ? null : email.trim();
    try {
      await client.call("putPerson", {
        params: { plan, person: id },
        body: { name: name.trim(), email: address, grants: [...grants], see },
      });
      await askAnew(plan, ["listPeople", "readPlan"]);
      onSaved(name.trim());
    } catch (thrown) {
      setProblem(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  };
  return (
    <Dialog
      title={person === null ? "Add a person" : `What ${person.name} may do`}
      onClose={onClose}
      wide
      actions={
        <>
          <Button type="button" onClick={() => void save()}>
            Save
          </Button>
          <Button type="button" unstyled onClick={onClose}>
            Leave it
          </Button>
        </>
      }
    >
      <Complaints complaints={complaints} />
      {problem !== null && <ErrorState problem={problem} />}
      <PersonFields {...{ name, email, see }} onName={setName} onEmail={setEmail} onSee={setSee} />
      <GrantFields grants={grants} agencies={agencies} onGrants={setGrants} />
    </Dialog>
  );
}

function Complaints(props: { readonly complaints: readonly string[] }) {
  return (
    <div role="alert">
      {props.complaints.length > 0 && (
        <Notice kind="error">
          <ul>
            {props.complaints.map((complaint) => (
              <li key={complaint}>{complaint}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}

function PersonFields(props: {
  readonly name: string;
  readonly email: string;
  readonly see: Sight;
  readonly onName: (name: string) => void;
  readonly onEmail: (email: string) => void;
  readonly onSee: (see: Sight) => void;
}) {
  const { name, email, see, onName, onEmail, onSee } = props;
  return (
    <>
      <label className="usa-label" htmlFor="person-name">
        Name
      </label>
      <input
        id="person-name"
        className="usa-input"
        value={name}
        onChange={(event) => onName(event.target.value)}
      />
      <label className="usa-label" htmlFor="person-email">
        E-mail <span className="soft">by which they are known when they sign in</span>
      </label>
      <input
        id="person-email"
        className="usa-input"
        type="email"
        value={email}
        onChange={(event) => onEmail(event.target.value)}
      />
      <label className="usa-label" htmlFor="person-see">
        Sees
      </label>
      <select
        id="person-see"
        className="usa-select"
        value={see}
        onChange={(event) => onSee(event.target.value as Sight)}
      >
        {Object.entries(seeWords).map(([sight, words]) => (
          <option key={sight} value={sight}>
            {words}
          </option>
        ))}
      </select>
    </>
  );
}
