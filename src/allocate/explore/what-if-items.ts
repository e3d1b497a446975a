import type { Candidate, Item } from "../problem.ts";
import { type ItemScale, isOther, type Scale, ScaledItem, scaleCost } from "../scaled-item.ts";
import type { ItemGround, MixPart, PackageGround } from "./what-if-ground.ts";

/**
 * The items of another world: what they cost there, and what they do. The same object where nothing changes.
 *
 * Where a floor asks for dollars of an item, it never costs less than planned: what is saved is spent on it, and buys
 * more.
 */
export function changeItems(
  items: readonly Item[],
  grounds: readonly ItemGround[],
  values: Float64Array,
): readonly Item[] {
  const scaleOf = (place: number) =>
    scaleItem(items[place] as Item, grounds[place] as ItemGround, values);
  return items.map((item, place) => {
    const ground = grounds[place];
    if (ground === undefined || !isChanged(item, ground, values)) return item;
    return new ScaledItem(item, place, scaleOf);
  });
}

/** Whether any candidate of an item is another; mostly the first is, so that no more is looked at. */
function isChanged({ candidates }: Item, ground: ItemGround, values: Float64Array): boolean {
  const { packages, packageOf, starts } = ground;
  return packages.some((one, place) => {
    const scale = scalePackage(candidates, ground, one, values);
    return candidates.some(
      (candidate, at) => packageOf[at] === place && isOther(candidate, starts[at] ?? 0, scale),
    );
  });
}

function scaleItem({ candidates }: Item, ground: ItemGround, values: Float64Array): ItemScale {
  const { packages, packageOf, starts } = ground;
  const scales = packages.map((one) => scalePackage(candidates, ground, one, values));
  return { scales, scaleOf: packageOf, starts };
}

/** None of its own. */
const noLeaves: Pick<Scale, "leaves" | "byLeaf"> = { leaves: [], byLeaf: [] };

function scalePackage(
  candidates: readonly Candidate[],
  { costs, directed, effects: all, starts }: ItemGround,
  { mix, leaves, effects, first }: PackageGround,
  values: Float64Array,
): Scale {
  const dearer = productOf(costs, values);
  const better = productOf(all, values);
  const byLeaf = effects.map((factors) => productOf(factors, values));
  const scale: Scale = {
    costs: mix.map((parts) => dearer * mixOf(parts, values)),
    otherwise: dearer,
    spendsAsPlanned: directed,
    effect: better,
    ...(byLeaf.every((factor) => factor === 1) ? noLeaves : { leaves, byLeaf }),
  };
  if (!directed) return scale;
  return { ...scale, effect: better * boughtMore(candidates[first], starts[first] ?? 0, scale) };
}

/** How many times more is bought by spending what was planned where less is asked. */
function boughtMore(candidate: Candidate | undefined, start: number, scale: Scale): number {
  const free = { ...scale, spendsAsPlanned: false };
  let asked = 0;
  let spent = 0;
  candidate?.costs.forEach((cost, year) => {
    asked += scaleCost(cost, year, start, free);
    spent += scaleCost(cost, year, start, scale);
  });
  return spent === asked ? 1 : spent / asked;
}

/** What a year's costs are multiplied by, for what they are spent on. */
function mixOf(parts: readonly MixPart[], values: Float64Array): number {
  let mixed = 1;
  for (const { factor, share } of parts) mixed += share * ((values[factor] ?? 1) - 1);
  return mixed;
}

function productOf(places: readonly number[], values: Float64Array): number {
  let product = 1;
  for (const place of places) product *= values[place] ?? 1;
  return product;
}
