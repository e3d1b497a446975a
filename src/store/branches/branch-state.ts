import { fieldsOf, type TableName } from "../../plan/fields.ts";
import type { Session } from "../database.ts";
import { quotedColumns } from "../row-values.ts";

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
  await copyFromMain(tx, plan, table, ids, ["= $3", branch]);
}

/** Before `main` changes these rows: gives every scenario rows of its own for them, so that it stays as it is. */
export async function keepForScenarios(
  tx: Session,
  plan: string,
  table: TableName,
  ids: readonly string[],
): Promise<void> {
  if (ids.length > 0) await copyFromMain(tx, plan, table, ids, ["<> $3", mainBranch]);
}

/** What `main` has for these ids, into branches that have nothing of their own for them; where it has no row, that. */
async function copyFromMain(
  tx: Session,
  plan: string,
  table: TableName,
  ids: readonly string[],
  [condition, branch]: readonly [string, string],
): Promise<void> {
  const fields = Object.keys(fieldsOf(table)).filter((name) => name !== "id");
  const quoted = (prefix: string) => fields.map((name) => `, ${prefix}"${name}"`).join("");
  await tx.query(
    `insert into plan.${table} (_plan, _branch, id, _gone, _position, _version, _level, _list_level${quoted("")})
     select $1, b.id, one.id, coalesce(r._gone, true), coalesce(r._position, 0), coalesce(r._version, 0),
       coalesce(r._level, 0), coalesce(r._list_level, 0)${quoted("r.")}
     from entente.branches b cross join unnest($2::text[]) one (id)
     left join plan.${table} r on r._plan = $1 and r._branch = '${mainBranch}' and r.id = one.id
     where b.plan = $1 and b.id ${condition}
     on conflict do nothing`,
    [plan, ids, branch],
  );
}
