import type { Move } from "./moves.ts";
import type { Rows } from "./table-rows.ts";

/** What every panel of levels works on. */
export interface MovePanelProps {
  readonly rows: Rows;
  readonly moves: readonly Move[];
  /** Whether this person may not try anything. */
  readonly disabled: boolean;
  readonly onMove: (moves: readonly Move[]) => void;
}
