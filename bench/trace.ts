/** How good a solver was when: its best value and bound at a moment of one run. */
export interface Moment {
  readonly seconds: number;
  /** Unit: value points. */
  readonly value: number | null;
  /** Unit: value points. */
  readonly bound: number | null;
}

/** What a solver had at a moment: the best of all that it told until then. */
export interface Standing {
  /** -Infinity without a plan. */
  readonly value: number;
  /** Infinity without a bound. */
  readonly bound: number;
}

/** The moments of a trace at which a better value or a better bound came, each with the best of both until then. */
export function improvements(trace: readonly Moment[]): Moment[] {
  const kept: Moment[] = [];
  let value: number | null = null;
  let bound: number | null = null;
  for (const moment of trace) {
    const isHigher: boolean = moment.value !== null && (value === null || moment.value > value);
    const isLower: boolean = moment.bound !== null && (bound === null || moment.bound < bound);
    if (isHigher) value = moment.value;
    if (isLower) bound = moment.bound;
    if (isHigher || isLower) kept.push({ seconds: moment.seconds, value, bound });
  }
  return kept;
}

/** What a solver had after some seconds. */
export function standingAt(trace: readonly Moment[], seconds: number): Standing {
  let value = Number.NEGATIVE_INFINITY;
  let bound = Number.POSITIVE_INFINITY;
  for (const moment of trace) {
    if (moment.seconds > seconds) continue;
    value = Math.max(value, moment.value ?? value);
    bound = Math.min(bound, moment.bound ?? bound);
  }
  return { value, bound };
}

/** By how much of its value a plan may fall short of a bound; Infinity without a plan or a bound. */
export function gapOf(value: number, bound: number): number {
  return value > 0 && bound < Number.POSITIVE_INFINITY
    ? Math.max(0, (bound - value) / value)
    : Number.POSITIVE_INFINITY;
}

/** The gap after some seconds against a bound, such as the best that any solver of the run proved. */
export function gapAt(trace: readonly Moment[], seconds: number, bound: number): number {
  return gapOf(standingAt(trace, seconds).value, bound);
}

/** The gap after some seconds against the solver's own bound. */
export function ownGapAt(trace: readonly Moment[], seconds: number): number {
  const { value, bound } = standingAt(trace, seconds);
  return gapOf(value, bound);
}

/** The first moment at which the solver had a plan of at least a value; Infinity if never. */
export function secondsToValue(trace: readonly Moment[], value: number): number {
  const reached = trace.find((moment) => moment.value !== null && moment.value >= value);
  return reached?.seconds ?? Number.POSITIVE_INFINITY;
}

/** The first moment at which the solver's own value and bound were within a gap; Infinity if never. */
export function secondsToGap(trace: readonly Moment[], gap: number): number {
  const reached = improvements(trace).find(
    ({ value, bound }) => value !== null && bound !== null && gapOf(value, bound) <= gap,
  );
  return reached?.seconds ?? Number.POSITIVE_INFINITY;
}

/**
 * By how much of its own value a solver was behind another where it was furthest behind, from some second on.
 *
 * Infinity where the other had a plan and it had none.
 */
export function mostBehind(
  trace: readonly Moment[],
  other: readonly Moment[],
  from: number,
): number {
  const first = standingAt(other, from).value;
  const gains = improvements(other).filter(({ seconds }) => seconds > from);
  // The other gains only at its own moments.
  const moments = [{ seconds: from, value: first }, ...gains];
  return moments.reduce((most, { seconds, value }) => {
    if (value === null || value === Number.NEGATIVE_INFINITY) return most;
    return Math.max(most, gapAt(trace, seconds, value));
  }, 0);
}

/** The best bound that any of several runs proved. */
export function bestBound(traces: readonly (readonly Moment[])[]): number {
  const bounds = traces.map((trace) => standingAt(trace, Number.POSITIVE_INFINITY).bound);
  return Math.min(...bounds);
}

/** The entry that a share of all, such as 0.5 for the median, are at or below; NaN of nothing. */
export function quantile(entries: readonly number[], share: number): number {
  const sorted = [...entries].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
