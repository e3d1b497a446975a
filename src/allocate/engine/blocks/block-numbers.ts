import type { Compact } from "../compact/compact.ts";
import { type PriceLayout, priceLayout } from "../prices/prices.ts";
import type { BlockForm } from "./block-form.ts";

/** No own thing of the block at hand. */
const nothing = -1;

/**
 * Forms of blocks by other numbers: those of a form of which this one was made, with other costs, effects, limits and
 * worths in the same places.
 */
export class BlockNumbers {
  readonly #c: Compact;
  readonly #layout: PriceLayout;
  /** Where rows, links and leaves, by their prices, stand among the own things of the block at hand. */
  readonly #place: Int32Array;
  /** What the way at hand takes of each own thing. */
  #taken = new Float64Array(0);

  constructor(c: Compact) {
    this.#c = c;
    this.#layout = priceLayout(c);
    this.#place = new Int32Array(this.#layout.length).fill(nothing);
  }

  /**
   * A block's form by the numbers of this one; nothing where ways are open that were not, or take of what they did not.
   *
   * `links`: link rows among items of the block alone.
   */
  renew(old: BlockForm, links: readonly number[]): BlockForm | undefined {
    const { isIdleLink } = this.#c;
    const asked = links.reduce((count, l) => count + (isIdleLink[l] === 0 ? 1 : 0), 0);
    if (asked !== old.leaves - old.ceilings || !this.#hasSameWays(old)) return undefined;
    for (let k = 0; k < old.things; k++) {
      const at = old.priceAt[k] as number;
      const l = at - this.#layout.links;
      if (k >= old.ceilings && k < old.leaves && isIdleLink[l] === 1) return undefined;
    }
    const scale = this.#scaleOf(old);
    const useAmount = this.#amountsOf(old, scale);
    if (useAmount === undefined) return undefined;
    return {
      ...old,
      scale,
      useAmount,
      limit: this.#limitOf(old, scale),
      ...this.#bend(old, scale),
    };
  }

  /** Whether the ways of a block are those of its items that are open now. */
  #hasSameWays({ items, firstWay, wayMode }: BlockForm): boolean {
    const { pinned, barred, firstMode } = this.#c;
    for (let k = 0; k < items.length; k++) {
      const i = items[k] as number;
      let w = firstWay[k] as number;
      const end = firstWay[k + 1] as number;
      if (pinned[i] === 0 && (w >= end || wayMode[w++] !== -1)) return false;
      for (let m = firstMode[i] as number; m < (firstMode[i + 1] as number); m++)
        if (barred[m] === 0 && (w >= end || wayMode[w++] !== m)) return false;
      if (w !== end) return false;
    }
    return true;
  }

  #scaleOf({ things, ceilings, leaves, priceAt }: BlockForm): Float64Array {
    const c = this.#c;
    const scale = new Float64Array(things).fill(1);
    for (let k = 0; k < ceilings; k++)
      scale[k] = Math.max(1, c.rowLimit[(priceAt[k] as number) - this.#layout.rows] as number);
    for (let k = leaves; k < things; k++) {
      const f = (priceAt[k] as number) - this.#layout.leaves;
      let reach = 0;
      for (let s = c.firstSegment[f] as number; s < (c.firstSegment[f + 1] as number); s++) {
        const width = c.segmentWidth[s] as number;
        if (width < Infinity) reach += width;
      }
      if (reach > 0) scale[k] = reach;
    }
    return scale;
  }

  #limitOf({ ceilings, leaves, priceAt }: BlockForm, scale: Float64Array): Float64Array {
    const { rows, links } = this.#layout;
    const limit = new Float64Array(leaves);
    for (let k = 0; k < leaves; k++) {
      const at = priceAt[k] as number;
      limit[k] =
        k < ceilings
          ? (this.#c.rowLimit[at - rows] as number) / (scale[k] as number)
          : (this.#c.linkLimit[at - links] as number);
    }
    return limit;
  }

  /** Where the worth of own leaves bends. */
  #bend({ things, leaves, priceAt, segmentEnd }: BlockForm, scale: Float64Array) {
    const c = this.#c;
    const ends = new Float64Array(segmentEnd.length);
    const worths = new Float64Array(segmentEnd.length);
    let next = 0;
    for (let k = leaves; k < things; k++) {
      const f = (priceAt[k] as number) - this.#layout.leaves;
      let end = 0;
      for (let s = c.firstSegment[f] as number; s < (c.firstSegment[f + 1] as number); s++) {
        end += (c.segmentWidth[s] as number) / (scale[k] as number);
        ends[next] = end;
        worths[next] = (c.segmentWorth[s] as number) * (scale[k] as number);
        next++;
      }
    }
    return { segmentEnd: ends, segmentWorth: worths };
  }

  /** What each way takes of own things; nothing where one takes of what it did not. */
  #amountsOf(old: BlockForm, scale: Float64Array): Float64Array | undefined {
    const { priceAt, things, items, firstWay, wayMode, firstUse, useOf } = old;
    for (let k = 0; k < things; k++) this.#place[priceAt[k] as number] = k;
    if (this.#taken.length < things) this.#taken = new Float64Array(things);
    const taken = this.#taken.fill(0);
    const amounts = new Float64Array(useOf.length);
    let isSame = true;
    for (let k = 0; k < items.length && isSame; k++)
      for (let w = firstWay[k] as number; w < (firstWay[k + 1] as number); w++) {
        const m = wayMode[w] as number;
        if (m < 0) continue;
        this.#take(items[k] as number, m);
        for (let e = firstUse[w] as number; e < (firstUse[w + 1] as number); e++) {
          const thing = useOf[e] as number;
          amounts[e] = (taken[thing] as number) / (scale[thing] as number);
          taken[thing] = 0;
        }
        // What is left over has no place in the old form.
        if (this.#rest(things)) isSame = false;
      }
    for (let k = 0; k < things; k++) this.#place[priceAt[k] as number] = nothing;
    return isSame ? amounts : undefined;
  }

  #rest(things: number): boolean {
    for (let k = 0; k < things; k++) if (this.#taken[k] !== 0) return true;
    return false;
  }

  /** Counts what a mode takes of own things. */
  #take(i: number, m: number): void {
    const c = this.#c;
    const T = c.years;
    const place = this.#place;
    const taken = this.#taken;
    const { rows, links, leaves } = this.#layout;
    for (let t = 0; t < T; t++) {
      const cost = c.cost[m * T + t] as number;
      if (cost === 0) continue;
      const end = c.firstItemRow[i * T + t + 1] as number;
      for (let e = c.firstItemRow[i * T + t] as number; e < end; e++) {
        const k = place[rows + (c.itemRow[e] as number)] as number;
        if (k >= 0) (taken[k] as number) += (c.itemFactor[e] as number) * cost;
      }
    }
    for (let e = c.firstModeLink[m] as number; e < (c.firstModeLink[m + 1] as number); e++) {
      const k = place[links + (c.modeLink[e] as number)] as number;
      if (k >= 0) (taken[k] as number) += c.modeLinkFactor[e] as number;
    }
    for (let e = c.firstEffect[m] as number; e < (c.firstEffect[m + 1] as number); e++) {
      const k = place[leaves + (c.effectLeaf[e] as number)] as number;
      if (k >= 0) (taken[k] as number) -= c.effectAmount[e] as number;
    }
  }
}
