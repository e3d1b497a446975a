import { fieldsOf, type TableName, tableNames } from "../../plan/fields.ts";
import type { Session } from "../database.ts";
import { raiseEdits } from "../edit-levels.ts";
import { computeLevels, keyOfRow, type LevelNode, levelNodeOf, type RowLevels } from "../levels.ts";
import { looseFieldsOf, referenceFields } from "../plan-columns.ts";
import { mainBranch, openRows, readState, type StateRecord, stateSql } from "./branch-state.ts";

/** Rows by table. */
export type RowIds = ReadonlyMap<TableName, readonly string[]>;

interface Loaded {
  readonly node: LevelNode;
  readonly level: number;
  readonly listLevel: number;
  readonly branch: string;
}

/**
 * Gives rows, and all that stand and fall with them, the levels that they have by their handling and by what they name.
 *
 * With the rights of the program. `rows` were made or changed in what their level depends on; `made` are the keys of
 * those that were made.
 */
export async function settleLevels(
  tx: Session,
  plan: string,
  branch: string,
  rows: RowIds,
  made: ReadonlySet<string> = new Set(),
): Promise<void> {
  const seeds = await load(tx, plan, branch, rows);
  const outside = await levelsOutside(tx, plan, branch, seeds);
  const first = computeLevels(nodesOf(seeds), outside);
  const changed = [...seeds].filter(
    ([key, one]) => made.has(key) || first.get(key)?.level !== one.level,
  );
  const all = new Map(seeds);
  await addDependents(
    tx,
    plan,
    branch,
    changed.map(([, one]) => one.node),
    all,
  );
  const levels =
    all.size === seeds.size
      ? first
      : computeLevels(nodesOf(all), await levelsOutside(tx, plan, branch, all));
  const moved = await writeLevels(tx, plan, branch, all, levels);
  if (moved.length === 0) return;
  await writeListLevels(tx, plan, branch, moved);
  await raiseWhatWasSaid(tx, plan, branch, moved, levels);
  if (branch === mainBranch) await settleScenarios(tx, plan, moved);
}

function nodesOf(loaded: ReadonlyMap<string, Loaded>): Map<string, LevelNode> {
  return new Map([...loaded].map(([key, { node }]) => [key, node]));
}

async function load(
  tx: Session,
  plan: string,
  branch: string,
  rows: RowIds,
): Promise<Map<string, Loaded>> {
  const loaded = new Map<string, Loaded>();
  for (const [table, ids] of rows) {
    const least = await levelsOnMain(tx, plan, branch, table, ids);
    for (const record of await readState(tx, plan, branch, table, ids)) {
      addLoaded(loaded, table, record, least.get(record.id) ?? 0);
    }
  }
  return loaded;
}

function addLoaded(
  loaded: Map<string, Loaded>,
  table: TableName,
  record: StateRecord,
  least: number,
): void {
  const node = levelNodeOf(table, record, least);
  loaded.set(keyOfRow(table, record.id), {
    node,
    level: record._level,
    listLevel: record._list_level,
    branch: record._branch,
  });
}

/** A row of a scenario is never less sensitive than the row of `main` is now. */
async function levelsOnMain(
  tx: Session,
  plan: string,
  branch: string,
  table: TableName,
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (branch === mainBranch) return new Map();
  const rows = await tx.query<{ id: string; _level: number }>(
    `select id, _level from plan.${table}
     where _plan = $1 and _branch = '${mainBranch}' and id = any($2::text[]) and _level > 0`,
    [plan, ids],
  );
  return new Map(rows.map(({ id, _level }) => [id, _level]));
}

/** The levels of the rows that these name and that are not among them. */
async function levelsOutside(
  tx: Session,
  plan: string,
  branch: string,
  loaded: ReadonlyMap<string, Loaded>,
): Promise<(key: string) => number> {
  const wanted = new Map<TableName, Set<string>>();
  for (const { node } of loaded.values()) {
    for (const key of [...node.carried, ...node.lists.flat(), ...node.named]) {
      if (loaded.has(key)) continue;
      const [table = "", id = ""] = key.split("/") as [TableName, string];
      if (table === "") continue;
      const ids = wanted.get(table) ?? new Set();
      wanted.set(table, ids.add(id));
    }
  }
  const levels = new Map<string, number>();
  for (const [table, ids] of wanted) {
    for (const { id, level } of await levelsOfEnded(tx, plan, table, [...ids])) {
      levels.set(keyOfRow(table, id), level);
    }
    for (const { id, _level } of await readState(tx, plan, branch, table, [...ids])) {
      levels.set(keyOfRow(table, id), _level);
    }
  }
  return (key) => levels.get(key) ?? 0;
}

/** A row that ended is as sensitive as what the log says of it: what is left of it must not become public by that. */
function levelsOfEnded(
  tx: Session,
  plan: string,
  table: TableName,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly level: number }[]> {
  return tx.query(
    `select row_id as id, max(level) as level from entente.edits
     where plan = $1 and table_name = $2 and row_id = any($3::text[]) and level > 0
       and not fields && $4::text[] group by row_id`,
    [plan, table, ids, looseFieldsOf(table).map(({ field }) => field)],
  );
}

/** Adds all rows that stand and fall with the given ones, directly or through others. */
async function addDependents(
  tx: Session,
  plan: string,
  branch: string,
  nodes: readonly LevelNode[],
  all: Map<string, Loaded>,
): Promise<void> {
  let frontier: readonly LevelNode[] = nodes;
  const expanded = new Set<string>();
  while (frontier.length > 0) {
    const next = new Map<TableName, Set<string>>();
    for (const node of frontier) expanded.add(keyOfRow(node.table, node.id));
    for (const one of referenceFields) {
      const ids = frontier.filter(({ table }) => table === one.to).map(({ id }) => id);
      if (ids.length === 0 || isLoose(one.table, one.field)) continue;
      const rows = await tx.query<StateRecord>(
        stateSql(one.table, naming(one.table, one.field, "$3")),
        [plan, branch, ids],
      );
      for (const { id } of rows) {
        next.set(one.table, (next.get(one.table) ?? new Set()).add(id));
      }
    }
    for (const id of await listAnchored(tx, plan, branch, frontier)) {
      next.set("comments", (next.get("comments") ?? new Set()).add(id));
    }
    const lists = new Map([...next].map(([table, ids]) => [table, [...ids]]));
    const loaded = await load(tx, plan, branch, lists);
    for (const [key, one] of loaded) if (!all.has(key)) all.set(key, one);
    frontier = [...loaded].filter(([key]) => !expanded.has(key)).map(([, one]) => one.node);
  }
}

/** The comments in a branch about some rows. */
export async function listAnchored(
  tx: Session,
  plan: string,
  branch: string,
  rows: readonly Pick<LevelNode, "table" | "id">[],
): Promise<readonly string[]> {
  const asked: string[] = [];
  for (const [table, list] of Map.groupBy(rows, (row) => row.table)) {
    const about = `r.on_table = '${table}' and r.on_row = any($3::text[])`;
    const ids = list.map(({ id }) => id);
    const found = await tx.query<StateRecord>(stateSql("comments", about), [plan, branch, ids]);
    asked.push(...found.map(({ id }) => id));
  }
  return asked;
}

function isLoose(table: TableName, field: string): boolean {
  const one = referenceFields.find((other) => other.table === table && other.field === field);
  return one?.carries === false && fieldsOf(table)[field]?.type === "reference";
}

/** The condition that a row names one of some ids in a field. */
function naming(table: TableName, field: string, ids: string): string {
  const list = fieldsOf(table)[field]?.type === "references";
  return list ? `r."${field}" && ${ids}::text[]` : `r."${field}" = any(${ids}::text[])`;
}

/** Writes the levels that differ. The rows whose level, not only that of their lists, is another now. */
async function writeLevels(
  tx: Session,
  plan: string,
  branch: string,
  all: ReadonlyMap<string, Loaded>,
  levels: ReadonlyMap<string, RowLevels>,
): Promise<readonly Loaded[]> {
  const byTable = new Map<TableName, { id: string; level: number; listLevel: number }[]>();
  const moved: Loaded[] = [];
  for (const [key, one] of all) {
    const now = levels.get(key);
    if (now === undefined) continue;
    if (now.level === one.level && now.listLevel === one.listLevel) continue;
    if (now.level !== one.level) moved.push(one);
    const list = byTable.get(one.node.table) ?? [];
    list.push({ id: one.node.id, ...now });
    byTable.set(one.node.table, list);
  }
  for (const [table, rows] of byTable) {
    const ids = rows.map(({ id }) => id);
    await openRows(tx, plan, branch, table, ids);
    await tx.query(
      `update plan.${table} t set _level = n.level, _list_level = n."listLevel"
       from jsonb_to_recordset($3::jsonb) as n(id text, level smallint, "listLevel" smallint)
       where t._plan = $1 and t._branch = $2 and t.id = n.id`,
      [plan, branch, JSON.stringify(rows)],
    );
  }
  return moved;
}

/** Rows that only name a row whose level is another now: what they withhold is another, too. */
async function writeListLevels(
  tx: Session,
  plan: string,
  branch: string,
  moved: readonly Loaded[],
): Promise<void> {
  for (const one of referenceFields) {
    if (one.carries) continue;
    const ids = moved.filter(({ node }) => node.table === one.to).map(({ node }) => node.id);
    if (ids.length === 0) continue;
    const rows = await tx.query<StateRecord>(
      stateSql(one.table, naming(one.table, one.field, "$3")),
      [plan, branch, ids],
    );
    const named = await load(tx, plan, branch, new Map([[one.table, rows.map(({ id }) => id)]]));
    const outside = await levelsOutside(tx, plan, branch, named);
    await writeLevels(tx, plan, branch, named, computeLevels(nodesOf(named), outside));
  }
}

/** What was said of a row, in the log or in allocations, is as sensitive as the row became. */
async function raiseWhatWasSaid(
  tx: Session,
  plan: string,
  branch: string,
  moved: readonly Loaded[],
  levels: ReadonlyMap<string, RowLevels>,
): Promise<void> {
  // A row that is new stands at the highest level until it is settled for the first time.
  const risen = moved.flatMap(({ node, level }) => {
    const now = levels.get(keyOfRow(node.table, node.id))?.level ?? 0;
    return now > level ? [{ table_name: node.table, row_id: node.id, level: now }] : [];
  });
  if (risen.length === 0) return;
  await raiseEdits(tx, plan, branch, risen);
  const most = Math.max(...risen.map(({ level }) => level));
  await tx.query(
    "update entente.allocations set level = $2 where plan = $1 and level < $2 and $3 in ('main', branch)",
    [plan, most, branch],
  );
  await tx.query("update entente.jobs set level = $2 where plan = $1 and level < $2", [plan, most]);
}

/** Rows that scenarios hold of their own follow `main` where it became more sensitive, or less. */
async function settleScenarios(tx: Session, plan: string, moved: readonly Loaded[]): Promise<void> {
  const scenarios = await tx.query<{ id: string }>(
    "select id from entente.branches where plan = $1 and id <> $2",
    [plan, mainBranch],
  );
  for (const { id: branch } of scenarios) {
    const rows = new Map<TableName, string[]>();
    for (const table of tableNames) {
      const own = moved.filter(({ node }) => node.table === table).map(({ node }) => node.id);
      const names = referenceFields.flatMap((one) => {
        if (one.table !== table) return [];
        const ids = moved.filter(({ node }) => node.table === one.to).map(({ node }) => node.id);
        return ids.length === 0 ? [] : [{ one, ids }];
      });
      const conditions = names.map(({ one }, at) => naming(table, one.field, `$${at + 4}`));
      if (table === "comments") {
        own.push(
          ...(await listAnchored(
            tx,
            plan,
            branch,
            moved.map(({ node }) => node),
          )),
        );
      }
      if (own.length === 0 && names.length === 0) continue;
      const found = await tx.query<{ id: string }>(
        `select r.id from plan.${table} r where r._plan = $1 and r._branch = $2 and not r._gone
           and (${["r.id = any($3::text[])", ...conditions].join(" or ")})`,
        [plan, branch, own, ...names.map(({ ids }) => ids)],
      );
      if (found.length > 0)
        rows.set(
          table,
          found.map((row) => row.id),
        );
    }
    if (rows.size > 0) await settleLevels(tx, plan, branch, rows);
  }
}
