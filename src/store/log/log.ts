import { type Session, storeChannel } from "../database.ts";
import {
  type EditGroup,
  groupEdits,
  hashChange,
  type LoggedChange,
  type LoggedEdit,
} from "./chain.ts";

/** Where a plan's log ends. */
export interface LogEnd {
  readonly seq: number;
  readonly hash: string;
}

/** Waits until nobody else changes the plan, and holds it until the transaction ends. */
export async function lockPlan(tx: Session, plan: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 1))", [plan]);
}

/** Records of one statement; more would be one very large text. */
export const batchSize = 5000;

/** A change as the log takes it, the records of its edits, and what everybody is told of it. */
export interface SaidChange {
  readonly said: LoggedChange & {
    readonly edit_count: number;
    readonly previous_hash: string;
    readonly hash: string;
  };
  readonly groups: readonly EditGroup[];
  /** As JSON. */
  readonly told: string;
}

/** What is written of a change that follows the last one. */
export function sayChange(
  previous: LogEnd,
  change: LoggedChange,
  edits: readonly LoggedEdit[],
): SaidChange {
  const hash = hashChange(previous.hash, change, edits);
  const { plan, seq, branch } = change;
  // A new head is one of all branches, which those who keep plans in memory must know.
  const head = change.kind === "head" ? { head: true } : {};
  return {
    said: { ...change, edit_count: edits.length, previous_hash: previous.hash, hash },
    groups: groupEdits(edits),
    told: JSON.stringify({ kind: "change", plan, seq, branch, ...head }),
  };
}

/**
 * Adds a change and its edits to the log, and tells everybody.
 *
 * A person may not say who may see an edit, and leaves `levelOf` out, or says that it is public where the whole plan is;
 * the program says it at once or afterwards.
 */
export async function appendChange(
  tx: Session,
  previous: LogEnd,
  change: LoggedChange,
  edits: readonly LoggedEdit[],
  levelOf?: ((group: EditGroup) => number) | "public",
): Promise<string> {
  const { said, groups, told } = sayChange(previous, change, edits);
  const { plan, seq } = change;
  const { hash } = said;
  const values = (first: readonly EditGroup[]) => [
    ...[JSON.stringify(said), JSON.stringify(first), storeChannel, told],
  ];
  if (levelOf === "public") {
    const append = "select entente.append_public_change($1::jsonb, $2::jsonb, $3, $4)";
    await tx.query(append, values(groups));
    return hash;
  }
  const first = levelOf === undefined ? groups.slice(0, batchSize) : [];
  await tx.query("select entente.append_change($1::jsonb, $2::jsonb, $3, $4)", values(first));
  await appendEdits(tx, change, groups.slice(first.length), levelOf);
  if (levelOf !== undefined) {
    const levels = groups.map(levelOf);
    const least = levels.reduce((one, other) => Math.min(one, other), groups.length > 0 ? 2 : 0);
    await tx.query("update entente.changes set level = $3 where plan = $1 and seq = $2", [
      plan,
      seq,
      least,
    ]);
  }
  return hash;
}

async function appendEdits(
  tx: Session,
  { plan, seq, branch }: LoggedChange,
  groups: readonly EditGroup[],
  levelOf: ((group: EditGroup) => number) | undefined,
): Promise<void> {
  const extra = levelOf === undefined ? "" : ", level";
  for (let from = 0; from < groups.length; from += batchSize) {
    const records = groups.slice(from, from + batchSize);
    const said =
      levelOf === undefined ? records : records.map((one) => ({ ...one, level: levelOf(one) }));
    await tx.query(
      `insert into entente.edits (plan, seq, place, branch, table_name, row_id, fields, befores, afters${extra})
       select $1, $2, n.place, $3, n.table_name, n.row_id, n.fields, n.befores, n.afters${extra}
       from jsonb_to_recordset($4::jsonb) as n(place integer, table_name text, row_id text,
         fields text[], befores text[], afters text[], level smallint)`,
      [plan, seq, branch, JSON.stringify(said)],
    );
  }
}

/** This instant, to the second, as changes are dated. */
export function instantNow(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}
