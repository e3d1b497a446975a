import { type Cents, cents } from "../../base/money.ts";
import type { Initiative } from "../../plan/plan.ts";

/** All of a package.   Unit: percent. */
export const wholePercent = 100;

/**
 * The shares of its cost at which a package of an initiative may be funded, smallest first.
 *
 * A pinned package: the pinned share, or the whole. Otherwise the whole, and where the initiative has a
 * `least_share`, every tenth from it.
 * Unit: percent.
 */
export function listPercents(initiative: Initiative): readonly number[] {
  const { pinned_package: pinned, pinned_share: share = 1, least_share: least = 1 } = initiative;
  if (pinned !== undefined) return [Math.round(share * wholePercent)];
  const tenths = [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((tenth) => tenth / 10 >= least);
  return [...tenths.map((tenth) => tenth * 10), wholePercent];
}

/**
 * What a share of a package costs by year.
 *
 * Up to each year it costs the share of what the whole costs up to then, rounded to the cent, half a cent up. So the
 * years add up to the share of all, rounded once, and no year is a cent off.
 * Unit: US cents.   Shape: as `costs`, the whole's, by year after the start.
 */
export function costsOfShare(costs: readonly number[], percent: number): readonly Cents[] {
  let whole = 0;
  let before = 0;
  return costs.map((cost) => {
    whole += cost;
    // Hundreds of cents are whole cents at any percent; so no product passes the safe integers.
    const part =
      Math.floor(whole / 100) * percent + Math.floor(((whole % 100) * percent + 50) / 100);
    const own = part - before;
    before = part;
    return cents(own);
  });
}
