import { type Cents, cents, sumCents } from "../../base/money.ts";
import type { Candidate, Item } from "../problem.ts";
import type { EffectGround, ItemGround, MixPart } from "./what-if-ground.ts";

/**
 * The item of another world: what it costs there, and what it does. The same object where nothing changes.
 *
 * Where a floor asks for dollars of it, it never costs less than planned: what is saved is spent on it, and buys more.
 */
export function changeItem(item: Item, ground: ItemGround | undefined, values: Float64Array): Item {
  if (ground === undefined || item.candidates.length === 0) return item;
  const dearer = productOf(ground.costs, values);
  const better = productOf(ground.effects, values);
  const outcomes = new Map<readonly EffectGround[], Candidate["effects"]>();
  const byYear = new Map<ItemGround["mixes"][number], readonly number[]>();
  let same = true;
  const candidates = item.candidates.map((candidate, index): Candidate => {
    const mix = ground.mixes[index] ?? [];
    let factors = byYear.get(mix);
    if (factors === undefined) {
      factors = mix.map((parts) => dearer * mixOf(parts, values));
      byYear.set(mix, factors);
    }
    const asked = changeCosts(candidate.costs, ground.starts[index] ?? 0, factors, dearer);
    const costs = ground.directed ? spentAsPlanned(candidate.costs, asked) : asked;
    const rows = ground.outcomes[index] ?? [];
    let effects = outcomes.get(rows);
    if (effects === undefined) {
      const more = costs === asked ? 1 : sumCents(costs) / sumCents(asked);
      effects = changeEffects(candidate.effects, rows, better * more, values);
      outcomes.set(rows, effects);
    }
    if (costs === candidate.costs && effects === candidate.effects) return candidate;
    same = false;
    // Written out, since a sweep makes millions of them and spreading is slow.
    const { initiative, package: chosen, start, share } = candidate;
    const other = { initiative, package: chosen, start, costs, effects };
    return share === undefined ? other : { ...other, share };
  });
  return same ? item : { ...item, candidates };
}

/** What a year's costs are multiplied by, for what they are spent on. */
function mixOf(parts: readonly MixPart[], values: Float64Array): number {
  let mixed = 1;
  for (const { factor, share } of parts) mixed += share * ((values[factor] ?? 1) - 1);
  return mixed;
}

/** What is spent in each year: never less than planned. The same array where that is what is asked, or planned. */
function spentAsPlanned(planned: readonly Cents[], asked: readonly Cents[]): readonly Cents[] {
  if (asked.every((cost, year) => cost >= (planned[year] ?? 0))) return asked;
  if (asked.every((cost, year) => cost <= (planned[year] ?? 0))) return planned;
  return asked.map((cost, year) => cents(Math.max(cost, planned[year] ?? 0)));
}

function productOf(places: readonly number[], values: Float64Array): number {
  let product = 1;
  for (const place of places) product *= values[place] ?? 1;
  return product;
}

/** Costs by year of the horizon; `factors` by year after the start, `otherwise` beyond them. */
function changeCosts(
  costs: readonly Cents[],
  start: number,
  factors: readonly number[],
  otherwise: number,
): readonly Cents[] {
  // A copy has just the room that it needs, where a list that grows takes three times as much.
  const changed = costs.slice();
  let same = true;
  for (let year = 0; year < costs.length; year++) {
    const cost = costs[year] as Cents;
    if (cost === 0) continue;
    // What costs something costs at least a cent, so that no package becomes free by rounding.
    const other = cents(Math.max(1, Math.round(cost * (factors[year - start] ?? otherwise))));
    if (other === cost) continue;
    same = false;
    changed[year] = other;
  }
  return same ? costs : changed;
}

/** Nothing, for initiatives that rest on an assumption that fails. */
const noEffects: Candidate["effects"] = new Map();

function changeEffects(
  effects: Candidate["effects"],
  rows: readonly EffectGround[],
  factor: number,
  values: Float64Array,
): Candidate["effects"] {
  if (factor === 0) return noEffects;
  let same = true;
  const changed = new Map<string, number>();
  for (const { objective, effect, factors } of rows) {
    const other = effect * factor * productOf(factors, values);
    if (other !== effect) same = false;
    if (other > 0) changed.set(objective, other);
  }
  return same ? effects : changed;
}
