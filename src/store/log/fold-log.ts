import { isDeepStrictEqual } from "node:util";
import { type TableName, tableNames } from "../../plan/fields.ts";
import type { PlanHead } from "../../plan/plan.ts";
import {
  joinScenarioEdits,
  type LeveledGroup,
  type ScenarioChange,
} from "../branches/branch-edits.ts";
import type { BranchRow } from "../branches/branch-rows.ts";
import { mainBranch } from "../branches/branch-state.ts";
import type { CellEdit } from "../change-form.ts";
import { computeLevels, keyOfRow, levelNodeOf, type RowLevels } from "../levels.ts";
import { isLooseField } from "../plan-columns.ts";
import type { CoreRow } from "../row-values.ts";
import { foldTouched, type SeenRow } from "../touched-rows.ts";
import { firstHash, ungroupEdits } from "./chain.ts";
import type { LogRecord } from "./read-log.ts";

/** A row as the log makes it. */
export interface FoldedRow {
  readonly row: CoreRow;
  readonly position: number;
  readonly version: number;
}

/** The rows of a branch, by table and id. */
export type FoldedState = Map<TableName, Map<string, FoldedRow>>;

/** Everything that the log of a plan makes. */
export interface FoldedLog {
  readonly head: PlanHead | undefined;
  readonly branches: readonly BranchRow[];
  readonly states: ReadonlyMap<string, FoldedState>;
  readonly levels: ReadonlyMap<string, ReadonlyMap<string, RowLevels>>;
  readonly sensitive: boolean;
  readonly last: { readonly seq: number; readonly hash: string };
}

/** A record of the log that cannot be folded. */
export class LogUnfoldableError extends Error {}

/** Works out what the log of a plan makes, in memory, apart from the tables that screens read. */
export async function foldLog(records: AsyncIterable<LogRecord>): Promise<FoldedLog> {
  const log: LogRecord[] = [];
  for await (const record of records) log.push(record);
  const { head, branches } = foldBranches(log);
  const main: FoldedState = new Map(tableNames.map((table) => [table, new Map()]));
  const states = new Map<string, FoldedState>([[mainBranch, main]]);
  const atBase = new Map<number, FoldedState>();
  const bases = new Set(branches.map(({ base }) => base));
  for (const record of log) {
    if (record.branch === mainBranch) {
      applyEdits(main, record.seq, editsOf(record), record.kind === "import");
    }
    if (bases.has(record.seq)) atBase.set(record.seq, copyState(main));
  }
  for (const { id, base } of branches) {
    if (id === mainBranch) continue;
    const state = copyState(atBase.get(base) ?? main);
    const edits = joinScenarioEdits(log.filter(({ branch }) => branch === id).map(scenarioChange));
    for (const [seq, own] of bySeq(edits.filter(({ applied }) => applied))) {
      applyEdits(state, seq, own);
    }
    states.set(id, state);
  }
  const said = levelsSaid(log);
  const sensitive = log.some(({ groups }) => groups.some(({ level }) => level > 0));
  const levels = new Map<string, ReadonlyMap<string, RowLevels>>();
  // Where nothing was ever withheld, every level is the lowest, and none is kept.
  const ofMain = sensitive ? levelsOfState(main, said, new Map()) : new Map();
  for (const [id, state] of sensitive ? states : []) {
    levels.set(id, id === mainBranch ? ofMain : levelsOfState(state, said, ofMain));
  }
  const end = log.at(-1);
  const last = { seq: end?.seq ?? 0, hash: end?.hash ?? firstHash };
  return { head, branches, states, levels, sensitive, last };
}

function scenarioChange({ seq, author, at, reason, about, groups }: LogRecord): ScenarioChange {
  const leveled: LeveledGroup[] = groups.map((group) => ({ ...group, seq }));
  return { seq, author, at, reason, about, groups: leveled };
}

function bySeq<T extends { readonly seq: number }>(edits: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const edit of edits) {
    const group = groups.get(edit.seq);
    if (group === undefined) groups.set(edit.seq, [edit]);
    else group.push(edit);
  }
  return groups;
}

function editsOf({ groups }: LogRecord): readonly CellEdit[] {
  return ungroupEdits<TableName>(groups) as CellEdit[];
}

interface AboutBranch {
  readonly head?: PlanHead;
  readonly branch?: Pick<BranchRow, "id" | "title" | "description" | "tests" | "base">;
  readonly base?: number;
  readonly merge?: { readonly branch: string };
  readonly state?: { readonly branch: string; readonly is: BranchRow["state"] };
}

function foldBranches(log: readonly LogRecord[]) {
  let head: PlanHead | undefined;
  const branches = new Map<string, BranchRow>();
  for (const { seq, branch, about } of log) {
    const said: AboutBranch = about === null ? {} : JSON.parse(about);
    if (said.head !== undefined) {
      head = said.head;
      const { title } = said.head;
      const plain = { description: "", tests: [], base: 0, last: 0, state: "open" } as const;
      const known = branches.get(mainBranch) ?? { id: mainBranch, place: 0, ...plain };
      branches.set(mainBranch, { ...known, title });
    }
    if (said.branch !== undefined) {
      const { id, title, description, tests, base } = said.branch;
      const place = branches.size;
      branches.set(id, { id, place, title, description, tests, base, last: 0, state: "open" });
    }
    const merged = branches.get(said.merge?.branch ?? "");
    if (merged !== undefined) branches.set(merged.id, { ...merged, state: "merged" });
    const moved = branches.get(said.state?.branch ?? "");
    if (moved !== undefined && said.state !== undefined) {
      branches.set(moved.id, { ...moved, state: said.state.is });
    }
    const own = branches.get(branch);
    if (own === undefined) throw new LogUnfoldableError(`Change ${seq} is of an unknown branch.`);
    branches.set(branch, { ...own, last: seq, base: said.base ?? own.base });
  }
  return { head, branches: [...branches.values()] };
}

function copyState(state: FoldedState): FoldedState {
  return new Map([...state].map(([table, rows]) => [table, new Map(rows)]));
}

function applyEdits(
  state: FoldedState,
  seq: number,
  edits: readonly CellEdit[],
  keepsOrder = false,
): void {
  const seen = new Map<TableName, Map<string, SeenRow>>();
  for (const { table, row: id } of edits) {
    const found = state.get(table)?.get(id);
    const rows = seen.get(table) ?? new Map<string, SeenRow>();
    seen.set(table, rows);
    if (found !== undefined) rows.set(id, { row: found.row, version: 0, withheld: false });
  }
  const { changes, problems } = foldTouched(seen, edits);
  const [problem] = problems;
  if (problem !== undefined) {
    throw new LogUnfoldableError(`Change ${seq}: ${problem.finding.found}.`);
  }
  for (const [table, touched] of changes) {
    const rows = state.get(table) ?? new Map<string, FoldedRow>();
    state.set(table, rows);
    const newIds = touched.filter(({ before, after }) => !before && after).map(({ id }) => id);
    // The plan that is imported keeps the order of its rows; a single new row finds its place.
    const first = keepsOrder ? (isSorted(newIds) ? 0 : 1) : findPlace(rows, newIds.length > 0);
    let made = 0;
    for (const { id, after } of touched) {
      const had = rows.get(id);
      if (after === undefined) rows.delete(id);
      else if (had !== undefined) rows.set(id, { ...had, row: after, version: seq });
      else {
        const position = first === 0 ? 0 : first + made;
        made += 1;
        rows.set(id, { row: after, position, version: seq });
      }
    }
  }
}

/** As the store places new rows: by id in a table that is sorted, else after the last. */
function findPlace(rows: Map<string, FoldedRow>, wanted: boolean): number {
  if (!wanted) return 0;
  let last = 0;
  for (const { position } of rows.values()) last = Math.max(last, position);
  if (last === 0) return 0;
  if (!isSorted(orderedIds(rows))) return last + 1;
  for (const [id, one] of rows) rows.set(id, { ...one, position: 0 });
  return 0;
}

function isSorted(ids: readonly string[]): boolean {
  return ids.every((id, at) => at === 0 || String(ids[at - 1]) < id);
}

/** The ids of a table's rows in their order. */
function orderedIds(rows: ReadonlyMap<string, FoldedRow>): string[] {
  return [...rows]
    .sort(([a, one], [b, other]) => one.position - other.position || (a < b ? -1 : 1))
    .map(([id]) => id);
}

/** The most sensitive that the log says of each row. */
function levelsSaid(log: readonly LogRecord[]): Map<string, number> {
  const said = new Map<string, number>();
  for (const { groups } of log) {
    for (const { table_name, row_id, level, fields } of groups) {
      if (level === 0 || isLooseField(table_name, fields[0])) continue;
      const key = keyOfRow(table_name as TableName, row_id);
      said.set(key, Math.max(level, said.get(key) ?? 0));
    }
  }
  return said;
}

function levelsOfState(
  state: FoldedState,
  said: ReadonlyMap<string, number>,
  main: ReadonlyMap<string, RowLevels>,
): Map<string, RowLevels> {
  const nodes = new Map(
    [...state].flatMap(([table, rows]) =>
      [...rows].map(([id, { row }]) => {
        const key = keyOfRow(table, id);
        return [key, levelNodeOf(table, row, main.get(key)?.level ?? 0)] as const;
      }),
    ),
  );
  return computeLevels(nodes, (key) => said.get(key) ?? 0);
}

/** Whether two rows say the same. */
export function sameRow(one: CoreRow | undefined, other: CoreRow | undefined): boolean {
  return isDeepStrictEqual(one, other);
}
