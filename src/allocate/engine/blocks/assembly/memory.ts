/**
 * Lists of numbers in the one memory, and room for them. Room is taken one piece after another, and given back all at
 * once: nothing is collected.
 */

@unmanaged
/** Floats, by the address of the first. Nothing looks whether a place is within the list. */
export class Floats {
  [key: number]: f64;

  @inline
  @operator("[]")
  get(place: i32): f64 {
    return load<f64>(changetype<usize>(this) + ((<usize>place) << 3));
  }

  @inline
  @operator("[]=")
  set(place: i32, value: f64): void {
    store<f64>(changetype<usize>(this) + ((<usize>place) << 3), value);
  }
}

@unmanaged
/** Whole numbers, likewise. */
export class Ints {
  [key: number]: i32;

  @inline
  @operator("[]")
  get(place: i32): i32 {
    return load<i32>(changetype<usize>(this) + ((<usize>place) << 2));
  }

  @inline
  @operator("[]=")
  set(place: i32, value: i32): void {
    store<i32>(changetype<usize>(this) + ((<usize>place) << 2), value);
  }
}

/** Room begins beyond what the compiler keeps; all of it is in steps of so many bytes. */
const step: usize = 8;
const pageBits: usize = 16;
/** Memory grows by at least so many pages. */
const leastGrowth: u64 = 16;
/** And never to more: 32 bits cannot say where the last page of 4 GiB ends. */
const mostPages: u64 = 0xffff;
/** Who can do without more room takes none beyond this.   Unit: bytes. */
const crowded: usize = 1 << 30;

let next: usize = __heap_base;
let end: usize = (<usize>memory.size()) << pageBits;

/** Gives all room back. */
export function giveBackAll(): void {
  next = (__heap_base + step - 1) & ~(step - 1);
}

/** Whether so much room is taken that who can do without more should. */
export function isCrowded(): bool {
  return next > crowded;
}

/** Room for so many things of 2 to the power of `bits` bytes, whatever stands there. */
function roomFor(count: u32, bits: usize): usize {
  const at = next;
  // At first there is no memory at all.
  if (at > end || count > (end - at) >> bits) grow(at, (<u64>count) << bits);
  next = (at + ((<usize>count) << bits) + step - 1) & ~(step - 1);
  return at;
}

/** Grows memory to hold so many bytes from an address on; stops all where it cannot. */
function grow(at: usize, bytes: u64): void {
  const size = <u64>memory.size();
  const needed = (<u64>at + bytes + (1 << pageBits) - 1) >> pageBits;
  if (needed > mostPages) unreachable();
  // A quarter more, so that it is not grown often.
  const wanted = min(mostPages, needed + max(leastGrowth, size >> 2));
  if (memory.grow(<i32>(wanted - size)) < 0 && memory.grow(<i32>(needed - size)) < 0) unreachable();
  end = (<usize>memory.size()) << pageBits;
}

/** Room for so many bytes, whatever stands there. */
export function bytesFor(count: u32): usize {
  return roomFor(count, 0);
}

/** Room for so many floats, whatever stands there. */
export function floatsFor(count: u32): Floats {
  return changetype<Floats>(roomFor(count, 3));
}

/** Room for so many whole numbers, whatever stands there. */
export function intsFor(count: u32): Ints {
  return changetype<Ints>(roomFor(count, 2));
}

/** The first so many floats of a list, in room of their own. */
export function copyFloats(from: Floats, count: i32): Floats {
  const to = floatsFor(count);
  setFloats(to, from, count);
  return to;
}

/** The first so many whole numbers of a list, in room of their own. */
export function copyInts(from: Ints, count: i32): Ints {
  const to = intsFor(count);
  setInts(to, from, count);
  return to;
}

/** Writes the first so many floats of one list over those of another. */
export function setFloats(to: Floats, from: Floats, count: i32): void {
  memory.copy(changetype<usize>(to), changetype<usize>(from), (<usize>count) << 3);
}

/** Writes the first so many whole numbers of one list over those of another. */
export function setInts(to: Ints, from: Ints, count: i32): void {
  memory.copy(changetype<usize>(to), changetype<usize>(from), (<usize>count) << 2);
}

/** Makes some floats 0. */
export function clear(list: Floats, count: i32): void {
  memory.fill(changetype<usize>(list), 0, (<usize>count) << 3);
}

/** Makes some whole numbers -1. */
export function clearToNone(list: Ints, count: i32): void {
  memory.fill(changetype<usize>(list), 0xff, (<usize>count) << 2);
}
