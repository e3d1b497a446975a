import { formatCell } from "../../plan/cells.ts";
import { fieldsOf, type TableName } from "../../plan/fields.ts";
import { absentValue } from "../../plan/rows.ts";
import type { CellEdit } from "../change-form.ts";
import type { Session } from "../database.ts";
import { keyOfRow } from "../levels.ts";
import { type EditGroup, ungroupEdits } from "../log/chain.ts";
import { type CoreRow, recordOfRow } from "../row-values.ts";
import { mainBranch } from "./branch-state.ts";

/** A row as cells by field, as the files write them; nothing where there is no row. */
export type Cells = Readonly<Record<string, string | null>> | undefined;

/** One row in three states. */
export interface ThreeWay {
  readonly table: TableName;
  readonly id: string;
  /** As it was where the two parted. */
  readonly base: Cells;
  readonly left: Cells;
  readonly right: Cells;
}

/** The cells of a row. */
export function cellsOfRow(table: TableName, row: CoreRow | undefined): Cells {
  if (row === undefined) return undefined;
  const record = recordOfRow(table, row);
  return Object.fromEntries(
    Object.entries(fieldsOf(table)).map(([field, spec]) => [
      field,
      formatCell(record[field] ?? absentValue(spec), spec),
    ]),
  );
}

/**
 * Rows of `main` as they were after a change, from what they are now and the edits since.
 *
 * Under the rights of the transaction: edits that a person may not see are not taken back for them.
 */
export async function cellsAtBase(
  tx: Session,
  plan: string,
  base: number,
  now: ReadonlyMap<string, Cells>,
  table: TableName,
): Promise<ReadonlyMap<string, Cells>> {
  const groups = await tx.query<EditGroup>(
    `select place, table_name, row_id, fields, befores, afters from entente.edits
     where plan = $1 and branch = '${mainBranch}' and seq > $2 and table_name = $3 and row_id = any($4::text[])
     order by seq desc, place desc`,
    [plan, base, table, [...now.keys()]],
  );
  const states = new Map<string, Record<string, string | null> | undefined>(
    [...now].map(([id, cells]) => [id, cells === undefined ? undefined : { ...cells }]),
  );
  for (const group of groups) {
    for (const edit of ungroupEdits([group]).reverse()) takeBack(table, states, edit);
  }
  return states;
}

function takeBack(
  table: TableName,
  states: Map<string, Record<string, string | null> | undefined>,
  edit: Omit<CellEdit, "table">,
): void {
  const { row, field, before } = edit;
  if (field === "id") {
    states.set(row, before === null ? undefined : { ...emptyCells(table), id: row });
    return;
  }
  const state = states.get(row);
  if (state !== undefined) state[field] = before ?? emptyCells(table)[field] ?? null;
}

function emptyCells(table: TableName): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(fieldsOf(table)).map(([field, spec]) => [
      field,
      formatCell(absentValue(spec), spec),
    ]),
  );
}

/** A cell that two sides hold differently. */
export interface CellDifference {
  readonly table: TableName;
  readonly row: string;
  readonly field: string;
  readonly base: string | null;
  readonly left: string | null;
  readonly right: string | null;
  /** Whether both have changed it, to different things. */
  readonly conflict: boolean;
}

/** The cells of a row that two sides hold differently; a row that one side ended and the other changed conflicts in its id. */
export function listDifferences(rows: ThreeWay): CellDifference[] {
  const { table, id: row, base, left, right } = rows;
  const gone = left === undefined || right === undefined;
  const onlyEnded = gone && base !== undefined;
  return Object.keys(fieldsOf(table)).flatMap((field): CellDifference[] => {
    const [b, l, r] = [base?.[field] ?? null, left?.[field] ?? null, right?.[field] ?? null];
    if (l === r) return [];
    // A row that one side ended: whether to end it is the one question, not each of its cells.
    const conflict = onlyEnded
      ? field === "id" && !sameCells(left ?? right, base)
      : l !== b && r !== b;
    return [{ table, row, field, base: b, left: l, right: r, conflict }];
  });
}

function sameCells(one: Cells, other: Cells): boolean {
  if (one === undefined || other === undefined) return one === other;
  return Object.keys(one).every((field) => one[field] === other[field]);
}

/** What a cell holds after conflicts are settled, by `table/row` and field. */
export type Settled = ReadonlyMap<string, ReadonlyMap<string, string | null>>;

/** A row with the changes of both sides; where they conflict, as settled. */
export function joinRow(rows: ThreeWay, settled: Settled): Cells {
  const { table, id, base, left, right } = rows;
  const chosen = settled.get(keyOfRow(table, id));
  if (left === undefined || right === undefined) {
    if (base === undefined) return left ?? right;
    const kept = left ?? right;
    if (sameCells(kept, base)) return undefined;
    return (chosen?.get("id") ?? null) === null ? undefined : kept;
  }
  return Object.fromEntries(
    Object.keys(fieldsOf(table)).map((field) => {
      const [b, l, r] = [base?.[field] ?? null, left[field] ?? null, right[field] ?? null];
      if (chosen?.has(field) === true) return [field, chosen.get(field) ?? null];
      return [field, l === b ? r : l];
    }),
  );
}

/** The edits that turn a row from one state into another. */
export function editsBetween(table: TableName, row: string, from: Cells, to: Cells): CellEdit[] {
  const absent = emptyCells(table);
  const fields = Object.keys(fieldsOf(table)).filter((field) => field !== "id");
  const changed = fields.flatMap((field): CellEdit[] => {
    const before = from === undefined ? absent[field] : from[field];
    const after = to === undefined ? absent[field] : to[field];
    if ((before ?? null) === (after ?? null)) return [];
    return [
      {
        ...{ table, row, field },
        before: from === undefined ? null : (before ?? null),
        after: to === undefined ? null : (after ?? null),
      },
    ];
  });
  const id = { table, row, field: "id" };
  if (from === undefined && to === undefined) return [];
  if (from === undefined) return [{ ...id, before: null, after: row }, ...changed];
  if (to === undefined) return [...changed.reverse(), { ...id, before: row, after: null }];
  return changed;
}
