import type { Compact } from "../compact/compact.ts";
import { priceLayout } from "../prices/prices.ts";
import type { Block } from "./blocks.ts";

/**
 * A block as flat arrays: the ways of its items, and what they take of things that are the block's own. These are its
 * ceilings, the links among its items alone, and leaves that its items alone serve.
 *
 * What is taken is in shares of a scale, so that prices of all kinds are alike: value points for the scale.
 */
export interface BlockForm {
  readonly items: Int32Array;
  /** Ways of item `k` of the block: from `firstWay[k]` to below `firstWay[k + 1]`. */
  readonly firstWay: Int32Array;
  /** The mode of each way; -1 for not being funded. */
  readonly wayMode: Int32Array;
  /** What way `w` takes of own things: entries from `firstUse[w]` to below `firstUse[w + 1]`. */
  readonly firstUse: Int32Array;
  readonly useOf: Int32Array;
  /** Effect on a leaf is taken as less than nothing. */
  readonly useAmount: Float64Array;
  /** Own things: ceilings first, then link rows, then leaves from `leaves` on. */
  readonly things: number;
  readonly ceilings: number;
  readonly leaves: number;
  /** Where the price of each thing stands among all prices. */
  readonly priceAt: Int32Array;
  readonly scale: Float64Array;
  /** What there is of ceilings and links. */
  readonly limit: Float64Array;
  /** Segments of each own leaf, in shares of its scale: worth for the scale, and the effect at which each ends. */
  readonly firstSegment: Int32Array;
  readonly segmentEnd: Float64Array;
  readonly segmentWorth: Float64Array;
}

/** Blocks of a form with what is their own, made when asked for. */
export class BlockForms {
  readonly blocks: readonly Block[];
  readonly #c: Compact;
  readonly #places: Places;
  readonly #linksOf: ReadonlyMap<number, readonly number[]>;
  readonly #leavesOf: ReadonlyMap<number, readonly number[]>;

  /** `before`: the blocks of a form of which this form was made by other numbers. */
  constructor(c: Compact, blocks: readonly Block[], before?: BlockForms) {
    this.#c = c;
    this.blocks = blocks;
    this.#places = new Places(c);
    if (before !== undefined && before.blocks === blocks) {
      this.#linksOf = before.#linksOf;
      this.#leavesOf = before.#leavesOf;
      return;
    }
    const blockOf = new Int32Array(c.items).fill(-1);
    blocks.forEach(({ items }, b) => {
      for (const i of items) blockOf[i] = b;
    });
    const links = ownersOf(c.linkRows, (add) => {
      for (let l = 0; l < c.linkRows; l++)
        for (let e = c.firstLinkMode[l] as number; e < (c.firstLinkMode[l + 1] as number); e++)
          add(l, blockOf[c.itemOf[c.linkMode[e] as number] as number] as number);
    });
    const leaves = ownersOf(c.leaves, (add) => {
      for (let m = 0; m < c.modes; m++)
        for (let e = c.firstEffect[m] as number; e < (c.firstEffect[m + 1] as number); e++)
          add(c.effectLeaf[e] as number, blockOf[c.itemOf[m] as number] as number);
    });
    this.#linksOf = Map.groupBy(links.keys(), (l) => links[l] as number);
    this.#leavesOf = Map.groupBy(leaves.keys(), (f) => leaves[f] as number);
  }

  /** The form of a block. */
  form(b: number): BlockForm {
    const block = this.blocks[b] ?? { items: new Int32Array(0), rows: new Int32Array(0) };
    return formBlock(this.#c, block, this.linksOf(b), this.leavesOf(b), this.#places);
  }

  /** Link rows among items of a block alone. */
  linksOf(b: number): readonly number[] {
    return this.#linksOf.get(b) ?? [];
  }

  /** Leaves that items of a block alone serve. */
  leavesOf(b: number): readonly number[] {
    return this.#leavesOf.get(b) ?? [];
  }
}

/** By thing, the only block that has to do with it; -1 where none or several do. */
function ownersOf(
  count: number,
  walk: (add: (thing: number, block: number) => void) => void,
): Int32Array {
  const nobody = -2;
  const several = -1;
  const owner = new Int32Array(count).fill(nobody);
  walk((thing, block) => {
    if (owner[thing] === nobody) owner[thing] = block;
    else if (owner[thing] !== block) owner[thing] = several;
  });
  return owner.map((own) => Math.max(own, several));
}

/** Where rows, link rows and leaves stand among the own things of the block at hand; -1 elsewhere. */
class Places {
  readonly uses = new UseList();
  readonly row: Int32Array;
  readonly link: Int32Array;
  readonly leaf: Int32Array;

  constructor(c: Compact) {
    this.row = new Int32Array(c.rows).fill(-1);
    this.link = new Int32Array(c.linkRows).fill(-1);
    this.leaf = new Int32Array(c.leaves).fill(-1);
  }
}

/** Room for so many uses to begin with; it doubles when it is used up. */
const firstUses = 1_024;

/** What ways take of own things, way after way, in room that is used for one block after another. */
class UseList {
  #useOf = new Int32Array(firstUses);
  #useAmount = new Float64Array(firstUses);
  #count = 0;
  // What the way at hand takes of each thing, and which of them, in their order.
  #sum = new Float64Array(0);
  #isTaken = new Uint8Array(0);
  readonly #taken: number[] = [];

  /** Begins a block of so many own things. */
  begin(things: number): void {
    this.#count = 0;
    if (this.#sum.length >= things) return;
    this.#sum = new Float64Array(things);
    this.#isTaken = new Uint8Array(things);
  }

  /** Counts what the way at hand takes. */
  add(thing: number, amount: number): void {
    if (this.#isTaken[thing] === 0) {
      this.#isTaken[thing] = 1;
      this.#taken.push(thing);
    }
    (this.#sum[thing] as number) += amount;
  }

  /** Ends the way at hand; answers where its uses end. */
  close(): number {
    for (const thing of this.#taken) {
      const amount = this.#sum[thing] as number;
      this.#sum[thing] = 0;
      this.#isTaken[thing] = 0;
      if (amount !== 0) this.#write(thing, amount);
    }
    this.#taken.length = 0;
    return this.#count;
  }

  /** The uses of all ways of the block. */
  list(): Pick<BlockForm, "useOf" | "useAmount"> {
    const count = this.#count;
    return { useOf: this.#useOf.slice(0, count), useAmount: this.#useAmount.slice(0, count) };
  }

  #write(thing: number, amount: number): void {
    if (this.#count === this.#useOf.length) {
      const useOf = new Int32Array(2 * this.#count);
      const useAmount = new Float64Array(2 * this.#count);
      useOf.set(this.#useOf);
      useAmount.set(this.#useAmount);
      this.#useOf = useOf;
      this.#useAmount = useAmount;
    }
    this.#useOf[this.#count] = thing;
    this.#useAmount[this.#count] = amount;
    this.#count++;
  }
}

function formBlock(
  c: Compact,
  { items, rows }: Block,
  links: readonly number[],
  leaves: readonly number[],
  places: Places,
): BlockForm {
  const layout = priceLayout(c);
  const asked = links.filter((l) => c.isIdleLink[l] === 0);
  rows.forEach((r, k) => {
    places.row[r] = k;
  });
  asked.forEach((l, k) => {
    places.link[l] = rows.length + k;
  });
  const firstLeaf = rows.length + asked.length;
  leaves.forEach((f, k) => {
    places.leaf[f] = firstLeaf + k;
  });
  const scale = Float64Array.from([
    ...Array.from(rows, (r) => Math.max(1, c.rowLimit[r] as number)),
    ...asked.map(() => 1),
    ...leaves.map((f) => reachOf(c, f)),
  ]);
  const ways = listWays(c, items, places, scale);
  for (const r of rows) places.row[r] = -1;
  for (const l of asked) places.link[l] = -1;
  for (const f of leaves) places.leaf[f] = -1;
  return {
    items,
    ...ways,
    things: scale.length,
    ceilings: rows.length,
    leaves: firstLeaf,
    priceAt: Int32Array.from([
      ...Array.from(rows, (r) => layout.rows + r),
      ...asked.map((l) => layout.links + l),
      ...leaves.map((f) => layout.leaves + f),
    ]),
    scale,
    limit: Float64Array.from([
      ...Array.from(rows, (r, k) => (c.rowLimit[r] as number) / (scale[k] as number)),
      ...asked.map((l) => c.linkLimit[l] as number),
    ]),
    ...scaleSegments(c, leaves, scale.subarray(firstLeaf)),
  };
}

/** The effect at which a leaf's last bend lies, or 1 where it has none. */
function reachOf(c: Compact, f: number): number {
  let reach = 0;
  for (let s = c.firstSegment[f] as number; s < (c.firstSegment[f + 1] as number); s++) {
    const width = c.segmentWidth[s] as number;
    if (width < Infinity) reach += width;
  }
  return reach > 0 ? reach : 1;
}

function scaleSegments(c: Compact, leaves: readonly number[], scale: Float64Array) {
  const firstSegment = [0];
  const [ends, worths]: [number[], number[]] = [[], []];
  leaves.forEach((f, k) => {
    let end = 0;
    for (let s = c.firstSegment[f] as number; s < (c.firstSegment[f + 1] as number); s++) {
      end += (c.segmentWidth[s] as number) / (scale[k] as number);
      ends.push(end);
      worths.push((c.segmentWorth[s] as number) * (scale[k] as number));
    }
    if (ends.length === firstSegment.at(-1)) throw new Error(`leaf ${f} has no segments`);
    firstSegment.push(ends.length);
  });
  return {
    firstSegment: Int32Array.from(firstSegment),
    segmentEnd: Float64Array.from(ends),
    segmentWorth: Float64Array.from(worths),
  };
}

function listWays(c: Compact, items: Int32Array, places: Places, scale: Float64Array) {
  const firstWay = [0];
  const firstUse = [0];
  const wayMode: number[] = [];
  const { uses } = places;
  uses.begin(scale.length);
  const add = (thing: number, amount: number) => {
    if (thing >= 0) uses.add(thing, amount / (scale[thing] as number));
  };
  const close = (m: number) => {
    wayMode.push(m);
    firstUse.push(uses.close());
  };
  for (const i of items) {
    if (c.pinned[i] === 0) close(-1);
    for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++) {
      if (c.barred[m] === 1) continue;
      takeMode(c, i, m, places, add);
      close(m);
    }
    firstWay.push(wayMode.length);
  }
  return {
    firstWay: Int32Array.from(firstWay),
    wayMode: Int32Array.from(wayMode),
    firstUse: Int32Array.from(firstUse),
    ...uses.list(),
  };
}

/** What a mode takes of the own things of its block. */
function takeMode(
  c: Compact,
  i: number,
  m: number,
  places: Places,
  add: (thing: number, amount: number) => void,
): void {
  const T = c.years;
  for (let t = 0; t < T; t++) {
    const cost = c.cost[m * T + t] as number;
    if (cost === 0) continue;
    const end = c.firstItemRow[i * T + t + 1] as number;
    for (let e = c.firstItemRow[i * T + t] as number; e < end; e++)
      add(places.row[c.itemRow[e] as number] as number, (c.itemFactor[e] as number) * cost);
  }
  for (let e = c.firstModeLink[m] as number; e < (c.firstModeLink[m + 1] as number); e++)
    add(places.link[c.modeLink[e] as number] as number, c.modeLinkFactor[e] as number);
  for (let e = c.firstEffect[m] as number; e < (c.firstEffect[m + 1] as number); e++)
    add(places.leaf[c.effectLeaf[e] as number] as number, -(c.effectAmount[e] as number));
}
