import { createHash } from "node:crypto";
import type { Database } from "../store/database.ts";
import { type Person, personOfSubject } from "../store/rights/people.ts";
import { createSession, endOldSessions, endSession } from "../store/rights/sessions.ts";
import type { Caller, Sessions } from "./caller.ts";
import { makeToken } from "./token.ts";

/** How long a session lasts, whatever its person does.   Unit: seconds. */
const longestSession = 12 * 3600;

/** How long a session lasts after its person last did something.   Unit: seconds. */
const idleSession = 45 * 60;

/** A session is written anew only when that moves its end by this much, so that reads stay reads.   Unit: seconds. */
const writeEvery = 60;

interface SessionRow extends Person {
  readonly csrf: string;
}

/** Sessions in the store, for people who sign in. The store holds no token, only its hash. */
export function storedSessions(db: Database, admin: string | null): Sessions {
  return {
    find: (token, active) => find(db, token, active),
    begin: async (who) => {
      const person = await personOfSubject(db, who);
      if (admin !== null && who.email === admin) await makeAdministrator(db, admin);
      await endOldSessions(db);
      const { token } = await createSession(db, person.id, {
        lastsMinutes: idleSession / 60,
        idToken: who.id_token,
      });
      return { token, person: person.id, seconds: longestSession };
    },
    end: (token) => endSession(db, token),
  };
}

async function find(
  db: Database,
  token: string | undefined,
  active: boolean,
): Promise<Caller | undefined> {
  if (token === undefined || token === "") return undefined;
  const hash = hashOf(token);
  const [row] = await db.query<SessionRow & { readonly late: boolean }>(
    `select p.id, p.name, p.email, p.may_create, s.csrf,
       s.expires_at < now() + make_interval(secs => $2) as late
     from entente.sessions s join entente.people p on p.id = s.person
     where s.token_hash = $1 and s.expires_at > now()
       and s.created_at > now() - make_interval(secs => $3)`,
    [hash, idleSession - writeEvery, longestSession],
  );
  if (row === undefined) return undefined;
  if (active && row.late) {
    await db.query(
      `update entente.sessions
       set expires_at = least(now() + make_interval(secs => $2), created_at + make_interval(secs => $3))
       where token_hash = $1`,
      [hash, idleSession, longestSession],
    );
  }
  const { id, name, email, may_create, csrf } = row;
  return {
    ...{ id, name, email, may_create, token },
    signed_in_by: "openid_connect",
    csrf_token: csrf,
  };
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/**
 * Makes the person of an e-mail address the administrator of every plan, and lets them create plans; returns their id.
 *
 * The person need not have signed in yet: a provider's verified address leads to them when they do.
 */
export function makeAdministrator(db: Database, email: string): Promise<string> {
  return db.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock(hashtextextended('entente people', 0))");
    await tx.query(
      `insert into entente.people (id, name, email, may_create) values ($1, $2, $2, true)
       on conflict (email) do update set may_create = true`,
      [
        `p-${makeToken()
          .replace(/[^A-Za-z0-9]/g, "")
          .slice(0, 12)}`,
        email,
      ],
    );
    const [row] = await tx.query<{ readonly id: string }>(
      "select id from entente.people where email = $1",
      [email],
    );
    if (row === undefined) throw new Error("the administrator was made and is not there");
    await tx.query(
      `insert into entente.grants (plan, person, role)
       select id, $1, 'administrator' from entente.plans p
       where not exists (select from entente.grants g
         where g.plan = p.id and g.person = $1 and g.role = 'administrator')`,
      [row.id],
    );
    await tx.query(
      `insert into entente.sights (plan, person, see) select id, $1, 2 from entente.plans
       on conflict (plan, person) do update set see = 2`,
      [row.id],
    );
    return row.id;
  });
}
