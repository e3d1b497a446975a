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
