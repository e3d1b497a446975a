import { BoundHeap } from "./bound-heap.ts";

/** After so many branches of the highest bound a dive begins, and after each dive so many come again. */
const firstDive = 20;
const betweenDives = 30;

/**
 * Branches that are open: the one of the highest bound comes next, which lowers the bound of all. Now and then a dive goes
 * on with the best branch of the one opened last, down to where nothing is left to decide, which finds good plans.
 */
export class BranchQueue<T extends { readonly bound: number }> {
  /** Whether the branch that came last belongs to a dive. */
  isDiving = false;
  readonly #heap = new BoundHeap<T>();
  /** Where the dive goes on. */
  #next: T | undefined;
  #untilDive = firstDive;

  /** Adds a branch of the one that came last. */
  push(branch: T): void {
    if (!this.isDiving) this.#heap.push(branch);
    else if (this.#next === undefined) this.#next = branch;
    else if (branch.bound <= this.#next.bound) this.#heap.push(branch);
    else {
      this.#heap.push(this.#next);
      this.#next = branch;
    }
  }

  pop(): T | undefined {
    const next = this.#next;
    this.#next = undefined;
    if (next !== undefined) return next;
    this.isDiving = this.#untilDive === 0;
    this.#untilDive = this.isDiving ? betweenDives : this.#untilDive - 1;
    return this.#heap.pop();
  }

  /** No branch that is open has a higher one; -Infinity where none is. */
  get bound(): number {
    return Math.max(this.#next?.bound ?? -Infinity, this.#heap.top?.bound ?? -Infinity);
  }
}
