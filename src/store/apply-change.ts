import { type TableName, tableNames } from "../plan/fields.ts";
import { seqOfBranch } from "./branches/branch-rows.ts";
import { keepForScenarios, mainBranch, openRows, readState } from "./branches/branch-state.ts";
import { listAnchored, settleLevels } from "./branches/settle.ts";
import type { CellEdit, MadeChange } from "./change-form.ts";
import { showChange } from "./change-form.ts";
import { checkRights, checkTexts } from "./check-change.ts";
import { type Session, withProgramRights } from "./database.ts";
import { levelOfGroup, namesOfGroup, readLevels } from "./edit-levels.ts";
import { type Held, holdPlan } from "./hold-plan.ts";
import { handlings, keyOfRow } from "./levels.ts";
import type { EditGroup, LoggedChange } from "./log/chain.ts";
import { appendChange, batchSize, instantNow } from "./log/log.ts";
import { branchUnknown, missingRight, refused, refusedFor } from "./refused.ts";
import { refuseProblems } from "./stale.ts";
import { type FoldedRows, foldTouched, readTouched } from "./touched-rows.ts";
import {
  clearGone,
  deleteRows,
  findPlace,
  insertRows,
  markGone,
  type RowChange,
  type Target,
  updateRows,
} from "./write-rows.ts";

/** A change to be made, of any kind. */
export interface ChangeSpec {
  readonly plan: string;
  readonly branch: string;
  readonly reason: string;
  readonly edits: readonly CellEdit[];
  readonly kind: LoggedChange["kind"];
  readonly undoes?: number | null;
  /** The scenario that a merge takes in. */
  readonly merged?: string;
  readonly about?: string | null;
  /** The last change of the branch that its writer knows; any other refuses it. */
  readonly expectedSeq?: number | undefined;
}

/** A change that was made, and what it was made on. */
export interface AppliedChange extends MadeChange {
  /** The last change that the branch held before, and the most sensitive rows that the maker sees. */
  readonly ground: { readonly seq: number; readonly see: Held["rights"]["see"] };
}

/** Makes a change in the transaction of a person: all of it, or a refusal is thrown and nothing is written. */
export async function applyChange(
  tx: Session,
  person: string,
  spec: ChangeSpec,
): Promise<AppliedChange> {
  const { plan, branch, edits } = spec;
  checkTexts([spec.reason, ...edits.flatMap(({ row, after }) => [row, after ?? ""])]);
  const held = await holdPlan(tx, person, plan);
  checkBranch(held, spec);
  const seen = await readTouched(tx, plan, branch, edits);
  const folded = foldTouched(seen, edits);
  if (folded.problems.length > 0) throw await refuseProblems(tx, spec, seen, folded.problems);
  const asked = { plan, branch, person, merged: spec.merged };
  await checkRights(tx, asked, held.rights, edits, seen, folded);
  const target: Target = { plan, branch, seq: held.end.seq + 1 };
  const change = changeOf(held, person, spec);
  const hash = await writeFolded(
    tx,
    target,
    folded,
    (plain) => appendChange(tx, held.end, change, edits, plain ? "public" : undefined),
    edits.length > batchSize ? undefined : held,
  );
  return showApplied(held, folded, { ...change, hash }, edits);
}

/** A change as the log will hold it, after the last one of a plan that is held. */
export function changeOf(
  held: Pick<Held, "end" | "authorName">,
  person: string,
  { plan, branch, kind, reason, undoes = null, about = null }: ChangeSpec,
): LoggedChange {
  return {
    ...{ plan, branch, seq: held.end.seq + 1, kind },
    ...{ author: person, author_name: held.authorName, at: instantNow(), recorded_by: person },
    ...{ reason, undoes, about },
  };
}

/** What is answered of a change that was made. */
export function showApplied(
  held: Pick<Held, "branches" | "rights">,
  folded: FoldedRows,
  change: LoggedChange & { readonly hash: string },
  edits: readonly CellEdit[],
): AppliedChange {
  const rows = [...folded.changes].flatMap(([table, changes]) =>
    changes
      .filter(({ after }) => after !== undefined)
      .map(({ id }) => ({ table, id, version: change.seq })),
  );
  const shown = showChange(change, edits, edits.length, null, false);
  const before = held.branches.find(({ id }) => id === change.branch);
  const ground = { seq: before === undefined ? 0 : seqOfBranch(before), see: held.rights.see };
  return { change: shown, rows, findings: [], ground };
}

/** Refuses a change of a branch that is not there or not open, that holds nothing, or whose writer does not know the last one. */
export function checkBranch(
  held: Pick<Held, "branches">,
  spec: Pick<ChangeSpec, "branch" | "edits" | "kind" | "expectedSeq">,
): void {
  const branch = held.branches.find(({ id }) => id === spec.branch);
  if (branch === undefined) throw branchUnknown(spec.branch);
  if (branch.state !== "open") {
    throw refusedFor(
      "invalid",
      "branch_closed",
      { id: branch.id },
      {
        found: `the scenario \`${branch.id}\`, which is ${branch.state}`,
        expected: "an open scenario, or `main`",
        help: "Begin a new scenario from it.",
      },
    );
  }
  if (spec.edits.length === 0 && spec.kind === "edit") {
    throw refusedFor(
      "invalid",
      "change_nothing",
      {},
      {
        found: "no edits",
        expected: "at least one edit",
        help: "Change a cell.",
      },
    );
  }
  const now = seqOfBranch(branch);
  if (spec.expectedSeq === undefined || spec.expectedSeq === now) return;
  throw refusedFor(
    "stale",
    "plan_stale",
    { id: branch.id },
    {
      found: `change ${now} of \`${branch.id}\``,
      expected: `change ${spec.expectedSeq}, which its writer knows`,
      help: "Look at what changed, and make the change again.",
    },
  );
}

interface Sorted {
  readonly table: TableName;
  readonly updated: readonly RowChange[];
  readonly made: readonly RowChange[];
  readonly ended: readonly RowChange[];
}

function sortChanges(folded: FoldedRows): Sorted[] {
  return tableNames.flatMap((table) => {
    const changes = folded.changes.get(table);
    if (changes === undefined) return [];
    return [
      {
        table,
        updated: changes.filter(({ before, after }) => before && after),
        made: changes.filter(({ before, after }) => !before && after),
        ended: changes.filter(({ before, after }) => before && !after),
      },
    ];
  });
}

/**
 * Writes what edits make of rows, in the transaction of a person, with the log between: rows that begin are there when
 * their edits are written, and rows that end still are, so that the database can tell whose they are.
 */
export async function writeFolded<T>(
  tx: Session,
  target: Target,
  folded: FoldedRows,
  append: (plain: boolean) => Promise<T>,
  held?: Held,
): Promise<T> {
  const sorted = sortChanges(folded);
  if (isPlain(target, sorted, held)) {
    await writeRows(tx, target, sorted, new Map());
    return append(true);
  }
  const prepared = await withProgramRights(tx, () => prepare(tx, target, sorted));
  await writeRows(tx, target, sorted, prepared.places);
  const appended = await append(false);
  for (const { table, ended } of [...sorted].reverse()) {
    if (ended.length === 0) continue;
    const ids = ended.map(({ id }) => id);
    if ((await deleteRows(tx, target, table, ids)) < ids.length) throw refuseRows(table, ended);
  }
  if (prepared.sensitive || sorted.some(({ ended }) => ended.length > 0)) {
    await withProgramRights(tx, () => finish(tx, target, sorted, prepared));
  } else await publish(tx, target, sorted);
  return appended;
}

/** Writes rows that change and rows that begin. */
async function writeRows(
  tx: Session,
  target: Target,
  sorted: readonly Sorted[],
  places: ReadonlyMap<TableName, number>,
): Promise<void> {
  for (const { table, updated, made } of sorted) {
    const count = await updateRows(tx, target, table, updated);
    if (count < updated.length) throw refuseRows(table, updated);
    const first = places.get(table) ?? 0;
    const rows = made.map(({ after }, at) => ({
      row: after ?? {},
      position: first === 0 ? 0 : first + at,
    }));
    if (rows.length > 0) await insertRows(tx, target, table, rows);
  }
}

/** Whether cells change in a plan without scenarios and withheld rows: then nothing need be kept in order around it. */
function isPlain({ branch }: Target, sorted: readonly Sorted[], held: Held | undefined): boolean {
  if (held === undefined || held.sensitive || branch !== mainBranch || held.branches.length > 1) {
    return false;
  }
  return sorted.every(
    ({ updated, made, ended }) =>
      made.length === 0 && ended.length === 0 && !updated.some(({ after }) => isSensitive(after)),
  );
}

async function publish(tx: Session, target: Target, sorted: readonly Sorted[]): Promise<void> {
  const { plan, branch, seq, firstSeq } = target;
  const made = sorted
    .filter((one) => one.made.length > 0)
    .map((one) => [one.table, one.made.map(({ id }) => id)]);
  const values = [plan, branch, firstSeq ?? seq, seq, JSON.stringify(Object.fromEntries(made))];
  await tx.query("select entente.publish($1, $2, $3, $4, $5::jsonb)", values);
}

function refuseRows(table: TableName, rows: readonly RowChange[]) {
  const at = { file: `${table}.csv`, ...(rows[0] === undefined ? {} : { id: rows[0].id }) };
  const found = `a change of ${rows.length === 1 ? "a row" : "rows"} of \`${table}\``;
  return refused("forbidden", [missingRight(`${found} that the person may not change`, at)]);
}

interface Prepared {
  /** The first place of new rows, by table. */
  readonly places: ReadonlyMap<TableName, number>;
  /** Whether rows of the plan differ in who may see them. */
  readonly sensitive: boolean;
  /** The levels of the touched rows before the change, by key. */
  readonly levels: ReadonlyMap<string, number>;
}

/** Bookkeeping before rows are written: scenarios keep what they have, and new ids are free. */
async function prepare(tx: Session, target: Target, sorted: readonly Sorted[]): Promise<Prepared> {
  const { plan, branch } = target;
  const [row] = await tx.query<{ sensitive: boolean }>(
    "select sensitive from entente.plans where id = $1",
    [plan],
  );
  const places = new Map<TableName, number>();
  const levels = new Map<string, number>();
  let sensitive = row?.sensitive === true;
  for (const { table, updated, made, ended } of sorted) {
    const all = [...updated, ...made, ...ended];
    sensitive ||= all.some(({ before, after }) => isSensitive(before) || isSensitive(after));
    const newIds = made.map(({ id }) => id);
    const oldIds = [...updated, ...ended].map(({ id }) => id);
    if (newIds.length > 0) {
      const [taken] = await readState(tx, plan, branch, table, newIds);
      if (taken !== undefined) throw refuseTaken(table, taken.id);
      places.set(table, await findPlace(tx, target, table));
    }
    if (sensitive) {
      for (const one of await readState(tx, plan, branch, table, oldIds)) {
        levels.set(keyOfRow(table, one.id), one._level);
      }
    }
    if (branch === mainBranch) await keepForScenarios(tx, plan, table, [...oldIds, ...newIds]);
    else {
      await openRows(tx, plan, branch, table, oldIds);
      await clearGone(tx, target, table, newIds);
    }
  }
  if (sensitive && row?.sensitive !== true) {
    await tx.query("update entente.plans set sensitive = true where id = $1", [plan]);
  }
  return { places, sensitive, levels };
}

function isSensitive(row: Readonly<Record<string, unknown>> | undefined): boolean {
  return row?.handling !== undefined && row.handling !== handlings[0];
}

function refuseTaken(table: TableName, id: string) {
  return refusedFor(
    "invalid",
    "row_id_taken",
    { file: `${table}.csv`, field: "id", id },
    {
      found: `the id \`${id}\``,
      expected: "an id that is free",
      help: "Give the new row another id.",
    },
  );
}

/** Bookkeeping after rows are written: what ended in a scenario, and who may see the rows and the change. */
async function finish(
  tx: Session,
  target: Target,
  sorted: readonly Sorted[],
  { sensitive, levels }: Prepared,
): Promise<void> {
  const { plan, branch } = target;
  const range = [plan, target.firstSeq ?? target.seq, target.seq];
  for (const { table, ended } of sorted) {
    if (ended.length === 0) continue;
    const ids = ended.map(({ id }) => id);
    await markGone(tx, target, table, ids);
  }
  if (!sensitive) return publish(tx, target, sorted);
  await setEditLevels(tx, target, levels);
  const rows = new Map<TableName, string[]>();
  const fresh = new Set<string>();
  for (const { table, updated, made } of sorted) {
    rows.set(
      table,
      [...updated, ...made].map(({ id }) => id),
    );
    for (const { id } of made) fresh.add(keyOfRow(table, id));
  }
  const gone = sorted.flatMap(({ table, ended }) => ended.map(({ id }) => ({ table, id })));
  const about = await listAnchored(tx, plan, branch, gone);
  if (about.length > 0) rows.set("comments", [...(rows.get("comments") ?? []), ...about]);
  await settleLevels(tx, plan, branch, rows, fresh);
  const after = new Map(levels);
  for (const [table, ids] of rows) {
    for (const one of await readState(tx, plan, branch, table, ids)) {
      const key = keyOfRow(table, one.id);
      after.set(key, Math.max(one._level, levels.get(key) ?? 0));
    }
  }
  await setEditLevels(tx, target, after);
  await tx.query(
    `update entente.changes c set level = coalesce((
       select min(e.level) from entente.edits e where e.plan = c.plan and e.seq = c.seq), 0)
     where c.plan = $1 and c.seq between $2 and $3`,
    range,
  );
}

/** An edit is as sensitive as its row was before it, and is after it; one of a list, as the rows that it names. */
async function setEditLevels(
  tx: Session,
  { plan, branch, seq, firstSeq }: Target,
  levels: ReadonlyMap<string, number>,
): Promise<void> {
  const groups = await tx.query<EditGroup & { readonly seq: number }>(
    `select seq, place, table_name, row_id, fields, befores, afters from entente.edits
     where plan = $1 and seq between $2 and $3`,
    [plan, firstSeq ?? seq, seq],
  );
  const keys = groups.flatMap((group) => [
    keyOfRow(group.table_name as TableName, group.row_id),
    ...namesOfGroup(group),
  ]);
  const named = await readLevels(tx, plan, branch, keys);
  const records = groups.map((group) => ({
    seq: group.seq,
    place: group.place,
    level: levelOfGroup(group, (key) => levels.get(key) ?? named.get(key) ?? 0),
  }));
  await tx.query(
    `update entente.edits e set level = n.level
     from jsonb_to_recordset($2::jsonb) as n(seq bigint, place integer, level smallint)
     where e.plan = $1 and e.seq = n.seq and e.place = n.place`,
    [plan, JSON.stringify(records)],
  );
}
