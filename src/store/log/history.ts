import type { z } from "zod";
import type { changesPageSchema } from "../../api/change-schemas.ts";
import type { TableName } from "../../plan/fields.ts";
import { mainBranch } from "../branches/branch-state.ts";
import { type CellEdit, type Change, showChange } from "../change-form.ts";
import type { Session } from "../database.ts";
import { type EditGroup, type LoggedChange, ungroupEdits } from "./chain.ts";

/** Some changes, as the API says it. */
export type ChangesPage = z.output<typeof changesPageSchema>;

/** Which changes, the newest first. */
export interface ChangesQuery {
  readonly plan: string;
  readonly branch?: string | undefined;
  readonly table?: TableName | undefined;
  readonly row?: string | undefined;
  readonly field?: string | undefined;
  readonly author?: string | undefined;
  /** Only changes with a smaller number. */
  readonly before?: number | undefined;
  readonly limit: number;
}

type ChangeRecord = LoggedChange & {
  readonly hash: string;
  readonly edit_count: number;
  readonly undone_by: number | null;
};

const changeColumns = `c.plan, c.seq, c.branch, c.kind, c.author, c.author_name, c.at, c.recorded_by, c.reason,
  c.undoes, null as about, c.hash, c.edit_count, (
    select max(u.seq) from entente.changes u where u.plan = c.plan and u.undoes = c.seq
      and not exists (select from entente.changes v where v.plan = u.plan and v.undoes = u.seq)) as undone_by`;

/** Edits that a change in a list shows. */
const editsShown = 100;

/**
 * Changes as the person of the transaction may see them, the newest first, each with its first hundred edits.
 *
 * Of a cell, row or table: only the edits of it. Where a scenario is asked for, what it took over from `main` counts.
 */
export async function readChanges(tx: Session, query: ChangesQuery): Promise<ChangesPage> {
  const { plan, limit } = query;
  const values: unknown[] = [plan, limit + 1];
  const put = (value: unknown) => `$${values.push(value)}`;
  const conditions = ["c.plan = $1"];
  if (query.before !== undefined) conditions.push(`c.seq < ${put(query.before)}`);
  if (query.author !== undefined) conditions.push(`c.author = ${put(query.author)}`);
  if (query.branch !== undefined) conditions.push(branchSql(put(query.branch), query));
  const ofEdits = editConditions(query, put);
  if (ofEdits.length > 0) {
    conditions.push(`exists (select from entente.edits e
      where e.plan = c.plan and e.seq = c.seq and ${ofEdits.join(" and ")})`);
  }
  const found = await tx.query<ChangeRecord>(
    `select ${changeColumns} from entente.changes c where ${conditions.join(" and ")}
     order by c.seq desc limit $2`,
    values,
  );
  const shown = found.slice(0, limit);
  const changes = await withEdits(tx, plan, shown, query);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return { changes, next: last?.seq ?? null };
}

/** Where somebody asks who changed a cell of a scenario, it may have been in `main`, before the scenario parted. */
function branchSql(branch: string, { row }: ChangesQuery): string {
  if (row === undefined) return `c.branch = ${branch}`;
  return `(c.branch = ${branch} or (c.branch = '${mainBranch}' and c.seq <= coalesce((
    select b.base from entente.branches b where b.plan = c.plan and b.id = ${branch} and b.id <> '${mainBranch}'), 0)))`;
}

function editConditions(query: ChangesQuery, put: (value: unknown) => string): string[] {
  const { table, row, field } = query;
  const conditions: string[] = [];
  if (table !== undefined) conditions.push(`e.table_name = ${put(table)}`);
  if (row !== undefined) conditions.push(`e.row_id = ${put(row)}`);
  // Whoever made or ended the row is asked for, too.
  if (field !== undefined)
    conditions.push(`(${put(field)} = any(e.fields) or 'id' = any(e.fields))`);
  return conditions;
}

async function withEdits(
  tx: Session,
  plan: string,
  changes: readonly ChangeRecord[],
  query: Pick<ChangesQuery, "table" | "row" | "field"> = {},
): Promise<Change[]> {
  const values: unknown[] = [plan, changes.map(({ seq }) => seq)];
  const put = (value: unknown) => `$${values.push(value)}`;
  const only = editConditions({ ...query, plan, limit: 0 }, put);
  const groups = await tx.query<EditGroup & { seq: number; nth: number }>(
    `select e.seq, e.place, e.table_name, e.row_id, e.fields, e.befores, e.afters
     from unnest($2::bigint[]) one (seq) cross join lateral (
       select * from entente.edits e where e.plan = $1 and e.seq = one.seq
       ${only.map((condition) => `and ${condition}`).join(" ")} order by e.place limit ${editsShown}) e`,
    values,
  );
  const counts = await countSeen(tx, plan, changes);
  return changes.map((change) => {
    const own = groups.filter(({ seq }) => seq === change.seq);
    const all = ungroupEdits<TableName>(own) as CellEdit[];
    const { field } = query;
    const edits = all
      .filter((edit) => field === undefined || edit.field === field || edit.field === "id")
      .slice(0, editsShown);
    const seen = counts.get(change.seq) ?? 0;
    return showChange(change, edits, seen, change.undone_by, seen < change.edit_count);
  });
}

async function countSeen(
  tx: Session,
  plan: string,
  changes: readonly ChangeRecord[],
): Promise<Map<number, number>> {
  const [row] = await tx.query<{ sensitive: boolean }>(
    "select sensitive from entente.plans where id = $1",
    [plan],
  );
  // Where all rows are public, nothing is withheld, and a large import need not be counted.
  if (row?.sensitive === false) {
    return new Map(changes.map(({ seq, edit_count }) => [seq, edit_count]));
  }
  const rows = await tx.query<{ seq: number; edits: number }>(
    `select seq, sum(cardinality(fields))::bigint as edits from entente.edits
     where plan = $1 and seq = any($2::bigint[]) group by seq`,
    [plan, changes.map(({ seq }) => seq)],
  );
  return new Map(rows.map(({ seq, edits }) => [seq, Number(edits)]));
}

/** One change with all its edits that the person of the transaction may see; nothing where they may see none of it. */
export async function readChange(tx: Session, plan: string, seq: number): Promise<Change | null> {
  const [change] = await tx.query<ChangeRecord>(
    `select ${changeColumns} from entente.changes c where c.plan = $1 and c.seq = $2`,
    [plan, seq],
  );
  if (change === undefined) return null;
  const groups = await tx.query<EditGroup>(
    `select place, table_name, row_id, fields, befores, afters from entente.edits
     where plan = $1 and seq = $2 order by place`,
    [plan, seq],
  );
  const edits = ungroupEdits<TableName>(groups) as CellEdit[];
  return showChange(
    change,
    edits,
    edits.length,
    change.undone_by,
    edits.length < change.edit_count,
  );
}

/** The changes after one, the oldest first, each with its first hundred edits: what a reader has missed. */
export async function changesSince(
  tx: Session,
  plan: string,
  seq: number,
  limit: number,
): Promise<Change[]> {
  const found = await tx.query<ChangeRecord>(
    `select ${changeColumns} from entente.changes c where c.plan = $1 and c.seq > $2
     order by c.seq limit $3`,
    [plan, seq, limit],
  );
  return withEdits(tx, plan, found);
}
