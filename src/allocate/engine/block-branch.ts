/** A way for one item of a block: what it loses against the item's best, and what it takes of each ceiling. */
export interface Option {
  readonly mode: number;
  readonly loss: number;
  readonly use: Float64Array;
}

/** How often the prices of a node are moved in search of its lowest bound. */
const priceSteps = 6;
/** A branch that could gain less than this against the best known is given up.   Unit: value points. */
const leastGain = 1e-9;
/** Uses are sums of cents times factors. */
const roundingRoom = 1e-6;

/** An item in doubt: what each way is worth but for the block's own ceilings, and what it takes of them. */
interface Doubt {
  readonly worth: Float64Array;
  /** Shape: way x ceiling. */
  readonly use: Float64Array;
}

interface Branch {
  readonly depth: number;
  readonly worth: number;
  readonly left: Float64Array;
  readonly price: Float64Array;
  readonly bound: number;
}

/**
 * How much less than at the prices the best whole plan of a block is worth, at least: best-first branching, with
 * prices of the block's ceilings that each branch moves to lower its own bound.
 *
 * `lists`: the ways of each item, the least loss first. `left`: what each ceiling has; `price`: what it costs.
 * `nodes`: how many branches are opened at most.
 */
export function branchBlock(
  lists: readonly (readonly Option[])[],
  left: Float64Array,
  price: Float64Array,
  nodes: number,
): number {
  return new BlockBranching(lists, left, price).run(nodes);
}

class BlockBranching {
  readonly #rows: number;
  readonly #price: Float64Array;
  readonly #left: Float64Array;
  readonly #doubts: Doubt[] = [];
  /** Loss against the prices of the best whole plan found. */
  readonly #known: number;
  /** Worth of all, at the prices. */
  #all = 0;
  /** Worth of the items that are not in doubt. */
  #fixed = 0;
  readonly #slope: Float64Array;
  readonly #now: Float64Array;

  constructor(lists: readonly (readonly Option[])[], left: Float64Array, price: Float64Array) {
    this.#rows = left.length;
    this.#price = price;
    this.#left = Float64Array.from(left);
    this.#slope = new Float64Array(left.length);
    this.#now = new Float64Array(left.length);
    for (let k = 0; k < left.length; k++) this.#all += (price[k] as number) * (left[k] as number);
    this.#known = Math.min(
      packFirst(lists, left, price, (list) => list[1]?.loss ?? Infinity),
      packFirst(lists, left, price, (list) => Math.max(...list.map(({ use }) => Math.max(...use)))),
    );
    this.#sort(lists);
  }

  /** Takes out items of which every way but one loses more than the best whole plan known. */
  #sort(lists: readonly (readonly Option[])[]): void {
    const sized: { readonly doubt: Doubt; readonly size: number }[] = [];
    for (const list of lists) {
      const near = list.filter(({ loss }) => loss <= this.#known);
      const [only] = near;
      if (near.length === 1 && only !== undefined) {
        this.#fixed += this.#worthOf(only);
        for (let k = 0; k < this.#rows; k++) (this.#left[k] as number) -= only.use[k] as number;
        continue;
      }
      const worth = Float64Array.from(near, (option) => this.#worthOf(option));
      const use = new Float64Array(near.length * this.#rows);
      let size = 0;
      near.forEach((option, way) => {
        use.set(option.use, way * this.#rows);
        for (const one of option.use) size = Math.max(size, one);
      });
      sized.push({ doubt: { worth, use }, size });
    }
    sized.sort((a, b) => b.size - a.size);
    for (const { doubt } of sized) this.#doubts.push(doubt);
  }

  /** What a way gains over its item's best, with what it takes of the ceilings given back. */
  #worthOf({ loss, use }: Option): number {
    let worth = -loss;
    for (let k = 0; k < this.#rows; k++) worth += (this.#price[k] as number) * (use[k] as number);
    return worth;
  }

  run(nodes: number): number {
    if (this.#known === Infinity) return 0;
    // Losses are against the best at the prices, whose worth beyond ceilings is 0.
    const least = this.#all - this.#known;
    if (this.#left.some((one) => one < -roundingRoom)) return this.#known;
    const heap = new BranchHeap();
    heap.push(this.#bound(0, this.#fixed, this.#left, this.#price, least, Infinity));
    let top = least;
    for (let opened = 0; ; opened++) {
      const branch = heap.pop();
      if (branch === undefined || branch.bound <= least + leastGain) break;
      if (opened >= nodes || branch.depth === this.#doubts.length) {
        top = branch.bound;
        break;
      }
      this.#open(branch, least, heap);
    }
    return Math.max(0, this.#all - Math.max(top, least) - leastGain);
  }

  #open(branch: Branch, least: number, heap: BranchHeap): void {
    const doubt = this.#doubts[branch.depth];
    if (doubt === undefined) return;
    for (let way = 0; way < doubt.worth.length; way++) {
      const left = Float64Array.from(branch.left);
      let fits = true;
      for (let k = 0; k < this.#rows; k++) {
        const use = doubt.use[way * this.#rows + k] as number;
        (left[k] as number) -= use;
        if (use > 0 && (left[k] as number) < -roundingRoom) fits = false;
      }
      if (!fits) continue;
      const worth = branch.worth + (doubt.worth[way] as number);
      const next = this.#bound(branch.depth + 1, worth, left, branch.price, least, branch.bound);
      if (next.bound > least + leastGain) heap.push(next);
    }
  }

  /** A branch with the lowest bound found in a few steps from the prices of the one before. */
  #bound(
    depth: number,
    worth: number,
    left: Float64Array,
    from: Float64Array,
    least: number,
    most: number,
  ): Branch {
    const price = this.#now;
    price.set(from);
    let bound = Infinity;
    let best = from;
    let share = 1;
    for (let step = 0; step < priceSteps; step++) {
      const value = worth + this.#dual(depth, price, left);
      if (value < bound) {
        bound = value;
        best = Float64Array.from(price);
      } else share *= 0.5;
      if (bound <= least || !this.#move(price, (share * (bound - least)) / 2)) break;
    }
    return { depth, worth, left, price: best, bound: Math.min(bound, most) };
  }

  /** Moves prices against the slope by a step that would lower the bound by so much; false where there is no slope. */
  #move(price: Float64Array, by: number): boolean {
    const slope = this.#slope;
    let square = 0;
    for (let k = 0; k < this.#rows; k++) {
      if ((price[k] as number) <= 0 && (slope[k] as number) > 0) slope[k] = 0;
      square += (slope[k] as number) ** 2;
    }
    if (square === 0) return false;
    for (let k = 0; k < this.#rows; k++)
      price[k] = Math.max(0, (price[k] as number) - (by / square) * (slope[k] as number));
    return true;
  }

  /** What room and the items from a depth on are worth at prices; fills the slope. */
  #dual(depth: number, price: Float64Array, left: Float64Array): number {
    const [rows, slope] = [this.#rows, this.#slope];
    let sum = 0;
    for (let k = 0; k < rows; k++) {
      slope[k] = left[k] as number;
      sum += (price[k] as number) * (left[k] as number);
    }
    for (let d = depth; d < this.#doubts.length; d++) {
      const { worth, use } = this.#doubts[d] as Doubt;
      let most = -Infinity;
      let best = 0;
      for (let way = 0; way < worth.length; way++) {
        let value = worth[way] as number;
        for (let k = 0; k < rows; k++)
          value -= (price[k] as number) * (use[way * rows + k] as number);
        if (value > most) [most, best] = [value, way];
      }
      sum += most;
      for (let k = 0; k < rows; k++) (slope[k] as number) -= use[best * rows + k] as number;
    }
    return sum;
  }
}

/** What a whole plan loses against the prices that gives each item in turn its best way that fits; Infinity for none. */
function packFirst(
  lists: readonly (readonly Option[])[],
  left: Float64Array,
  price: Float64Array,
  keyOf: (list: readonly Option[]) => number,
): number {
  const room = Float64Array.from(left);
  const keyed = lists.map((list, index) => ({ list, index, key: keyOf(list) }));
  keyed.sort((a, b) => (a.key === b.key ? a.index - b.index : b.key - a.key));
  let loss = 0;
  for (const { list } of keyed) {
    const way = list.find(({ use }) =>
      use.every((one, k) => one <= 0 || one <= (room[k] as number) + roundingRoom),
    );
    if (way === undefined) return Infinity;
    loss += way.loss;
    for (let k = 0; k < room.length; k++) (room[k] as number) -= way.use[k] as number;
  }
  for (let k = 0; k < room.length; k++) loss += (price[k] as number) * (room[k] as number);
  return loss;
}

/** Branches, the highest bound on top. */
class BranchHeap {
  readonly #list: Branch[] = [];

  push(branch: Branch): void {
    const list = this.#list;
    list.push(branch);
    for (let at = list.length - 1; at > 0; ) {
      const up = (at - 1) >> 1;
      if ((list[up] as Branch).bound >= branch.bound) break;
      this.#swap(at, up);
      at = up;
    }
  }

  pop(): Branch | undefined {
    const list = this.#list;
    const top = list[0];
    const last = list.pop();
    if (top === undefined || last === undefined || list.length === 0) return top;
    list[0] = last;
    for (let at = 0; ; ) {
      let down = 2 * at + 1;
      if (down >= list.length) return top;
      if (down + 1 < list.length && (list[down + 1] as Branch).bound > (list[down] as Branch).bound)
        down++;
      if ((list[at] as Branch).bound >= (list[down] as Branch).bound) return top;
      this.#swap(at, down);
      at = down;
    }
  }

  #swap(a: number, b: number): void {
    const list = this.#list;
    [list[a], list[b]] = [list[b] as Branch, list[a] as Branch];
  }
}
