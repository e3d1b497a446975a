import { becomePerson, type Database, type Session } from "../store/database.ts";

/**
 * A database whose every transaction is part of one that is open already, so that all of it is done or none.
 *
 * What one of them throws rolls back that one alone.
 */
export function within(db: Database, tx: Session): Database {
  const transaction = async <T>(work: (tx: Session) => Promise<T>): Promise<T> => {
    await tx.query("savepoint entente_within");
    try {
      const result = await work(tx);
      await tx.query("release savepoint entente_within");
      return result;
    } catch (error) {
      await tx.query("rollback to savepoint entente_within");
      throw error;
    }
  };
  return {
    ...db,
    query: tx.query,
    script: tx.script,
    transaction,
    asPerson: (person, work) =>
      transaction(async () => {
        await tx.script(becomePerson(person));
        const result = await work(tx);
        await tx.query("set local role none");
        return result;
      }),
  };
}
