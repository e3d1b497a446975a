import type { WholeAllocation } from "./allocation-values.ts";
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

/** What the parts of the page work on. */
export interface TabProps extends MovePanelProps {
  /** What is on screen: of what is tried, or of what is kept. */
  readonly shown: WholeAllocation | undefined;
  readonly kept: WholeAllocation | undefined;
  readonly tried: WholeAllocation | undefined;
  /** Whether what is shown is of the plan and the moves as they stand now. */
  readonly current: boolean;
}
