import { type TableName, tableNames } from "../plan/fields.ts";
import { readBranches } from "./branch-rows.ts";
import { mainBranch, type StateRecord, stateSql } from "./branch-state.ts";
import type { Session } from "./database.ts";
import { type FoldedLog, type FoldedRow, foldLog, sameRow } from "./fold-log.ts";
import { keyOfRow, type RowLevels } from "./levels.ts";
import { lockPlan } from "./log.ts";
import { readLog } from "./read-log.ts";
import { rowOfRecord } from "./row-values.ts";
import { insertRows, markGone } from "./write-rows.ts";

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
  for (const [branch, state] of folded.states) {
    for (const table of tableNames) {
      const rows = state.get(table) ?? new Map<string, FoldedRow>();
      const records = await tx.query<StateRecord>(stateSql(table, "true"), [plan, branch]);
      const left = new Set(rows.keys());
      for (const record of records) {
        left.delete(record.id);
        const levels = folded.levels.get(branch)?.get(keyOfRow(table, record.id)) ?? noLevels;
        const what = findDifference(table, branch, record, rows.get(record.id), levels);
        if (what !== undefined) differences.push({ branch, table, row: record.id, what });
      }
      for (const row of left) differences.push({ branch, table, row, what: "missing" });
    }
  }
  return [...differences, ...(await compareBranches(tx, plan, folded))];
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
