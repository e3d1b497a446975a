/** A source of numbers that look random and are the same for the same seed everywhere. */
export interface Random {
  /** A number from 0 to below 1. */
  next(): number;
  /** A whole number from 0 to below `count`. */
  below(count: number): number;
}

/** The random numbers of a seed: a 32-bit counter, mixed (the "mulberry" scheme). */
export function makeRandom(seed: number): Random {
  // With its sign, as then it needs no object of its own for every number drawn.
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let z = Math.imul(state ^ (state >>> 15), state | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { next, below: (count) => Math.floor(next() * count) };
}
