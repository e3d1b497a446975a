import type { TableName } from "../../plan/fields.ts";
import type { Edit } from "../../plan/plan.ts";
import type { Session } from "../database.ts";
import { keyOfRow } from "../levels.ts";
import { type EditGroup, ungroupEdits } from "../log/chain.ts";

/** An edit of a scenario, with whether it changed something: edits of an imported plan need not fit. */
export interface ScenarioEdit extends Edit {
  readonly applied: boolean;
  /** The change that says it. */
  readonly seq: number;
  /** How sensitive it is. */
  readonly level: number;
}

/** What changes of a scenario say beside their edits. */
interface About {
  /** Of an import: the places of edits that changed nothing. */
  readonly unapplied?: readonly number[];
  /** Of a rebase: the rows whose earlier edits it takes the place of. */
  readonly rows?: readonly string[];
}

/**
 * The edits that make a scenario out of `main` as it was at the scenario's base, in their order.
 *
 * With the rights of the program. A rebase states anew what the scenario makes of rows that `main` has changed, too.
 */
export async function readScenarioEdits(
  tx: Session,
  plan: string,
  branch: string,
): Promise<readonly ScenarioEdit[]> {
  const changes = await tx.query<{
    seq: number;
    author: string;
    at: string;
    reason: string;
    about: string | null;
  }>(
    `select seq, author, at, reason, about from entente.changes
     where plan = $1 and branch = $2 order by seq`,
    [plan, branch],
  );
  const groups = await tx.query<LeveledGroup>(
    `select seq, level, place, table_name, row_id, fields, befores, afters from entente.edits
     where plan = $1 and seq = any($2::bigint[]) order by seq, place`,
    [plan, changes.map(({ seq }) => seq)],
  );
  const bySeq = new Map<number, LeveledGroup[]>();
  for (const group of groups) {
    const list = bySeq.get(group.seq);
    if (list === undefined) bySeq.set(group.seq, [group]);
    else list.push(group);
  }
  return joinScenarioEdits(
    changes.map((change) => ({ ...change, groups: bySeq.get(change.seq) ?? [] })),
  );
}

/** Edits of the log with how sensitive they are. */
export interface LeveledGroup extends EditGroup {
  readonly seq: number;
  readonly level: number;
}

/** A change of a scenario with its edits. */
export interface ScenarioChange {
  readonly seq: number;
  readonly author: string;
  readonly at: string;
  readonly reason: string;
  readonly about: string | null;
  readonly groups: readonly LeveledGroup[];
}

/** The edits of a scenario from all its changes, in the order of the log. */
export function joinScenarioEdits(changes: readonly ScenarioChange[]): readonly ScenarioEdit[] {
  let edits: ScenarioEdit[] = [];
  for (const { seq, author, at, reason, about, groups } of changes) {
    const { unapplied = [], rows = [] }: About = about === null ? {} : JSON.parse(about);
    if (rows.length > 0) {
      const stated = new Set(rows);
      edits = edits.filter(({ table, row }) => !stated.has(keyOfRow(table, row)));
    }
    const left = new Set(unapplied);
    let index = 0;
    for (const group of groups) {
      for (const edit of ungroupEdits<TableName>([group])) {
        const applied = !left.has(index);
        edits.push({ author, at, reason, ...edit, applied, seq, level: group.level });
        index += 1;
      }
    }
  }
  return edits;
}
