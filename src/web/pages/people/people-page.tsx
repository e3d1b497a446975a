import { Button } from "@trussworks/react-uswds";
import { useState } from "react";
import type { AnswerOf } from "../../../api/client.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { Notice } from "../../parts/notice.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { Loaded } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import { grantWords, roleMeanings, roles, seeWords } from "./grant-words.ts";
import "./people.css";
import { PersonDialog } from "./person-dialog.tsx";

type People = AnswerOf<"listPeople">;
type Person = People["people"][number];

/** Who may do what in the plan. */
export function PeoplePage() {
  const { plan, may } = usePlan();
  const people = useApi("listPeople", { params: { plan } });
  const [asking, setAsking] = useState<Person | "new" | null>(null);
  const [said, setSaid] = useState("");
  return (
    <>
      <PageHead
        title="People"
        lead="Who may do what in this plan, and how sensitive the rows are that they see"
      >
        {may.administer && (
          <Button type="button" onClick={() => setAsking("new")}>
            Add a person
          </Button>
        )}
      </PageHead>
      <OwnRights />
      <div role="status">{said !== "" && <Notice kind="success">{said}</Notice>}</div>
      <Loaded query={people} words="Reading who may do what">
        {(answer) => (
          <>
            <PeopleTable people={answer.people} onChange={may.administer ? setAsking : undefined} />
            {asking !== null && (
              <PersonDialog
                person={asking === "new" ? null : asking}
                taken={answer.people.map((person) => person.id)}
                agencies={answer.agencies}
                onClose={() => setAsking(null)}
                onSaved={(name) => {
                  setAsking(null);
                  setSaid(`Saved what ${name} may do.`);
                }}
              />
            )}
          </>
        )}
      </Loaded>
      <section aria-labelledby="roles">
        <h2 id="roles">What the roles mean</h2>
        <dl className="roles">
          {roles.map((role) => (
            <div key={role}>
              <dt>{grantWords({ role, agency: null, partner: null })}</dt>
              <dd>{roleMeanings[role]}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}

function OwnRights() {
  const { may, me } = usePlan();
  const where = may.everywhere
    ? "everywhere"
    : [...may.agencies, ...may.partners].join(", ") || "nowhere";
  return (
    <p>
      You are <strong>{me.name}</strong>. You see {seeWords[may.see]}.{" "}
      {may.edit ? `You may edit ${where}.` : "You may not edit."}{" "}
      {may.decide && "You may decide what is pinned and excluded. "}
      {may.administer
        ? "You may manage people."
        : "Whoever administers the plan can give you more."}
    </p>
  );
}

function PeopleTable(props: {
  readonly people: readonly Person[];
  readonly onChange: ((person: Person) => void) | undefined;
}) {
  const { people, onChange } = props;
  return (
    <DataTable
      caption="People of this plan"
      quiet
      rows={people}
      keyOf={(person) => person.id}
      empty="Nobody whom you may see."
      first={{ key: "name", descending: false }}
      columns={[
        { key: "name", title: "Name", value: (person) => person.name },
        { key: "email", title: "E-mail", value: (person) => person.email ?? "" },
        {
          key: "grants",
          title: "Roles",
          value: (person) => person.grants.map(grantWords).join(", "),
          cell: (person) =>
            person.grants.length === 0 ? (
              <span className="soft">none</span>
            ) : (
              <ul className="grants">
                {person.grants.map((grant) => (
                  <li key={grantWords(grant)}>{grantWords(grant)}</li>
                ))}
              </ul>
            ),
        },
        { key: "see", title: "Sees", value: (person) => seeWords[person.see] },
        ...(onChange === undefined
          ? []
          : [
              {
                key: "change",
                title: "Change",
                cell: (person: Person) => (
                  <button type="button" className="history-button" onClick={() => onChange(person)}>
                    Change<span className="usa-sr-only"> what {person.name} may do</span>
                  </button>
                ),
              },
            ]),
      ]}
    />
  );
}
