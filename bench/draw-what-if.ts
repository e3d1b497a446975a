import type { Leaf, Problem } from "../src/allocate/problem.ts";
import { type ItemScale, ScaledItem } from "../src/allocate/scaled-item.ts";
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
  const byPartner = new Map<string, ItemScale>();
  const scales = problem.items.map(({ initiative: { partner }, bureau }) => {
    // All items of a partner are of one bureau.
    const known = byPartner.get(partner);
    if (known !== undefined) return known;
    const scale = scaleEvenly(costs.get(bureau) ?? 1, random.between(0.8, 1.1));
    byPartner.set(partner, scale);
    return scale;
  });
  const scaleOf = (place: number) => scales[place] as ItemScale;
  const items = problem.items.map((item, place) => new ScaledItem(item, place, scaleOf));
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

function scaleEvenly(cost: number, effect: number): ItemScale {
  const scale = { costs: [], otherwise: cost, spendsAsPlanned: false, effect };
  return { scales: [{ ...scale, leaves: [], byLeaf: [] }], scaleOf: [], starts: [] };
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
