import type { CellEdit } from "../../changes/change-values.ts";

/** Rows as they were when somebody began to change them: cells by `table/row`. */
export type LoadedRows = ReadonlyMap<string, Readonly<Record<string, string | null>>>;

/** The key of a row among the loaded ones. */
export function rowKey(table: string, row: string): string {
  return `${table}/${row}`;
}

/**
 * Of the edits that turn the plan as it stands into what the form holds, those that the form's writer made.
 *
 * Where somebody else has changed a cell meanwhile that the writer left alone, theirs stays. Where both have changed
 * it, the edit says what its writer saw, so that the server refuses it and both sides are shown.
 */
export function ownEdits(edits: readonly CellEdit[], loaded: LoadedRows): CellEdit[] {
  return edits.flatMap((edit) => {
    const row = loaded.get(rowKey(edit.table, edit.row));
    // A row that the writer never saw is either made by this form, or by somebody else meanwhile.
    if (row === undefined) return isEndOf(edit, edits) ? [] : [edit];
    // Somebody has ended a row that the writer saw: it is not made again.
    if (edit.field === "id") return edit.after === null ? [edit] : [];
    const seen = row[edit.field] ?? null;
    if (edit.after === seen) return [];
    return [{ ...edit, before: seen }];
  });
}

/** Whether an edit belongs to the end of a row. */
function isEndOf(edit: CellEdit, edits: readonly CellEdit[]): boolean {
  return edits.some(
    (other) =>
      other.table === edit.table &&
      other.row === edit.row &&
      other.field === "id" &&
      other.after === null,
  );
}
