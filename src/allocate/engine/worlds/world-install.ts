import { bringRequired } from "../columns/column-install.ts";
import type { Compact } from "../compact/compact.ts";
import type { Draft } from "../draft/draft.ts";
import type { Dual } from "../prices/dual.ts";
import type { Priced } from "../prices/priced.ts";
import type { Prices } from "../prices/prices.ts";

/** How often what did not fit is tried again: what it waits for may have come since. */
const passes = 3;
/** How many links of an item are met at most by what they require. */
const mostLinks = 3;
/** An item is large from this share of what there is in a year on. */
const largeShare = 1e-3;

/**
 * Brings what blocks would choose into an empty draft, with what links require of other blocks, wherever that is worth it.
 *
 * What somebody decided on comes first, then what is large: not enough may make way for it later. Then what is worth most
 * beyond its money per cent.
 *
 * `wanted`: a mode for each item, -1 for none; `priced` and `prices`: what it is worth by.
 */
export function installWanted(
  c: Compact,
  draft: Draft,
  wanted: Int32Array,
  priced: Priced,
  dual: Dual,
  prices: Prices,
): void {
  let left = inOrder(c, wanted, priced, prices.subarray(dual.layout.leaves));
  for (let pass = 0; pass < passes && left.length > 0; pass++)
    left = left.filter((i) => !bring(c, draft, wanted, priced, i));
}

/** Gives an item the mode that is wanted, with what that requires; false, with all as it was, where that does not fit. */
function bring(
  c: Compact,
  draft: Draft,
  wanted: Int32Array,
  { profit }: Priced,
  i: number,
): boolean {
  const m = wanted[i] as number;
  const worthOf = (other: number) =>
    wanted[c.itemOf[other] as number] === other ? Infinity : (profit[other] as number);
  draft.begin();
  for (let links = 0; ; links++) {
    if (draft.set(i, m)) return true;
    const link = links < mostLinks ? draft.blockingLink(i, m) : -1;
    if (link < 0 || !bringRequired(draft, c, link, i, worthOf, -(profit[m] as number))) break;
  }
  draft.undo();
  return false;
}

/** The items that are wanted, in the order in which they are brought.   `leafPrices`: by leaf. */
function inOrder(
  c: Compact,
  wanted: Int32Array,
  { charge }: Priced,
  leafPrices: Prices,
): readonly number[] {
  const order: number[] = [];
  const key = new Float64Array(c.items);
  const size = sizes(c, wanted);
  for (let i = 0; i < c.items; i++) {
    const m = wanted[i] as number;
    if (m < 0 || c.barred[m] === 1) continue;
    let worth = 0;
    for (let e = c.firstEffect[m] as number; e < (c.firstEffect[m + 1] as number); e++)
      worth += (c.effectAmount[e] as number) * (leafPrices[c.effectLeaf[e] as number] as number);
    key[i] = (worth - (charge[m] as number)) / (c.totalCost[m] as number);
    order.push(i);
  }
  const { pinned } = c;
  return order.sort(
    (a, b) =>
      (pinned[b] as number) - (pinned[a] as number) ||
      (size[b] as number) - (size[a] as number) ||
      (key[b] as number) - (key[a] as number) ||
      a - b,
  );
}

/** How often the most that an item takes of a year's money is twice what is large; 0 for all that are not. */
function sizes(c: Compact, wanted: Int32Array): Int32Array {
  const T = c.years;
  const large = new Float64Array(T);
  for (let b = 0; b < c.budget.length; b++)
    (large[b % T] as number) += largeShare * (c.budget[b] as number);
  return wanted.map((m) => {
    let most = 0;
    for (let t = 0; m >= 0 && t < T; t++) {
      const cost = c.cost[m * T + t] as number;
      if (cost > 0) most = Math.max(most, cost / (large[t] as number));
    }
    return most < 1 ? 0 : 1 + Math.floor(Math.log2(most));
  });
}
