import type { BlockForm } from "./block-form.ts";
import { take } from "./block-room.ts";

/** Items of a block by place in the order of deciding, and the ways that are open to each. */
export interface OpenWays {
  readonly order: Int32Array;
  readonly firstOpen: Int32Array;
  readonly openWay: Int32Array;
}

/** By the ways of a form, which forms that differ in numbers only share. */
const listed = new WeakMap<Int32Array, OpenWays>();

/** All ways of all items of a block that have one. */
export function allWays(form: BlockForm): OpenWays {
  let ways = listed.get(form.wayMode);
  if (ways === undefined) {
    ways = listWays(form);
    listed.set(form.wayMode, ways);
  }
  return ways;
}

function listWays({ items, firstWay, wayMode }: BlockForm): OpenWays {
  const order: number[] = [];
  const firstOpen = [0];
  for (let i = 0; i < items.length; i++) {
    if ((firstWay[i] as number) === (firstWay[i + 1] as number)) continue;
    order.push(i);
    firstOpen.push(firstWay[i + 1] as number);
  }
  const openWay = new Int32Array(wayMode.length);
  for (let w = 0; w < openWay.length; w++) openWay[w] = w;
  return { order: Int32Array.from(order), firstOpen: Int32Array.from(firstOpen), openWay };
}

/**
 * Writes the ways in which items have their modes, and takes what these use out of what is left; false where one is not
 * offered.
 *
 * `modes`: rising.
 */
export function waysOf(
  form: BlockForm,
  modes: Int32Array,
  ways: Int32Array,
  left: Float64Array,
): boolean {
  const { firstWay, wayMode, items } = form;
  let next = 0;
  for (let i = 0; i < items.length; i++) {
    const end = firstWay[i + 1] as number;
    const first = firstWay[i] as number;
    let own = first < end && (wayMode[first] as number) < 0 ? first : -1;
    for (let w = first; w < end; w++) if (wayMode[w] === modes[next]) own = w;
    ways[i] = own;
    if (own < 0) {
      if (first < end) return false;
      continue;
    }
    take(form, left, own);
    if ((wayMode[own] as number) >= 0) next++;
  }
  return next === modes.length;
}
