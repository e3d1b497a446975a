import type { Solver } from "../allocate/solver.ts";
import type { IsoDate } from "../base/fiscal.ts";
import type { BriefingAssets } from "../report/html.ts";
import type { Processes } from "./sweep/processes.ts";
import type { Variables } from "./variables.ts";

/** What a command may touch besides its arguments. `main.ts` makes the real one; tests may make their own. */
export interface Surroundings {
  /** Writes to standard output: answers, and nothing else. */
  readonly answer: (text: string) => void;
  /** Writes to standard error: progress, findings beside an answer, complaints. */
  readonly remark: (text: string) => void;
  /** Whether answers may use color. */
  readonly color: boolean;
  /** Whether standard error is a terminal, so that a progress line can be drawn over itself. */
  readonly live: boolean;
  /** Columns of the terminal; 100 where there is none. */
  readonly columns: number;
  /** A clock for progress only: no result depends on it.   Unit: milliseconds. */
  readonly elapsed: () => number;
  /** Does some work again and again until the returned function is called; it keeps no program alive. */
  readonly every: (milliseconds: number, work: () => void) => () => void;
  /** Aborts when the user presses Ctrl-C. */
  readonly stop: AbortSignal;
  /** Today, by the clock of the machine, in UTC; absent: no day but those of plans is known. */
  readonly today?: () => IsoDate;
  /** This instant by the same clock, such as `2020-12-28T15:00:00Z`; absent: that of the plan's day. */
  readonly now?: () => string;
  /** The folder of the program, which holds `law/` and `examples/`. */
  readonly home: string;
  /** Whether our own defects are shown with their stack. */
  readonly debug: boolean;
  /** The shapes of the world's countries, read when first needed. */
  readonly world: () => BriefingAssets["world"];
  /** Solves models in threads of its own, which start when first needed. */
  readonly solver: Solver;
  /** Other processes of this program; without them all work is done in this one. */
  readonly processes?: Processes;
  /** The environment variables that are set, of those that the program reads; none where absent. */
  readonly variables?: Variables;
  /** The version of the program. */
  readonly version: string;
}
