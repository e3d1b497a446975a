import type { Candidate } from "./problem.ts";

type Effects = Candidate["effects"];

/**
 * Effects of which each is so many times what it was, by the leaves that they serve.
 *
 * A sweep makes fifty thousand of them for every other world. A map for each would be most of what a world holds, and
 * most of what is cleared away after it.
 */
export class ScaledEffects implements Effects {
  readonly of: Effects;
  readonly factor: number;

  constructor(of: Effects, factor: number) {
    this.of = of;
    this.factor = factor;
  }

  get size(): number {
    return this.of.size;
  }

  has(leaf: string): boolean {
    return this.of.has(leaf);
  }

  get(leaf: string): number | undefined {
    const amount = this.of.get(leaf);
    return amount === undefined ? undefined : amount * this.factor;
  }

  forEach(visit: (amount: number, leaf: string, all: Effects) => void): void {
    this.of.forEach((amount, leaf) => {
      visit(amount * this.factor, leaf, this);
    });
  }

  keys(): MapIterator<string> {
    return this.of.keys();
  }

  *values(): MapIterator<number> {
    for (const amount of this.of.values()) yield amount * this.factor;
  }

  *entries(): MapIterator<[string, number]> {
    for (const [leaf, amount] of this.of) yield [leaf, amount * this.factor];
  }

  [Symbol.iterator](): MapIterator<[string, number]> {
    return this.entries();
  }
}
