import { type TableName, tableNames } from "../../plan/fields.ts";
import { checkTexts } from "../check-change.ts";
import { type Database, type Session, withProgramRights } from "../database.ts";
import { levelOfGroup, namesOfGroup, readLevels } from "../edit-levels.ts";
import { holdPlan } from "../hold-plan.ts";
import { keyOfRow } from "../levels.ts";
import { groupEdits, type LoggedChange } from "../log/chain.ts";
import { appendChange, instantNow } from "../log/log.ts";
import { type BranchHead, readBranchHeads } from "../plans.ts";
import type { Reply } from "../refusal.ts";
import { missingRight, refused, refusedFor, replyOf } from "../refused.ts";
import { quotedColumns } from "../row-values.ts";
import { setVersions } from "../write-rows.ts";
import { readScenarioEdits } from "./branch-edits.ts";
import { type BranchRow, readBranch, readBranches, seqOfBranch } from "./branch-rows.ts";
import { mainBranch } from "./branch-state.ts";

/** A scenario to begin. */
export interface NewBranch {
  readonly plan: string;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The branch that it begins as: `main`, or a scenario to copy. */
  readonly from: string;
}

const branchForm = /^[a-z0-9][a-z0-9-]{0,79}$/;

/** Begins a scenario, as the plan stands or as a copy of another. For those who may write everywhere. */
export function createBranch(
  db: Database,
  person: string,
  spec: NewBranch,
): Promise<Reply<BranchHead>> {
  const { plan, id } = spec;
  return replyOf(() =>
    db.asPerson(person, async (tx) => {
      checkTexts([spec.title, spec.description]);
      const held = await holdPlan(tx, person, plan);
      if (!held.rights.everywhere) throw refused("forbidden", [missingRight("a new scenario")]);
      const branches = await readBranches(tx, plan);
      checkName(id, branches);
      const from = await readBranch(tx, plan, spec.from);
      const change: LoggedChange = {
        ...{ plan, seq: held.end.seq + 1, branch: id, kind: "branch", author: person },
        ...{ author_name: held.authorName, at: instantNow(), recorded_by: person },
        reason: from.id === mainBranch ? `New scenario ${id}` : `Copy of the scenario ${from.id}`,
        undoes: null,
        about: JSON.stringify({ branch: describe(spec, from) }),
      };
      const place = Math.max(...branches.map((branch) => branch.place)) + 1;
      await withProgramRights(tx, async () => {
        await insertBranch(tx, spec, from, place);
        const edits = await readScenarioEdits(tx, plan, from.id === mainBranch ? "" : from.id);
        const applied = edits.filter((edit) => edit.applied);
        const groups = groupEdits(applied);
        const keys = groups.flatMap((group) => [
          keyOfRow(group.table_name as TableName, group.row_id),
          ...namesOfGroup(group),
        ]);
        const levels = await readLevels(tx, plan, from.id, keys);
        await appendChange(tx, held.end, change, applied, (group) =>
          levelOfGroup(group, (key) => levels.get(key) ?? 0),
        );
        await copyRows(tx, plan, from.id, id);
        await setVersions(
          tx,
          plan,
          id,
          applied.map(({ table, row }) => ({ table, row, version: change.seq })),
        );
      });
      const head = (await readBranchHeads(tx, plan)).find((one) => one.id === id);
      if (head === undefined) throw new Error("A branch was made and is not there.");
      return head;
    }),
  );
}

function describe({ id, title, description }: NewBranch, from: BranchRow) {
  const isMain = from.id === mainBranch;
  const base = isMain ? seqOfBranch(from) : from.base;
  const tests = isMain ? [] : from.tests;
  return { id, title, description, tests, base, from: from.id };
}

function checkName(id: string, branches: readonly BranchRow[]): void {
  if (!branchForm.test(id)) {
    throw refusedFor(
      "invalid",
      "branch_form",
      { id },
      {
        found: `the name \`${id}\``,
        expected: "small letters, digits and hyphens, up to 80, with a letter or digit first",
        help: "Write such a name; the title may be anything.",
      },
    );
  }
  if (!branches.some((branch) => branch.id === id)) return;
  throw refusedFor(
    "invalid",
    "branch_taken",
    { id },
    {
      found: `the name \`${id}\``,
      expected: "a name that no branch of the plan has",
      help: "Give the scenario another name.",
    },
  );
}

async function insertBranch(
  tx: Session,
  spec: NewBranch,
  from: BranchRow,
  place: number,
): Promise<void> {
  const { plan, id, title, description } = spec;
  const { base, tests } = describe(spec, from);
  await tx.query(
    `insert into entente.branches (plan, id, place, title, description, tests, base)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7)`,
    [plan, id, place, title, description, JSON.stringify(tests), base],
  );
}

async function copyRows(tx: Session, plan: string, from: string, to: string): Promise<void> {
  if (from === mainBranch) return;
  for (const table of tableNames) {
    const kept = `_gone, _position, _version, _level, _list_level, ${quotedColumns(table)}`;
    await tx.query(
      `insert into plan.${table} (_plan, _branch, ${kept})
       select _plan, $3, ${kept} from plan.${table} where _plan = $1 and _branch = $2`,
      [plan, from, to],
    );
  }
}
