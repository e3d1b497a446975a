import { isSameList } from "../same-list.ts";
import type { BlockForm } from "./block-form.ts";

/**
 * Pairs of ways of one item of a block, one after another: the first takes no more of any own thing than the second.
 * Where it is worth as much, it dominates: some best plan of the block does without the second.
 */
export function listDominance(form: BlockForm): Int32Array {
  const pairs: number[] = [];
  const { firstWay, useOf } = form;
  if (useOf.length === 0) return new Int32Array(0);
  for (let i = 0; i + 1 < firstWay.length; i++) {
    const end = firstWay[i + 1] as number;
    for (let b = firstWay[i] as number; b < end; b++)
      for (let a = firstWay[i] as number; a < end; a++)
        if (a !== b && takesNoMore(form, a, b)) pairs.push(a, b);
  }
  return Int32Array.from(pairs);
}

/**
 * Those of the pairs of another form that still hold by the numbers of this one; all pairs anew where the ways are others.
 */
export function dominanceBy(form: BlockForm, other: BlockForm, pairs: Int32Array): Int32Array {
  const isAlike =
    isSameList(form.firstWay, other.firstWay) && isSameList(form.wayMode, other.wayMode);
  if (!isAlike) return listDominance(form);
  const kept = new Int32Array(pairs.length);
  let end = 0;
  for (let at = 0; at < pairs.length; at += 2) {
    const a = pairs[at] as number;
    const b = pairs[at + 1] as number;
    if (!takesNoMore(form, a, b)) continue;
    kept[end] = a;
    kept[end + 1] = b;
    end += 2;
  }
  return kept.subarray(0, end);
}

/** Whether way `a` takes no more of any own thing than way `b`, and serves each own leaf as much. */
function takesNoMore({ firstUse, useOf, useAmount }: BlockForm, a: number, b: number): boolean {
  const from = firstUse[b] as number;
  const to = firstUse[b + 1] as number;
  let given = 0;
  for (let e = firstUse[a] as number; e < (firstUse[a + 1] as number); e++) {
    const k = useOf[e] as number;
    let by = 0;
    for (let o = from; o < to; o++)
      if (useOf[o] === k) {
        by = useAmount[o] as number;
        break;
      }
    if ((useAmount[e] as number) > by) return false;
    if (by < 0) given++;
  }
  for (let o = from; o < to; o++) if ((useAmount[o] as number) < 0) given--;
  return given >= 0;
}
