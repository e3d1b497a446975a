import type { TableName } from "../plan/fields.ts";
import { type AppliedChange, applyChange } from "./apply-change.ts";
import type { CellEdit } from "./change-form.ts";
import type { Database, Session } from "./database.ts";
import { reportStore } from "./finding-kinds.ts";
import type { Conflict, Reply } from "./refusal.ts";
import { refused, replyOf } from "./refused.ts";
import { whoWrote } from "./stale.ts";
import { cellOf, changedCells, readSeen } from "./touched-rows.ts";
import { takeTurn } from "./turns.ts";

/** A change to make: all its edits or none. */
export interface NewChange {
  readonly plan: string;
  readonly branch: string;
  readonly reason: string;
  readonly edits: readonly CellEdit[];
  /** The last change of the branch that its writer knows; any later one refuses it. */
  readonly expectedSeq?: number | undefined;
}

/** Makes a change by a person, or refuses it whole: stale (both sides), forbidden, or not in order. */
export function makeChange(
  db: Database,
  person: string,
  change: NewChange,
): Promise<Reply<AppliedChange>> {
  const { plan, ...asked } = change;
  return takeTurn(db, { person, plan, asked }, () =>
    replyOf(() =>
      db.asPerson(person, (tx) => applyChange(tx, person, { ...change, kind: "edit" })),
    ),
  );
}

/** Cells of one row to change; a row that is not there is made. */
export interface NewCells {
  readonly plan: string;
  readonly branch: string;
  readonly table: TableName;
  readonly row: string;
  readonly cells: Readonly<Record<string, string | null>>;
  readonly reason: string;
  /** The version of the row that its writer knows; 0 for a row that is not there. */
  readonly expectedVersion?: number | undefined;
  /** The last change of the branch that its writer knows; any later one refuses it. */
  readonly expectedSeq?: number | undefined;
}

/** Changes cells of one row, or makes the row. */
export function putRow(db: Database, person: string, put: NewCells): Promise<Reply<AppliedChange>> {
  const { plan, ...asked } = put;
  return takeTurn(db, { person, plan, asked }, () =>
    replyOf(() => db.asPerson(person, (tx) => putRowIn(tx, person, put))),
  );
}

async function putRowIn(tx: Session, person: string, put: NewCells): Promise<AppliedChange> {
  const { plan, branch, table, row: id, reason, expectedSeq } = put;
  const seen = (await readSeen(tx, plan, branch, table, [id])).get(id);
  const cells = Object.entries(put.cells).filter(([field]) => field !== "id");
  const version = seen?.version ?? 0;
  if (put.expectedVersion !== undefined && put.expectedVersion !== version) {
    const conflicts: Conflict[] = [];
    for (const [field, yours] of cells) {
      const theirs = cellOf(table, seen?.row, field);
      const by = await whoWrote(tx, plan, branch, { table, row: id, field });
      conflicts.push({ table, row: id, field, before: null, yours, theirs, ...(by && { by }) });
    }
    throw refused("stale", [describeStale(table, id, version, put.expectedVersion)], conflicts);
  }
  const edits: CellEdit[] =
    seen === undefined
      ? [
          { table, row: id, field: "id", before: null, after: id },
          ...cells.map(([field, after]) => ({ table, row: id, field, before: null, after })),
        ]
      : changedCells(table, id, seen.row, put.cells);
  return applyChange(tx, person, { plan, branch, reason, edits, expectedSeq, kind: "edit" });
}

function describeStale(table: TableName, id: string, version: number, expected: number) {
  return reportStore(
    "row_stale",
    { file: `${table}.csv`, id },
    {
      found: version === 0 ? `no row \`${id}\`` : `\`${id}\` as change ${version} left it`,
      expected: `the row as change ${expected} left it`,
      help: "Look at what changed, and make the change again.",
    },
  );
}
