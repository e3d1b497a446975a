import { createHash, randomBytes } from "node:crypto";
import type { Database } from "../database.ts";

/** A session that was begun: its token, which only the browser keeps, and what it sends with every change. */
export interface NewSession {
  readonly token: string;
  readonly csrf: string;
}

/** A session that was found. */
export interface FoundSession {
  readonly person: string;
  readonly csrf: string;
  readonly expires_at: string;
}

/** The store keeps no token, only its hash: who reads the database cannot sign in with what they find. */
function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** How a session begins: how long it lasts, and what its provider gave, to be shown to it at the end. */
export interface SessionSpec {
  readonly lastsMinutes: number;
  readonly idToken?: string;
}

/** Begins a session of a person. */
export async function createSession(
  db: Database,
  person: string,
  { lastsMinutes, idToken }: SessionSpec,
): Promise<NewSession> {
  const token = randomBytes(32).toString("base64url");
  const csrf = randomBytes(32).toString("base64url");
  await db.query(
    `insert into entente.sessions (token_hash, person, csrf, expires_at, id_token)
     values ($1, $2, $3, now() + make_interval(secs => $4::double precision * 60), $5)`,
    [hashOf(token), person, csrf, lastsMinutes, idToken ?? null],
  );
  return { token, csrf };
}

/** The session of a token; nothing where there is none, or none any more. */
export async function findSession(db: Database, token: string): Promise<FoundSession | null> {
  const [found] = await db.query<FoundSession>(
    `select person, csrf, expires_at from entente.sessions
     where token_hash = $1 and expires_at > now()`,
    [hashOf(token)],
  );
  return found ?? null;
}

/** Ends a session; returns what its provider gave, where it gave something. */
export async function endSession(db: Database, token: string): Promise<string | null> {
  const [ended] = await db.query<{ id_token: string | null }>(
    "delete from entente.sessions where token_hash = $1 returning id_token",
    [hashOf(token)],
  );
  return ended?.id_token ?? null;
}

/** Forgets sessions that are over. */
export async function endOldSessions(db: Database): Promise<void> {
  await db.query("delete from entente.sessions where expires_at <= now()");
}
