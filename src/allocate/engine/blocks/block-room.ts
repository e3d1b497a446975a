import type { BlockForm } from "./block-form.ts";

/** Shares of ceilings are sums of quotients. */
const roundingRoom = 1e-9;

/** Takes what a way uses of own things: of what is left of ceilings and links; effect on leaves grows. */
export function take(
  { firstUse, useOf, useAmount }: BlockForm,
  left: Float64Array,
  w: number,
): void {
  for (let e = firstUse[w] as number; e < (firstUse[w + 1] as number); e++)
    (left[useOf[e] as number] as number) -= useAmount[e] as number;
}

/** Takes what a way uses; false where a ceiling is then exceeded. Links may be met by items yet to come. */
export function takeUnderCeilings(form: BlockForm, left: Float64Array, w: number): boolean {
  const { firstUse, useOf, useAmount, ceilings } = form;
  take(form, left, w);
  for (let e = firstUse[w] as number; e < (firstUse[w + 1] as number); e++) {
    const k = useOf[e] as number;
    if (k < ceilings && (useAmount[e] as number) > 0 && (left[k] as number) < -roundingRoom)
      return false;
  }
  return true;
}

/** Whether ceilings and links hold. */
export function holds({ leaves }: BlockForm, left: Float64Array): boolean {
  for (let k = 0; k < leaves; k++) if ((left[k] as number) < -roundingRoom) return false;
  return true;
}

/** What effect on own leaves is worth.   Unit: value points. */
export function leafWorth(form: BlockForm, left: Float64Array): number {
  let worth = 0;
  for (let k = form.leaves; k < form.things; k++) worth += leafWorthAt(form, k, left[k] as number);
  return worth;
}

/** What effect on own leaf `k` is worth.   Unit: value points. */
function leafWorthAt(
  { firstSegment, segmentEnd, segmentWorth, leaves }: BlockForm,
  k: number,
  effect: number,
): number {
  const end = firstSegment[k - leaves + 1] as number;
  let worth = 0;
  let from = 0;
  for (let s = firstSegment[k - leaves] as number; from < effect && s < end; s++) {
    const to = Math.min(effect, segmentEnd[s] as number);
    worth += (segmentWorth[s] as number) * (to - from);
    from = to;
  }
  return worth;
}

/** What a way is worth beyond what it takes of own things at prices. `worth`: of each way but for own things. */
export function reducedWorth(
  { firstUse, useOf, useAmount }: BlockForm,
  worth: Float64Array,
  w: number,
  price: Float64Array,
): number {
  let value = worth[w] as number;
  for (let e = firstUse[w] as number; e < (firstUse[w + 1] as number); e++)
    value -= (price[useOf[e] as number] as number) * (useAmount[e] as number);
  return value;
}
