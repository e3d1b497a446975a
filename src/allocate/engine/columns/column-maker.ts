import type { BlockForm } from "../blocks/block-form.ts";
import type { Compact } from "../compact/compact.ts";
import { priceLayout } from "../prices/prices.ts";
import type { Column } from "./column.ts";

/** Makes columns of whole plans of blocks: what each takes of all that blocks share, and what it is worth besides. */
export class ColumnMaker {
  readonly #c: Compact;
  readonly #isOwn: Uint8Array;

  /** `isOwn`: 1 for the price of a thing that is some block's own. */
  constructor(c: Compact, isOwn: Uint8Array) {
    this.#c = c;
    this.#isOwn = isOwn;
  }

  /** The column of some modes, rising. `isHeld`: whether they keep the block's own rules. */
  make(modes: Int32Array, isHeld: boolean): Column {
    const c = this.#c;
    const layout = priceLayout(c);
    const [money, shared, own] = [new Sums(), new Sums(), new Sums()];
    for (const m of modes) {
      const i = c.itemOf[m] as number;
      for (let t = 0; t < c.years; t++) {
        const cost = c.cost[m * c.years + t] as number;
        if (cost === 0) continue;
        const at = i * c.years + t;
        money.add(c.classOf[at] as number, cost);
        for (let e = c.firstItemRow[at] as number; e < (c.firstItemRow[at + 1] as number); e++)
          this.#add(
            shared,
            null,
            layout.rows + (c.itemRow[e] as number),
            (c.itemFactor[e] as number) * cost,
          );
      }
      for (let e = c.firstModeLink[m] as number; e < (c.firstModeLink[m + 1] as number); e++)
        this.#add(
          shared,
          null,
          layout.links + (c.modeLink[e] as number),
          c.modeLinkFactor[e] as number,
        );
      for (let e = c.firstEffect[m] as number; e < (c.firstEffect[m + 1] as number); e++)
        this.#add(
          shared,
          own,
          layout.leaves + (c.effectLeaf[e] as number),
          -(c.effectAmount[e] as number),
        );
    }
    let worth = 0;
    for (const [at, amount] of own.entries) worth += worthOf(c, at - layout.leaves, -amount);
    return {
      modes,
      isHeld,
      worth,
      classes: Int32Array.from(money.entries.keys()),
      demand: Float64Array.from(money.entries.values()),
      at: Int32Array.from(shared.entries.keys()),
      amount: Float64Array.from(shared.entries.values()),
    };
  }

  #add(shared: Sums, own: Sums | null, at: number, amount: number): void {
    if (this.#isOwn[at] === 0) shared.add(at, amount);
    else own?.add(at, amount);
  }
}

class Sums {
  readonly entries = new Map<number, number>();

  add(at: number, amount: number): void {
    this.entries.set(at, (this.entries.get(at) ?? 0) + amount);
  }
}

function worthOf(c: Compact, f: number, effect: number): number {
  let [left, worth] = [effect, 0];
  for (
    let s = c.firstSegment[f] as number;
    left > 0 && s < (c.firstSegment[f + 1] as number);
    s++
  ) {
    const width = Math.min(left, c.segmentWidth[s] as number);
    worth += width * (c.segmentWorth[s] as number);
    left -= width;
  }
  return worth;
}

/** A form in which what is some block's own is no rule, and own leaves are worth nothing. */
export function withoutOwn(c: Compact, forms: readonly BlockForm[]): Compact {
  const { rows, links, leaves } = priceLayout(c);
  const [isIdle, isIdleLink] = [Uint8Array.from(c.isIdle), Uint8Array.from(c.isIdleLink)];
  const [width, worth] = [Float64Array.from(c.segmentWidth), Float64Array.from(c.segmentWorth)];
  for (const { priceAt } of forms)
    for (const at of priceAt)
      if (at < links) isIdle[at - rows] = 1;
      else if (at < leaves) isIdleLink[at - links] = 1;
      else {
        const [from, to] = [
          c.firstSegment[at - leaves] as number,
          c.firstSegment[at - leaves + 1] as number,
        ];
        width.fill(0, from, to);
        worth.fill(0, from, to);
      }
  return { ...c, isIdle, isIdleLink, segmentWidth: width, segmentWorth: worth };
}
