import { type TableName, tableNames } from "../../plan/fields.ts";
import { readBranches } from "../branches/branch-rows.ts";
import { mainBranch, type StateRecord } from "../branches/branch-state.ts";
import type { Session } from "../database.ts";
import { keyOfRow, type RowLevels } from "../levels.ts";
import { quotedColumns, rowOfRecord } from "../row-values.ts";
import { insertRows, markGone } from "../write-rows.ts";
import { type FoldedLog, type FoldedRow, foldLog, sameRow } from "./fold-log.ts";
import { lockPlan } from "./log.ts";
import { readLog } from "./read-log.ts";

/** A row that the tables held otherwise than the log makes it. */
export interface FoldDifference {
  readonly branch: string;
  readonly table: string;
  readonly row: string;
  readonly what: "missing" | "surplus" | "cells" | "version" | "place" | "rights";
}

/**
 * Works out the tables of a plan from its log, and puts right what differs.   Returns what differed: nothing in health.
 *
 * In a transaction, with the rights of the program.   Errors: throws where the log cannot be folded; `verifyPlan` says more.
 */
export async function rebuildPlan(tx: Session, plan: string): Promise<readonly FoldDifference[]> {
  await lockPlan(tx, plan);
  const folded = await foldLog(readLog(tx, plan));
  const differences = await compareFold(tx, plan, folded);
  if (differences.length > 0) await writeFold(tx, plan, folded);
  return differences;
}

/** What differs between the tables of a plan and what its log makes; nothing is written. */
export async function checkFold(tx: Session, plan: string): Promise<readonly FoldDifference[]> {
  await lockPlan(tx, plan);
  return compareFold(tx, plan, await foldLog(readLog(tx, plan)));
}

const noLevels: RowLevels = { level: 0, listLevel: 0 };

async function compareFold(
  tx: Session,
  plan: string,
  folded: FoldedLog,
): Promise<FoldDifference[]> {
  const differences: FoldDifference[] = [];
  for (const branch of folded.states.keys()) {
    for (const table of tableNames) {
      const records = await tx.query<OwnRecord>(
        `select _gone, _branch, _position, _version, _level, _list_level, ${quotedColumns(table)}
         from plan.${table} where _plan = $1 and _branch = $2`,
        [plan, branch],
      );
      differences.push(...compareTable(folded, branch, table, records));
    }
  }
  return [...differences, ...(await compareBranches(tx, plan, folded))];
}

type OwnRecord = StateRecord & { readonly _gone: boolean };

/** Of a scenario: the rows of its own, and that it needs none where it shows the row of `main`. */
function compareTable(
  { states, levels }: FoldedLog,
  branch: string,
  table: TableName,
  records: readonly OwnRecord[],
): FoldDifference[] {
  const none = new Map<string, FoldedRow>();
  const rows = states.get(branch)?.get(table) ?? none;
  const mains = branch === mainBranch ? none : (states.get(mainBranch)?.get(table) ?? none);
  const levelsOf = (on: string, id: string) => levels.get(on)?.get(keyOfRow(table, id)) ?? noLevels;
  const own = new Set(records.map(({ id }) => id));
  const differences: FoldDifference[] = [];
  const add = (row: string, what: FoldDifference["what"] | undefined) => {
    if (what !== undefined) differences.push({ branch, table, row, what });
  };
  for (const record of records) {
    const wanted = rows.get(record.id);
    if (record._gone) add(record.id, wanted === undefined ? undefined : "missing");
    else add(record.id, findDifference(table, branch, record, wanted, levelsOf(branch, record.id)));
  }
  for (const id of new Set([...rows.keys(), ...mains.keys()])) {
    const [row, main] = [rows.get(id), mains.get(id)];
    if (own.has(id)) continue;
    if (row === undefined || main === undefined) add(id, row === undefined ? "surplus" : "missing");
    else if (row !== main && !sameRow(row.row, main.row)) add(id, "cells");
    else if (row.version !== main.version) add(id, "version");
    else if (!sameLevels(levelsOf(branch, id), levelsOf(mainBranch, id))) add(id, "rights");
  }
  return differences;
}

function sameLevels(one: RowLevels, other: RowLevels): boolean {
  return one.level === other.level && one.listLevel === other.listLevel;
}

function findDifference(
  table: TableName,
  branch: string,
  record: StateRecord,
  wanted: FoldedRow | undefined,
  levels: RowLevels,
): FoldDifference["what"] | undefined {
  if (wanted === undefined) return "surplus";
  if (!sameRow(rowOfRecord(table, record), wanted.row)) return "cells";
  if (record._version !== wanted.version) return "version";
  // The order of a scenario's rows follows `main`, which may be sorted anew.
  if (branch === mainBranch && record._position !== wanted.position) return "place";
  if (record._level !== levels.level || record._list_level !== levels.listLevel) return "rights";
  return undefined;
}

async function compareBranches(
  tx: Session,
  plan: string,
  { branches }: FoldedLog,
): Promise<FoldDifference[]> {
  const held = new Map((await readBranches(tx, plan)).map((branch) => [branch.id, branch]));
  return branches.flatMap(({ id, base, last, state }): FoldDifference[] => {
    const one = held.get(id);
    const same = one?.base === base && one.last === last && one.state === state;
    return same ? [] : [{ branch: id, table: "branches", row: id, what: "cells" }];
  });
}

async function writeFold(tx: Session, plan: string, folded: FoldedLog): Promise<void> {
  await writeBranches(tx, plan, folded);
  const main = folded.states.get(mainBranch);
  for (const table of tableNames) {
    await tx.query(`delete from plan.${table} where _plan = $1`, [plan]);
    for (const [branch, state] of folded.states) {
      const levels = folded.levels.get(branch);
      const levelsOf = (id: string) => levels?.get(keyOfRow(table, id)) ?? noLevels;
      const ofMain = (id: string) => folded.levels.get(mainBranch)?.get(keyOfRow(table, id));
      const rows = [...(state.get(table) ?? [])];
      const mains = main?.get(table) ?? new Map<string, FoldedRow>();
      const own = rows.filter(([id, one]) => {
        if (branch === mainBranch) return true;
        const same = sameRow(one.row, mains.get(id)?.row) && one.version === mains.get(id)?.version;
        const { level, listLevel } = ofMain(id) ?? noLevels;
        return !same || levelsOf(id).level !== level || levelsOf(id).listLevel !== listLevel;
      });
      const byVersion = new Map<number, FoldedRow[]>();
      for (const [, one] of own) {
        const some = byVersion.get(one.version);
        if (some === undefined) byVersion.set(one.version, [one]);
        else some.push(one);
      }
      for (const [seq, some] of byVersion) {
        await insertRows(tx, { plan, branch, seq }, table, some, levelsOf);
      }
      const there = state.get(table);
      const gone = [...mains.keys()].filter((id) => there?.has(id) !== true);
      await markGone(tx, { plan, branch, seq: 0 }, table, gone);
    }
  }
}

async function writeBranches(tx: Session, plan: string, folded: FoldedLog): Promise<void> {
  const { branches, head, last, sensitive } = folded;
  for (const { id, place, title, description, tests, base, last: own, state } of branches) {
    await tx.query(
      `insert into entente.branches (plan, id, place, title, description, tests, base, last, state)
       values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9)
       on conflict (plan, id) do update set base = excluded.base, last = excluded.last, state = excluded.state`,
      [plan, id, place, title, description, JSON.stringify(tests), base, own, state],
    );
  }
  if (head === undefined) return;
  await tx.query(
    `update entente.plans set title = $2, description = $3, as_of = $4, first_fiscal_year = $5,
       last_fiscal_year = $6, recommended_scenario = $7, last_seq = $8, last_hash = $9, sensitive = sensitive or $10
     where id = $1`,
    [
      ...[plan, head.title, head.description, head.as_of, head.first_fiscal_year],
      ...[head.last_fiscal_year, head.recommended_scenario, last.seq, last.hash, sensitive],
    ],
  );
}
