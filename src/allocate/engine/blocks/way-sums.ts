import { waySumsModule } from "./way-sums-module.ts";

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** What is needed of it here: TypeScript knows it in pages of the web only. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
  ) => { readonly exports: { readonly memory: Memory; readonly best: Best } };
};

/** How many there are of each. */
interface Counts {
  readonly ways: number;
  readonly items: number;
  readonly things: number;
  readonly takes: number;
}

/** Where the numbers of a block stand in the memory of the sums: see `way-sums.wat`. */
interface Layout extends Counts {
  // Places among the floats.
  readonly value: number;
  readonly worth: number;
  readonly price: number;
  readonly most: number;
  readonly amount: number;
  // Places among the whole numbers. There is room for one thing and one item more.
  readonly first: number;
  readonly taker: number;
  readonly firstOpen: number;
  readonly open: number;
  readonly top: number;
  readonly changes: number;
  /** Where all of them end. */
  readonly end: number;
}

type Best = (...placesAndBefore: number[]) => number;

/** Memory grows by so many bytes, or some times as many. */
const page = 65_536;

/**
 * What the ways of a block are worth at prices of things that they take, by a few lines of WebAssembly: three times as
 * quick as the same in JavaScript, which looks at every number whether it is within its array. Most of the work of
 * planning blocks is in these sums.
 *
 * A thread has one memory for all that sum, of the block at hand: a memory of its own for each would soon take all
 * addresses. Who sums sees to it that the block is still its own, by {@link user}.
 */
export class WaySums {
  /** Who wrote the numbers that stand in the memory. */
  user: object | undefined;
  /** The memory, as floats and as whole numbers. */
  floats: Float64Array;
  ints: Int32Array;
  /** Where the user's numbers stand. */
  layout: Layout = layOut({ ways: 0, items: 0, things: 0, takes: 0 });
  readonly #memory: Memory;
  readonly #best: Best;

  constructor() {
    const bytes = Uint8Array.from(atob(waySumsModule), (byte) => byte.charCodeAt(0));
    const module = new WebAssembly.Module(bytes);
    const { memory, best } = new WebAssembly.Instance(module).exports;
    this.#memory = memory;
    this.#best = best;
    this.floats = new Float64Array(this.#memory.buffer);
    this.ints = new Int32Array(this.#memory.buffer);
  }

  /** Makes room for so many numbers of a user, who writes them: what stood there is lost. */
  begin(user: object, counts: Counts): Layout {
    this.user = user;
    this.layout = layOut(counts);
    const lacking = this.layout.end * 4 - this.ints.byteLength;
    if (lacking > 0) {
      // To twice what is held, at least: larger and larger blocks may come.
      this.#memory.grow(Math.ceil((lacking + this.ints.byteLength) / page));
      this.floats = new Float64Array(this.#memory.buffer);
      this.ints = new Int32Array(this.#memory.buffer);
    }
    return this.layout;
  }

  /**
   * Sums up at the prices that stand in the memory, and looks for the best way of each item that is open; answers what
   * these are worth, added to `before`.
   */
  best(before: number): number {
    const { value, worth, ways, price, things, first, taker, amount } = this.layout;
    const { firstOpen, open, top, most, items, changes } = this.layout;
    // One after the other: a list of them would be made anew each time.
    return this.#best(
      8 * value,
      8 * worth,
      ways,
      8 * price,
      things,
      4 * first,
      4 * taker,
      8 * amount,
      4 * firstOpen,
      4 * open,
      4 * top,
      8 * most,
      items,
      4 * changes,
      before,
    );
  }
}

function layOut({ ways, items, things, takes }: Counts): Layout {
  const price = 2 * ways;
  const most = price + things;
  const amount = most + items;
  const first = 2 * (amount + takes);
  const taker = first + things + 2;
  const firstOpen = taker + takes;
  const open = firstOpen + items + 1;
  const top = open + items;
  const changes = top + items;
  const counts = { ways, items, things, takes };
  const floats = { value: 0, worth: ways, price, most, amount };
  return {
    ...counts,
    ...floats,
    first,
    taker,
    firstOpen,
    open,
    top,
    changes,
    end: changes + 1 + 2 * items,
  };
}
