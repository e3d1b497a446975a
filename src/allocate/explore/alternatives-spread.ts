import { type MoneyDimension, moneyDimensions, movedBetween } from "./alternatives-money.ts";
import type { FoundPlan } from "./alternatives-search.ts";

/** A figure per dimension. */
export type ByDimension = Readonly<Record<MoneyDimension, number>>;

/** How far two plans are apart in each dimension: the money that stands elsewhere, as a share of `whole`. */
export function distanceBetween(one: FoundPlan, other: FoundPlan, whole: number): ByDimension {
  return byDimension(
    (dimension) =>
      movedBetween(one.profile[dimension], other.profile[dimension]) / Math.max(1, whole),
  );
}

/** The largest distance between any two plans in each dimension, by which distances are normalized. */
export function scalesOf(plans: readonly FoundPlan[], whole: number): ByDimension {
  const most = { region: 0, partner: 0, account: 0, kind: 0 };
  plans.forEach((one, position) => {
    for (const other of plans.slice(position + 1)) {
      const distance = distanceBetween(one, other, whole);
      for (const dimension of moneyDimensions) {
        most[dimension] = Math.max(most[dimension], distance[dimension]);
      }
    }
  });
  return most;
}

/** How far two plans are apart over all dimensions, each counted in its scale: from 0 to 1. */
export function spreadBetween(distance: ByDimension, scales: ByDimension): number {
  const counted = moneyDimensions.filter((dimension) => scales[dimension] > 0);
  const sum = counted.reduce((total, name) => total + distance[name] / scales[name], 0);
  return counted.length === 0 ? 0 : sum / counted.length;
}

/** A plan that moves less of the money than this, whichever way it is added up, is not a different one. */
export const leastMoved = 0.002;

/** Whether two plans differ by enough money, in any dimension, for people to care. */
export function isDifferent(distance: ByDimension): boolean {
  return moneyDimensions.some((dimension) => distance[dimension] >= leastMoved);
}

/** A plan that was chosen, with the chosen one that it comes nearest to. */
export interface ChosenPlan {
  readonly plan: FoundPlan;
  readonly nearest: FoundPlan;
}

/**
 * Up to `count` plans of a pool, each the farthest from the first and all that were chosen before it.
 *
 * Of equally far ones the one with the higher value, then the earlier in the pool.
 */
export function chooseFarthest(
  first: FoundPlan,
  pool: readonly FoundPlan[],
  count: number,
  whole: number,
  scales: ByDimension,
): ChosenPlan[] {
  const chosen: ChosenPlan[] = [];
  let open = pool.map((plan) => ({
    plan,
    nearest: first,
    spread: Number.POSITIVE_INFINITY,
    different: true,
  }));
  let last = first;
  while (chosen.length < count) {
    open = open
      .map((entry) => {
        const distance = distanceBetween(last, entry.plan, whole);
        const spread = spreadBetween(distance, scales);
        const different = entry.different && isDifferent(distance);
        return spread < entry.spread
          ? { ...entry, nearest: last, spread, different }
          : { ...entry, different };
      })
      .filter(({ different }) => different);
    const [best] = [...open].sort(
      (a, b) => b.spread - a.spread || b.plan.allocation.value - a.plan.allocation.value,
    );
    if (best === undefined) break;
    chosen.push({ plan: best.plan, nearest: best.nearest });
    open = open.filter(({ plan }) => plan !== best.plan);
    last = best.plan;
  }
  return chosen;
}

function byDimension(figure: (dimension: MoneyDimension) => number): ByDimension {
  return {
    region: figure("region"),
    partner: figure("partner"),
    account: figure("account"),
    kind: figure("kind"),
  };
}
