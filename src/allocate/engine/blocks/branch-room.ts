import { PackedWays } from "./packed-ways.ts";

/** Chunks grow from few numbers, which do for a small plan, to many. */
const firstChunk = 512;
const mostDoublings = 5;

/**
 * Room for the numbers of branches, which is used again once all of them are done with: a search opens hundreds of
 * thousands, and an array of its own for each would leave memory in splinters.
 */
export class BranchRoom {
  /** The open ways of the block at hand. */
  readonly packed = new PackedWays();
  readonly #floats: Float64Array[] = [];
  readonly #ints: Int32Array[] = [];
  #float = { chunk: 0, next: 0 };
  #int = { chunk: 0, next: 0 };

  /** Gives all room back: what was copied before must not be read any more. */
  reset(): void {
    this.#float = { chunk: 0, next: 0 };
    this.#int = { chunk: 0, next: 0 };
  }

  copyFloats(from: Float64Array): Float64Array {
    const copy = this.floats(from.length);
    copy.set(from);
    return copy;
  }

  copyInts(from: Int32Array): Int32Array {
    const copy = this.ints(from.length);
    copy.set(from);
    return copy;
  }

  /** Room for so many numbers, whatever stands there. */
  floats(length: number): Float64Array {
    return place(this.#floats, this.#float, length, makeFloats);
  }

  /** Room for so many whole numbers, whatever stands there. */
  ints(length: number): Int32Array {
    return place(this.#ints, this.#int, length, makeInts);
  }
}

const makeFloats = (length: number) => new Float64Array(length);
const makeInts = (length: number) => new Int32Array(length);

/** The next free part of some chunks, of a length. */
function place<T extends Float64Array | Int32Array>(
  chunks: T[],
  at: { chunk: number; next: number },
  length: number,
  make: (length: number) => T,
): T {
  for (; ; at.chunk++, at.next = 0) {
    const size = firstChunk << Math.min(mostDoublings, at.chunk);
    const chunk = chunks[at.chunk] ?? make(Math.max(size, length));
    if (at.chunk === chunks.length) chunks.push(chunk);
    if (at.next + length > chunk.length) continue;
    at.next += length;
    return chunk.subarray(at.next - length, at.next) as T;
  }
}
