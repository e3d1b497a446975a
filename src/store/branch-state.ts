import type { TableName } from "../plan/fields.ts";
import type { Session } from "./database.ts";
import { quotedColumns } from "./row-values.ts";

/** The branch on which everybody works, beside the scenarios. */
export const mainBranch = "main";

/** A row of a branch as SQL holds it, with what the store keeps beside the fields. */
export interface StateRecord {
  readonly id: string;
  readonly _branch: string;
  readonly _position: number;
  readonly _version: number;
  readonly _level: number;
  readonly _list_level: number;
  readonly [field: string]: unknown;
}

/**
 * The rows of a table in a branch (`$1` plan, `$2` branch) that meet a condition on `r`, with the rights of the program.
 *
 * A scenario holds its own rows, and of `main` those that it has no row of its own for.
 */
export function stateSql(table: TableName, condition: string): string {
  const columns = `r._branch, r._position, r._version, r._level, r._list_level, ${quotedColumns(table, "r.")}`;
  return `select ${columns} from plan.${table} r
    where r._plan = $1 and r._branch = $2 and not r._gone and (${condition})
    union all
    select ${columns} from plan.${table} r
    where $2 <> '${mainBranch}' and r._plan = $1 and r._branch = '${mainBranch}' and not r._gone and (${condition})
      and not exists (select 1 from plan.${table} o where o._plan = $1 and o._branch = $2 and o.id = r.id)`;
}

/** Rows of a branch by their ids, whoever may see them. */
export function readState(
  tx: Session,
  plan: string,
  branch: string,
  table: TableName,
  ids: readonly string[],
): Promise<readonly StateRecord[]> {
  return tx.query<StateRecord>(stateSql(table, "r.id = any($3::text[])"), [plan, branch, ids]);
}

/**
 * Gives a scenario rows of its own for these ids, as `main` has them, where it has none yet; a row that `main` does not
 * have is one that the scenario does not have either. Nothing that the scenario shows changes.
 */
export async function openRows(
  tx: Session,
  plan: string,
  branch: string,
  table: TableName,
  ids: readonly string[],
): Promise<void> {
  if (branch === mainBranch || ids.length === 0) return;
  const kept = `_gone, _position, _version, _level, _list_level, ${quotedColumns(table)}`;
  await tx.query(
    `insert into plan.${table} (_plan, _branch, ${kept})
     select $1, $2, ${kept} from plan.${table}
     where _plan = $1 and _branch = '${mainBranch}' and id = any($3::text[])
     on conflict do nothing`,
    [plan, branch, ids],
  );
  await tx.query(
    `insert into plan.${table} (_plan, _branch, _gone, _version, _level, _list_level, id)
     select $1, $2, true, 0, 0, 0, one from unnest($3::text[]) one
     on conflict do nothing`,
    [plan, branch, ids],
  );
}

/** Before `main` changes these rows: gives every scenario rows of its own for them, so that it stays as it is. */
export async function keepForScenarios(
  tx: Session,
  plan: string,
  table: TableName,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const columns = ["_gone", "_position", "_version", "_level", "_list_level"];
  const own = columns.join(", ");
  const theirs = columns.map((name) => `r.${name}`).join(", ");
  await tx.query(
    `insert into plan.${table} (_plan, _branch, ${own}, ${quotedColumns(table)})
     select $1, b.id, ${theirs}, ${quotedColumns(table, "r.")}
     from entente.branches b join plan.${table} r on r._plan = b.plan and r._branch = '${mainBranch}'
     where b.plan = $1 and b.id <> '${mainBranch}' and r.id = any($2::text[])
     on conflict do nothing`,
    [plan, ids],
  );
  await tx.query(
    `insert into plan.${table} (_plan, _branch, _gone, _version, _level, _list_level, id)
     select $1, b.id, true, 0, 0, 0, one from entente.branches b, unnest($2::text[]) one
     where b.plan = $1 and b.id <> '${mainBranch}'
     on conflict do nothing`,
    [plan, ids],
  );
}
