/** How many changes a journal has room for at first; it doubles when full. */
const firstRoom = 4_096;

/**
 * Numbers that change together, and what stood there before each change, so that changes can be taken back to the bit.
 *
 * Every array of a plan in the making is watched by one journal; whoever changes an entry goes through {@link write}.
 */
export class Journal {
  readonly #arrays: (Float64Array | Int32Array)[] = [];
  // Three stacks: which array, where, and what stood there.
  #which = new Uint8Array(firstRoom);
  #where = new Int32Array(firstRoom);
  #old = new Float64Array(firstRoom);
  #depth = 0;

  /** Takes an array into the journal; answers the number by which {@link write} knows it. */
  watch(array: Float64Array | Int32Array): number {
    return this.#arrays.push(array) - 1;
  }

  /** How many changes can be taken back: a mark to return to with {@link undoTo}. */
  get depth(): number {
    return this.#depth;
  }

  /** Sets an entry of a watched array. */
  write(which: number, at: number, value: number): void {
    if (this.#depth === this.#which.length) this.#grow();
    const array = this.#arrays[which] as Float64Array | Int32Array;
    this.#which[this.#depth] = which;
    this.#where[this.#depth] = at;
    this.#old[this.#depth] = array[at] as number;
    this.#depth++;
    array[at] = value;
  }

  /** Takes back all changes since a mark. */
  undoTo(mark: number): void {
    while (this.#depth > mark) {
      this.#depth--;
      const array = this.#arrays[this.#which[this.#depth] as number] as Float64Array | Int32Array;
      array[this.#where[this.#depth] as number] = this.#old[this.#depth] as number;
    }
  }

  /** Lets all changes so far stand. */
  forget(): void {
    this.#depth = 0;
  }

  #grow(): void {
    const which = this.#which;
    const where = this.#where;
    const old = this.#old;
    this.#which = new Uint8Array(which.length * 2);
    this.#where = new Int32Array(which.length * 2);
    this.#old = new Float64Array(which.length * 2);
    this.#which.set(which);
    this.#where.set(where);
    this.#old.set(old);
  }
}
