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
    if (!bringRequired(draft, c, link, i, profit) || !draft.set(i, m)) draft.undo();
  }
}

/** Gives an item that a link requires its mode of most profit that fits; false where none does. Part of a try. */
function bringRequired(
  draft: Draft,
  c: Compact,
  link: number,
  by: number,
  profit: Float64Array,
): boolean {
  const found: number[] = [];
  for (let e = c.firstLinkMode[link] as number; e < (c.firstLinkMode[link + 1] as number); e++) {
    const m = c.linkMode[e] as number;
    if ((c.linkModeFactor[e] as number) < 0 && c.itemOf[m] !== by) found.push(m);
  }
  found.sort((a, b) => (profit[b] as number) - (profit[a] as number) || a - b);
  return found.some((m) => draft.set(c.itemOf[m] as number, m));
}
