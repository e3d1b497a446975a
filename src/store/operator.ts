import { becomePerson, type Database, type Session } from "./database.ts";

/** Somebody who is there for one transaction only. */
const operator = "_operator";

/**
 * Does work as somebody who may see and do everything in a plan, for commands of who holds the database anyway.
 *
 * The transaction leaves nothing of that person.
 */
export function asOperator<T>(
  db: Database,
  plan: string,
  work: (tx: Session) => Promise<T>,
): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.query(
      "insert into entente.people (id, name) values ($1, 'Operator') on conflict do nothing",
      [operator],
    );
    await tx.query(
      `insert into entente.grants (plan, person, role)
       select id, $2, 'administrator' from entente.plans where id = $1`,
      [plan, operator],
    );
    await tx.query(
      "insert into entente.sights (plan, person, see) select id, $2, 2 from entente.plans where id = $1",
      [plan, operator],
    );
    await tx.script(becomePerson(operator));
    const result = await work(tx);
    await tx.query("set local role none");
    await tx.query("delete from entente.people where id = $1", [operator]);
    return result;
  });
}
