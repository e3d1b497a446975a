/** Bits of a number between 0 and 1 that a draw decides; the rest is half a step. */
const bits = 32;

/** Bits of the index that are shuffled: a sweep of over a million what-ifs begins again in another order. */
const indexBits = 20;

/**
 * A number between 0 and 1 for one factor of what-if `index`: it depends on seed, name and index, and on nothing else.
 *
 * Every aligned block of 2, 4, 8 … what-ifs holds one draw in each 2nd, 4th, 8th … part of the range, so that few
 * what-ifs already cover every factor evenly; between factors the order is independent.
 *
 * Source: van der Corput's sequence, its digits scrambled after Owen (1995), its index shuffled in the same way for
 * each factor, as Burley (2020) pads sequences of few dimensions.
 */
export function drawUnit(seed: number, name: string, index: number): number {
  const key = mix(hashText(name) ^ mix(seed | 0));
  const shuffled = scramble(index, indexBits, mix(key ^ 0x68bc21eb));
  const digits = scramble(reverseBits(shuffled), bits, mix(key ^ 0x02e5be93));
  return (digits + 0.5) / 2 ** bits;
}

/**
 * A whole number of `width` bits with each bit flipped, or not, by chance that hangs on the bits above it alone.
 * So numbers that agree in their upper bits still do: blocks stay blocks.
 */
function scramble(value: number, width: number, key: number): number {
  let result = 0;
  for (let level = width - 1; level >= 0; level--) {
    const above = Math.floor(value / 2 ** (level + 1));
    const flip = mix(key ^ mix(above + Math.imul(level + 1, 0x9e3779b1))) & 1;
    const bit = Math.floor(value / 2 ** level) & 1;
    result = result * 2 + (bit ^ flip);
  }
  return result;
}

function reverseBits(value: number): number {
  let result = 0;
  for (let bit = 0; bit < bits; bit++) {
    result = result * 2 + (Math.floor(value / 2 ** bit) & 1);
  }
  return result;
}

/** A text as a number of 32 bits.   Source: the hash FNV-1a, over the units of UTF-16. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place++) {
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  }
  return hash;
}

/** Spreads a change of any bit over all bits.   Source: the last step of MurmurHash3. */
function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
