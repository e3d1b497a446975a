import type { z } from "zod";
import type { personSchema, putPersonSchema } from "../../api/people-schemas.ts";
import { checkTexts } from "../check-change.ts";
import { type Database, type Session, withProgramRights } from "../database.ts";
import { handlings } from "../levels.ts";
import type { Reply } from "../refusal.ts";
import { missingRight, planUnknown, refused, refusedFor, replyOf } from "../refused.ts";
import { rightsIn } from "./rights.ts";

/** A person with what they may do in a plan, as the API says it. */
export type PersonOfPlan = z.output<typeof personSchema>;
/** A person to add, or new grants for one, as the API says it. */
export type NewPerson = z.output<typeof putPersonSchema>;

/** Who may do what in a plan, as the person of the transaction may know: administrators all, others themselves. */
export async function listPeople(
  tx: Session,
  plan: string,
): Promise<{ readonly people: PersonOfPlan[]; readonly agencies: string[] }> {
  const people = await tx.query<Omit<PersonOfPlan, "grants" | "see"> & { see: number | null }>(
    `select p.id, p.name, p.email, s.see from entente.people p
     left join entente.sights s on s.person = p.id and s.plan = $1
     where p.id in (select person from entente.grants where plan = $1) order by p.name, p.id`,
    [plan],
  );
  const grants = await tx.query<PersonOfPlan["grants"][number] & { person: string }>(
    `select person, role, agency, partner from entente.grants where plan = $1
     order by role, agency, partner`,
    [plan],
  );
  const agencies = await tx.query<{ agency: string }>(
    `select distinct agency from seen.initiatives where _plan = $1 and _branch = 'main'
     union select agency from entente.grants where plan = $1 and agency is not null order by 1`,
    [plan],
  );
  return {
    people: people.map((person) => ({
      ...person,
      see: handlings[person.see ?? 0] ?? "public",
      grants: grants
        .filter((grant) => grant.person === person.id)
        .map(({ role, agency, partner }) => ({ role, agency, partner })),
    })),
    agencies: agencies.map(({ agency }) => agency),
  };
}

/** Adds a person to a plan, or gives them other grants; without any grant they are out of it. For administrators. */
export function putPerson(
  db: Database,
  by: string,
  plan: string,
  id: string,
  person: NewPerson,
): Promise<Reply<PersonOfPlan>> {
  return replyOf(() =>
    db.asPerson(by, async (tx) => {
      const rights = await rightsIn(tx, plan);
      if (rights === null) throw planUnknown(plan);
      if (!rights.administer) {
        throw refused("forbidden", [missingRight("a change of who may do what")]);
      }
      checkPerson(by, id, person);
      await withProgramRights(tx, () => write(tx, plan, id, person));
      const { people } = await listPeople(tx, plan);
      return people.find((one) => one.id === id) ?? { ...person, id, grants: [] };
    }),
  );
}

function checkPerson(by: string, id: string, person: NewPerson): void {
  const { name, email, grants } = person;
  checkTexts([
    id,
    name,
    email ?? "",
    ...grants.flatMap((one) => [one.agency ?? "", one.partner ?? ""]),
  ]);
  const complain = (found: string, expected: string, help: string) =>
    refusedFor("invalid", "person_form", { id }, { found, expected, help });
  for (const { role, agency, partner } of grants) {
    const scoped = agency !== null || partner !== null;
    if (role === "contributor" && !scoped) {
      throw complain(
        "a contributor for nobody",
        "an agency or a partner",
        "Say whose proposals the person edits.",
      );
    }
    if (role !== "contributor" && scoped) {
      throw complain(
        `the role ${role} for an agency or a partner`,
        "that of a contributor",
        "Leave agency and partner empty, or give the role of a contributor.",
      );
    }
  }
  // A plan without an administrator could never have one again.
  if (id === by && !grants.some(({ role }) => role === "administrator")) {
    throw complain(
      "an administrator who gives up their own role",
      "another administrator to do it",
      "Ask another administrator of the plan.",
    );
  }
}

async function write(tx: Session, plan: string, id: string, person: NewPerson): Promise<void> {
  const email = person.email?.toLowerCase() ?? null;
  const [other] = await tx.query("select id from entente.people where email = $1 and id <> $2", [
    email,
    id,
  ]);
  if (other !== undefined) {
    throw refusedFor(
      "invalid",
      "person_taken",
      { id },
      {
        found: "an e-mail address of another person",
        expected: "one that only this person has",
        help: "Look whether the person is there under another name.",
      },
    );
  }
  // Name and address of somebody who is in other plans too, or who signs in, are not this plan's to change.
  await tx.query(
    `insert into entente.people (id, name, email) values ($1, $2, $3)
     on conflict (id) do update set name = excluded.name, email = excluded.email
     where not exists (select from entente.identities i where i.person = $1)
       and not exists (select from entente.grants g where g.person = $1 and g.plan <> $4)
       and not people.may_create`,
    [id, person.name, email, plan],
  );
  await tx.query("delete from entente.grants where plan = $1 and person = $2", [plan, id]);
  await tx.query(
    `insert into entente.grants (plan, person, role, agency, partner)
     select $1, $2, n.role, n.agency, n.partner
     from jsonb_to_recordset($3::jsonb) as n(role text, agency text, partner text) on conflict do nothing`,
    [plan, id, JSON.stringify(person.grants)],
  );
  await tx.query(
    `insert into entente.sights (plan, person, see) values ($1, $2, $3)
     on conflict (plan, person) do update set see = excluded.see`,
    [plan, id, handlings.indexOf(person.see)],
  );
}
