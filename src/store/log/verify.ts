import type { Session } from "../database.ts";
import { firstHash, hashChange, ungroupEdits } from "./chain.ts";
import { type LogRecord, readLog } from "./read-log.ts";

/** What verifying a plan's log found. */
export interface Verified {
  readonly plan: string;
  /** Changes that are as they were written. */
  readonly changes: number;
  /** The first link of the chain that is broken; nothing where all hold. */
  readonly broken: { readonly seq: number; readonly what: string } | null;
}

/** The plans of a store, with the rights of the program. */
export async function listAllPlans(db: Session): Promise<readonly string[]> {
  const plans = await db.query<{ id: string }>("select id from entente.plans order by id");
  return plans.map(({ id }) => id);
}

/** Works out every hash of a plan's log anew, and names the first change that is not as it was written. */
export async function verifyPlan(db: Session, plan: string): Promise<Verified> {
  const end = { seq: 0, hash: firstHash };
  for await (const record of readLog(db, plan)) {
    const what = findBreak(end, record);
    if (what !== undefined) return { plan, changes: end.seq, broken: { seq: end.seq + 1, what } };
    end.seq = record.seq;
    end.hash = record.hash;
  }
  const [row] = await db.query<{ last_seq: number; last_hash: string }>(
    "select last_seq, last_hash from entente.plans where id = $1",
    [plan],
  );
  const whole = row?.last_seq === end.seq && row.last_hash === end.hash;
  const what = `the log ends with change ${end.seq}, and the plan with change ${row?.last_seq ?? 0}`;
  return { plan, changes: end.seq, broken: whole ? null : { seq: end.seq + 1, what } };
}

/** What is wrong with a change that should follow another; nothing where it does. */
export function findBreak(
  end: { readonly seq: number; readonly hash: string },
  record: LogRecord,
): string | undefined {
  if (record.seq !== end.seq + 1) return `change ${end.seq + 1} is missing`;
  if (record.previous_hash !== end.hash) return "it does not name the hash of the change before";
  const edits = ungroupEdits(record.groups);
  if (edits.length !== record.edit_count) {
    return `it has ${edits.length} edits, and was written with ${record.edit_count}`;
  }
  if (record.groups.some(({ branch }) => branch !== record.branch)) {
    return "an edit of it is of another branch";
  }
  if (hashChange(end.hash, record, edits) !== record.hash) return "its text is not what was hashed";
  return undefined;
}
