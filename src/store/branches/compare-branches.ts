import type { z } from "zod";
import type { branchComparisonSchema } from "../../api/change-schemas.ts";
import { type TableName, tableNames } from "../../plan/fields.ts";
import { type Session, withProgramRights } from "../database.ts";
import type { Reply } from "../refusal.ts";
import { planUnknown, replyOf } from "../refused.ts";
import { rightsIn } from "../rights/rights.ts";
import { isWithheld } from "../rights/withheld.ts";
import { rowOfRecord } from "../row-values.ts";
import { readSeen } from "../touched-rows.ts";
import { type BranchRow, readBranch } from "./branch-rows.ts";
import { mainBranch, readState } from "./branch-state.ts";
import {
  type Cells,
  cellsAtBase,
  cellsOfRow,
  listDifferences,
  type ThreeWay,
} from "./three-way.ts";

/** Two branches side by side, as the API says it. */
export type BranchComparison = z.output<typeof branchComparisonSchema>;

/** Two branches cell by cell, as the person of the transaction may see them, beside what they parted from. */
export function compareBranches(
  tx: Session,
  { plan, left, right }: { readonly plan: string; readonly left: string; readonly right: string },
): Promise<Reply<BranchComparison>> {
  return replyOf(async () => {
    if ((await rightsIn(tx, plan)) === null) throw planUnknown(plan);
    const one = await readBranch(tx, plan, left);
    const other = await readBranch(tx, plan, right);
    const ids = await withProgramRights(tx, () => listOwnRows(tx, plan, [left, right]));
    const rows = await readThreeWay(tx, plan, one, other, ids, seenCells);
    const withheld = (await isWithheld(tx, plan, left)) || (await isWithheld(tx, plan, right));
    return { left, right, differences: rows.flatMap(listDifferences), withheld };
  });
}

/** Rows that scenarios hold of their own, by table: where they may differ from `main`, or from each other. */
export async function listOwnRows(
  tx: Session,
  plan: string,
  branches: readonly string[],
): Promise<ReadonlyMap<TableName, readonly string[]>> {
  const scenarios = branches.filter((branch) => branch !== mainBranch);
  const rows = await tx.query<{ table: TableName; id: string }>(
    tableNames
      .map(
        (table) =>
          `select '${table}' as table, id from plan.${table} where _plan = $1 and _branch = any($2::text[])`,
      )
      .join(" union "),
    [plan, scenarios],
  );
  const ids = new Map<TableName, string[]>();
  for (const table of tableNames) {
    const own = rows.filter((row) => row.table === table).map(({ id }) => id);
    if (own.length > 0) ids.set(table, own.sort());
  }
  return ids;
}

/** Reads rows of a branch as cells. */
export type ReadCells = (
  tx: Session,
  plan: string,
  branch: string,
  table: TableName,
  ids: readonly string[],
) => Promise<ReadonlyMap<string, Cells>>;

const seenCells: ReadCells = async (tx, plan, branch, table, ids) => {
  const seen = await readSeen(tx, plan, branch, table, ids);
  return new Map([...seen].map(([id, { row }]) => [id, cellsOfRow(table, row)]));
};

/** Reads rows with the rights of the program. */
export const allCells: ReadCells = async (tx, plan, branch, table, ids) => {
  const records = await readState(tx, plan, branch, table, ids);
  return new Map(
    records.map((record) => [record.id, cellsOfRow(table, rowOfRecord(table, record))]),
  );
};

/** Rows in three states: in two branches, and in `main` where the earlier of them begins. */
export async function readThreeWay(
  tx: Session,
  plan: string,
  left: BranchRow,
  right: BranchRow,
  rows: ReadonlyMap<TableName, readonly string[]>,
  read: ReadCells,
): Promise<ThreeWay[]> {
  const bases = [left, right].filter(({ id }) => id !== mainBranch).map(({ base }) => base);
  const base = Math.min(...bases);
  const result: ThreeWay[] = [];
  for (const [table, ids] of rows) {
    const lefts = await read(tx, plan, left.id, table, ids);
    const rights = await read(tx, plan, right.id, table, ids);
    const mains = await read(tx, plan, mainBranch, table, ids);
    const now = new Map(ids.map((id) => [id, mains.get(id)]));
    const before = bases.length === 0 ? now : await cellsAtBase(tx, plan, base, now, table);
    for (const id of ids) {
      result.push({
        ...{ table, id, base: before.get(id) },
        ...{ left: lefts.get(id), right: rights.get(id) },
      });
    }
  }
  return result;
}
