import type { ApiConflict, CellEdit } from "./change-values.ts";

/** A cell's name among all cells of a plan. */
export function cellKey(cell: {
  readonly table: string;
  readonly row: string;
  readonly field: string;
}): string {
  return `${cell.table}/${cell.row}/${cell.field}`;
}

/**
 * The edits to send after a person has settled conflicts: each from what is there now to what they chose; where they
 * chose what is there, none.
 */
export function settleEdits(
  edits: readonly CellEdit[],
  conflicts: readonly ApiConflict[],
  settled: ReadonlyMap<string, string | null>,
): CellEdit[] {
  const theirs = new Map(conflicts.map((one) => [cellKey(one), one.theirs]));
  return edits.flatMap((edit) => {
    const key = cellKey(edit);
    const now = theirs.get(key);
    if (now === undefined) return [edit];
    const after = settled.get(key) ?? null;
    return after === now ? [] : [{ ...edit, before: now, after }];
  });
}

/** The edits that take edits back: the last first, each from what it wrote to what it found. */
export function invertEdits(edits: readonly CellEdit[]): CellEdit[] {
  return edits
    .map(({ before, after, ...cell }) => ({ ...cell, before: after, after: before }))
    .reverse();
}
