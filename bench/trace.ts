/** How good a solver was when: its best value and bound at moments of one run. */
export interface Moment {
  readonly seconds: number;
  readonly value: number | null;
  readonly bound: number | null;
}

/** The gap at a moment against the best bound that any solver of the run proved; Infinity without a value. */
export function gapAt(trace: readonly Moment[], seconds: number, bestBound: number): number {
  let value = Number.NEGATIVE_INFINITY;
  for (const moment of trace) {
    if (moment.seconds <= seconds)
      value = Math.max(value, moment.value ?? Number.NEGATIVE_INFINITY);
  }
  return Number.isFinite(value) && value > 0
    ? Math.max(0, bestBound / value - 1)
    : Number.POSITIVE_INFINITY;
}

/** The first moment at which the solver's own value and bound were within a gap; nothing if never. */
export function secondsTo(trace: readonly Moment[], gap: number): number | undefined {
  let value = Number.NEGATIVE_INFINITY;
  let bound = Number.POSITIVE_INFINITY;
  for (const moment of trace) {
    value = Math.max(value, moment.value ?? Number.NEGATIVE_INFINITY);
    bound = Math.min(bound, moment.bound ?? Number.POSITIVE_INFINITY);
    if (value > 0 && bound / value - 1 <= gap) return moment.seconds;
  }
  return undefined;
}
