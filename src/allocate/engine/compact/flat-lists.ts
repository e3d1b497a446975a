/** Lists one after another in long arrays: list `l` has the entries from `first[l]` to below `first[l + 1]`. */
export interface FlatLists {
  readonly first: Int32Array;
  readonly at: Int32Array;
  readonly factor: Float64Array;
}

/** Running sums of lengths: where each list starts in one long array, and where the last ends. */
export function starts(lengths: ArrayLike<number>): Int32Array {
  const first = new Int32Array(lengths.length + 1);
  for (let index = 0; index < lengths.length; index++)
    first[index + 1] = (first[index] as number) + (lengths[index] as number);
  return first;
}

const fewEntries = 64;

/** Lists whose entries come in any order: where each points, and times what. Holds no object for an entry. */
export class ListWriter {
  #list = new Int32Array(fewEntries);
  #at = new Int32Array(fewEntries);
  #factor = new Float64Array(fewEntries);
  #length = 0;

  add(list: number, at: number, factor: number): void {
    if (this.#length === this.#list.length) this.#grow();
    this.#list[this.#length] = list;
    this.#at[this.#length] = at;
    this.#factor[this.#length] = factor;
    this.#length++;
  }

  #grow(): void {
    const [list, at, factor] = [this.#list, this.#at, this.#factor];
    this.#list = new Int32Array(2 * list.length);
    this.#list.set(list);
    this.#at = new Int32Array(2 * at.length);
    this.#at.set(at);
    this.#factor = new Float64Array(2 * factor.length);
    this.#factor.set(factor);
  }

  /** The lists, each in the order in which its entries came; entries that follow each other at one place are one. */
  flatten(lists: number): FlatLists {
    const last = new Int32Array(lists).fill(-1);
    const lengths = new Int32Array(lists);
    for (let e = 0; e < this.#length; e++) {
      const list = this.#list[e] as number;
      if (last[list] !== (this.#at[e] as number)) (lengths[list] as number)++;
      last[list] = this.#at[e] as number;
    }
    const first = starts(lengths);
    const at = new Int32Array(first[lists] as number);
    const factor = new Float64Array(at.length);
    const next = lengths;
    for (let list = 0; list < lists; list++) next[list] = (first[list] as number) - 1;
    last.fill(-1);
    for (let e = 0; e < this.#length; e++) {
      const list = this.#list[e] as number;
      if (last[list] !== (this.#at[e] as number)) (next[list] as number)++;
      last[list] = this.#at[e] as number;
      const place = next[list] as number;
      at[place] = this.#at[e] as number;
      (factor[place] as number) += this.#factor[e] as number;
    }
    return { first, at, factor };
  }
}
