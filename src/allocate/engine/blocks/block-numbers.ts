import type { Compact } from "../compact/compact.ts";
import { type PriceLayout, priceLayout } from "../prices/prices.ts";
import type { BlockForm } from "./block-form.ts";
import { type BlockTakes, listTakes, WayWriter } from "./block-takes.ts";

/** No own thing of the block at hand. */
const nothing = -1;

/** The takes of blocks of which other forms were made; null where they cannot be listed. */
const known = new WeakMap<BlockForm, BlockTakes | null>();

/**
 * Forms of blocks by other numbers: those of a form of which this one was made, with other costs, effects, limits and
 * worths in the same places.
 */
export class BlockNumbers {
  readonly #c: Compact;
  readonly #layout: PriceLayout;
  /** Where rows, links and leaves, by their prices, stand among the own things of the block at hand. */
  readonly #place: Int32Array;
  readonly #writer: WayWriter;

  constructor(c: Compact) {
    this.#c = c;
    this.#layout = priceLayout(c);
    this.#place = new Int32Array(this.#layout.length).fill(nothing);
    this.#writer = new WayWriter(c);
  }

  /**
   * A block's form by the numbers of this one; nothing where other links are asked for, or its takes cannot be listed.
   *
   * `links`: link rows among items of the block alone.
   */
  renew(old: BlockForm, links: readonly number[]): BlockForm | undefined {
    const { isIdleLink } = this.#c;
    const asked = links.reduce((count, l) => count + (isIdleLink[l] === 0 ? 1 : 0), 0);
    if (asked !== old.leaves - old.ceilings) return undefined;
    for (let k = 0; k < old.things; k++) {
      const at = old.priceAt[k] as number;
      const l = at - this.#layout.links;
      if (k >= old.ceilings && k < old.leaves && isIdleLink[l] === 1) return undefined;
    }
    const takes = this.#takesOf(old);
    if (takes === null) return undefined;
    const scale = this.#scaleOf(old);
    return {
      ...old,
      ...this.#writer.write(old.items, takes, scale),
      scale,
      limit: this.#limitOf(old, scale),
      ...this.#bend(old, scale),
    };
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

  /** The takes of a block, which are the same in every form that was made of one by other numbers; null for none. */
  #takesOf(old: BlockForm): BlockTakes | null {
    let takes = known.get(old);
    if (takes === undefined) {
      const { priceAt, items, things } = old;
      for (let k = 0; k < things; k++) this.#place[priceAt[k] as number] = k;
      takes = listTakes(this.#c, items, this.#place, this.#layout) ?? null;
      for (let k = 0; k < things; k++) this.#place[priceAt[k] as number] = nothing;
      known.set(old, takes);
    }
    return takes;
  }
}
