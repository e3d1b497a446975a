import type { Session } from "../database.ts";
import type { EditGroup, LoggedChange } from "./chain.ts";

/** A change of the log with all that the store keeps of it. */
export type LogRecord = LoggedChange & {
  readonly edit_count: number;
  readonly previous_hash: string;
  readonly hash: string;
  readonly level: number;
  readonly groups: readonly (EditGroup & { readonly level: number; readonly branch: string })[];
};

/** Changes that are read at once. */
const batch = 500;

/** The log of a plan from its first change, with the rights of the program. */
export async function* readLog(tx: Session, plan: string, from = 0): AsyncGenerator<LogRecord> {
  for (let last = from; ; ) {
    const changes = await tx.query<Omit<LogRecord, "groups">>(
      `select plan, seq, branch, kind, author, author_name, at, recorded_by, reason, undoes, about, edit_count,
         previous_hash, hash, level
       from entente.changes where plan = $1 and seq > $2 order by seq limit ${batch}`,
      [plan, last],
    );
    const groups = await tx.query<LogRecord["groups"][number] & { readonly seq: number }>(
      `select seq, place, branch, table_name, row_id, fields, befores, afters, level from entente.edits
       where plan = $1 and seq > $2 and seq <= $3 order by seq, place`,
      [plan, last, changes.at(-1)?.seq ?? last],
    );
    let at = 0;
    for (const change of changes) {
      const first = at;
      while (groups[at]?.seq === change.seq) at += 1;
      yield {
        ...change,
        groups: groups.slice(first, at).map(({ seq: _, ...group }) => group),
      };
      last = change.seq;
    }
    if (changes.length < batch) return;
  }
}
