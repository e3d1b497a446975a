import type { Compact } from "../compact/compact.ts";
import { Dual } from "./dual.ts";
import { type Prices, priceLayout } from "./prices.ts";

/** Sums of doubles must lie below 0 by this share of all that is added up. */
const rounding = 1e-9;

/**
 * Whether prices prove that a problem has no plan at all, whatever it would be worth.
 *
 * Where nothing is worth anything, every plan is worth 0. So if the dual of that problem is below 0 at any prices, there is
 * no plan. `before`: the dual of the form of which this one was made.
 */
export function proveNone(c: Compact, prices: Prices, before?: Dual): boolean {
  const worthless: Compact = { ...c, segmentWorth: new Float64Array(c.segmentWorth.length) };
  const { rows, links, leaves } = priceLayout(c);
  const own = Float64Array.from(prices);
  own.fill(0, leaves);
  // A rule that is set aside proves nothing, whatever price it had when it was asked for.
  for (let r = 0; r < c.rows; r++) if (c.isIdle[r] === 1) own[rows + r] = 0;
  for (let l = 0; l < c.linkRows; l++) if (c.isIdleLink[l] === 1) own[links + l] = 0;
  const value = new Dual(worthless, before).evaluate(own, 0);
  let size = 0;
  for (let b = 0; b < rows; b++) size += (c.budget[b] as number) * (own[b] as number);
  for (let r = 0; r < c.rows; r++)
    size += Math.abs((c.rowLimit[r] as number) * (own[rows + r] as number));
  for (let l = 0; l < c.linkRows; l++)
    size += Math.abs((c.linkLimit[l] as number) * (own[links + l] as number));
  return value < -rounding * size;
}
