import { randomBytes } from "node:crypto";
import type { Database } from "../database.ts";

/** Somebody who signs in. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly may_create: boolean;
}

/** The one person of a program that runs for nobody else. */
export const localPersonId = "local";

/** The one local person, who may create plans; made where there is none yet. */
export async function localPerson(db: Database): Promise<Person> {
  await db.query(
    `insert into entente.people (id, name, may_create) values ($1, 'Local user', true)
     on conflict (id) do nothing`,
    [localPersonId],
  );
  const person = await readPerson(db, localPersonId);
  if (person === null) throw new Error("The local person was made and is not there.");
  return person;
}

/** A person by their id. */
export async function readPerson(db: Database, id: string): Promise<Person | null> {
  const [person] = await db.query<Person>(
    "select id, name, email, may_create from entente.people where id = $1",
    [id],
  );
  return person ?? null;
}

/** What a provider of sign-in says of somebody. */
export interface Subject {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  /** Only an address that the provider has verified. */
  readonly email: string | null;
}

/**
 * The person whom a provider of sign-in means: known from before; or added by an administrator under that e-mail
 * address; or new, and then without any rights.
 */
export function personOfSubject(db: Database, said: Subject): Promise<Person> {
  return db.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock(hashtextextended('entente people', 0))");
    const email = said.email === null ? null : said.email.toLowerCase();
    const [known] = await tx.query<Person>(
      `select p.id, p.name, p.email, p.may_create
       from entente.identities i join entente.people p on p.id = i.person
       where i.issuer = $1 and i.subject = $2`,
      [said.issuer, said.subject],
    );
    if (known !== undefined) return known;
    // An address speaks for a person once: afterwards they are known by what the provider calls them.
    const [added] = await tx.query<Person>(
      `select id, name, email, may_create from entente.people p
       where email = $1 and not exists (select from entente.identities i where i.person = p.id)`,
      [email],
    );
    const person =
      (added && (await nameBySubject(tx, added, said.name))) ??
      (await addNew(tx, said.name, email));
    await tx.query("insert into entente.identities (issuer, subject, person) values ($1, $2, $3)", [
      said.issuer,
      said.subject,
      person.id,
    ]);
    return person;
  });
}

/** Who was added by an address alone is called what the provider calls them. */
async function nameBySubject(
  tx: Pick<Database, "query">,
  person: Person,
  name: string,
): Promise<Person> {
  if (person.name !== person.email) return person;
  await tx.query("update entente.people set name = $2 where id = $1", [person.id, name]);
  return { ...person, name };
}

async function addNew(
  tx: Pick<Database, "query">,
  name: string,
  email: string | null,
): Promise<Person> {
  const id = `p-${randomBytes(6).toString("hex")}`;
  const [row] = await tx.query<Person>(
    `insert into entente.people (id, name, email)
     values ($1, $2, case when exists (select from entente.people where email = $3) then null else $3 end)
     returning id, name, email, may_create`,
    [id, name, email],
  );
  if (row === undefined) throw new Error("A person was added and is not there.");
  return row;
}
