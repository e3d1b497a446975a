import type { Candidate, Item, Leaf, Problem } from "../src/allocate/problem.ts";
import { ScaledEffects } from "../src/allocate/scaled-effects.ts";
import { type Cents, cents } from "../src/base/money.ts";
import { bureaus } from "./instance-items.ts";
import { makeRandom, type Random } from "./random.ts";

/**
 * A problem in which all that may come out otherwise did: money, costs by region, effects by partner, weights, floors and
 * caps. The same for a number everywhere.
 *
 * Caps rise with costs: commitments alone would break them otherwise, and a problem without a plan tells nothing of speed.
 */
export function drawWhatIf(problem: Problem, number: number): Problem {
  const random = makeRandom(number * 7_919 + 1);
  const all = random.between(0.95, 1.05);
  const purses = problem.purses.map((purse) => {
    const ratio = all * random.between(0.9, 1.1);
    return { ...purse, budget: purse.budget.map((amount) => scale(amount, ratio)) };
  });
  const costs = new Map(bureaus.map((bureau) => [bureau as string, random.between(0.95, 1.1)]));
  const effects = new Map<string, number>();
  const items = problem.items.map((item) => {
    const { partner } = item.initiative;
    let effect = effects.get(partner);
    if (effect === undefined) {
      effect = random.between(0.8, 1.1);
      effects.set(partner, effect);
    }
    return scaleItem(item, costs.get(item.bureau) ?? 1, effect);
  });
  const amounts = problem.amounts.map((rule) => {
    if (rule.kind === "floor")
      return { ...rule, amount: scale(rule.amount, random.between(0.8, 0.95)) };
    const bureau = problem.items[rule.scope.items[0] ?? -1]?.bureau ?? "";
    const ratio = Math.max(1, costs.get(bureau) ?? 1) * random.between(1, 1.15);
    return { ...rule, amount: scale(rule.amount, ratio) };
  });
  return { ...problem, purses, items, amounts, leaves: scaleLeaves(problem.leaves, random) };
}

function scale(amount: Cents, ratio: number): Cents {
  return cents(Math.round(amount * ratio));
}

function scaleItem(item: Item, cost: number, effect: number): Item {
  // A copy has just the room that it needs, where a list that grows takes three times as much.
  const candidates = item.candidates.slice();
  for (let place = 0; place < candidates.length; place++) {
    // Written out, since a sweep makes millions of them and spreading is slow. None of an instance has a share.
    const { initiative, package: chosen, start, costs, effects } = candidates[place] as Candidate;
    candidates[place] = {
      initiative,
      package: chosen,
      start,
      costs: scaleAll(costs, cost),
      effects: new ScaledEffects(effects, effect),
    };
  }
  return { ...item, candidates };
}

function scaleAll(amounts: readonly Cents[], ratio: number): readonly Cents[] {
  const scaled = amounts.slice();
  for (let year = 0; year < scaled.length; year++)
    scaled[year] = scale(scaled[year] as Cents, ratio);
  return scaled;
}

/** Other weights of the objectives; all points together stay 100. */
function scaleLeaves(leaves: readonly Leaf[], random: Random): Leaf[] {
  const ratios = leaves.map(() => Math.exp(0.2 * random.normal()));
  const all = leaves.reduce((sum, { points }, index) => sum + points * (ratios[index] ?? 1), 0);
  return leaves.map((leaf, index) => {
    const factor = ((ratios[index] ?? 1) * 100) / all;
    const segments = leaf.segments.map(({ width, worth }) => ({ width, worth: worth * factor }));
    return { ...leaf, points: leaf.points * factor, segments };
  });
}
