import { escapeLiteral } from "pg";

/** Where statements are sent: the database itself, or one transaction in it. */
export interface Session {
  /** Rows of one statement; values stand as `$1`, `$2` …   Errors: throws what the database says. */
  readonly query: <R = Readonly<Record<string, unknown>>>(
    sql: string,
    values?: readonly unknown[],
  ) => Promise<readonly R[]>;
  /** Runs several statements at once, without values: all of them or none. */
  readonly script: (sql: string) => Promise<void>;
}

/** A database with a plan store in it: a PostgreSQL server, or PGlite in a folder or in memory. One dialect of SQL. */
export interface Database extends Session {
  readonly kind: "postgres" | "embedded";
  /** Does work in one transaction, with the rights of the program; whatever it throws rolls the transaction back. */
  readonly transaction: <T>(work: (tx: Session) => Promise<T>) => Promise<T>;
  /** Does work in one transaction, with the rights of a person: row-level security applies to every statement. */
  readonly asPerson: <T>(person: string, work: (tx: Session) => Promise<T>) => Promise<T>;
  /** Hears what is told on a channel (NOTIFY) from any process; call what it returns to stop. */
  readonly listen: (
    channel: string,
    onMessage: (text: string) => void,
  ) => Promise<() => Promise<void>>;
  readonly close: () => Promise<void>;
}

/** The role of the database that row-level security restricts; every request of a person runs under it. */
export const personRole = "entente_person";

/** Gives a transaction back the rights of the person that it had before. */
export const becomePersonAgain = `set local role ${personRole}`;

/** Statements that give a transaction the rights of a person, to be sent at once. */
export function becomePerson(person: string): string {
  return `set local entente.person = ${escapeLiteral(person)}; ${becomePersonAgain}`;
}

/**
 * Does bookkeeping inside a transaction of a person with the rights of the program, and gives the rights back.
 *
 * For work that the person's rights were checked for, or that only keeps what they wrote in order.
 */
export async function withProgramRights<T>(tx: Session, work: () => Promise<T>): Promise<T> {
  await tx.query("set local role none");
  const result = await work();
  await tx.query(becomePersonAgain);
  return result;
}

/** The channel on which the store tells what has happened; messages are JSON with a `kind`. */
export const storeChannel = "entente";
