/** A stream of pseudo-random numbers that is the same for a seed on every machine. */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** A number between two bounds. */
  between(least: number, most: number): number;
  /** A whole number from 0 up to, not including, `count`. */
  below(count: number): number;
  /** A number of the standard normal distribution. */
  normal(): number;
  /** One of the entries, each as likely. */
  pick<T>(entries: readonly T[]): T;
  /** The place of one of some weights, each as likely as it is heavy. */
  place(weights: Weights): number;
}

/** Sums of weights up to each place, to draw from many times. */
export interface Weights {
  readonly sums: Float64Array;
}

/** Weights to draw from.   None may be below 0, and not all may be 0. */
export function weigh(weights: readonly number[]): Weights {
  let sum = 0;
  return {
    sums: Float64Array.from(weights, (one) => {
      sum += one;
      return sum;
    }),
  };
}

/** A stream from a seed: a Weyl sequence through a 32-bit mixing function (splitmix32). */
export function makeRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    mixed ^= mixed >>> 15;
    return (mixed >>> 0) / 4294967296;
  };
  return {
    next,
    between: (least, most) => least + (most - least) * next(),
    below: (count) => Math.floor(next() * count),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick: <T>(entries: readonly T[]) => {
      const entry = entries[Math.floor(next() * entries.length)];
      if (entry === undefined) throw new RangeError("nothing to pick from");
      return entry;
    },
    place: ({ sums }) => firstAbove(sums, next() * (sums.at(-1) ?? 0)),
  };
}

/** The first place whose sum is above a level, by halving. */
function firstAbove(sums: Float64Array, level: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) > level) high = middle;
    else low = middle + 1;
  }
  return low;
}
