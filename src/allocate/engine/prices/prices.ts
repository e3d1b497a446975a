import type { Compact } from "../compact/compact.ts";

/**
 * Prices of everything that items share, in one vector: new money by account and year, rows of rules, link rows, effect
 * of leaves. All are at least 0; those of leaves lie between the worth of their last and first segment.
 *
 * Unit: value points per cent of money (money, rows), value points (links), value points per effect point (leaves).
 */
export type Prices = Float64Array;

/** Whether two vectors have the same prices. */
export function areSamePrices(a: Prices, b: Prices): boolean {
  for (let k = 0; k < a.length; k++) if (a[k] !== (b[k] as number)) return false;
  return a.length === b.length;
}

/** Where each kind of price starts in a price vector. */
export interface PriceLayout {
  readonly money: number;
  readonly rows: number;
  readonly links: number;
  readonly leaves: number;
  readonly length: number;
}

/** The layout of the prices of a problem. */
export function priceLayout(c: Compact): PriceLayout {
  const rows = c.accounts.length * c.years;
  const links = rows + c.rows;
  const leaves = links + c.linkRows;
  return { money: 0, rows, links, leaves, length: leaves + c.leaves };
}

/** Prices for a form in which leaves are worth other than in the form of which it was made. */
export function scaledPrices(old: Compact, c: Compact, prices: Prices): Prices {
  if (old.segmentWorth === c.segmentWorth) return prices;
  const ratios = Float64Array.from({ length: c.leaves }, (_, f) => {
    const s = c.firstSegment[f] as number;
    return (c.segmentWorth[s] as number) / (old.segmentWorth[s] as number);
  });
  const common = ratios.toSorted()[ratios.length >> 1] ?? 1;
  const { leaves } = priceLayout(c);
  return prices.map((price, k) => {
    const ratio = k < leaves ? common : (ratios[k - leaves] as number);
    return Number.isFinite(ratio) ? price * ratio : price;
  });
}
