import type { TableName } from "../plan/fields.ts";
import { mainBranch } from "./branches/branch-state.ts";
import type { Session } from "./database.ts";
import type { RowLevels } from "./levels.ts";
import { batchSize } from "./log/log.ts";
import { recordColumns } from "./plan-columns.ts";
import { type CoreRow, quotedColumns, recordOfRow } from "./row-values.ts";

/** A row before and after a change; nothing where it was not there, or is no more. */
export interface RowChange {
  readonly id: string;
  readonly before: CoreRow | undefined;
  readonly after: CoreRow | undefined;
  /** The fields that were edited. */
  readonly fields: ReadonlySet<string>;
}

/** Where rows are written. */
export interface Target {
  readonly plan: string;
  readonly branch: string;
  /** The change that writes them, or the last of several. */
  readonly seq: number;
  /** The first of several changes. */
  readonly firstSeq?: number;
}

/** Writes rows that were there and still are: only the fields that were edited. The ids that were written. */
export async function updateRows(
  tx: Session,
  { plan, branch, seq }: Target,
  table: TableName,
  changes: readonly RowChange[],
): Promise<number> {
  let written = 0;
  for (const [names, group] of byFields(changes)) {
    const fields = names.split(" ").filter((name) => name !== "");
    const set = fields.map((name) => `"${name}" = n."${name}"`);
    for (let from = 0; from < group.length; from += batchSize) {
      const records = group.slice(from, from + batchSize).map(({ id, after }) => ({
        ...Object.fromEntries(fields.map((name) => [name, after?.[name] ?? null])),
        id,
      }));
      const rows = await tx.query(
        `update plan.${table} t set ${["_version = $3", ...set].join(", ")}
         from jsonb_to_recordset($4::jsonb) as n(${["id text", recordColumns(table, fields)].filter(Boolean).join(", ")})
         where t._plan = $1 and t._branch = $2 and t.id = any($5::text[]) and t.id = n.id and not t._gone
         returning t.id`,
        [plan, branch, seq, JSON.stringify(records), records.map(({ id }) => id)],
      );
      written += rows.length;
    }
  }
  return written;
}

function byFields(changes: readonly RowChange[]): Map<string, RowChange[]> {
  const groups = new Map<string, RowChange[]>();
  for (const change of changes) {
    const names = [...change.fields].filter((name) => name !== "id").sort();
    const key = names.join(" ");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  return groups;
}

/** Writes rows that were not there, each at its place among the others (0: by its id). */
export async function insertRows(
  tx: Session,
  { plan, branch, seq }: Target,
  table: TableName,
  rows: readonly { readonly row: CoreRow; readonly position: number }[],
  levelsOf?: (id: string) => RowLevels,
): Promise<void> {
  // A person may not say who may see a row; the program does, at once or afterwards.
  const extra = levelsOf === undefined ? "" : "_level, _list_level, ";
  const types = levelsOf === undefined ? "" : "_level smallint, _list_level smallint, ";
  const columns = `${extra}${quotedColumns(table)}`;
  const fields = Object.keys(recordOfRow(table, {}));
  for (let from = 0; from < rows.length; from += batchSize) {
    const records = rows.slice(from, from + batchSize).map(({ row, position }) => ({
      ...recordOfRow(table, row),
      ...(levelsOf === undefined ? {} : levelColumns(levelsOf(String(row.id)))),
      _position: position,
    }));
    await tx.query(
      `insert into plan.${table} (_plan, _branch, _version, _position, ${columns})
       select $1, $2, $3, n._position, ${columns}
       from jsonb_to_recordset($4::jsonb) as n(_position bigint, ${types}${recordColumns(table, fields)})`,
      [plan, branch, seq, JSON.stringify(records)],
    );
  }
}

function levelColumns({ level, listLevel }: RowLevels) {
  return { _level: level, _list_level: listLevel };
}

/** Takes rows away. The number of those taken. */
export async function deleteRows(
  tx: Session,
  { plan, branch }: Target,
  table: TableName,
  ids: readonly string[],
): Promise<number> {
  const rows = await tx.query(
    `delete from plan.${table} where _plan = $1 and _branch = $2 and id = any($3::text[]) and not _gone returning id`,
    [plan, branch, ids],
  );
  return rows.length;
}

/** Where a scenario's row ended, says that it has none, so that the row of `main` does not show in its place. */
export async function markGone(
  tx: Session,
  { plan, branch, seq }: Target,
  table: TableName,
  ids: readonly string[],
): Promise<void> {
  if (branch === mainBranch) return;
  await tx.query(
    `insert into plan.${table} (_plan, _branch, _gone, _version, _level, _list_level, id)
     select $1, $2, true, $3, 0, 0, one from unnest($4::text[]) one`,
    [plan, branch, seq, ids],
  );
}

/** Clears the marks of rows that are made again in a scenario. */
export async function clearGone(
  tx: Session,
  { plan, branch }: Target,
  table: TableName,
  ids: readonly string[],
): Promise<void> {
  if (branch === mainBranch) return;
  await tx.query(
    `delete from plan.${table} where _plan = $1 and _branch = $2 and id = any($3::text[]) and _gone`,
    [plan, branch, ids],
  );
}

/**
 * The places of new rows: 0 in a table that is sorted by id, else after the last.
 *
 * With the rights of the program, since the order of rows that somebody may not see counts too.
 */
export async function findPlace(tx: Session, target: Target, table: TableName): Promise<number> {
  const { plan, branch } = target;
  const [row] = await tx.query<{ last: number }>(
    `select coalesce(max(_position), 0) as last from plan.${table}
     where _plan = $1 and _branch in ($2, '${mainBranch}') and not _gone`,
    [plan, branch],
  );
  const last = row?.last ?? 0;
  if (last === 0) return 0;
  if (branch !== mainBranch) return last + 1;
  const [found] = await tx.query<{ unsorted: boolean }>(
    `select exists (
       select from (select id, lag(id) over (order by _position, id) as previous from plan.${table}
         where _plan = $1 and _branch = $2) pair
       where previous >= id) as unsorted`,
    [plan, branch],
  );
  if (found?.unsorted === true) return last + 1;
  await tx.query(`update plan.${table} set _position = 0 where _plan = $1 and _branch = $2`, [
    plan,
    branch,
  ]);
  return 0;
}

/** Says of rows which change last touched them. */
export async function setVersions(
  tx: Session,
  plan: string,
  branch: string,
  rows: readonly { readonly table: TableName; readonly row: string; readonly version: number }[],
): Promise<void> {
  const byTable = new Map<TableName, Map<string, number>>();
  for (const { table, row, version } of rows) {
    byTable.set(table, (byTable.get(table) ?? new Map()).set(row, version));
  }
  for (const [table, versions] of byTable) {
    const records = [...versions].map(([id, version]) => ({ id, version }));
    await tx.query(
      `update plan.${table} t set _version = n.version
       from jsonb_to_recordset($3::jsonb) as n(id text, version bigint)
       where t._plan = $1 and t._branch = $2 and t.id = n.id`,
      [plan, branch, JSON.stringify(records)],
    );
  }
}
