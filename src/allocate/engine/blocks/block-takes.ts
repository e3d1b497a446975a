import type { Compact } from "../compact/compact.ts";
import type { PriceLayout } from "../prices/prices.ts";
import type { BlockForm } from "./block-form.ts";

/** Which numbers say what each mode of a block's items takes of things that are the block's own. */
export interface BlockTakes {
  /** Takes of the modes of all items, barred or not, one after another. */
  readonly first: Int32Array;
  readonly thing: Int32Array;
  /** Where the cost stands of which something is taken; else a link's factor or an effect is. */
  readonly costAt: Int32Array;
  /** Where a rule's factor stands, or a link's, or the effect. */
  readonly from: Int32Array;
}

const ofLink = -1;
const ofEffect = -2;

/**
 * The takes of a block; nothing where a mode takes of one thing twice.
 *
 * `place`: by price, where a thing stands among the block's own; -1 for the rest.
 */
export function listTakes(
  c: Compact,
  items: Int32Array,
  place: Int32Array,
  { rows, links, leaves }: PriceLayout,
): BlockTakes | undefined {
  const T = c.years;
  const first = [0];
  const [thing, costAt, from]: [number[], number[], number[]] = [[], [], []];
  // By thing, the mode that took of it last.
  const last = new Map<number, number>();
  let isTwice = false;
  const add = (price: number, cost: number, at: number) => {
    const k = place[price] as number;
    if (k < 0) return;
    if (last.get(k) === first.length) isTwice = true;
    last.set(k, first.length);
    thing.push(k);
    costAt.push(cost);
    from.push(at);
  };
  for (const i of items)
    for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++) {
      for (let t = 0; t < T; t++) {
        const end = c.firstItemRow[i * T + t + 1] as number;
        for (let e = c.firstItemRow[i * T + t] as number; e < end; e++)
          add(rows + (c.itemRow[e] as number), m * T + t, e);
      }
      for (let e = c.firstModeLink[m] as number; e < (c.firstModeLink[m + 1] as number); e++)
        add(links + (c.modeLink[e] as number), ofLink, e);
      for (let e = c.firstEffect[m] as number; e < (c.firstEffect[m + 1] as number); e++)
        add(leaves + (c.effectLeaf[e] as number), ofEffect, e);
      first.push(thing.length);
    }
  if (isTwice) return undefined;
  return {
    first: Int32Array.from(first),
    thing: Int32Array.from(thing),
    costAt: Int32Array.from(costAt),
    from: Int32Array.from(from),
  };
}

type Ways = Pick<BlockForm, "firstWay" | "wayMode" | "firstUse" | "useOf" | "useAmount">;

/** Writes the ways of one block after another from its takes, by the numbers of a form. */
export class WayWriter {
  readonly #c: Compact;
  #wayMode = new Int32Array(0);
  #firstUse = new Int32Array(0);
  #useOf = new Int32Array(0);
  #useAmount = new Float64Array(0);

  constructor(c: Compact) {
    this.#c = c;
  }

  /** The ways that are open in a block.   `scale`: of its own things. */
  write(items: Int32Array, takes: BlockTakes, scale: Float64Array): Ways {
    const { pinned, barred, firstMode } = this.#c;
    this.#makeRoom(items.length + takes.first.length, takes.thing.length);
    const wayMode = this.#wayMode;
    const firstUse = this.#firstUse;
    const firstWay = new Int32Array(items.length + 1);
    let way = 0;
    let uses = 0;
    let at = 0;
    for (let k = 0; k < items.length; k++) {
      const i = items[k] as number;
      if (pinned[i] === 0) {
        wayMode[way++] = -1;
        firstUse[way] = uses;
      }
      for (let m = firstMode[i] as number; m < (firstMode[i + 1] as number); m++, at++) {
        if (barred[m] === 1) continue;
        uses = this.#take(takes, at, scale, uses);
        wayMode[way++] = m;
        firstUse[way] = uses;
      }
      firstWay[k + 1] = way;
    }
    return {
      firstWay,
      wayMode: wayMode.slice(0, way),
      firstUse: firstUse.slice(0, way + 1),
      useOf: this.#useOf.slice(0, uses),
      useAmount: this.#useAmount.slice(0, uses),
    };
  }

  #makeRoom(ways: number, uses: number): void {
    if (this.#wayMode.length < ways) {
      this.#wayMode = new Int32Array(2 * ways);
      this.#firstUse = new Int32Array(2 * ways + 1);
    }
    if (this.#useOf.length >= uses) return;
    this.#useOf = new Int32Array(2 * uses);
    this.#useAmount = new Float64Array(2 * uses);
  }

  /** Writes what a mode takes; answers where its uses end.   `at`: where it stands among the modes of the block. */
  #take({ first, thing, costAt, from }: BlockTakes, at: number, scale: Float64Array, uses: number) {
    const { cost, itemFactor, modeLinkFactor, effectAmount } = this.#c;
    const useOf = this.#useOf;
    const useAmount = this.#useAmount;
    let next = uses;
    const end = first[at + 1] as number;
    for (let s = first[at] as number; s < end; s++) {
      const of = costAt[s] as number;
      const e = from[s] as number;
      let amount: number;
      if (of >= 0) amount = (itemFactor[e] as number) * (cost[of] as number);
      else if (of === ofLink) amount = modeLinkFactor[e] as number;
      else amount = -(effectAmount[e] as number);
      if (amount === 0) continue;
      const k = thing[s] as number;
      useOf[next] = k;
      useAmount[next] = amount / (scale[k] as number);
      next++;
    }
    return next;
  }
}
