import type { BlockForm } from "./block-form.ts";
import type { OpenWays } from "./block-ways.ts";
import { plannerModule } from "./planner-module.ts";
import type { PlanningRule } from "./planning-rule.ts";

interface Memory {
  readonly buffer: ArrayBuffer;
}

/** What the compiled planner offers: see `assembly/planner.ts`. */
interface Exports {
  readonly memory: Memory;
  readonly begin: (...counts: number[]) => number;
  readonly follow: (
    share: number,
    shorter: number,
    bend: number,
    inBranch: number,
    fillsAll: number,
  ) => void;
  readonly plan: (nodes: number, enough: number, steps: number) => number;
}

/** What is needed of it here: TypeScript knows it in pages of the web only. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Exports };
};

/** A block as it is to be planned at prices. What it knows of its best plan is changed in place. */
export interface PlannedBlock {
  readonly form: BlockForm;
  /** Pairs of ways: where the first is worth as much as the second, nobody needs the second. */
  readonly dominance: Int32Array;
  /** Prices of own things; then those at which the bound was lowest before branching. */
  readonly price: Float64Array;
  /** What each way is worth without own things; then but for what own things cost. */
  readonly worth: Float64Array;
  /** The way of each item in the best plan known; -1 for none. */
  readonly best: Int32Array;
}

/** How closely a block is to be planned. */
export interface Effort {
  /** Branches opened at most. */
  readonly nodes: number;
  /** How exact is exact enough.   Unit: value points. */
  readonly enough: number;
  /** How often prices of own things are moved before branching. */
  readonly steps: number;
}

/** What planning a block came to.   Unit: value points. */
export interface Planned {
  /** What the dual is worth at the prices that it began with. */
  readonly atPrices: number;
  /** No plan is worth more. */
  readonly bound: number;
  /** What the best plan found is worth; -Infinity where none was. */
  readonly known: number;
}

/** What planning left open before branching: ways of items, and items decided, as pairs of item and way. */
export interface LeftOpen extends OpenWays {
  readonly decided: Int32Array;
}

/**
 * The planner of blocks, which is WebAssembly: it takes little more than half as long as the same in JavaScript, which
 * looks at every number whether it is within its array.
 *
 * A thread has one, whose memory is that of the block at hand: each call writes all of it anew.
 */
class AssembledPlanner {
  readonly #module: object;
  #exports: Exports;
  #floats = new Float64Array(0);
  #ints = new Int32Array(0);
  #rule: PlanningRule | undefined;
  /** What was planned last, and where what was told of it stands. */
  #last: { readonly block: PlannedBlock; readonly told: number } | undefined;

  constructor() {
    const bytes = Uint8Array.from(atob(plannerModule), (byte) => byte.charCodeAt(0));
    this.#module = new WebAssembly.Module(bytes);
    this.#exports = new WebAssembly.Instance(this.#module).exports;
  }

  /** How large its memory has grown.   Unit: bytes. */
  get memory(): number {
    return this.#exports.memory.buffer.byteLength;
  }

  /**
   * Plans a block.
   *
   * @throws {Error} if the block is larger than any memory of WebAssembly, 4 GiB; it can then go on with other blocks.
   */
  plan(block: PlannedBlock, rule: PlanningRule, effort: Effort): Planned {
    // Memory never shrinks: what one large block took is not held while small ones are planned.
    if (this.memory > mostKept) this.#beginAnew();
    this.#last = undefined;
    try {
      return this.#plan(block, rule, effort);
    } catch (cause) {
      this.#beginAnew();
      const { items, useOf, things } = block.form;
      const size = `${items.length} items, ${block.worth.length} ways, ${useOf.length} uses of ${things} things`;
      throw new Error(`a block was not planned: ${size}`, { cause });
    }
  }

  #plan(block: PlannedBlock, rule: PlanningRule, { nodes, enough, steps }: Effort): Planned {
    this.#follow(rule);
    const { price, worth, best } = this.#write(block);
    const told = this.#exports.plan(Math.min(nodes, most), enough, Math.min(steps, most));
    this.#look();
    const floats = this.#floats;
    block.price.set(floats.subarray(price >>> 3, (price >>> 3) + block.price.length));
    block.worth.set(floats.subarray(worth >>> 3, (worth >>> 3) + block.worth.length));
    block.best.set(this.#ints.subarray(best >>> 2, (best >>> 2) + block.best.length));
    this.#last = { block, told };
    const at = told >>> 3;
    return {
      atPrices: floats[at] as number,
      bound: floats[at + 1] as number,
      known: floats[at + 2] as number,
    };
  }

  /** What the last call of {@link plan} left open, which must have been for this block. */
  leftOpen(block: PlannedBlock): LeftOpen {
    if (this.#last?.block !== block) throw new Error("another block was planned since");
    // After three floats.
    const at = (this.#last.told >>> 2) + 6;
    const [items, order, firstOpen, openWay, pairs, decided] = this.#ints.subarray(at, at + 6);
    const list = (from = 0, length = 0) => this.#ints.slice(from >>> 2, (from >>> 2) + length);
    const first = list(firstOpen, (items ?? 0) + 1);
    return {
      order: list(order, items),
      firstOpen: first,
      openWay: list(openWay, first.at(-1)),
      decided: list(decided, 2 * (pairs ?? 0)),
    };
  }

  /** With a memory as small as at first. */
  #beginAnew(): void {
    this.#exports = new WebAssembly.Instance(this.#module).exports;
    this.#rule = undefined;
  }

  #follow(rule: PlanningRule): void {
    if (this.#rule === rule) return;
    const { share, shorter, bend, inBranch, fillsAll } = rule;
    this.#exports.follow(share, shorter, bend, inBranch, fillsAll ? 1 : 0);
    this.#rule = rule;
  }

  /** Writes the numbers of a block into the memory; answers where those stand that planning changes. */
  #write({ form, dominance, price, worth, best }: PlannedBlock) {
    const at = this.#exports.begin(
      form.items.length,
      worth.length,
      form.useOf.length,
      form.things,
      form.ceilings,
      form.leaves,
      form.segmentEnd.length,
      dominance.length / 2,
    );
    this.#look();
    const floats = this.#floats;
    const ints = this.#ints;
    const start = at >>> 2;
    const place = (n: number) => ints[start + n] as number;
    ints.set(form.firstWay, place(0) >>> 2);
    ints.set(form.firstUse, place(1) >>> 2);
    ints.set(form.useOf, place(2) >>> 2);
    floats.set(form.useAmount, place(3) >>> 3);
    floats.set(form.limit, place(4) >>> 3);
    ints.set(form.firstSegment, place(5) >>> 2);
    floats.set(form.segmentEnd, place(6) >>> 3);
    floats.set(form.segmentWorth, place(7) >>> 3);
    ints.set(dominance, place(8) >>> 2);
    floats.set(price, place(9) >>> 3);
    floats.set(worth, place(10) >>> 3);
    ints.set(best, place(11) >>> 2);
    return { price: place(9), worth: place(10), best: place(11) };
  }

  /** Memory that has grown is another. */
  #look(): void {
    const { buffer } = this.#exports.memory;
    if (buffer === this.#floats.buffer) return;
    this.#floats = new Float64Array(buffer, 0, Math.floor(buffer.byteLength / 8));
    this.#ints = new Int32Array(buffer);
  }
}

/** A memory that has grown beyond this is given up before the next block.   Unit: bytes. */
const mostKept = 2 ** 28;
/** More branches or steps than any block takes. */
const most = 2 ** 31 - 1;

/** Of this thread. */
export const assembledPlanner = new AssembledPlanner();
