import type { Item, Problem } from "../src/allocate/problem.ts";
import { drawItem, drawWorld, type InstanceSize, leafId, years } from "./instance-items.ts";
import { drawLinks } from "./instance-links.ts";
import { makePurses, type Planted, plantPlan } from "./instance-money.ts";
import { drawCaps, drawFloors, makeShares } from "./instance-rules.ts";
import { makeRandom, type Random } from "./random.ts";

/** The sizes by name. */
export const sizes: Readonly<Record<string, InstanceSize>> = {
  S: { initiatives: 200, partners: 180, accounts: 20, directives: 15, objectives: 30 },
  M: { initiatives: 2_000, partners: 180, accounts: 40, directives: 25, objectives: 45 },
  L: { initiatives: 10_000, partners: 180, accounts: 40, directives: 40, objectives: 60 },
  XL: { initiatives: 20_000, partners: 180, accounts: 40, directives: 40, objectives: 60 },
  XXL: { initiatives: 100_000, partners: 180, accounts: 40, directives: 40, objectives: 60 },
};

/**
 * What partners can absorb in a year, as a share of what is proposed for them; it drives how hard an instance is.
 */
export const tightness: Readonly<Record<string, number>> = {
  loose: 0.7,
  medium: 0.5,
  tight: 0.35,
};

/** How often the planted plan's choices are commitments. */
const committed = 0.12;

/**
 * A made-up problem of the shape of a government's plan, the same for a size, tightness and seed everywhere.
 *
 * Costs are log-normal between $0.1 and $300 million; budgets are 36 to 47 % of what is asked for; an initiative serves one
 * to three of its sector's objectives, and often a capability gap of its partner; up to 15 % of initiatives require
 * another, up to 4 % rule one out. A plan drawn first makes it feasible: floors, caps, shares, links and commitments are
 * such that this plan keeps them.
 */
export function makeInstance(size: InstanceSize, absorbed: number, seed: number): Problem {
  return makePlanted(size, absorbed, seed).problem;
}

/** The problem of {@link makeInstance}, and the plan that was drawn first. */
export function makePlanted(
  size: InstanceSize,
  absorbed: number,
  seed: number,
): { readonly problem: Problem; readonly planted: Planted } {
  const random = makeRandom(seed * 7_919 + size.initiatives);
  const world = drawWorld(size, random);
  const drawn = Array.from({ length: size.initiatives }, (_, index) =>
    drawItem(index, world, random),
  );
  const purses = makePurses(drawn, world.accounts, random);
  const offered = drawn.map(({ item }) => item);
  const planted = plantPlan(offered, purses, random);
  const items = offered.map((item, index): Item => {
    const own = planted.get(index)?.candidate.package;
    if (own === undefined || random.next() >= committed) return item;
    const initiative = { ...item.initiative, pinned_package: own, override_reason: "a commitment" };
    const candidates = item.candidates.filter((one) => one.package === own);
    return { ...item, initiative, candidates };
  });
  const problem: Problem = {
    years,
    items,
    purses,
    leaves: makeLeaves(offered, world.leaves, random),
    amounts: [
      ...drawFloors(items, planted, size.directives, random),
      ...drawCaps(items, planted, size.partners, absorbed, random),
    ],
    shares: makeShares(items, planted),
    changes: [],
    links: drawLinks(items, planted, random),
    directives: [],
    limits: [],
  };
  return { problem, planted };
}

/** What a point of effect is worth on a leaf while it fills, against its worth at the target. */
const steps = [1.6, 1.1, 0.7, 0.4, 0.15];

/**
 * Objectives and capability gaps with a worth that falls in five steps. All points together are 100; a gap of one
 * partner weighs about as much of its effect as an objective that all partners serve.
 */
function makeLeaves(items: readonly Item[], count: number, random: Random): Problem["leaves"] {
  const offered = new Map<string, number>();
  for (const item of items) {
    for (const [leaf, effect] of item.candidates.at(-1)?.effects ?? []) {
      offered.set(leaf, (offered.get(leaf) ?? 0) + effect);
    }
  }
  const weights = Array.from(
    { length: count },
    (_, index) => Math.exp(0.5 * random.normal()) * (offered.get(leafId(index)) ?? 0),
  );
  const all = weights.reduce((sum, one) => sum + one, 0);
  return weights.map((weight, index) => {
    const objective = leafId(index);
    const target = Math.max(1, (offered.get(objective) ?? 0) * 0.5);
    const points = Math.max(1e-6, (100 * weight) / all);
    const segments = steps.map((factor, step) => ({
      width: step === steps.length - 1 ? Number.POSITIVE_INFINITY : target * 0.25,
      worth: (points * factor) / target,
    }));
    return { objective, points, target, segments };
  });
}
