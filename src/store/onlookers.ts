import type { Session } from "./database.ts";

/** Somebody who sees a plan as all do who see as much of it. */
export interface PlanOnlooker {
  readonly plan: string;
  readonly person: string;
}

/**
 * The plans that were changed last, each with one person for every level of what people see of it, the highest first.
 *
 * With the rights of the program.
 */
export function listOnlookers(db: Session, plans: number): Promise<readonly PlanOnlooker[]> {
  return db.query<PlanOnlooker>(
    `with newest as (select id, changed_at from entente.plans order by changed_at desc, id limit $1)
     select n.id as plan, min(g.person) as person
     from newest n join entente.grants g on g.plan = n.id
       left join entente.sights s on s.plan = g.plan and s.person = g.person
     group by n.id, n.changed_at, coalesce(s.see, 0)
     order by n.changed_at desc, n.id, coalesce(s.see, 0) desc`,
    [plans],
  );
}
