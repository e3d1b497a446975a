import { type Block, findBlocks, solveBlock } from "./blocks.ts";
import type { Compact } from "./compact.ts";
import type { Dual } from "./dual.ts";
import type { Prices } from "./prices.ts";

/** Blocks are joined by ceilings over at most so many items, or so large a share of all. */
const fewItems = 100;
const fewShare = 0.1;

/** A cut of a block that nobody has looked at. */
const unknown = Number.NaN;

/** By how much whole packages of blocks lower the bound at some prices, block by block. */
export class BlockCuts {
  readonly #c: Compact;
  readonly #prices: Prices;
  readonly #profit: Float64Array;
  readonly #blocks: readonly Block[];
  /** By block; not a number where nobody has looked. */
  readonly #cuts: Float64Array;

  /** Reads the profits of the dual's last evaluation, which must have been exact and at these prices. */
  constructor(c: Compact, dual: Dual, prices: Prices, before?: BlockCuts) {
    this.#c = c;
    this.#prices = Float64Array.from(prices);
    this.#profit = Float64Array.from(dual.profit);
    this.#blocks =
      before === undefined ? findBlocks(c, Math.max(fewItems, c.items * fewShare)) : before.#blocks;
    this.#cuts = new Float64Array(this.#blocks.length).fill(unknown);
    if (before === undefined) return;
    this.#blocks.forEach((block, b) => {
      if (this.#isAsBefore(block, before, dual)) this.#cuts[b] = before.#cuts[b] as number;
    });
  }

  /** How much lower the bound is than the dual.   Unit: value points. */
  get sum(): number {
    let sum = 0;
    for (const cut of this.#cuts) if (!Number.isNaN(cut)) sum += cut;
    return sum;
  }

  /** How many blocks nobody has looked at. */
  get unseen(): number {
    return this.#cuts.filter((cut) => Number.isNaN(cut)).length;
  }

  /** Looks at blocks of which nothing is known, at most so many, for so many steps each. */
  look(dual: Dual, steps: number, most = Infinity): void {
    let looked = 0;
    for (let b = 0; b < this.#cuts.length && looked < most; b++) {
      const block = this.#blocks[b];
      if (block === undefined || !Number.isNaN(this.#cuts[b] as number)) continue;
      this.#cuts[b] = solveBlock(this.#c, dual, this.#prices, block, steps).cut;
      looked++;
    }
  }

  /** Whether a block of another form of the same lineage had the same choices, profits, ceilings and prices. */
  #isAsBefore({ items, rows }: Block, before: BlockCuts, dual: Dual): boolean {
    const [c, old] = [this.#c, before.#c];
    for (const r of rows) {
      const at = dual.layout.rows + r;
      if (c.rowLimit[r] !== (old.rowLimit[r] as number)) return false;
      if (this.#prices[at] !== (before.#prices[at] as number)) return false;
    }
    for (const i of items) {
      if (c.problem.items[i] !== old.problem.items[i]) return false;
      for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++)
        if (this.#profit[m] !== (before.#profit[m] as number)) return false;
    }
    return true;
  }
}
