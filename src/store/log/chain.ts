import { createHash } from "node:crypto";
import { isLooseField } from "../plan-columns.ts";

/** An edit as the log holds it. */
export interface LoggedEdit {
  readonly table: string;
  readonly row: string;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A change as the log holds it, without its edits. */
export interface LoggedChange {
  readonly plan: string;
  readonly seq: number;
  readonly branch: string;
  readonly kind: "import" | "edit" | "undo" | "rebase" | "merge" | "branch" | "head";
  readonly author: string;
  readonly author_name: string;
  /** An instant, such as `2020-12-28T15:00:00Z`. */
  readonly at: string;
  readonly recorded_by: string;
  readonly reason: string;
  readonly undoes: number | null;
  /** What the change says besides edits, as JSON: the head of a plan, or a branch and what it rests on. */
  readonly about: string | null;
}

/** The hash before the first change of a plan. */
export const firstHash = "0".repeat(64);

/** The hash of a change: SHA-256 over the hash before it and everything that the change says, as one JSON list. */
export function hashChange(
  previous: string,
  change: LoggedChange,
  edits: readonly LoggedEdit[],
): string {
  const { plan, seq, branch, kind, author, author_name, at, recorded_by } = change;
  const { reason, undoes, about } = change;
  const head = [previous, plan, seq, branch, kind, author, author_name, at, recorded_by];
  const hash = createHash("sha256");
  hash.update(JSON.stringify([...head, reason, undoes, about, edits.length]));
  // In parts, so that a large import is never one text.
  for (const { table, row, field, before, after } of edits) {
    hash.update("\n");
    hash.update(JSON.stringify([table, row, field, before, after]));
  }
  return hash.digest("hex");
}

/** The edits of one row that follow each other, as one record of the log. */
export interface EditGroup {
  readonly place: number;
  readonly table_name: string;
  readonly row_id: string;
  readonly fields: readonly string[];
  readonly befores: readonly (string | null)[];
  readonly afters: readonly (string | null)[];
}

/**
 * Edits by row, where they follow each other. The inverse of {@link ungroupEdits}.
 *
 * Fields from which names can be withheld stand apart, since they can be more sensitive than their row.
 */
export function groupEdits(edits: readonly LoggedEdit[]): EditGroup[] {
  const groups: (EditGroup & {
    fields: string[];
    befores: (string | null)[];
    afters: (string | null)[];
  })[] = [];
  edits.forEach((edit, place) => {
    let group = groups.at(-1);
    const follows =
      group?.table_name === edit.table &&
      group.row_id === edit.row &&
      isLooseField(edit.table, group.fields[0]) === isLooseField(edit.table, edit.field);
    if (group === undefined || !follows) {
      const { table: table_name, row: row_id } = edit;
      group = { place, table_name, row_id, fields: [], befores: [], afters: [] };
      groups.push(group);
    }
    group.fields.push(edit.field);
    group.befores.push(edit.before);
    group.afters.push(edit.after);
  });
  return groups;
}

/** The edits of records of the log, in their order. */
export function ungroupEdits<T extends string = string>(
  groups: readonly EditGroup[],
): (LoggedEdit & { readonly table: T })[] {
  return groups.flatMap(({ table_name, row_id, fields, befores, afters }) =>
    fields.map((field, index) => ({
      table: table_name as T,
      row: row_id,
      field,
      before: befores[index] ?? null,
      after: afters[index] ?? null,
    })),
  );
}
