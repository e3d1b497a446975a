import type { CellFinding } from "./check-cell.ts";

/** A cell that a gesture sets: its row, the place of its column in the table, and its new text. */
export interface CellChange {
  readonly key: string;
  readonly column: number;
  readonly after: string | null;
}

/** A cell that a gesture could not set, or set with something to say. */
export interface CellProblem {
  /** Its row; nothing of a row that is to be added. */
  readonly key: string | null;
  /** The line of the pasted cells, from 0. */
  readonly line: number;
  readonly column: string;
  readonly finding: CellFinding;
}

/** What a gesture would do: paste, fill, or empty. Nothing is done before a person has seen its problems. */
export interface Gesture {
  readonly label: string;
  readonly changes: readonly CellChange[];
  /** Cells of rows to add below, by place of the column. */
  readonly added: readonly ReadonlyMap<number, string | null>[];
  readonly refused: readonly CellProblem[];
  readonly notes: readonly CellProblem[];
}

/** A gesture that does nothing. */
export const noGesture: Gesture = { label: "", changes: [], added: [], refused: [], notes: [] };
