import { outsideDepartments } from "../api/case-offices.ts";
import type { Process } from "../casework/process.ts";
import type { Database, Session } from "./database.ts";

/** What the database knows of a process, to tell who may act in it. */
export type KnownProcess = Pick<Process, "code" | "offices" | "events">;

/**
 * Tells the database the departments of offices and which acts are decisions, as the law's files say now.
 *
 * Where it is not told, only administrators act in cases. A process that the files have no more is forgotten.
 */
export async function keepProcesses(
  db: Database,
  processes: Iterable<KnownProcess>,
): Promise<void> {
  const known = [...processes].map(({ code, offices, events }) => ({
    code,
    outside: offices
      .filter((one) => outsideDepartments.includes(one.department))
      .map((one) => one.code),
    departments: Object.fromEntries(offices.map((one) => [one.code, one.department])),
    decisions: events.filter(({ decision }) => decision).map((one) => one.code),
  }));
  await db.transaction(async (tx) => {
    await tx.query("delete from entente.processes where not code = any($1::text[])", [
      known.map(({ code }) => code),
    ]);
    await tx.query(
      `insert into entente.processes (code, departments, outside, decisions)
       select n.code, coalesce((
           select jsonb_object_agg(o.key, entente.department_of(o.value)) from jsonb_each_text(n.departments) o
         ), '{}'), n.outside, n.decisions
       from jsonb_to_recordset($1::jsonb) n (code text, departments jsonb, outside text[], decisions text[])
       on conflict (code) do update set departments = excluded.departments, outside = excluded.outside,
         decisions = excluded.decisions`,
      [JSON.stringify(known)],
    );
  });
}

/** An office for which the person of a transaction acts, in cases of one partner or of all. */
export interface OwnOffice {
  readonly process: string;
  readonly office: string;
  /** Nothing for every partner. */
  readonly partner: string | null;
}

/** The offices for which the person of a transaction acts in the cases of a plan. */
export function listOwnOffices(tx: Session, plan: string): Promise<readonly OwnOffice[]> {
  return tx.query<OwnOffice>(
    "select process, office, partner from entente.my_offices($1) order by process, office, partner",
    [plan],
  );
}
