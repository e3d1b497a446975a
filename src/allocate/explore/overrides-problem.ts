import { cents, sumCents } from "../../base/money.ts";
import type { Allocation } from "../allocation.ts";
import { matches } from "../choice.ts";
import { withRoomFor } from "../explain/change.ts";
import { costsOfShare, wholePercent } from "../pose/shares.ts";
import type { Candidate, Item, Problem } from "../problem.ts";

/** A decision of a person about one initiative, which the allocation has to follow. */
export interface Override {
  readonly initiative: string;
  /** Fund a package whole, fund a share of it, or fund nothing. */
  readonly kind: "pin" | "part" | "exclude";
  /** The package to fund; of a part it may be left open, and of an exclusion it is. */
  readonly package: string | null;
  /** Of a part: the share of the cost that is funded, in whole percents.   Unit: ratio. */
  readonly share: number | null;
  readonly reason: string;
}

/** Whether an allocation does by itself what an override asks for. */
export function isFollowed(allocation: Allocation, override: Override): boolean {
  const choice = allocation.choices.find(({ initiative }) => initiative === override.initiative);
  if (override.kind === "exclude") return choice === undefined;
  if (choice === undefined) return false;
  const isPackage = override.package === null || choice.package === override.package;
  return isPackage && percentOf(choice.share ?? 1) === percentOf(override.share ?? 1);
}

function percentOf(share: number): number {
  return Math.round(share * wholePercent);
}

/** A problem in which overrides must be followed; the item of one that cannot be followed has no way to be funded. */
export function withOverrides(problem: Problem, overrides: readonly Override[]): Problem {
  const byInitiative = new Map(overrides.map((override) => [override.initiative, override]));
  const items = problem.items.map((item): Item => {
    const override = byInitiative.get(item.initiative.id);
    return override === undefined ? item : overrideItem(item, override);
  });
  return { ...problem, items };
}

function overrideItem(item: Item, override: Override): Item {
  const decided = { excluded: false, override_reason: override.reason };
  if (override.kind === "exclude") {
    const initiative = { ...item.initiative, ...decided, excluded: true };
    return { ...item, initiative: { ...initiative, pinned_package: undefined }, candidates: [] };
  }
  const candidates = waysToFollow(item, override);
  const pinned_package = override.package ?? candidates[0]?.package;
  const pinned_share = override.share ?? undefined;
  const initiative = { ...item.initiative, ...decided, pinned_package, pinned_share };
  return { ...item, initiative, candidates };
}

/** The ways to fund an item that follow a pin or a part; none where the law or the years leave none. */
export function waysToFollow(item: Item, override: Override): Candidate[] {
  const whole = item.candidates.filter(
    (one) =>
      one.share === undefined && (override.package === null || one.package === override.package),
  );
  const percent = percentOf(override.share ?? 1);
  if (percent === wholePercent) return whole;
  const share = percent / wholePercent;
  return whole
    .map((one): Candidate => {
      const effects = [...one.effects].map(([leaf, effect]) => [leaf, effect * share] as const);
      return { ...one, share, costs: costsOfShare(one.costs, percent), effects: new Map(effects) };
    })
    .filter(({ costs }) => costs.some((cost) => cost > 0));
}

/**
 * The nearest to the present plan that could follow an override: to fund more, others may only give way; to fund less,
 * others may only take what is freed. Its solution tells who loses and who gains, free of swaps between equals.
 */
export function nearPresent(problem: Problem, present: Allocation, override: Override): Problem {
  const item = problem.items.findIndex(({ initiative }) => initiative.id === override.initiative);
  const before = presentCost(problem, present, override.initiative);
  const after = waysToFollow(demand(problem.items[item]), override).map((one) =>
    sumCents(one.costs),
  );
  const asksMore = override.kind !== "exclude" && Math.max(...after, 0) > before;
  const changed = withOverrides(problem, [override]);
  if (asksMore) return withRoomFor(changed, present, item);
  const chosen = new Map(present.choices.map((choice) => [choice.initiative, choice]));
  const items = changed.items.map((one, position): Item => {
    const choice = chosen.get(one.initiative.id);
    if (position === item || choice === undefined) return one;
    const kept = one.candidates.find((candidate) => matches(choice, candidate));
    if (kept === undefined) return one;
    const least = sumCents(kept.costs);
    const candidates = one.candidates.filter(
      (candidate) =>
        candidate === kept || (candidate.start === kept.start && sumCents(candidate.costs) > least),
    );
    const initiative = { ...one.initiative, pinned_package: kept.package };
    return { ...one, initiative, candidates };
  });
  return { ...changed, items };
}

function presentCost({ items }: Problem, { payments }: Allocation, initiative: string): number {
  if (!items.some((item) => item.initiative.id === initiative)) return cents(0);
  return sumCents(
    payments.filter((payment) => payment.initiative === initiative).map(({ amount }) => amount),
  );
}

function demand<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError("an override of an initiative that is not there");
  return value;
}
