import type { Block } from "../blocks/blocks.ts";
import type { Compact } from "../compact/compact.ts";
import { starts } from "../compact/flat-lists.ts";

/** Where rows and leaves stand among the prices that blocks share; -1 for those that they do not. */
export interface SharedPlaces {
  readonly rowAt: Int32Array;
  readonly leafAt: Int32Array;
}

/** Which of the prices that blocks share each block has to do with. */
export interface BlockPlaces {
  /** The prices of block `b`, rising: from `firstPrice[b]` to below `firstPrice[b + 1]`. */
  readonly firstPrice: Int32Array;
  readonly price: Int32Array;
  /** Where a price stands among those of its block.   Shape: block x prices. */
  readonly placeOf: Int32Array;
  /** By item, where the places of its block begin in `placeOf`. */
  readonly firstPlace: Int32Array;
}

/** The prices of each block, of so many that blocks share. */
export function placesOf(
  c: Compact,
  shared: SharedPlaces,
  blocks: readonly Block[],
  length: number,
): BlockPlaces {
  const prices = blocks.map(({ items }) => pricesOf(c, shared, items, new Uint8Array(length)));
  const placeOf = new Int32Array(blocks.length * length);
  const firstPlace = new Int32Array(c.items);
  blocks.forEach(({ items }, b) => {
    for (const i of items) firstPlace[i] = b * length;
    prices[b]?.forEach((k, place) => {
      placeOf[b * length + k] = place;
    });
  });
  const firstPrice = starts(prices.map((own) => own.length));
  return { firstPrice, price: Int32Array.from(prices.flat()), placeOf, firstPlace };
}

/** The prices that some items have to do with, rising.   `isPrice`: by price, 0 to begin with. */
function pricesOf(
  c: Compact,
  { rowAt, leafAt }: SharedPlaces,
  items: Int32Array,
  isPrice: Uint8Array,
): readonly number[] {
  const T = c.years;
  const tell = (k: number) => {
    if (k >= 0) isPrice[k] = 1;
  };
  for (const i of items) {
    for (let at = i * T; at < (i + 1) * T; at++) {
      const k = c.classOf[at] as number;
      if (k < 0) continue;
      tell(at - i * T);
      for (let e = c.firstItemRow[at] as number; e < (c.firstItemRow[at + 1] as number); e++)
        tell(rowAt[c.itemRow[e] as number] as number);
      const end = c.firstLaneRow[c.firstLane[k + 1] as number] as number;
      for (let e = c.firstLaneRow[c.firstLane[k] as number] as number; e < end; e++)
        tell(rowAt[c.laneRow[e] as number] as number);
    }
    const end = c.firstEffect[c.firstMode[i + 1] as number] as number;
    for (let e = c.firstEffect[c.firstMode[i] as number] as number; e < end; e++)
      tell(leafAt[c.effectLeaf[e] as number] as number);
  }
  return [...isPrice.keys()].filter((k) => isPrice[k] === 1);
}
