import { type Cents, cents } from "../base/money.ts";
import type { Candidate, Item } from "./problem.ts";

/** What the numbers of a candidate are multiplied by in another world. */
export interface Scale {
  /** Its costs, by year after the start. */
  readonly costs: readonly number[];
  /** Its costs of years that are not listed. */
  readonly otherwise: number;
  /** Whether no year costs less than planned, whatever it is multiplied by. */
  readonly spendsAsPlanned: boolean;
  /** All its effects; 0 leaves none. */
  readonly effect: number;
  /** Its effects on single leaves, beyond that. */
  readonly leaves: readonly string[];
  /** By place in `leaves`. */
  readonly byLeaf: readonly number[];
}

/** The scales of an item's candidates. */
export interface ItemScale {
  readonly scales: readonly Scale[];
  /** By candidate: its place in `scales`; the first where none is listed. */
  readonly scaleOf: readonly number[];
  /** By candidate: the year of the horizon in which it starts; the first where none is listed. */
  readonly starts: readonly number[];
}

/** The scale of the item at a place of its problem, the same whenever it is asked. */
export type ScaleOf = (place: number) => ItemScale;

/**
 * An item of another world: that of a problem, with candidates of which only costs and effects are others.
 *
 * A sweep makes ten thousand of them for every world, and asks for the candidates of what is funded alone: they come into
 * being one by one. They are no field of it, so that copying its fields leaves them out; see {@link withInitiative}.
 */
export class ScaledItem implements Item {
  readonly initiative: Item["initiative"];
  readonly bureau: string;
  readonly accounts: Item["accounts"];
  declare readonly bar?: NonNullable<Item["bar"]>;
  declare readonly holds?: NonNullable<Item["holds"]>;
  readonly warnings: Item["warnings"];
  readonly #of: Item;
  readonly #place: number;
  readonly #scaleOf: ScaleOf;
  #made: (Candidate | undefined)[] | undefined;

  /** `place`: of the item in its problem. */
  constructor(of: Item, place: number, scaleOf: ScaleOf) {
    this.initiative = of.initiative;
    this.bureau = of.bureau;
    this.accounts = of.accounts;
    if (of.bar !== undefined) this.bar = of.bar;
    if (of.holds !== undefined) this.holds = of.holds;
    this.warnings = of.warnings;
    this.#of = of;
    this.#place = place;
    this.#scaleOf = scaleOf;
  }

  /** The item as planned. */
  get of(): Item {
    return this.#of;
  }

  get scale(): ItemScale {
    return this.#scaleOf(this.#place);
  }

  get candidates(): readonly Candidate[] {
    const { candidates } = this.#of;
    const made = this.#made ?? candidates.map(() => undefined);
    this.#made = made;
    if (made.includes(undefined)) {
      const { scale } = this;
      for (let place = 0; place < made.length; place++) made[place] ??= this.#make(place, scale);
    }
    return made as readonly Candidate[];
  }

  /** One of its candidates, by place; nothing where it has none there. */
  candidateAt(place: number): Candidate | undefined {
    const { candidates } = this.#of;
    const made = this.#made ?? candidates.map(() => undefined);
    this.#made = made;
    if (candidates[place] !== undefined) made[place] ??= this.#make(place, this.scale);
    return made[place];
  }

  #make(place: number, itemScale: ItemScale): Candidate {
    const { candidates } = this.#of;
    const planned = candidates[place] as Candidate;
    const scale = scaleAt(itemScale, place);
    const start = itemScale.starts[place] ?? 0;
    // Candidates of one package share their effects.
    const twin = this.#made?.find(
      (made, at) =>
        made !== undefined &&
        candidates[at]?.effects === planned.effects &&
        scaleAt(itemScale, at) === scale,
    );
    const effects = twin?.effects ?? scaleEffects(planned.effects, scale);
    return scaleCandidate(planned, scaleCosts(planned.costs, start, scale), effects);
  }
}

/** The candidate of an item at a place, without making others; nothing where it has none there. */
export function candidateAt(item: Item | undefined, place: number): Candidate | undefined {
  return item instanceof ScaledItem ? item.candidateAt(place) : item?.candidates[place];
}

/** An item with other words about it, and the candidates that it has. */
export function withInitiative(item: Item, initiative: Item["initiative"]): Item {
  return { ...item, candidates: item.candidates, initiative };
}

/** What the candidate at a place is multiplied by. */
export function scaleAt({ scales, scaleOf }: ItemScale, place: number): Scale {
  return scales[scaleOf[place] ?? 0] as Scale;
}

/** What a year of a candidate costs in another world; at least a cent, so that rounding makes nothing free. */
export function scaleCost(cost: number, year: number, start: number, scale: Scale): number {
  if (cost === 0) return 0;
  const other = Math.max(1, Math.round(cost * (scale.costs[year - start] ?? scale.otherwise)));
  return scale.spendsAsPlanned ? Math.max(other, cost) : other;
}

/** What a candidate does for a leaf in another world.   `near`: where in the scale's list the leaf may stand. */
export function scaleEffect(effect: number, leaf: string, near: number, scale: Scale): number {
  const all = effect * scale.effect;
  const { leaves, byLeaf } = scale;
  if (leaves.length === 0) return all;
  const place = leaves[near] === leaf ? near : leaves.indexOf(leaf);
  return all * (byLeaf[place] ?? 1);
}

/** Whether a candidate is another in another world. */
export function isOther({ costs, effects }: Candidate, start: number, scale: Scale): boolean {
  for (let year = 0; year < costs.length; year++) {
    const cost = costs[year] as Cents;
    if (scaleCost(cost, year, start, scale) !== cost) return true;
  }
  if (scale.effect === 0) return true;
  let near = 0;
  for (const [leaf, effect] of effects)
    if (scaleEffect(effect, leaf, near++, scale) !== effect) return true;
  return false;
}

/** A candidate with other costs and effects; the same object where they are the same. */
function scaleCandidate(
  planned: Candidate,
  costs: Candidate["costs"],
  effects: Candidate["effects"],
): Candidate {
  if (costs === planned.costs && effects === planned.effects) return planned;
  const { initiative, package: chosen, start, share } = planned;
  const other = { initiative, package: chosen, start, costs, effects };
  return share === undefined ? other : { ...other, share };
}

/** The same list where nothing changes. */
function scaleCosts(costs: readonly Cents[], start: number, scale: Scale): readonly Cents[] {
  // A copy has just the room that it needs, where a list that grows takes three times as much.
  const changed = costs.slice();
  let same = true;
  for (let year = 0; year < costs.length; year++) {
    const other = cents(scaleCost(costs[year] as Cents, year, start, scale));
    if (other !== costs[year]) same = false;
    changed[year] = other;
  }
  return same ? costs : changed;
}

/** Nothing, for initiatives that rest on an assumption that fails. */
const noEffects: Candidate["effects"] = new Map();

/** The same map where nothing changes. */
function scaleEffects(effects: Candidate["effects"], scale: Scale): Candidate["effects"] {
  if (scale.effect === 0) return noEffects;
  let same = true;
  const changed = new Map<string, number>();
  let near = 0;
  for (const [leaf, effect] of effects) {
    const other = scaleEffect(effect, leaf, near++, scale);
    if (other !== effect) same = false;
    if (other > 0) changed.set(leaf, other);
  }
  return same ? effects : changed;
}
