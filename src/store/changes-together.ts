import { fieldsOf, type TableName } from "../plan/fields.ts";
import {
  type AppliedChange,
  type ChangeSpec,
  changeOf,
  checkBranch,
  showApplied,
} from "./apply-change.ts";
import { keepForScenarios, mainBranch, readState } from "./branches/branch-state.ts";
import type { CellEdit } from "./change-form.ts";
import { checkRights, checkTexts } from "./check-change.ts";
import { type Database, type Session, storeChannel } from "./database.ts";
import type { Held } from "./hold-plan.ts";
import { handlings } from "./levels.ts";
import { type LogEnd, sayChange } from "./log/log.ts";
import { referenceFields } from "./plan-columns.ts";
import { give, type Reply } from "./refusal.ts";
import { Refused } from "./refused.ts";
import { type Grant, rightsOf } from "./rights/rights.ts";
import { rowOfRecord } from "./row-values.ts";
import { changedCells, type FoldedRows, foldTouched, type SeenRow } from "./touched-rows.ts";

/** A change of cells that somebody waits for. */
export interface WaitingChange {
  readonly person: string;
  readonly plan: string;
  /** The edits in full; or cells of one row, of which its writer knows the version. */
  readonly asked: Pick<ChangeSpec, "branch" | "reason" | "expectedSeq"> &
    ({ readonly edits: readonly CellEdit[] } | CellsOfRow);
}

/** Cells of one row, each as it is to be. */
export interface CellsOfRow {
  readonly table: TableName;
  readonly row: string;
  readonly cells: Readonly<Record<string, string | null>>;
  readonly expectedVersion?: number | undefined;
}

/** How many changes are made with one commit at most. */
export const mostChanges = 64;

/** How many edits they hold at most. */
const mostEdits = 1000;

/** Tables of casework and comments, of whose rows more must be known than who may change them. */
const caseTables: readonly TableName[] = ["cases", "events", "evidence", "notices", "comments"];

/**
 * Makes changes of a plan with one commit, as if one after the other: the first of those that wait, and as many that
 * follow it as only change cells and are in order. What is answered to these; none where the first must go by itself.
 */
export async function changeTogether(
  db: Database,
  waiting: readonly WaitingChange[],
): Promise<readonly Reply<AppliedChange>[]> {
  const fit = listSimple(waiting);
  const [first] = fit;
  if (first === undefined) return [];
  let written = false;
  try {
    return await db.transaction(async (tx) => {
      const held = await holdFor(tx, first.plan, [...new Set(fit.map(({ person }) => person))]);
      if (held === null) return [];
      const rows = await readRows(tx, first.plan, fit);
      const made = await makeEach(tx, held, rows, fit);
      if (made.length === 0) return [];
      if (held.branches.length > 1) await keepRows(tx, first.plan, made);
      const said = made.map(({ log }) => log);
      await tx.query("select entente.make_changes($1::jsonb, $2)", [
        ...[JSON.stringify(said), storeChannel],
      ]);
      written = true;
      return made.map(({ applied }) => give(applied));
    });
  } catch (error) {
    // Whether a commit that broke off was made, nobody knows; before it, nothing was, and each is judged by itself.
    if (written || !isRefusalOfDatabase(error)) throw error;
    return [];
  }
}

/** Whether the database refuses what was written: by rights, or as a value that it does not take. */
function isRefusalOfDatabase(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && /^(42501|2[23]\d\d\w)$/.test(String(error.code))
  );
}

/** The first of the changes that each only set cells of rows of `main` that name no other rows. */
function listSimple(waiting: readonly WaitingChange[]): WaitingChange[] {
  const fit: WaitingChange[] = [];
  let edits = 0;
  for (const one of waiting) {
    const cells = cellsOf(one);
    edits += cells.length;
    if (cells.length === 0 || edits > mostEdits || one.asked.branch !== mainBranch) break;
    if (!cells.every(({ table, field }) => isSimple(table, field))) break;
    fit.push(one);
  }
  return fit;
}

function cellsOf({ asked }: WaitingChange): Pick<CellEdit, "table" | "row" | "field">[] {
  if ("edits" in asked) return [...asked.edits];
  const { table, row } = asked;
  return Object.keys(asked.cells).flatMap((field) =>
    field === "id" ? [] : [{ table, row, field }],
  );
}

/** Whether a field is one on which nothing but its own row depends. */
function isSimple(table: TableName, field: string): boolean {
  if (field === "id" || field === "handling" || caseTables.includes(table)) return false;
  if (fieldsOf(table)[field] === undefined) return false;
  return !referenceFields.some((one) => one.table === table && one.field === field);
}

interface HeldFor {
  readonly seq: number;
  readonly hash: string;
  readonly branches: Held["branches"];
  readonly people: Readonly<
    Record<
      string,
      {
        readonly name: string;
        readonly see: number | null;
        readonly grants: readonly Grant[] | null;
      }
    >
  > | null;
}

/** Holds a plan for changes by several people, with the rights of the program; nothing where there is no such plan. */
async function holdFor(
  tx: Session,
  plan: string,
  people: readonly string[],
): Promise<HeldFor | null> {
  const [row] = await tx.query<{ held: HeldFor | null }>(
    "select entente.hold_plan_for($1, $2) as held",
    [...[plan, people]],
  );
  return row?.held ?? null;
}

interface KnownRow extends SeenRow {
  readonly level: number;
}

type KnownRows = Map<TableName, Map<string, KnownRow>>;

/** The rows that the changes touch, whoever may see them. */
async function readRows(
  tx: Session,
  plan: string,
  fit: readonly WaitingChange[],
): Promise<KnownRows> {
  const ids = new Map<TableName, Set<string>>();
  for (const { table, row } of fit.flatMap(cellsOf)) {
    ids.set(table, (ids.get(table) ?? new Set()).add(row));
  }
  const known: KnownRows = new Map();
  for (const [table, rows] of ids) {
    const records = await readState(tx, plan, mainBranch, table, [...rows]);
    const entries = records.map((record): [string, KnownRow] => [
      record.id,
      {
        ...{ row: rowOfRecord(table, record), version: record._version, level: record._level },
        withheld: false,
      },
    ]);
    known.set(table, new Map(entries));
  }
  return known;
}

interface Made {
  readonly applied: AppliedChange;
  /** What `entente.make_changes` takes. */
  readonly log: Readonly<Record<string, unknown>>;
  readonly touched: readonly { readonly table: TableName; readonly id: string }[];
}

/** Works the changes out one after the other, each on what those before it make, up to the first that is not in order. */
async function makeEach(
  tx: Session,
  held: HeldFor,
  known: KnownRows,
  fit: readonly WaitingChange[],
): Promise<Made[]> {
  const made: Made[] = [];
  let end: LogEnd = held;
  let { branches } = held;
  for (const waiting of fit) {
    const who = held.people?.[waiting.person];
    const rights = who === undefined ? null : rightsOf(who.grants ?? [], who.see);
    if (who === undefined || rights?.edit !== true) break;
    const own = { end, rights, authorName: who.name, branches, sensitive: true };
    const one = await makeOne(tx, own, known, waiting);
    if (one === null) break;
    made.push(one);
    const { seq, hash } = one.applied.change;
    end = { seq, hash };
    branches = branches.map((branch) =>
      branch.id === mainBranch ? { ...branch, last: seq } : branch,
    );
  }
  return made;
}

/** One change on the rows as they are now, which it moves on; nothing where it is not in order. */
async function makeOne(
  tx: Session,
  held: Held,
  known: KnownRows,
  { person, plan, asked }: WaitingChange,
): Promise<Made | null> {
  const edits = editsOf(known, asked);
  if (edits === null) return null;
  const { branch, reason, expectedSeq } = asked;
  const spec: ChangeSpec = { plan, branch, reason, edits, kind: "edit", expectedSeq };
  const levels = edits.map(
    ({ table, row }) => known.get(table)?.get(row)?.level ?? handlings.length,
  );
  if (Math.max(...levels) > handlings.indexOf(held.rights.see)) return null;
  const folded = foldTouched(known, edits);
  if (folded.problems.length > 0) return null;
  try {
    checkTexts([reason, ...edits.map(({ after }) => after ?? "")]);
    checkBranch(held, spec);
    await checkRights(tx, { plan, branch, person }, held.rights, edits, known, folded);
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
  const { said, groups, told } = sayChange(held.end, changeOf(held, person, spec), edits);
  const levelOf = (table: string, row: string) => known.get(table as TableName)?.get(row)?.level;
  const log = {
    ...{ change: said, told },
    edits: groups.map((group) => ({ ...group, level: levelOf(group.table_name, group.row_id) })),
    rows: moveRows(known, folded, said.seq),
  };
  const applied = showApplied(held, folded, said, edits);
  return { applied, log, touched: applied.rows };
}

/** The edits that a change comes to; nothing where a row is not there, or is another by now than its writer knows. */
function editsOf(known: KnownRows, asked: WaitingChange["asked"]): readonly CellEdit[] | null {
  if ("edits" in asked) return asked.edits;
  const { table, row, cells, expectedVersion } = asked;
  const there = known.get(table)?.get(row);
  if (there === undefined) return null;
  if (expectedVersion !== undefined && expectedVersion !== there.version) return null;
  return changedCells(table, row, there.row, cells);
}

/** Moves rows on by what a change makes of them; what is to be written of each. */
function moveRows(known: KnownRows, folded: FoldedRows, version: number) {
  return [...folded.changes].flatMap(([table, changes]) =>
    changes.map(({ id, after = {}, fields }) => {
      const there = known.get(table)?.get(id);
      if (there !== undefined) known.get(table)?.set(id, { ...there, row: after, version });
      const cells = Object.fromEntries([...fields].map((name) => [name, after[name] ?? null]));
      return { table, id, cells };
    }),
  );
}

/** Before `main` changes: scenarios keep the rows that they show. */
async function keepRows(tx: Session, plan: string, made: readonly Made[]): Promise<void> {
  const ids = new Map<TableName, Set<string>>();
  for (const { table, id } of made.flatMap(({ touched }) => touched)) {
    ids.set(table, (ids.get(table) ?? new Set()).add(id));
  }
  for (const [table, rows] of ids) await keepForScenarios(tx, plan, table, [...rows]);
}
