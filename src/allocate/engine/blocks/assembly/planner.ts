import {
  begin,
  best,
  distance,
  fits,
  hasWays,
  holds,
  items,
  leafWorth,
  leaves,
  price,
  reducedWorth,
  setEmpty,
  take,
  takeUnderCeilings,
  things,
  worth,
} from "./block";
import {
  Branch,
  beginBranches,
  highestBound,
  isDiving,
  makeBranch,
  none,
  popBranch,
  pushBranch,
} from "./branches";
import {
  clear,
  clearToNone,
  copyFloats,
  copyInts,
  Floats,
  floatsFor,
  Ints,
  intsFor,
  isCrowded,
  setFloats,
  setInts,
} from "./memory";
import {
  count,
  firstOpen,
  keep,
  most,
  narrow,
  nextBest,
  openAll,
  openWay,
  order,
  pack,
  sumBest,
  sumKnown,
  top,
  undecided,
  value,
} from "./open-ways";
import { bendSlope, leafDual, moveAlong } from "./slope";
import { beginSweeps, sweep } from "./sweep";

export { begin };

/** The first so many branches are filled to whole plans, then those of dives and one in so many. */
const firstFilled: i32 = 40;
const filledOf: i32 = 5;
/** Where no good plan may be known yet, a step aims at this much of the bound below it at most. */
const mostFall: f64 = 0.02;
/** Steps end where they get shorter than this share of the first. */
const leastShare: f64 = 1e-3;
/** An item is in doubt this much at least. */
const leastDoubt: f64 = 1e-12;
/** An item of a key beyond this is in doubt: one that is not need not be weighed then. */
const doubtfulKey: f64 = 1e-9;

// How the block is to be planned: see `PlanningRule`.
let firstShare: f64 = 0;
let shorter: f64 = 0;
let bend: f64 = 0;
let inBranch: i32 = 0;
let fillsAll: bool = false;
/** A branch that could gain less than this against the best known is given up.   Unit: value points. */
let enough: f64 = 0;

/** What the best plan known is worth; -Infinity where none is. */
let known: f64 = 0;
/** The highest bound of the branches that were given up. */
let givenUp: f64 = 0;
/** Whether the last descent found better prices than those that it began with. */
let hasMoved: bool = false;
/** Items decided before branching: pairs of item and way. */
let decided: Ints = changetype<Ints>(0);
let decidedCount: i32 = 0;

let now: Floats = changetype<Floats>(0);
let slope: Floats = changetype<Floats>(0);
/** The last step. */
let before: Floats = changetype<Floats>(0);
let trial: Ints = changetype<Ints>(0);
let trialLeft: Floats = changetype<Floats>(0);
let difference: Floats = changetype<Floats>(0);

/** Says how blocks are to be planned from now on. */
export function follow(
  share: f64,
  shorterBy: f64,
  bendBy: f64,
  stepsInBranch: i32,
  fillsWhereKnown: bool,
): void {
  firstShare = share;
  shorter = shorterBy;
  bend = bendBy;
  inBranch = stepsInBranch;
  fillsAll = fillsWhereKnown;
}

/**
 * Plans the block at hand, whose best plan known, worth of ways and prices of own things are given. Answers the address of
 * what the dual is worth at these prices, no plan is worth more than, and the best plan is worth, all floats; then, as
 * whole numbers, how many items are open, the addresses of these, of where their ways begin and of their ways, how many
 * items were decided before branching, and the address of those. Best plan, worth and prices are changed in place.
 *
 * `nodes`: branches opened at most; `closeness`: how exact is exact enough; `steps`: how often prices are moved at first.
 */
export function plan(nodes: i32, closeness: f64, steps: i32): Floats {
  enough = closeness;
  const told = floatsFor(6);
  now = floatsFor(things);
  slope = floatsFor(things);
  before = floatsFor(things);
  trial = intsFor(items);
  trialLeft = floatsFor(things);
  difference = floatsFor(things);
  clear(difference, things);
  decided = intsFor(2 * items);
  decidedCount = 0;
  openAll();
  beginSweeps();
  const left = floatsFor(things);
  setEmpty(left);
  const chosen = intsFor(count);
  clearToNone(chosen, count);
  const root = makeBranch(Infinity, 0, price, top, most, left, chosen);
  const atPrices = knownDual(root);
  recall();
  if (fillsAll || known === -Infinity) complete(root, price, top);
  // What is far from the best known at these prices already need not be looked at while they move.
  const near = closeFar(atPrices, left, 0);
  pack();
  near.bound = Infinity;
  const atRoot = descend(near, steps, price);
  complete(near, price, top);
  givenUp = known;
  const last = closeFar(atRoot, near.left, near.worth);
  if (nodes > 0) pack();
  told[0] = atPrices;
  told[1] = max(branch(last, nodes), givenUp);
  told[2] = known;
  const lists = changetype<Ints>(told);
  lists[6] = count;
  lists[7] = <i32>changetype<usize>(order);
  lists[8] = <i32>changetype<usize>(firstOpen);
  lists[9] = <i32>changetype<usize>(openWay);
  lists[10] = decidedCount;
  lists[11] = <i32>changetype<usize>(decided);
  return told;
}

/** What own things and the items not decided are worth at the prices with which a branch begins; fills the slope. */
function knownDual(branch: Branch): f64 {
  const sum = ownDual(branch.price, branch.left);
  return sumKnown(branch.chosen, branch.top, branch.most, slope, sum);
}

/** The same at other prices. */
function dual(branch: Branch, at: Floats): f64 {
  return sumBest(branch.chosen, at, slope, ownDual(at, branch.left));
}

/** What own things are worth at prices of own things; fills the slope but for what items use. */
function ownDual(at: Floats, left: Floats): f64 {
  let sum: f64 = 0;
  for (let k = 0; k < leaves; k++) {
    slope[k] = left[k];
    sum += at[k] * left[k];
  }
  for (let k = leaves; k < things; k++) sum += leafDual(slope, k, at, left);
  return sum;
}

/**
 * Lowers the bound of a branch by steps along the slope; the prices at which it is lowest into `lowest`. Its bound is
 * Infinity for `most` steps of a branch whose bound is not yet known. What ways are worth there is kept, where that is not
 * how the branch begins.
 */
function descend(branch: Branch, steps: i32, lowest: Floats): f64 {
  setFloats(now, branch.price, things);
  if (lowest !== branch.price) setFloats(lowest, branch.price, things);
  const fixed = branch.worth + leafWorth(branch.left);
  let bound = Infinity;
  let share = firstShare;
  hasMoved = false;
  for (let step = 0; step < steps; step++) {
    const sum = fixed + (step === 0 ? knownDual(branch) : dual(branch, now));
    if (sum < bound) {
      bound = sum;
      setFloats(lowest, now, things);
      if (step > 0) {
        keep();
        hasMoved = true;
      }
    } else share *= shorter;
    if (bound <= known + enough || share < leastShare) break;
    const near = bound - mostFall * abs(bound);
    const isFar = branch.bound === Infinity || known === -Infinity;
    const target = isFar ? max(near, known) : known;
    if (bend > 0 && step > 0) bendSlope(slope, now, before, bend);
    if (!moveAlong(slope, now, share * (sum - target))) break;
    setFloats(before, slope, things);
  }
  return min(bound, branch.bound);
}

/**
 * Closes ways that lose more than the bound is above the best known, at the prices whose ways were kept; decides items
 * of one way. `left`, `own`: what those decided before leave and are worth.
 */
function closeFar(bound: f64, left: Floats, own: f64): Branch {
  const rest = copyFloats(left, things);
  const first = decidedCount;
  const pairs = changetype<Ints>(changetype<usize>(decided) + ((<usize>first) << 3));
  decidedCount += narrow(bound - known, pairs);
  let sum = own;
  for (let n = first; n < decidedCount; n++) {
    const way = decided[2 * n + 1];
    sum += worth[way];
    take(rest, way);
  }
  const chosen = intsFor(count);
  clearToNone(chosen, count);
  const at = copyFloats(price, things);
  return makeBranch(bound, sum, at, copyInts(top, count), copyFloats(most, count), rest, chosen);
}

/** Branches until nothing open can gain, or nodes or memory run out; answers what no plan exceeds. */
function branch(root: Branch, nodes: i32): f64 {
  beginBranches();
  pushBranch(root);
  const at = floatsFor(things);
  let next = popBranch();
  for (let opened = 0; next !== none; opened++, next = popBranch()) {
    const highest = max(next.bound, highestBound());
    const isSpent = opened >= nodes || isCrowded();
    if (highest <= known + enough || isSpent) return max(highest, known);
    if (next.bound <= known + enough) {
      givenUp = max(givenUp, next.bound);
      continue;
    }
    const isFilled = isDiving || opened < firstFilled || opened % filledOf === 0;
    if (isFilled && (fillsAll || opened > 0)) complete(next, next.price, next.top);
    const bound = descend(next, inBranch, at);
    if (bound <= known + enough) {
      givenUp = max(givenUp, bound);
      continue;
    }
    if (!hasMoved) {
      dual(next, at);
      keep();
    }
    const price = copyFloats(at, things);
    const tops = copyInts(top, count);
    const mosts = copyFloats(most, count);
    open(makeBranch(bound, next.worth, price, tops, mosts, next.left, next.chosen));
  }
  return known;
}

/** Decides one more item in every way that could still gain. */
function open(from: Branch): void {
  const d = pickItem(from.chosen, from.price, from.bound - known);
  if (d < 0) {
    // All is decided: the only plan of this branch, which nobody may have looked at yet.
    complete(from, from.price, from.top);
    return;
  }
  const end = firstOpen[d + 1];
  for (let at = firstOpen[d]; at < end; at++) {
    const way = openWay[at];
    const bound = from.bound - (from.most[d] - value[at]);
    if (bound <= known + enough) {
      givenUp = max(givenUp, bound);
      continue;
    }
    const left = copyFloats(from.left, things);
    if (!takeUnderCeilings(left, way)) continue;
    const chosen = copyInts(from.chosen, count);
    chosen[d] = way;
    if (isWhole(chosen) && !holds(left)) continue;
    const own = from.worth + worth[way];
    pushBranch(makeBranch(bound, own, from.price, from.top, from.most, left, chosen));
  }
}

/** Whether all items are decided. */
function isWhole(chosen: Ints): bool {
  for (let d = 0; d < count; d++) if (chosen[d] === undecided) return false;
  return true;
}

/**
 * The place of the item whose choice is least clear for what it moves at prices of own things; -1 where all are decided.
 *
 * `room`: how far the branch is above the best known.
 */
function pickItem(chosen: Ints, at: Floats, room: f64): i32 {
  let pick = -1;
  let highest = -Infinity;
  for (let d = 0; d < count; d++) {
    if (chosen[d] !== undecided) continue;
    const next = nextBest(firstOpen[d], firstOpen[d + 1], top[d]);
    // An item of one way is not worth a branch, but for want of others.
    if (next < 0) {
      if (highest < 0) {
        highest = 0;
        pick = d;
      }
      continue;
    }
    const loss = most[d] - value[next];
    // Nothing but its best way can gain: it is decided here where no other item is in doubt.
    if (loss >= room && highest > doubtfulKey) continue;
    const doubt = max(leastDoubt, 1 - loss / room);
    const key = doubt * distance(difference, openWay[top[d]], openWay[next], at);
    if (key > highest) {
      highest = key;
      pick = d;
    }
  }
  return pick;
}

/** Values the best plan of the last prices at these. */
function recall(): void {
  known = -Infinity;
  const left = trialLeft;
  setEmpty(left);
  let sum: f64 = 0;
  for (let i = 0; i < items; i++) {
    const way = best[i];
    if (way < 0) {
      if (hasWays(i)) return;
      continue;
    }
    take(left, way);
    sum += worth[way];
  }
  if (holds(left)) known = sum + leafWorth(left);
}

/**
 * Completes a branch to a whole plan, which is remembered if it is the best so far. `tops`: the best way of each item
 * at prices.
 */
function complete(from: Branch, at: Floats, tops: Ints): void {
  clearToNone(trial, items);
  const left = trialLeft;
  setFloats(left, from.left, things);
  let sum = from.worth;
  for (let n = 0; n < decidedCount; n++) trial[decided[2 * n]] = decided[2 * n + 1];
  for (let d = 0; d < count; d++) {
    const own = from.chosen[d];
    const way = own === undecided ? bestFit(d, left, at, tops) : own;
    if (way < 0) return;
    trial[order[d]] = way;
    if (own !== undecided) continue;
    sum += worth[way];
    take(left, way);
  }
  if (!holds(left)) return;
  sum += sweep(trial, left);
  const total = sum + leafWorth(left);
  if (total <= known) return;
  known = total;
  setInts(best, trial, items);
}

/** The way of most profit at prices that fits into what is left; -1 where none does. */
function bestFit(d: i32, left: Floats, at: Floats, tops: Ints): i32 {
  if (tops[d] < 0) return -1;
  const first = openWay[tops[d]];
  if (fits(left, first)) return first;
  let found = -1;
  let highest = -Infinity;
  const end = firstOpen[d + 1];
  for (let n = firstOpen[d]; n < end; n++) {
    const way = openWay[n];
    const own = reducedWorth(way, at);
    if (own <= highest || !fits(left, way)) continue;
    highest = own;
    found = way;
  }
  return found;
}
