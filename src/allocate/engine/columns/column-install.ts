import type { Compact } from "../compact/compact.ts";
import type { Draft } from "../draft/draft.ts";

/**
 * Gives items of a draft their modes as far as they fit; what others require comes first, in later rounds the rest. Where
 * an item of another block is required, it comes too, in its mode of most profit that fits.
 */
export function install(draft: Draft, c: Compact, modes: Int32Array, profit: Float64Array): void {
  let left = [...modes];
  for (let before = -1; before !== left.length && left.length > 0; ) {
    before = left.length;
    left = left.filter((m) => {
      draft.begin();
      return !draft.set(c.itemOf[m] as number, m);
    });
  }
  for (const m of left) {
    const i = c.itemOf[m] as number;
    const link = draft.blockingLink(i, m);
    if (link < 0) continue;
    draft.begin();
    const profitOf = (other: number) => profit[other] as number;
    if (!bringRequired(draft, c, link, i, profitOf) || !draft.set(i, m)) draft.undo();
  }
}

/**
 * Gives an item that a link requires its mode of most worth that fits; false where none does. Part of a try.
 *
 * `by`: the item that requires it; `least`: only modes worth more are given.
 */
export function bringRequired(
  draft: Draft,
  c: Compact,
  link: number,
  by: number,
  worthOf: (m: number) => number,
  least = -Infinity,
): boolean {
  const found: { readonly m: number; readonly worth: number }[] = [];
  for (let e = c.firstLinkMode[link] as number; e < (c.firstLinkMode[link + 1] as number); e++) {
    const m = c.linkMode[e] as number;
    const worth = worthOf(m);
    if ((c.linkModeFactor[e] as number) < 0 && c.itemOf[m] !== by && worth > least)
      found.push({ m, worth });
  }
  found.sort((a, b) => (a.worth === b.worth ? a.m - b.m : b.worth - a.worth));
  return found.some(({ m }) => draft.set(c.itemOf[m] as number, m));
}
