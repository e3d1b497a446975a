import { BlockPlanner } from "../blocks/block-plan.ts";
import { thorough } from "../blocks/planning-rule.ts";
import type { Prices } from "../prices/prices.ts";
import { makeRandom } from "../random.ts";
import { isSameList } from "../same-list.ts";
import type { PlannedWorld } from "./world-planned.ts";

/** Prices at which all blocks are planned as planned, to know how they answer to others: so many. */
const passes = 6;
/** Money is from this much cheaper to this much dearer, as logarithms; each year's besides by chance. */
const moneyReach = 0.35;
const yearSpread = 0.2;
/** The least that money of a year costs by chance, as a share of what it is worth on average. */
const leastSpread = 0.05;
const leafSpread = 0.3;
const ruleSpread = 0.3;
const nodes = 5;
const enough = 1e-5;

/** Whole plans of blocks.   Shape: block → plans → modes, rising. */
export type BlockPlans = readonly (readonly Int32Array[])[];

/** How blocks would be planned at prices around those of the plan: each in a few ways that differ. */
export function plansAround(base: PlannedWorld): BlockPlans {
  const { dual, formOf, dominanceOf, blocks, modes } = base;
  const planners = formOf.map((one, b) => new BlockPlanner(one, thorough, dominanceOf[b]));
  const plans = blocks.map(({ items }) => [modesIn(items, modes)]);
  const random = makeRandom(1);
  for (let pass = 0; pass < passes; pass++) {
    const prices = pass === 0 ? base.prices : pricesNear(base, pass, () => normal(random.next));
    dual.evaluate(prices, 0);
    for (const [b, planner] of planners.entries()) {
      const planned = planner.plan(dual.profit, prices, nodes, enough);
      if (planned.value === -Infinity) continue;
      addPlan(
        plans[b] as Int32Array[],
        planned.modes.filter((m) => m >= 0),
      );
    }
  }
  return plans;
}

/** Adds a plan to a block's; false where it is among them. */
export function addPlan(own: Int32Array[], modes: Int32Array): boolean {
  for (const other of own) if (isSameList(other, modes)) return false;
  own.push(modes);
  return true;
}

/** The modes of some items, rising as the items do. */
export function modesIn(items: Int32Array, modes: Int32Array): Int32Array {
  return items.map((i) => modes[i] as number).filter((m) => m >= 0);
}

function pricesNear(
  { form, dual, prices, isShared }: Pick<PlannedWorld, "form" | "dual" | "prices" | "isShared">,
  pass: number,
  chance: () => number,
): Prices {
  const T = form.years;
  const { rows, leaves } = dual.layout;
  const near = Float64Array.from(prices);
  const all = moneyReach * (2 * ((pass - 1) / (passes - 2)) - 1);
  for (let t = 0; t < T; t++) {
    const factor = Math.exp(all + yearSpread * chance());
    const more = Math.max(0, leastSpread * dual.scale * chance());
    for (let b = t; b < rows; b += T) near[b] = (near[b] as number) * factor + more;
  }
  for (let r = 0; r < form.rows; r++)
    if (isShared[r] === 1) (near[rows + r] as number) *= Math.exp(ruleSpread * chance());
  for (let k = leaves; k < near.length; k++) (near[k] as number) *= Math.exp(leafSpread * chance());
  return dual.clip(near);
}

/** Nearly a normal deviate: the sum of twelve even ones. */
function normal(next: () => number): number {
  let sum = -6;
  for (let n = 0; n < 12; n++) sum += next();
  return sum;
}
