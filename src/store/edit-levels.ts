import { type TableName, tableNames } from "../plan/fields.ts";
import { mainBranch } from "./branches/branch-state.ts";
import type { Session } from "./database.ts";
import { keyOfRow } from "./levels.ts";
import type { EditGroup } from "./log/chain.ts";
import { isLooseField, referenceFields } from "./plan-columns.ts";

type Named = Pick<EditGroup, "table_name" | "row_id" | "fields" | "befores" | "afters">;

/** The rows, as keys, that a record of the log names in fields from which names can be withheld. */
export function namesOfGroup({ table_name, fields, befores, afters }: Named): readonly string[] {
  return fields.flatMap((field, at) => {
    if (!isLooseField(table_name, field)) return [];
    const to = referenceFields.find((one) => one.table === table_name && one.field === field)?.to;
    if (to === undefined) return [];
    const texts = [befores[at], afters[at]].filter((text) => typeof text === "string");
    return texts.flatMap((text) => text.split(";").map((id) => keyOfRow(to, id.trim())));
  });
}

/** How sensitive a record of the log is: as its row, and in lists as the most sensitive row that they name. */
export function levelOfGroup(group: Named, levelOf: (key: string) => number): number {
  const own = levelOf(keyOfRow(group.table_name as TableName, group.row_id));
  return Math.max(own, ...namesOfGroup(group).map(levelOf));
}

/** A row that became more sensitive. */
export interface RisenRow {
  readonly table_name: TableName;
  readonly row_id: string;
  readonly level: number;
}

/** What the log says of rows, and where it names them, becomes as sensitive as they became. */
export async function raiseEdits(
  tx: Session,
  plan: string,
  branch: string,
  risen: readonly RisenRow[],
): Promise<void> {
  await tx.query(
    `update entente.edits e set level = n.level
     from jsonb_to_recordset($3::jsonb) as n(table_name text, row_id text, level smallint)
     where e.plan = $1 and e.table_name = n.table_name and e.row_id = n.row_id and e.level < n.level
       and ($2 = '${mainBranch}' or e.branch = $2)`,
    [plan, branch, JSON.stringify(risen)],
  );
  for (const table of tableNames) {
    const rows = risen.filter((row) => row.table_name === table);
    const naming = referenceFields.filter((one) => one.to === table);
    if (rows.length === 0 || naming.length === 0) continue;
    const fields = naming.map((one) => ({ table_name: one.table, field: one.field }));
    await tx.query(
      `update entente.edits e set level = greatest(e.level, n.level)
       from jsonb_to_recordset($2::jsonb) as n(row_id text, level smallint),
         jsonb_to_recordset($3::jsonb) as f(table_name text, field text)
       where e.plan = $1 and e.table_name = f.table_name and f.field = any(e.fields) and e.level < n.level
         and exists (select from unnest(e.fields, e.befores, e.afters) c(field, before, after)
           where c.field = f.field and (n.row_id = any(string_to_array(c.before, ';'))
             or n.row_id = any(string_to_array(c.after, ';'))))`,
      [plan, JSON.stringify(rows), JSON.stringify(fields)],
    );
  }
  await tx.query(
    `update entente.changes c set level = coalesce(
       (select min(e.level) from entente.edits e where e.plan = c.plan and e.seq = c.seq), 0)
     where c.plan = $1 and c.edit_count > 0 and c.level < 2 and not exists (
       select from entente.edits e where e.plan = c.plan and e.seq = c.seq and e.level <= c.level)`,
    [plan],
  );
}

/** Levels of rows by key, as a branch has them; of rows that ended, as the log has them. */
export async function readLevels(
  tx: Session,
  plan: string,
  branch: string,
  keys: readonly string[],
): Promise<Map<string, number>> {
  const levels = new Map<string, number>();
  for (const table of tableNames) {
    const ids = keys
      .filter((key) => key.startsWith(`${table}/`))
      .map((key) => key.slice(table.length + 1));
    if (ids.length === 0) continue;
    const loose = referenceFields.filter((one) => one.table === table && !one.carries);
    const rows = await tx.query<{ id: string; level: number }>(
      `select id, max(_level) as level from plan.${table}
       where _plan = $1 and _branch in ($2, '${mainBranch}') and id = any($3::text[]) and not _gone group by id
       union all
       select row_id, max(level) from entente.edits
       where plan = $1 and table_name = '${table}' and row_id = any($3::text[]) and level > 0
         and not fields && $4::text[]
         and not exists (select from plan.${table} where _plan = $1 and _branch in ($2, '${mainBranch}')
           and id = row_id and not _gone) group by row_id`,
      [plan, branch, ids, loose.map(({ field }) => field)],
    );
    for (const { id, level } of rows) levels.set(keyOfRow(table, id), level);
  }
  return levels;
}
