import type { Session } from "../database.ts";

/** Somebody who has a part in a plan. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
}

/** Those who have a part in a plan, by name; none where the person of the transaction has none. */
export function listColleagues(tx: Session, plan: string): Promise<readonly Colleague[]> {
  return tx.query<Colleague>("select id, name from entente.colleagues($1)", [plan]);
}
