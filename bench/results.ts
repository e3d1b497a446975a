import type { SolverRun } from "./solver-run.ts";
import {
  bestBound,
  gapAt,
  mostBehind,
  ownGapAt,
  quantile,
  secondsToGap,
  secondsToValue,
  standingAt,
} from "./trace.ts";

/** What all solvers did on one instance. */
export interface InstanceResult {
  readonly size: string;
  readonly tightness: string;
  readonly seed: number;
  readonly runs: readonly SolverRun[];
}

/** What one solver did on the instances of one size and tightness: medians over seeds. */
export interface Summary {
  readonly size: string;
  readonly tightness: string;
  readonly solver: string;
  readonly seeds: number;
  /** Gaps by mark: against the best bound that any solver proved, and against its own. */
  readonly marks: readonly {
    readonly seconds: number;
    readonly gap: number;
    readonly own_gap: number;
  }[];
  /** Infinity without a plan. */
  readonly first_plan_seconds: number;
  /** When its own proof reached the gap that was asked for. */
  readonly proven_seconds: number;
  /** Unit: bytes. */
  readonly peak_bytes: number;
  /** How far Entente was behind it at most, from one second on; NaN for Entente itself. */
  readonly entente_behind: number;
  /** How many times as long as Entente it took to the value that both reached; NaN for Entente itself. */
  readonly times_as_long: number;
  /** What went wrong, without repeats. */
  readonly notes: readonly string[];
}

/** Moments at which gaps are told: those within the time of a run, and its end. */
export function marksWithin(seconds: number): readonly number[] {
  return [...[1, 5, 10, 30, 60, 300].filter((mark) => mark < seconds), seconds];
}

/** Summaries in the order of sizes, tightness and solvers in the results. */
export function summarize(
  results: readonly InstanceResult[],
  seconds: number,
  gap: number,
): Summary[] {
  const cells = Map.groupBy(results, ({ size, tightness }) => `${size} ${tightness}`);
  return [...cells.values()].flatMap((cell) => {
    const solvers = [...new Set(cell.flatMap(({ runs }) => runs.map(({ solver }) => solver)))];
    return solvers.map((solver) => summarizeSolver(cell, solver, seconds, gap));
  });
}

function summarizeSolver(
  cell: readonly InstanceResult[],
  solver: string,
  seconds: number,
  gap: number,
): Summary {
  const own = cell.flatMap(({ runs }) => {
    const run = runs.find((one) => one.solver === solver);
    const entente = runs.find((one) => one.solver === "Entente");
    return run === undefined
      ? []
      : [{ run, entente: entente?.trace ?? [], bound: bestBound(runs.map(({ trace }) => trace)) }];
  });
  const median = (measure: (one: (typeof own)[number]) => number) =>
    quantile(own.map(measure), 0.5);
  const isEntente = solver === "Entente";
  return {
    size: cell[0]?.size ?? "",
    tightness: cell[0]?.tightness ?? "",
    solver,
    seeds: own.length,
    marks: marksWithin(seconds).map((mark) => ({
      seconds: mark,
      gap: median(({ run, bound }) => gapAt(run.trace, mark, bound)),
      own_gap: median(({ run }) => ownGapAt(run.trace, mark)),
    })),
    first_plan_seconds: median(({ run }) => secondsToValue(run.trace, Number.NEGATIVE_INFINITY)),
    proven_seconds: median(({ run }) => secondsToGap(run.trace, gap)),
    peak_bytes: median(({ run }) => run.peak_bytes ?? Number.NaN),
    entente_behind: isEntente
      ? Number.NaN
      : Math.max(...own.map(({ run, entente }) => mostBehind(entente, run.trace, 1))),
    times_as_long: isEntente ? Number.NaN : median(({ run, entente }) => ratio(run, entente)),
    notes: [
      ...new Set(
        own.flatMap(({ run }) => [...run.complaints.slice(0, 3), run.failure ?? []].flat()),
      ),
    ],
  };
}

/** Seconds of a peer by seconds of Entente to the lower of their last values; Infinity where it has no plan. */
function ratio({ trace }: SolverRun, entente: SolverRun["trace"]): number {
  const ends = [trace, entente].map((one) => standingAt(one, Number.POSITIVE_INFINITY).value);
  const value = Math.min(...ends);
  // Solvers sum in different orders.
  const reached = value - 1e-6;
  return value === Number.NEGATIVE_INFINITY && ends[0] === value
    ? Number.POSITIVE_INFINITY
    : secondsToValue(trace, reached) / secondsToValue(entente, reached);
}
