import type { z } from "zod";
import type { joinBranchSchema, joinedBranchSchema } from "../../api/change-schemas.ts";
import { type TableName, tableNames } from "../../plan/fields.ts";
import { applyChange, writeFolded } from "../apply-change.ts";
import { type CellEdit, showChange } from "../change-form.ts";
import { checkTexts } from "../check-change.ts";
import { type Database, type Session, withProgramRights } from "../database.ts";
import { reportStore } from "../finding-kinds.ts";
import { type Held, holdPlan } from "../hold-plan.ts";
import { handlings, keyOfRow } from "../levels.ts";
import type { LoggedChange } from "../log/chain.ts";
import { appendChange, instantNow } from "../log/log.ts";
import type { Reply } from "../refusal.ts";
import { missingRight, refused, refusedFor, replyOf } from "../refused.ts";
import { refuseProblems } from "../stale.ts";
import { foldTouched, readTouched } from "../touched-rows.ts";
import { readScenarioEdits } from "./branch-edits.ts";
import { type BranchRow, readBranch, seqOfBranch } from "./branch-rows.ts";
import { mainBranch } from "./branch-state.ts";
import { allCells, readThreeWay } from "./compare-branches.ts";
import { settleLevels } from "./settle.ts";
import {
  type CellDifference,
  editsBetween,
  joinRow,
  listDifferences,
  type Settled,
  type ThreeWay,
} from "./three-way.ts";

/** What came of a rebase or a merge, as the API says it. */
export type JoinedBranch = z.output<typeof joinedBranchSchema>;

/** What a rebase or a merge is told. */
export type JoinSpec = z.output<typeof joinBranchSchema> & {
  readonly plan: string;
  readonly branch: string;
};

/** A scenario beside `main`: the rows that it edits, in three states. */
interface Joining {
  readonly held: Held;
  readonly branch: BranchRow;
  readonly main: BranchRow;
  readonly rows: readonly ThreeWay[];
  readonly settled: Settled;
}

/**
 * Takes a scenario into `main` as one change, or tells the conflicts that somebody must settle first.
 *
 * The scenario is closed by that. For those who may write everywhere; decisions in it are for those who may decide.
 */
export function mergeBranch(
  db: Database,
  person: string,
  spec: JoinSpec,
): Promise<Reply<JoinedBranch>> {
  const { plan, reason } = spec;
  return replyOf(() =>
    db.asPerson(person, async (tx) => {
      const joining = await beginJoin(tx, person, spec);
      const conflicts = openConflicts(joining);
      if (conflicts.length > 0) return { done: false, change: null, conflicts };
      const edits = joining.rows.flatMap((row) =>
        editsBetween(row.table, row.id, row.right, joinRow(row, joining.settled)),
      );
      const about = JSON.stringify({ merge: { branch: spec.branch } });
      const change = { plan, branch: mainBranch, reason, edits, kind: "merge", about } as const;
      const made = await applyChange(tx, person, { ...change, merged: spec.branch });
      await withProgramRights(tx, () =>
        tx.query("update entente.branches set state = 'merged' where plan = $1 and id = $2", [
          plan,
          spec.branch,
        ]),
      );
      return { done: true, change: made.change, conflicts: [] };
    }),
  );
}

/** Puts a scenario on `main` as it stands now, or tells the conflicts that somebody must settle first. */
export function rebaseBranch(
  db: Database,
  person: string,
  spec: JoinSpec,
): Promise<Reply<JoinedBranch>> {
  return replyOf(() =>
    db.asPerson(person, async (tx) => {
      const joining = await beginJoin(tx, person, spec);
      const conflicts = openConflicts(joining);
      if (conflicts.length > 0) return { done: false, change: null, conflicts };
      return { done: true, change: await rebase(tx, person, spec, joining), conflicts: [] };
    }),
  );
}

async function beginJoin(tx: Session, person: string, spec: JoinSpec): Promise<Joining> {
  const { plan, settle } = spec;
  checkTexts([spec.reason, ...settle.map(({ value }) => value ?? "")]);
  const held = await holdPlan(tx, person, plan);
  if (!held.rights.everywhere) throw refused("forbidden", [missingRight("a rebase or a merge")]);
  if (spec.branch === mainBranch) throw refuseMain();
  const branch = await readBranch(tx, plan, spec.branch);
  if (branch.state !== "open") throw refuseClosed(branch);
  const main = await readBranch(tx, plan, mainBranch);
  const rows = await withProgramRights(tx, async () => {
    const ids = await listEditedRows(tx, plan, branch.id);
    await refuseWithheld(tx, plan, branch.id, handlings.indexOf(held.rights.see));
    return readThreeWay(tx, plan, branch, main, ids, allCells);
  });
  const settled = new Map<string, Map<string, string | null>>();
  for (const { table, row, field, value } of settle) {
    const key = keyOfRow(table, row);
    settled.set(key, (settled.get(key) ?? new Map()).set(field, value));
  }
  const joining = { held, branch, main, rows, settled };
  refuseStray(joining);
  return joining;
}

function refuseMain() {
  return refusedFor(
    "invalid",
    "branch_is_main",
    { id: mainBranch },
    {
      found: "the plan itself",
      expected: "a scenario",
      help: "Name the scenario that is to be joined with the plan.",
    },
  );
}

function refuseClosed({ id, state }: BranchRow) {
  return refusedFor(
    "invalid",
    "branch_closed",
    { id },
    {
      found: `the scenario \`${id}\`, which is ${state}`,
      expected: "an open scenario",
      help: "Begin a new scenario from it.",
    },
  );
}

/** The rows that a scenario's edits are about. */
async function listEditedRows(
  tx: Session,
  plan: string,
  branch: string,
): Promise<ReadonlyMap<TableName, readonly string[]>> {
  const ids = new Map<TableName, Set<string>>();
  for (const { table, row, applied } of await readScenarioEdits(tx, plan, branch)) {
    if (applied) ids.set(table, (ids.get(table) ?? new Set()).add(row));
  }
  return new Map(
    tableNames.flatMap((table) => {
      const own = ids.get(table);
      return own === undefined ? [] : [[table, [...own].sort()]];
    }),
  );
}

/** Who joins a scenario answers for all of it, and so must see all of it. */
async function refuseWithheld(
  tx: Session,
  plan: string,
  branch: string,
  see: number,
): Promise<void> {
  const hidden = await tx.query(
    "select from entente.edits where plan = $1 and branch = $2 and level > $3 limit 1",
    [plan, branch, see],
  );
  if (hidden.length === 0) return;
  throw refusedFor(
    "forbidden",
    "join_withheld",
    { id: branch },
    {
      found: "changes of the scenario that are withheld",
      expected: "somebody who sees the whole scenario",
      help: "Ask somebody who sees restricted rows to do it.",
    },
  );
}

function openConflicts({ rows, settled }: Joining): CellDifference[] {
  return rows
    .flatMap(listDifferences)
    .filter(
      ({ table, row, field, conflict }) =>
        conflict && settled.get(keyOfRow(table, row))?.has(field) !== true,
    );
}

function refuseStray({ rows, settled }: Joining): void {
  const conflicts = new Set(
    rows
      .flatMap(listDifferences)
      .filter(({ conflict }) => conflict)
      .map(({ table, row, field }) => `${keyOfRow(table, row)} ${field}`),
  );
  const stray = [...settled].flatMap(([key, fields]) =>
    [...fields.keys()]
      .filter((field) => !conflicts.has(`${key} ${field}`))
      .map((field) => ({ key, field })),
  );
  if (stray.length === 0) return;
  const findings = stray.map(({ key, field }) => {
    const [table, id = ""] = key.split("/");
    return reportStore(
      "settlement_stray",
      { file: `${table}.csv`, field, id },
      {
        found: `a settlement of \`${field}\` of \`${id}\``,
        expected: "a settlement of a cell that is in conflict",
        help: "Compare the two anew, and settle what is in conflict now.",
      },
    );
  });
  throw refused("invalid", findings);
}

async function rebase(
  tx: Session,
  person: string,
  spec: JoinSpec,
  { held, branch, main, rows, settled }: Joining,
): Promise<JoinedBranch["change"]> {
  const { plan, reason } = spec;
  const base = seqOfBranch(main);
  const restated = await withProgramRights(tx, () => listRestated(tx, plan, branch, rows));
  const edits: CellEdit[] = restated.flatMap((row) =>
    editsBetween(row.table, row.id, row.right, joinRow(row, settled)),
  );
  await withProgramRights(tx, () => moveBase(tx, plan, branch.id, base, rows, restated));
  const seen = await readTouched(tx, plan, branch.id, edits);
  const folded = foldTouched(seen, edits);
  if (folded.problems.length > 0) {
    throw await refuseProblems(tx, { plan, branch: branch.id, edits }, seen, folded.problems);
  }
  const seq = held.end.seq + 1;
  const keys = restated.map(({ table, id }) => keyOfRow(table, id));
  const change: LoggedChange = {
    ...{ plan, seq, branch: branch.id, kind: "rebase", author: person, reason, undoes: null },
    ...{ author_name: held.authorName, at: instantNow(), recorded_by: person },
    about: JSON.stringify({ base, rows: keys }),
  };
  const hash = await writeFolded(tx, { plan, branch: branch.id, seq }, folded, () =>
    appendChange(tx, held.end, change, edits),
  );
  await withProgramRights(tx, async () => {
    const ids = new Map<TableName, string[]>();
    for (const { table, id } of rows) ids.set(table, [...(ids.get(table) ?? []), id]);
    const made = new Set(rows.map(({ table, id }) => keyOfRow(table, id)));
    await settleLevels(tx, plan, branch.id, ids, made);
  });
  return showChange({ ...change, hash }, edits, edits.length, null, false);
}

/** Rows of the scenario that `main` has changed, too, since the scenario parted from it. */
async function listRestated(
  tx: Session,
  plan: string,
  branch: BranchRow,
  rows: readonly ThreeWay[],
): Promise<ThreeWay[]> {
  const touched = await tx.query<{ key: string }>(
    `select distinct table_name || '/' || row_id as key from entente.edits
     where plan = $1 and branch = '${mainBranch}' and seq > $2`,
    [plan, branch.base],
  );
  const keys = new Set(touched.map(({ key }) => key));
  return rows.filter(({ table, id }) => keys.has(keyOfRow(table, id)));
}

/** Lets a scenario show `main` as it is now, save for rows that it alone has changed. */
async function moveBase(
  tx: Session,
  plan: string,
  branch: string,
  base: number,
  rows: readonly ThreeWay[],
  restated: readonly ThreeWay[],
): Promise<void> {
  const anew = new Set(restated.map(({ table, id }) => keyOfRow(table, id)));
  for (const table of tableNames) {
    const kept = rows
      .filter((row) => row.table === table && !anew.has(keyOfRow(table, row.id)))
      .map(({ id }) => id);
    await tx.query(
      `delete from plan.${table} where _plan = $1 and _branch = $2 and not id = any($3::text[])`,
      [plan, branch, kept],
    );
  }
  await tx.query("update entente.branches set base = $3 where plan = $1 and id = $2", [
    plan,
    branch,
    base,
  ]);
}
