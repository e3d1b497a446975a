import { firstSegment, leaves, segmentEnd, segmentWorth, things } from "./block";
import { Floats } from "./memory";

/** What more effect on an own leaf is worth beyond its price; fills its slope. */
export function leafDual(slope: Floats, k: i32, price: Floats, left: Floats): f64 {
  let from = left[k];
  let sum: f64 = 0;
  let down: f64 = 0;
  const last = firstSegment[k - leaves + 1];
  for (let s = firstSegment[k - leaves]; s < last; s++) {
    const end = segmentEnd[s];
    const gain = segmentWorth[s] - price[k];
    if (gain <= 0) break;
    if (end <= from) continue;
    // At the price of an endless segment its gain is 0 but for rounding.
    if (end === Infinity) break;
    sum += gain * (end - from);
    down -= end - from;
    from = end;
  }
  slope[k] = down;
  return sum;
}

/**
 * Bends a slope away from the step `before`, where it would lead back.
 *
 * P. M. Camerini, L. Fratta and F. Maffioli, "On improving relaxation methods by modified gradient techniques" (1975).
 */
export function bendSlope(slope: Floats, price: Floats, before: Floats, bend: f64): void {
  let along: f64 = 0;
  let square: f64 = 0;
  for (let k = 0; k < things; k++) {
    if (k < leaves && price[k] <= 0 && slope[k] > 0) slope[k] = 0;
    along += slope[k] * before[k];
    square += before[k] * before[k];
  }
  if (along >= 0) return;
  const share = (-bend * along) / square;
  for (let k = 0; k < things; k++) slope[k] += share * before[k];
}

/** Moves prices of own things by a step that would lower the bound by so much; false where there is no slope. */
export function moveAlong(slope: Floats, price: Floats, by: f64): bool {
  let square: f64 = 0;
  for (let k = 0; k < things; k++) {
    if (k < leaves && price[k] <= 0 && slope[k] > 0) slope[k] = 0;
    square += slope[k] * slope[k];
  }
  if (square === 0) return false;
  const step = by / square;
  for (let k = 0; k < leaves; k++) price[k] = max(0, price[k] - step * slope[k]);
  for (let k = leaves; k < things; k++) {
    const last = firstSegment[k - leaves + 1] - 1;
    const least = segmentEnd[last] === Infinity ? segmentWorth[last] : 0;
    const most = segmentWorth[firstSegment[k - leaves]];
    price[k] = min(most, max(least, price[k] - step * slope[k]));
  }
  return true;
}
