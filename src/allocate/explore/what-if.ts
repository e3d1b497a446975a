import { cents } from "../../base/money.ts";
import type { Leaf, Problem, Purse } from "../problem.ts";
import type { FactorRange } from "./sweep-ranges.ts";
import { drawUnit } from "./what-if-draw.ts";
import type { WhatIfGround } from "./what-if-ground.ts";
import { changeItems } from "./what-if-items.ts";
import { changeRules } from "./what-if-rules.ts";

/** Another world: what each thing of the plan is multiplied by. What is not named is as planned. */
export interface WhatIf {
  readonly index: number;
  readonly factors: Readonly<Record<string, number>>;
}

/** Factors are whole parts of this, so that a row of numbers is short and reads the same everywhere. */
const partsOfOne = 10_000;

/**
 * What-if number `index` of a seed: one factor for each range, drawn evenly between its ends.
 *
 * It depends on the seed, the index and the ranges alone, so any number of processes draws the same.
 */
export function drawWhatIf(ranges: readonly FactorRange[], seed: number, index: number): WhatIf {
  const factors: Record<string, number> = {};
  for (const { name, from, to, none } of ranges) {
    const unit = drawUnit(seed, name, index);
    const even = none >= 1 ? 0 : (unit - none) / (1 - none);
    const drawn = unit < none ? 0 : from + (to - from) * even;
    factors[name] = Math.round(drawn * partsOfOne) / partsOfOne;
  }
  return { index, factors };
}

/**
 * The problem of another world. What the what-if does not change is the very object of the problem as planned.
 *
 * An assumption that fails (factor 0) takes with it what rests on it: directives and limits fall away, money falls
 * back to the account's last earlier amount that does not rest on it (without one, to `fallen-money` of itself), and
 * initiatives have no effect. They can still be funded: money is committed before one learns that an assumption
 * fails, and a directive asks for the dollars all the same.
 */
export function applyWhatIf(ground: WhatIfGround, { factors }: WhatIf): Problem {
  const { problem } = ground;
  const values = valuesOf(ground, factors);
  return {
    ...problem,
    items: shareIfSame(problem.items, changeItems(problem.items, ground.items, values)),
    purses: shareIfSame(
      problem.purses,
      problem.purses.map((purse, index) => changePurse(ground, purse, index, values)),
    ),
    leaves: changeLeaves(ground, values),
    ...changeRules(problem, ground.rules, values),
  };
}

/** The factors in the order of the ground's list; 1 where none is named. */
function valuesOf(ground: WhatIfGround, factors: WhatIf["factors"]): Float64Array {
  const values = new Float64Array(ground.factors.length).fill(1);
  for (const [name, value] of Object.entries(factors)) {
    const place = ground.places.get(name);
    if (place === undefined) throw new Error(`the plan has no factor ${name}`);
    values[place] = value;
  }
  return values;
}

function shareIfSame<T>(before: readonly T[], after: readonly T[]): readonly T[] {
  return after.every((entry, index) => entry === before[index]) ? before : after;
}

function changePurse(
  ground: WhatIfGround,
  purse: Purse,
  index: number,
  values: Float64Array,
): Purse {
  const factor = (values[ground.allMoney] ?? 1) * (values[ground.purses[index] ?? -1] ?? 1);
  const left = values[ground.moneyLeft] ?? 1;
  let firm: number | null = null;
  const budget = purse.budget.map((planned, year) => {
    const rows = ground.money[index]?.[year] ?? [];
    const fallen = rows.reduce(
      (sum, row) => (row.assumptions.some((place) => values[place] === 0) ? sum + row.amount : sum),
      0,
    );
    if (fallen === 0) {
      // A year without any money is no amount to fall back to.
      if (planned > 0) firm = planned;
      return cents(Math.round(planned * factor));
    }
    const standing = planned - fallen;
    const kept: number =
      firm === null ? standing + fallen * left : Math.max(standing, Math.min(planned, firm));
    return cents(Math.round(kept * factor));
  });
  const same = budget.every((amount, year) => amount === purse.budget[year]);
  return same ? purse : { ...purse, budget };
}

/** Other weights of the objectives; all together they keep the points that they have. */
function changeLeaves(ground: WhatIfGround, values: Float64Array): readonly Leaf[] {
  const { leaves } = ground.problem;
  const factorOf = (index: number) => values[ground.leaves[index] ?? -1] ?? 1;
  let before = 0;
  let after = 0;
  leaves.forEach((leaf, index) => {
    before += leaf.points;
    after += leaf.points * factorOf(index);
  });
  if (after === 0) return leaves;
  const scale = before / after;
  const changed = leaves.map((leaf, index): Leaf => {
    const factor = factorOf(index) * scale;
    if (factor === 1) return leaf;
    const segments = leaf.segments.map(({ width, worth }) => ({ width, worth: worth * factor }));
    return { ...leaf, points: leaf.points * factor, segments };
  });
  return shareIfSame(leaves, changed);
}
