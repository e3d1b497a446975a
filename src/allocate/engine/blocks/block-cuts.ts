import type { Compact } from "../compact/compact.ts";
import type { Dual } from "../prices/dual.ts";
import type { Prices } from "../prices/prices.ts";
import { BlockForms } from "./block-form.ts";
import { BlockPlanner } from "./block-plan.ts";
import { findBlocks } from "./blocks.ts";

/** Blocks are joined by ceilings over at most so many items, or so large a share of all. */
const fewItems = 100;
const fewShare = 0.1;

/** A block is looked at closely enough when its cut is within this of the truth.   Unit: value points. */
const enough = 1e-5;

/** A cut of a block that nobody has looked at. */
const unknown = Number.NaN;

/** By how much whole packages of blocks lower the bound at some prices, block by block. */
export class BlockCuts {
  readonly #c: Compact;
  readonly #prices: Prices;
  readonly #profit: Float64Array;
  readonly #forms: BlockForms;
  /** By block; not a number where nobody has looked. */
  readonly #cuts: Float64Array;

  /** Reads the profits of the dual's last evaluation, which must have been exact and at these prices. */
  constructor(c: Compact, dual: Dual, prices: Prices, before?: BlockCuts) {
    this.#c = c;
    this.#prices = Float64Array.from(prices);
    this.#profit = Float64Array.from(dual.profit);
    this.#forms =
      before === undefined
        ? new BlockForms(c, findBlocks(c, Math.max(fewItems, c.items * fewShare)))
        : new BlockForms(c, before.#forms.blocks, before.#forms);
    this.#cuts = new Float64Array(this.#forms.blocks.length).fill(unknown);
    if (before === undefined) return;
    for (let b = 0; b < this.#cuts.length; b++)
      if (this.#isAsBefore(b, before, dual)) this.#cuts[b] = before.#cuts[b] as number;
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

  /** Looks at blocks of which nothing is known, at most so many, with so many branches each. */
  look(dual: Dual, nodes: number, most = Infinity): void {
    let looked = 0;
    for (let b = 0; b < this.#cuts.length && looked < most; b++) {
      if (!Number.isNaN(this.#cuts[b] as number)) continue;
      const planner = new BlockPlanner(this.#forms.form(b));
      this.#cuts[b] = planner.plan(dual.profit, this.#prices, nodes, enough).cut;
      looked++;
    }
  }

  /** Whether a block of another form of the same lineage had the same choices, profits, own things and prices. */
  #isAsBefore(b: number, before: BlockCuts, dual: Dual): boolean {
    const [c, old] = [this.#c, before.#c];
    const block = this.#forms.blocks[b];
    if (block === undefined) return false;
    const { rows, links, leaves } = dual.layout;
    const isPriced = (at: number) => this.#prices[at] === (before.#prices[at] as number);
    for (const r of block.rows)
      if (c.rowLimit[r] !== (old.rowLimit[r] as number) || !isPriced(rows + r)) return false;
    for (const l of this.#forms.linksOf(b))
      if (c.linkLimit[l] !== (old.linkLimit[l] as number) || !isPriced(links + l)) return false;
    for (const f of this.#forms.leavesOf(b)) {
      if (!isPriced(leaves + f)) return false;
      for (let s = c.firstSegment[f] as number; s < (c.firstSegment[f + 1] as number); s++)
        if (
          c.segmentWorth[s] !== (old.segmentWorth[s] as number) ||
          c.segmentWidth[s] !== (old.segmentWidth[s] as number)
        )
          return false;
    }
    for (const i of block.items) {
      if (c.problem.items[i] !== old.problem.items[i]) return false;
      for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++)
        if (this.#profit[m] !== (before.#profit[m] as number)) return false;
    }
    return true;
  }
}
