import type { Compact } from "./compact.ts";

/**
 * Prices of everything that items share, in one vector: new money by account and year, rows of rules, link rows, effect
 * of leaves. All are at least 0; those of leaves lie between the worth of their last and first segment.
 *
 * Unit: value points per cent of money (money, rows), value points (links), value points per effect point (leaves).
 */
export type Prices = Float64Array;

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
