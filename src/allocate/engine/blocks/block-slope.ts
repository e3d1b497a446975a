import type { BlockForm } from "./block-form.ts";

/** What more effect on an own leaf is worth beyond its price; fills its slope. */
export function leafDual(
  { firstSegment, segmentEnd, segmentWorth, leaves }: BlockForm,
  slope: Float64Array,
  k: number,
  price: Float64Array,
  left: Float64Array,
): number {
  let from = left[k] as number;
  let sum = 0;
  slope[k] = 0;
  for (
    let s = firstSegment[k - leaves] as number;
    s < (firstSegment[k - leaves + 1] as number);
    s++
  ) {
    const end = segmentEnd[s] as number;
    const gain = (segmentWorth[s] as number) - (price[k] as number);
    if (gain <= 0) break;
    if (end <= from) continue;
    // At the price of an endless segment its gain is 0 but for rounding.
    if (end === Infinity) break;
    sum += gain * (end - from);
    (slope[k] as number) -= end - from;
    from = end;
  }
  return sum;
}

/** How prices of own things move down a slope, and how often plans are filled. */
export interface PlanningRule {
  /** The share of the way to the best known that a step goes at first. */
  readonly share: number;
  /** How much shorter steps get after one that failed. */
  readonly shorter: number;
  /** How far a step bends away from the one before it, where it would lead back; 0 for not at all. */
  readonly bend: number;
  /** How many there are in each branch at most: 1 or more. */
  readonly inBranch: number;
  /** Whether a plan is filled also where another is known: at the first prices, and in the first branch. */
  readonly fillsAll: boolean;
}

/** Straight down: as good as any where steps are many. */
export const thorough: PlanningRule = {
  share: 1,
  shorter: 0.7,
  bend: 0,
  inBranch: 10,
  fillsAll: true,
};
/** For few steps: longer ones that do not zigzag. So much of both was best in worlds of a sweep. */
export const quick: PlanningRule = {
  share: 1.3,
  shorter: 0.8,
  bend: 0.5,
  inBranch: 12,
  fillsAll: false,
};

/**
 * Bends a slope away from the step `before`, where it would lead back.
 *
 * P. M. Camerini, L. Fratta and F. Maffioli, "On improving relaxation methods by modified gradient techniques" (1975).
 */
export function bendSlope(
  { leaves, things }: BlockForm,
  slope: Float64Array,
  price: Float64Array,
  before: Float64Array,
  bend: number,
): void {
  let along = 0;
  let square = 0;
  for (let k = 0; k < things; k++) {
    if (k < leaves && (price[k] as number) <= 0 && (slope[k] as number) > 0) slope[k] = 0;
    along += (slope[k] as number) * (before[k] as number);
    square += (before[k] as number) ** 2;
  }
  if (along >= 0) return;
  const share = (-bend * along) / square;
  for (let k = 0; k < things; k++) (slope[k] as number) += share * (before[k] as number);
}

/** Moves prices of own things by a step that would lower the bound by so much; false where there is no slope. */
export function moveAlong(
  { leaves, things, firstSegment, segmentEnd, segmentWorth }: BlockForm,
  slope: Float64Array,
  price: Float64Array,
  by: number,
): boolean {
  let square = 0;
  for (let k = 0; k < things; k++) {
    if (k < leaves && (price[k] as number) <= 0 && (slope[k] as number) > 0) slope[k] = 0;
    square += (slope[k] as number) ** 2;
  }
  if (square === 0) return false;
  for (let k = 0; k < things; k++) {
    const next = (price[k] as number) - (by / square) * (slope[k] as number);
    if (k < leaves) price[k] = Math.max(0, next);
    else {
      const last = (firstSegment[k - leaves + 1] as number) - 1;
      const least = segmentEnd[last] === Infinity ? (segmentWorth[last] as number) : 0;
      const most = segmentWorth[firstSegment[k - leaves] as number] as number;
      price[k] = Math.min(most, Math.max(least, next));
    }
  }
  return true;
}
