import { bytesFor, Floats, Ints, intsFor, setInts } from "./memory";

@unmanaged
/** A part of all plans of a block: some items are decided. */
export class Branch {
  /** No plan of it is worth more. */
  bound: f64;
  /** What the items decided are worth but for own things. */
  worth: f64;
  /** Prices of own things to begin with; the best way of each item not decided at these, and what that is worth. */
  price: Floats;
  top: Ints;
  most: Floats;
  /** What is left of ceilings and links; the effect so far on leaves. */
  left: Floats;
  /** The way of each item decided.   Shape: by place in the order. */
  chosen: Ints;
}

/** No branch. */
export const none: Branch = changetype<Branch>(0);

/** A branch in room of its own; lists are taken over as they are. */
export function makeBranch(
  bound: f64,
  worth: f64,
  price: Floats,
  top: Ints,
  most: Floats,
  left: Floats,
  chosen: Ints,
): Branch {
  const branch = changetype<Branch>(bytesFor(offsetof<Branch>()));
  branch.bound = bound;
  branch.worth = worth;
  branch.price = price;
  branch.top = top;
  branch.most = most;
  branch.left = left;
  branch.chosen = chosen;
  return branch;
}

/** After so many branches of the highest bound a dive begins, and after each dive so many come again. */
const firstDive: i32 = 20;
const betweenDives: i32 = 30;
/** Room for so many branches at first. */
const firstRoom: i32 = 64;

/**
 * Branches that are open: the one of the highest bound comes next, which lowers the bound of all. Now and then a dive goes
 * on with the best branch of the one opened last, down to where nothing is left to decide, which finds good plans.
 */
let heap: Ints = changetype<Ints>(0);
let size: i32 = 0;
let room: i32 = 0;
/** Where the dive goes on. */
let next: Branch = none;
let untilDive: i32 = 0;
/** Whether the branch that came last belongs to a dive. */
export let isDiving: bool = false;

/** Forgets all branches: room for those of the block at hand. */
export function beginBranches(): void {
  room = firstRoom;
  heap = intsFor(room);
  size = 0;
  next = none;
  untilDive = firstDive;
  isDiving = false;
}

/** Adds a branch of the one that came last. */
export function pushBranch(branch: Branch): void {
  if (!isDiving) pushOn(branch);
  else if (next === none) next = branch;
  else if (branch.bound <= next.bound) pushOn(branch);
  else {
    pushOn(next);
    next = branch;
  }
}

/** The branch that comes next; {@link none} where none is open. */
export function popBranch(): Branch {
  const own = next;
  next = none;
  if (own !== none) return own;
  isDiving = untilDive === 0;
  untilDive = isDiving ? betweenDives : untilDive - 1;
  return popOff();
}

/** No branch that is open has a higher one; -Infinity where none is. */
export function highestBound(): f64 {
  return max(next === none ? -Infinity : next.bound, size === 0 ? -Infinity : branchAt(0).bound);
}

function branchAt(at: i32): Branch {
  return changetype<Branch>(heap[at]);
}

function pushOn(branch: Branch): void {
  if (size === room) {
    const larger = intsFor(2 * room);
    setInts(larger, heap, size);
    heap = larger;
    room *= 2;
  }
  let at = size;
  size++;
  while (at > 0) {
    const up = (at - 1) >> 1;
    if (branchAt(up).bound >= branch.bound) break;
    heap[at] = heap[up];
    at = up;
  }
  heap[at] = <i32>changetype<usize>(branch);
}

function popOff(): Branch {
  if (size === 0) return none;
  const first = branchAt(0);
  size--;
  if (size === 0) return first;
  const last = branchAt(size);
  let at = 0;
  for (;;) {
    let down = 2 * at + 1;
    if (down >= size) break;
    if (down + 1 < size && branchAt(down + 1).bound > branchAt(down).bound) down++;
    if (last.bound >= branchAt(down).bound) break;
    heap[at] = heap[down];
    at = down;
  }
  heap[at] = <i32>changetype<usize>(last);
  return first;
}
